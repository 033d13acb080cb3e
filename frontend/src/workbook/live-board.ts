import { Board } from "./board";
import { BoardView } from "./board-view";
import { notesName } from "./document";
import { GuardWarnings } from "./guard-warnings";
import { LiveDocument } from "./live-document";

/**
 * `<live-board data-board [data-anonymous]>` around a board's form, with the attributes and parts of a
 * {@link LiveDocument}: its boxes are shared, its buttons act at once, and notes can be dragged with the mouse.
 * It says by the event `board-changes` that a note has come, gone or changed.
 */
class LiveBoard extends HTMLElement {
  private live: LiveDocument | null = null;
  private view: BoardView | null = null;
  private warnings: GuardWarnings | null = null;

  connectedCallback(): void {
    this.live = new LiveDocument(this, () => this.bind());
    this.addEventListener("focusin", this.onFocus);
    this.addEventListener("focusout", this.onBlur);
  }

  disconnectedCallback(): void {
    this.removeEventListener("focusin", this.onFocus);
    this.removeEventListener("focusout", this.onBlur);
    this.warnings?.destroy();
    this.view?.destroy();
    this.view = null;
    this.live?.letGo();
    this.live = null;
  }

  private get board(): string {
    return this.dataset["board"] ?? "";
  }

  private bind(): void {
    const { live } = this;
    if (!live) return;
    const piles = Array.from(this.querySelectorAll<HTMLElement>("[data-piles] > [data-pile]"));
    const prompts = piles.filter((pile) => pile.dataset["pile"] && !pile.querySelector("[data-own]"));
    const board = new Board(live.doc, this.board, prompts.map((pile) => pile.dataset["pile"] ?? ""));
    const view = new BoardView(this, board, {
      isReadOnly: live.isReadOnly,
      onGuarded: live.guarded,
      say: (words) => this.say(words),
    });
    live.undoes([board.notes, board.headings], (changed) => view.goTo(changed));
    this.view = view;
    board.notes.observeDeep(() => this.dispatchEvent(new CustomEvent("board-changes", { bubbles: true })));
    if (!live.isReadOnly) {
      this.warnings = new GuardWarnings(this);
      live.doc.on("update", () => this.warnings?.lookAgain());
    }
  }

  private say(words: string): void {
    const line = this.querySelector("[data-part=said]");
    // said again when the same happens again
    if (line) line.textContent = line.textContent === words ? `${words}\u00a0` : words;
  }

  private readonly onFocus = (event: FocusEvent) => {
    const note = (event.target as HTMLElement).closest<HTMLElement>("[data-note]")?.dataset["note"];
    if (note && !this.hasAttribute("data-anonymous")) this.live?.writesIn(`${notesName(this.board)}/${note}`);
  };

  private readonly onBlur = () => this.live?.writesIn(null);
}

customElements.define("live-board", LiveBoard);
