const FORWARD = new Set(["ArrowRight", "ArrowDown", "PageDown", " ", "Enter"]);
const BACK = new Set(["ArrowLeft", "ArrowUp", "PageUp", "Backspace"]);

/** Which slide a key leads to from the slide at `at`, of `count`; null for a key that means nothing here. */
export function slideAfterKey(key: string, at: number, count: number): number | null {
  if (FORWARD.has(key)) return Math.min(count - 1, at + 1);
  if (BACK.has(key)) return Math.max(0, at - 1);
  if (key === "Home") return 0;
  if (key === "End") return count - 1;
  return null;
}

/**
 * `<slide-show>` around a list of slides. The page shows them one below the other; the Show button shows
 * one at a time on the full screen, and the keyboard turns them. Escape ends it.
 */
class SlideShow extends HTMLElement {
  private at = 0;

  connectedCallback(): void {
    const show = this.querySelector<HTMLButtonElement>("[data-show]");
    if (show) {
      show.hidden = false;
      show.addEventListener("click", () => void this.start());
    }
    this.querySelectorAll<HTMLElement>("[data-turn]").forEach((button) => {
      button.addEventListener("click", () => this.turn(this.at + Number(button.dataset["turn"])));
    });
    document.addEventListener("fullscreenchange", this.onChange);
    document.addEventListener("keydown", this.onKey);
  }

  disconnectedCallback(): void {
    document.removeEventListener("fullscreenchange", this.onChange);
    document.removeEventListener("keydown", this.onKey);
  }

  private get slides(): HTMLElement[] {
    return Array.from(this.querySelectorAll<HTMLElement>("[data-slide]"));
  }

  private get isShowing(): boolean {
    return this.hasAttribute("data-showing");
  }

  private async start(): Promise<void> {
    this.setAttribute("data-showing", "");
    this.turn(0);
    // where full screen is not allowed, the slides fill the window instead
    await this.requestFullscreen().catch(() => undefined);
  }

  private end(): void {
    this.removeAttribute("data-showing");
    const slide = this.slides[this.at];
    slide?.scrollIntoView();
    slide?.focus();
  }

  private turn(to: number): void {
    const slides = this.slides;
    this.at = Math.max(0, Math.min(slides.length - 1, to));
    slides.forEach((slide, place) => slide.toggleAttribute("data-current", place === this.at));
    // focus moves to the slide, so that a screen reader reads it
    slides[this.at]?.focus();
    const place = this.querySelector("[data-place]");
    if (place) place.textContent = `${this.at + 1} of ${slides.length}`;
  }

  private readonly onChange = () => {
    if (!document.fullscreenElement && this.isShowing) this.end();
  };

  private readonly onKey = (event: KeyboardEvent) => {
    if (!this.isShowing) return;
    if (event.key === "Escape") {
      if (document.fullscreenElement) void document.exitFullscreen();
      else this.end();
      return;
    }
    if (event.target instanceof HTMLButtonElement && (event.key === " " || event.key === "Enter")) return;
    const to = slideAfterKey(event.key, this.at, this.slides.length);
    if (to === null) return;
    event.preventDefault();
    this.turn(to);
  };
}

customElements.define("slide-show", SlideShow);
