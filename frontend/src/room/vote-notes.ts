/** Others write their notes letter by letter: the list waits until they stop for so long. */
const QUIET_MS = 1500;

/**
 * Take over the notes to vote for from a page that was loaded anew, with what is ticked here, and the focus. Returns
 * how many notes there are; null if nothing is to be taken over: the form shows what is wrong, or the vote is over.
 */
export function takeNotes(here: HTMLElement, page: Document): number | null {
  const there = page.querySelector<HTMLElement>("vote-notes [data-part=notes]");
  const list = here.querySelector<HTMLElement>("[data-part=notes]");
  if (!there || !list || list.querySelector(".nhsuk-error-message")) return null;
  const ticked = new Map(boxes(list).map((box) => [box.value, box.checked]));
  const focused = boxes(list).find((box) => box === document.activeElement)?.value;
  const fresh = boxes(there);
  for (const box of fresh) box.checked = ticked.get(box.value) ?? box.checked;
  list.replaceWith(document.adoptNode(there));
  fresh.find((box) => box.value === focused)?.focus();
  return fresh.length;
}

function boxes(list: HTMLElement): HTMLInputElement[] {
  return Array.from(list.querySelectorAll<HTMLInputElement>("input[type=checkbox]"));
}

/**
 * `<vote-notes data-from>` around the form in which people vote for notes of the board on the same page. When the
 * board changes, it loads the page at `data-from` and takes the notes over from there.
 */
class VoteNotes extends HTMLElement {
  private soon: number | undefined;

  connectedCallback(): void {
    document.addEventListener("board-changes", this.onChange);
  }

  disconnectedCallback(): void {
    document.removeEventListener("board-changes", this.onChange);
    window.clearTimeout(this.soon);
  }

  private readonly onChange = (): void => {
    window.clearTimeout(this.soon);
    this.soon = window.setTimeout(() => void this.load(), QUIET_MS);
  };

  private async load(): Promise<void> {
    let answer: Response;
    try {
      answer = await fetch(this.dataset["from"] ?? "");
    } catch {
      this.onChange();
      return;
    }
    if (!answer.ok || answer.redirected) return;
    const before = boxes(this).length;
    const count = takeNotes(this, new DOMParser().parseFromString(await answer.text(), "text/html"));
    const said = this.querySelector("[data-part=said]");
    if (said && count !== null && count !== before) {
      said.textContent = count === 1 ? "There is 1 note to vote for." : `There are ${count} notes to vote for.`;
    }
  }
}

customElements.define("vote-notes", VoteNotes);
