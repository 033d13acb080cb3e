import type * as Y from "yjs";

import { GuardWarnings } from "./guard-warnings";
import { LiveDocument } from "./live-document";
import { sayOver } from "./over-limit";
import { RowList } from "./row-list";
import { TextBox } from "./text-box";
import { ValueBox } from "./value-box";

/**
 * `<live-artefact>` around an artefact's form, with the attributes and parts of a {@link LiveDocument}: binds its
 * boxes to the shared document and shows who writes where.
 */
class LiveArtefact extends HTMLElement {
  private live: LiveDocument | null = null;
  private boxes: { destroy(): void }[] = [];
  private warnings: GuardWarnings | null = null;

  connectedCallback(): void {
    this.live = new LiveDocument(this, () => this.bind());
    this.addEventListener("focusin", this.onFocus);
    this.addEventListener("focusout", this.onBlur);
    this.addEventListener("input", this.onInput);
  }

  disconnectedCallback(): void {
    this.removeEventListener("focusin", this.onFocus);
    this.removeEventListener("focusout", this.onBlur);
    this.removeEventListener("input", this.onInput);
    this.warnings?.destroy();
    for (const box of this.boxes) box.destroy();
    this.boxes = [];
    this.live?.letGo();
    this.live = null;
  }

  private bind(): void {
    const { live } = this;
    if (!live) return;
    const { doc, guarded } = live;
    const types: Y.AbstractType<any>[] = [];
    const take = <T extends Y.AbstractType<any>>(type: T): T => {
      types.push(type);
      return type;
    };
    for (const box of this.querySelectorAll<HTMLTextAreaElement>("textarea[data-field]")) {
      this.boxes.push(new TextBox(box, take(doc.getText(box.dataset["field"])), guarded));
    }
    for (const box of this.querySelectorAll<HTMLInputElement | HTMLSelectElement>(
      "input[data-field], select[data-field]",
    )) {
      this.boxes.push(new ValueBox(box, take(doc.getMap(box.dataset["field"])), "value", guarded));
    }
    for (const list of this.querySelectorAll<HTMLElement>("[data-row-list]")) {
      const rows = take(doc.getMap<Y.Map<unknown>>(list.dataset["rowList"]));
      this.boxes.push(new RowList(list, rows, live.isReadOnly, guarded));
    }
    if (!live.isReadOnly) {
      this.warnings = new GuardWarnings(this);
      doc.on("update", () => this.warnings?.lookAgain());
    }
    live.undoes(types, (changed) => this.goTo(changed));
    this.showLimits();
  }

  /** After undo or redo: to the text that changed, if it is in a box of its own. */
  private goTo(changed: Set<unknown>): void {
    const box = this.boxes.find((one): one is TextBox => one instanceof TextBox && changed.has(one.text));
    box?.goToChange();
    this.showLimits();
  }

  private readonly onInput = () => this.showLimits();

  /** The server's form refuses a text that is too long; typing together only says so. */
  private showLimits(): void {
    for (const line of this.querySelectorAll<HTMLElement>("[data-over]")) {
      const box = this.querySelector<HTMLTextAreaElement>(`[data-field="${line.dataset["over"]}"]`);
      sayOver(line, box?.value.length ?? 0);
    }
  }

  private readonly onFocus = (event: FocusEvent) => {
    const { field, cell } = (event.target as HTMLElement).dataset;
    const row = (event.target as HTMLElement).closest<HTMLElement>("[data-row]")?.dataset["row"];
    const list = (event.target as HTMLElement).closest<HTMLElement>("[data-row-list]")?.dataset["rowList"];
    if (field) this.live?.writesIn(field);
    else if (cell && list && row) this.live?.writesIn(`${list}/${row}`, cell);
  };

  private readonly onBlur = () => this.live?.writesIn(null);
}

customElements.define("live-artefact", LiveArtefact);
