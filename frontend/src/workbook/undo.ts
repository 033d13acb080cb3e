import * as Y from "yjs";

import { TextBox } from "./text-box";

/**
 * Undo and redo of what was written in this page, and never of what others wrote: by Ctrl+Z, Ctrl+Shift+Z and
 * Ctrl+Y in its boxes, by the browser's own menu, and by two buttons.
 *
 * The browser's undo would put back a whole box as it was, other people's words with it.
 */
export class Undo {
  private readonly manager: Y.UndoManager;

  /** `buttons` has `[data-act=undo]` and `[data-act=redo]`. `show` is told which shared types were changed. */
  constructor(
    private readonly root: HTMLElement,
    private readonly buttons: HTMLElement | null,
    types: Y.AbstractType<any>[],
    private readonly show: (changed: Set<unknown>) => void,
  ) {
    // the boxes' own edits; what comes from the network or from this device's copy has another origin
    this.manager = new Y.UndoManager(types, { trackedOrigins: new Set([null, TextBox]) });
    this.manager.on("stack-item-popped", this.onPopped);
    this.manager.on("stack-item-added", this.showButtons);
    this.manager.on("stack-cleared", this.showButtons);
    root.addEventListener("keydown", this.onKey);
    root.addEventListener("beforeinput", this.onBeforeInput);
    buttons?.addEventListener("click", this.onClick);
    if (buttons) buttons.hidden = false;
    this.showButtons();
  }

  /** Let go of the page. */
  destroy(): void {
    this.root.removeEventListener("keydown", this.onKey);
    this.root.removeEventListener("beforeinput", this.onBeforeInput);
    this.buttons?.removeEventListener("click", this.onClick);
    this.manager.destroy();
  }

  private readonly onKey = (event: KeyboardEvent) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
    const key = event.key.toLowerCase();
    const act = key === "y" || (key === "z" && event.shiftKey) ? "redo" : key === "z" ? "undo" : null;
    if (!act) return;
    event.preventDefault();
    this.manager[act]();
  };

  private readonly onBeforeInput = (event: InputEvent) => {
    const act = { historyUndo: "undo", historyRedo: "redo" }[event.inputType] as "undo" | "redo" | undefined;
    if (!act) return;
    event.preventDefault();
    this.manager[act]();
  };

  private readonly onClick = (event: Event) => {
    const act = (event.target as HTMLElement).closest<HTMLElement>("[data-act]")?.dataset["act"];
    if (act === "undo" || act === "redo") this.manager[act]();
  };

  private readonly onPopped = (event: { changedParentTypes: Map<unknown, unknown> }) => {
    this.showButtons();
    this.show(new Set(event.changedParentTypes.keys()));
  };

  private readonly showButtons = () => {
    this.able("undo", this.manager.canUndo());
    this.able("redo", this.manager.canRedo());
  };

  // not `disabled`, which would drop the focus of whoever has just pressed the button for the last time
  private able(act: string, isAble: boolean): void {
    this.buttons?.querySelector(`[data-act="${act}"]`)?.setAttribute("aria-disabled", String(!isAble));
  }
}
