// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import * as Y from "yjs";

import { TextBox } from "./text-box";
import { Undo } from "./undo";

let doc: Y.Doc;
let box: HTMLTextAreaElement;
let undo: Undo;
let buttons: HTMLElement;

function type(text: string): void {
  box.value += text;
  box.setSelectionRange(box.value.length, box.value.length);
  box.dispatchEvent(new Event("input", { bubbles: true }));
}

function press(key: string, more: KeyboardEventInit = {}): void {
  box.dispatchEvent(new KeyboardEvent("keydown", { key, ctrlKey: true, bubbles: true, cancelable: true, ...more }));
}

/** Somebody else writes at the start. */
function hear(text: string): void {
  const other = new Y.Doc();
  Y.applyUpdate(other, Y.encodeStateAsUpdate(doc));
  other.getText("field").insert(0, text);
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(other), "the network");
}

beforeEach(() => {
  document.body.innerHTML = `<div id="root"><textarea></textarea>
    <div id="buttons" hidden><button data-act="undo">Undo</button><button data-act="redo">Redo</button></div></div>`;
  doc = new Y.Doc();
  box = document.querySelector("textarea")!;
  buttons = document.getElementById("buttons")!;
  const text = doc.getText("field");
  const bound = new TextBox(box, text, () => {});
  undo = new Undo(document.getElementById("root")!, buttons, [text], (changed) => {
    if (changed.has(text)) bound.goToChange();
  });
});

afterEach(() => undo.destroy());

describe("Undo", () => {
  it("takes back what was typed here and leaves what others wrote", () => {
    type("mine");
    hear("theirs ");
    press("z");
    expect(box.value).toBe("theirs ");
    expect(doc.getText("field").toString()).toBe("theirs ");
  });

  it("never takes back what others wrote", () => {
    hear("theirs ");
    press("z");
    expect(box.value).toBe("theirs ");
  });

  it.each([
    ["y", {}],
    ["z", { shiftKey: true }],
  ])("does it again with Ctrl+%s %o", (key, more) => {
    type("mine");
    press("z");
    expect(box.value).toBe("");
    press(key, more);
    expect(box.value).toBe("mine");
  });

  it("answers the browser's own undo", () => {
    type("mine");
    const event = new InputEvent("beforeinput", { inputType: "historyUndo", bubbles: true, cancelable: true });
    box.dispatchEvent(event);
    expect([box.value, event.defaultPrevented]).toEqual(["", true]);
  });

  it("has two buttons that say whether there is something to undo", () => {
    const said = () => Array.from(buttons.children, (button) => button.getAttribute("aria-disabled"));
    expect([buttons.hidden, ...said()]).toEqual([false, "true", "true"]);
    type("mine");
    expect(said()).toEqual(["false", "true"]);
    buttons.querySelector<HTMLElement>('[data-act="undo"]')!.click();
    expect([box.value, ...said()]).toEqual(["", "true", "false"]);
  });

  it("puts the cursor where the change was", () => {
    type("one");
    hear("two ");
    box.blur();
    buttons.querySelector<HTMLElement>('[data-act="undo"]')!.click();
    expect([document.activeElement, box.selectionStart]).toEqual([box, 4]);
  });
});
