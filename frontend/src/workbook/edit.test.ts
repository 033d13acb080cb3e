import { describe, expect, it } from "vitest";

import { editBetween, placeAfter } from "./edit";

const applied = (text: string, edit: ReturnType<typeof editBetween>) =>
  edit ? text.slice(0, edit.at) + edit.added + text.slice(edit.at + edit.removed) : text;

describe("editBetween", () => {
  it("is null when nothing changed", () => {
    expect(editBetween("same", "same")).toBeNull();
  });

  it("finds what was typed", () => {
    expect(editBetween("ward", "wards")).toEqual({ at: 4, removed: 0, added: "s" });
    expect(editBetween("a c", "a b c")).toEqual({ at: 2, removed: 0, added: "b " });
  });

  it("finds what was replaced", () => {
    expect(editBetween("one two three", "one 2 three")).toEqual({ at: 4, removed: 3, added: "2" });
  });

  it("believes the cursor where the text leaves it open", () => {
    expect(editBetween("aa", "aaa", 1)).toEqual({ at: 0, removed: 0, added: "a" });
    expect(editBetween("aa", "aaa", 3)).toEqual({ at: 2, removed: 0, added: "a" });
  });

  it("never cuts an emoji in half", () => {
    expect(editBetween("😀", "😁")).toEqual({ at: 0, removed: 2, added: "😁" });
  });

  it("always leads from one text to the other", () => {
    const letters = ["a", "b", "é", "😀", "\n"];
    let seed = 1;
    const random = (below: number) => {
      seed = (seed * 48271) % 2147483647;
      return seed % below;
    };
    const text = () => Array.from({ length: random(8) }, () => letters[random(letters.length)]).join("");
    for (let round = 0; round < 2000; round += 1) {
      const [before, after] = [text(), text()];
      const edit = editBetween(before, after, random(after.length + 1));
      expect(applied(before, edit)).toBe(after);
      expect(edit?.added ?? "").not.toMatch(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/);
    }
  });
});

describe("placeAfter", () => {
  it("moves with what comes before it", () => {
    expect(placeAfter(5, { at: 2, removed: 0, added: "xy" })).toBe(7);
    expect(placeAfter(5, { at: 2, removed: 2, added: "" })).toBe(3);
  });

  it("stays for what comes after it", () => {
    expect(placeAfter(2, { at: 2, removed: 0, added: "xy" })).toBe(2);
  });

  it("stays at the edit when its place was removed", () => {
    expect(placeAfter(4, { at: 2, removed: 6, added: "" })).toBe(2);
  });
});
