// long enough for a connection that comes straight back
const SPEAK_AFTER_MS = 2000;
const SAVED_AGAIN = "All is well again: everything is saved.";

/**
 * Tells those who hear the page that something is wrong with saving, and that it is right again. The line
 * that others see changes with every pause in typing; to hear that would be in the way of writing.
 */
export class StateVoice {
  private readonly said = new Set<string>();
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** `line` is a polite live region that is not seen. */
  constructor(private readonly line: HTMLElement | null) {}

  /** Something is wrong, and these words say what. Each is said once, until all is well. */
  trouble(words: string): void {
    this.soon(() => {
      if (this.said.has(words)) return;
      this.said.add(words);
      this.say(words);
    });
  }

  /** Everything is saved. */
  well(): void {
    this.soon(() => {
      if (this.said.size) this.say(SAVED_AGAIN);
      this.said.clear();
    });
  }

  /** What was about to be said is not so any more. */
  hush(): void {
    clearTimeout(this.timer);
  }

  private soon(act: () => void): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(act, SPEAK_AFTER_MS);
  }

  private say(words: string): void {
    if (this.line) this.line.textContent = words;
  }
}
