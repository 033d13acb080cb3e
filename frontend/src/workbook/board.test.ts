import { describe, expect, it } from "vitest";
import * as Y from "yjs";

import { Board } from "./board";

function pair(): [Y.Doc, Y.Doc] {
  const [one, other] = [new Y.Doc(), new Y.Doc()];
  one.on("update", (update, origin) => origin !== "net" && Y.applyUpdate(other, update, "net"));
  other.on("update", (update, origin) => origin !== "net" && Y.applyUpdate(one, update, "net"));
  return [one, other];
}

const board = (doc = new Y.Doc()) => new Board(doc, "ideas", ["useful"]);

/** What stands in each pile, by its heading or prompt. */
function says(of: Board): Record<string, string[]> {
  const texts = new Map(of.readNotes().map((note) => [note.id, note.text]));
  const titles = new Map(of.readHeadings().map((heading) => [heading.id, heading.title]));
  const piles = of.piles().map(({ heading, notes }): [string, string[]] => [
    titles.get(heading) ?? heading,
    notes.map((id) => texts.get(id) ?? ""),
  ]);
  return Object.fromEntries(piles);
}

describe("Board", () => {
  it("has a pile for what is not sorted, for each prompt and for each heading", () => {
    const mine = board();
    const gaps = mine.addHeading("Gaps");
    mine.addNote("", "a");
    mine.addNote("useful", "b");
    mine.addNote(gaps, "c");
    mine.addNote("gone", "d");
    expect(says(mine)).toEqual({ "": ["a", "d"], useful: ["b"], Gaps: ["c"] });
  });

  it("puts a note last under another heading, or in front of a note there", () => {
    const mine = board();
    const [a, b] = [mine.addNote("", "a"), mine.addNote("", "b")];
    mine.addNote("useful", "c");
    mine.placeNote(a, "useful");
    expect(says(mine)).toEqual({ "": ["b"], useful: ["c", "a"] });
    mine.placeNote(b, "useful", a);
    expect(says(mine)).toEqual({ "": [], useful: ["c", "b", "a"] });
  });

  it("moves a note within its pile and says where it cannot", () => {
    const mine = board();
    const a = mine.addNote("", "a");
    mine.addNote("useful", "x");
    const b = mine.addNote("", "b");
    expect(mine.shiftNote(b, -1)).toBe(true);
    expect(says(mine)[""]).toEqual(["b", "a"]);
    expect(mine.shiftNote(b, -1)).toBe(false);
    expect(mine.shiftNote(a, 1)).toBe(false);
    expect(mine.shiftNote("gone", 1)).toBe(false);
  });

  it("puts a removed note back where it was, under its id", () => {
    const mine = board();
    const a = mine.addNote("", "a");
    mine.addNote("", "b");
    const putBack = mine.removeNote(a);
    expect(says(mine)[""]).toEqual(["b"]);
    putBack();
    putBack();
    expect(says(mine)[""]).toEqual(["a", "b"]);
    expect(mine.note(a)).not.toBeNull();
  });

  it("keeps the notes of a heading that is removed", () => {
    const mine = board();
    const gaps = mine.addHeading("Gaps");
    mine.addNote(gaps, "a");
    mine.removeHeading(gaps);
    expect(says(mine)).toEqual({ "": ["a"], useful: [] });
  });

  it("moves headings, but no prompt", () => {
    const mine = board();
    mine.addHeading("One");
    const two = mine.addHeading("Two");
    expect(mine.shiftHeading(two, -1)).toBe(true);
    expect(Object.keys(says(mine))).toEqual(["", "useful", "Two", "One"]);
    expect(mine.shiftHeading(two, -1)).toBe(false);
    expect(mine.shiftHeading("useful", 1)).toBe(false);
  });

  it("passes over what a faulty client left", () => {
    const mine = board();
    mine.notes.set("n", "no note");
    mine.headings.set("h", 7);
    expect(says(mine)).toEqual({ "": [], useful: [] });
    mine.placeNote("n", "useful");
    expect(mine.notes.get("n")).toBe("no note");
  });

  it("is the same for two people who sort at once", () => {
    const [one, other] = pair();
    const [mine, theirs] = [board(one), board(other)];
    const [a, b] = [mine.addNote("", "a"), mine.addNote("", "b")];
    const gaps = theirs.addHeading("Gaps");
    mine.placeNote(a, gaps);
    theirs.shiftNote(b, -1);
    theirs.placeNote(b, gaps, a);
    expect(says(mine)).toEqual({ "": [], useful: [], Gaps: ["b", "a"] });
    expect(says(theirs)).toEqual(says(mine));
  });
});
