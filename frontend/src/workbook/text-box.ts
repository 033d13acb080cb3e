import type * as Y from "yjs";

import { editAfter, editBetween, placeAfter, type Edit } from "./edit";
import { withoutNhsNumbers } from "./patient-data";

/**
 * Binds a native text box to a shared text: what is typed goes into the text, what others write
 * comes into the box, and the cursor stays where it was.
 */
export class TextBox {
  private shown: string;
  // where the latest change from elsewhere, or by undo, ended
  private changedAt = 0;
  private composing = false;

  /**
   * Call once the text has been synchronised. What somebody typed into the box before that is
   * carried over. `onGuarded` is told when an NHS number was taken out.
   */
  constructor(
    private readonly box: HTMLTextAreaElement,
    readonly text: Y.Text,
    private readonly onGuarded: () => void,
  ) {
    this.shown = text.toString();
    const early = editBetween(box.defaultValue, box.value);
    if (early) this.carryOver(early, box.defaultValue);
    this.shown = text.toString();
    box.value = this.shown;
    box.addEventListener("input", this.onInput);
    box.addEventListener("compositionstart", this.onCompositionStart);
    box.addEventListener("compositionend", this.onCompositionEnd);
    text.observe(this.onText);
  }

  /** Let go of the box and the text. */
  destroy(): void {
    this.box.removeEventListener("input", this.onInput);
    this.box.removeEventListener("compositionstart", this.onCompositionStart);
    this.box.removeEventListener("compositionend", this.onCompositionEnd);
    this.text.unobserve(this.onText);
  }

  /** Put the cursor where the text has just changed. */
  goToChange(): void {
    this.box.focus();
    this.box.setSelectionRange(this.changedAt, this.changedAt);
  }

  private carryOver(edit: Edit, from: string): void {
    const unchanged = this.text.toString() === from;
    this.apply(unchanged ? edit : { ...edit, at: Math.min(edit.at, this.text.length), removed: 0 });
  }

  private readonly onCompositionStart = () => {
    this.composing = true;
  };

  private readonly onCompositionEnd = () => {
    this.composing = false;
    this.onInput();
    this.show();
  };

  private readonly onInput = () => {
    if (this.composing) return;
    const clean = withoutNhsNumbers(this.box.value);
    const mine = editBetween(this.shown, clean, this.box.selectionStart);
    // others can have written while a character was being composed
    const theirs = editBetween(this.shown, this.text.toString());
    const edit = mine && theirs ? editAfter(mine, theirs) : mine;
    this.shown = clean;
    if (clean !== this.box.value) {
      this.box.value = clean;
      this.onGuarded();
    }
    if (edit) this.apply(edit);
  };

  private apply(edit: Edit): void {
    this.text.doc?.transact(() => {
      if (edit.removed) this.text.delete(edit.at, edit.removed);
      if (edit.added) this.text.insert(edit.at, edit.added);
    }, this);
  }

  private readonly onText = (_event: Y.YTextEvent, transaction: Y.Transaction) => {
    if (transaction.origin !== this && !this.composing) this.show();
  };

  private show(): void {
    const now = this.text.toString();
    const edit = editBetween(this.shown, now);
    this.shown = now;
    if (!edit || this.box.value === now) return;
    this.changedAt = edit.at + edit.added.length;
    const { selectionStart, selectionEnd, selectionDirection, scrollTop } = this.box;
    this.box.value = now;
    // setting the value moves the cursor, and in some browsers the focus ring, to the end
    if (document.activeElement === this.box) {
      this.box.setSelectionRange(placeAfter(selectionStart, edit), placeAfter(selectionEnd, edit), selectionDirection);
    }
    this.box.scrollTop = scrollTop;
  }
}
