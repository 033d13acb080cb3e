// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from "vitest";
import * as Y from "yjs";

import { TextBox } from "./text-box";

let guarded: number;

function bound(doc: Y.Doc, served = ""): HTMLTextAreaElement {
  const box = document.createElement("textarea");
  box.defaultValue = served;
  box.value = served;
  document.body.append(box);
  new TextBox(box, doc.getText("field"), () => (guarded += 1));
  return box;
}

function type(box: HTMLTextAreaElement, value: string, caret = value.length): void {
  box.value = value;
  box.setSelectionRange(caret, caret);
  box.dispatchEvent(new Event("input"));
}

/** Two documents that send each other every update. */
function pair(): [Y.Doc, Y.Doc] {
  const [one, other] = [new Y.Doc(), new Y.Doc()];
  one.on("update", (update, origin) => origin !== "net" && Y.applyUpdate(other, update, "net"));
  other.on("update", (update, origin) => origin !== "net" && Y.applyUpdate(one, update, "net"));
  return [one, other];
}

beforeEach(() => {
  guarded = 0;
  document.body.replaceChildren();
});

describe("TextBox", () => {
  it("writes what is typed into the shared text", () => {
    const doc = new Y.Doc();
    type(bound(doc), "Waiting for a bed");
    expect(doc.getText("field").toString()).toBe("Waiting for a bed");
  });

  it("shows what others write and keeps the cursor at its words", () => {
    const [one, other] = pair();
    const [mine, theirs] = [bound(one), bound(other)];
    type(mine, "waits");
    mine.focus();
    mine.setSelectionRange(2, 2);
    type(theirs, "long waits", 5);
    expect(mine.value).toBe("long waits");
    expect(mine.selectionStart).toBe(7);
  });

  it("carries over what was typed before the connection stood", () => {
    const doc = new Y.Doc();
    doc.getText("field").insert(0, "served");
    const box = document.createElement("textarea");
    box.defaultValue = "served";
    box.value = "served and more";
    new TextBox(box, doc.getText("field"), () => {});
    expect(doc.getText("field").toString()).toBe("served and more");
  });

  it("loses nothing typed early when the text has moved on", () => {
    const doc = new Y.Doc();
    doc.getText("field").insert(0, "quite another");
    const box = document.createElement("textarea");
    box.defaultValue = "served";
    box.value = "served!";
    new TextBox(box, doc.getText("field"), () => {});
    expect(doc.getText("field").toString()).toBe("quite !another");
    expect(box.value).toBe("quite !another");
  });

  it("takes an NHS number out before it leaves the page, and says so", () => {
    const doc = new Y.Doc();
    const box = bound(doc);
    type(box, "ask 943 476 5919 about it");
    expect(box.value).toBe("ask [NHS number removed] about it");
    expect(doc.getText("field").toString()).toBe("ask [NHS number removed] about it");
    expect(guarded).toBe(1);
  });

  it("leaves the box alone while a character is being composed", () => {
    const [one, other] = pair();
    const [mine, theirs] = [bound(one), bound(other)];
    mine.dispatchEvent(new Event("compositionstart"));
    mine.value = "´";
    type(theirs, "from you");
    expect(mine.value).toBe("´");
    mine.value = "é";
    mine.setSelectionRange(1, 1);
    mine.dispatchEvent(new Event("compositionend"));
    expect(mine.value).toBe(theirs.value);
    expect(mine.value).toHaveLength("éfrom you".length);
  });

  it("keeps both when somebody writes in front of a word that is being composed", () => {
    const [one, other] = pair();
    const [mine, theirs] = [bound(one), bound(other)];
    type(mine, "The ward is full");
    mine.dispatchEvent(new Event("compositionstart"));
    type(theirs, "On Monday: The ward is full", 11);
    mine.value = "The ward is busy";
    mine.setSelectionRange(16, 16);
    mine.dispatchEvent(new Event("compositionend"));
    expect(mine.value).toBe("On Monday: The ward is busy");
    expect(theirs.value).toBe("On Monday: The ward is busy");
  });

  it("makes two people who type at random see the same text", () => {
    const [one, other] = pair();
    const boxes = [bound(one), bound(other)];
    let seed = 7;
    const random = (below: number) => {
      seed = (seed * 48271) % 2147483647;
      return seed % below;
    };
    for (let round = 0; round < 500; round += 1) {
      const box = boxes[random(2)]!;
      const characters = Array.from(box.value); // nobody can type or delete half an emoji
      const at = random(characters.length + 1);
      const added = ["a", "bc", "😀", ""][random(4)]!;
      characters.splice(at, random(3), added);
      const caret = characters.slice(0, at + 1).join("").length;
      type(box, characters.join(""), caret);
      expect(boxes[0]!.value).toBe(boxes[1]!.value);
      expect(boxes[0]!.value).toBe(one.getText("field").toString());
    }
  });
});
