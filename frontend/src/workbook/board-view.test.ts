// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from "vitest";
import * as Y from "yjs";

import { Board } from "./board";
import { BoardView } from "./board-view";

const NOTE = (id: string, words = "") => `
  <li id="note-${id}" data-note="${id}"><span data-handle hidden></span>
    <fieldset><legend data-note-title>Note</legend>
    <textarea name="note__${id}__words">${words}</textarea><p data-limit="10"></p>
    <select><option value="">Not sorted yet</option></select>
    <button value="note__${id}__move" data-act="move">Move</button>
    <button data-act="up">Move up</button><button data-act="down">Move down</button>
    <button type="button" data-act="remove" hidden>Remove</button>
    <div data-by-form><input type="checkbox"></div></fieldset></li>`;
const PILE = (id: string, title: string, isOwn: boolean, notes = "", typed = "") => `
  <section data-pile="${id}"><h2 data-pile-title>${title}</h2>
    ${isOwn ? `<div data-heading data-own><textarea>${title}</textarea><button data-act="heading-up">Earlier</button>
      <button data-act="heading-down">Later</button><div data-by-form><input type="checkbox"></div>
      <button type="button" data-act="heading-remove" hidden>Remove</button></div>` : ""}
    <ul data-notes>${notes}</ul>
    <div data-by-form data-new-note><textarea>${typed}</textarea><button>Add this note</button></div>
    <button type="button" data-act="add" hidden>Add a note</button></section>`;

interface Person {
  root: HTMLElement;
  board: Board;
  said: string[];
  view: BoardView;
}

function person(doc: Y.Doc, piles = PILE("", "Not sorted yet", false) + PILE("useful", "One useful thing", false)): Person {
  const root = document.createElement("div");
  root.innerHTML = `<form><div data-piles>${piles}</div>
    <template data-template="pile">${PILE("__id__", "", true)}</template>
    <template data-template="note">${NOTE("__id__")}</template>
    <div data-part="removed" hidden><button type="button" data-put-back>Put the note back</button></div>
    <div data-part="form"><textarea></textarea><button>Save</button></div>
    <button type="button" data-add-heading hidden>Add a heading</button></form>`;
  document.body.append(root);
  const said: string[] = [];
  const board = new Board(doc, "ideas", ["useful"]);
  const view = new BoardView(root, board, { isReadOnly: false, onGuarded: () => {}, say: (words) => said.push(words) });
  return { root, board, said, view };
}

function pair(): [Y.Doc, Y.Doc] {
  const [one, other] = [new Y.Doc(), new Y.Doc()];
  one.on("update", (update, origin) => origin !== "net" && Y.applyUpdate(other, update, "net"));
  other.on("update", (update, origin) => origin !== "net" && Y.applyUpdate(one, update, "net"));
  return [one, other];
}

/** What the page shows: each pile's title with its notes. */
function shows({ root }: Person): Record<string, string[]> {
  const piles = Array.from(root.querySelectorAll("[data-piles] > [data-pile]"), (pile): [string, string[]] => [
    pile.querySelector("[data-pile-title]")?.textContent ?? "",
    Array.from(pile.querySelectorAll<HTMLTextAreaElement>("[data-notes] textarea"), (box) => box.value),
  ]);
  return Object.fromEntries(piles);
}

const noteOf = ({ root }: Person, words: string) =>
  Array.from(root.querySelectorAll<HTMLElement>("[data-piles] [data-note]")).find(
    (note) => note.querySelector("textarea")!.value === words,
  )!;
const press = (element: HTMLElement, act: string) => element.querySelector<HTMLElement>(`[data-act="${act}"]`)!.click();
const pileOf = ({ root }: Person, id: string) => root.querySelector<HTMLElement>(`[data-pile="${id}"]`)!;

function type(box: HTMLTextAreaElement, value: string): void {
  box.value = value;
  box.setSelectionRange(value.length, value.length);
  box.dispatchEvent(new Event("input", { bubbles: true }));
}

function write(who: Person, pile: string, words: string): void {
  press(pileOf(who, pile), "add");
  type(document.activeElement as HTMLTextAreaElement, words);
}

function move(who: Person, words: string, heading: string): void {
  const note = noteOf(who, words);
  note.querySelector("select")!.value = heading;
  const button = note.querySelector<HTMLElement>('[data-act="move"]')!;
  button.focus();
  button.click();
}

beforeEach(() => document.body.replaceChildren());

describe("BoardView", () => {
  it("shows a note that somebody else adds, and what they write on it", () => {
    const [one, other] = pair();
    const [mine, theirs] = [person(one), person(other)];
    write(theirs, "useful", "Calls at night");
    expect(shows(mine)).toEqual({ "Not sorted yet": [], "One useful thing": ["Calls at night"] });
  });

  it("takes over what the server rendered, and throws out what is gone", () => {
    const doc = new Y.Doc();
    const board = new Board(doc, "ideas", ["useful"]);
    const id = board.addNote("useful", "Calls");
    const notes = NOTE(id, "Calls") + NOTE("gone", "Gone");
    const mine = person(doc, PILE("", "Not sorted yet", false) + PILE("useful", "Useful", false, notes) + PILE("h", "Old", true));
    expect(shows(mine)).toEqual({ "Not sorted yet": [], Useful: ["Calls"] });
    expect(mine.root.querySelector("[data-piles] [data-by-form], [data-part=form]")).toBeNull();
    expect(noteOf(mine, "Calls").querySelector<HTMLElement>('[data-act="remove"]')!.hidden).toBe(false);
  });

  it("loses nothing that was typed before it was live", () => {
    const doc = new Y.Doc();
    const id = new Board(doc, "ideas", ["useful"]).addNote("", "Calls");
    const root = PILE("", "Not sorted yet", false, NOTE(id, "Calls")) + PILE("useful", "Useful", false, "", "typed early");
    const mine = person(doc, root);
    expect(shows(mine)).toEqual({ "Not sorted yet": ["Calls"], Useful: ["typed early"] });
  });

  it("moves a note to another heading, says so, and leaves the focus on the note", () => {
    const mine = person(new Y.Doc());
    write(mine, "", "Calls");
    move(mine, "Calls", "useful");
    expect(shows(mine)).toEqual({ "Not sorted yet": [], "One useful thing": ["Calls"] });
    expect(mine.said).toEqual(["Note moved to One useful thing"]);
    expect(noteOf(mine, "Calls").contains(document.activeElement)).toBe(true);
    move(mine, "Calls", "useful");
    expect(mine.said.at(-1)).toBe("The note is under One useful thing already");
  });

  it("moves notes up and down within their heading", () => {
    const mine = person(new Y.Doc());
    write(mine, "", "a");
    write(mine, "useful", "x");
    write(mine, "", "b");
    press(noteOf(mine, "b"), "up");
    expect(shows(mine)["Not sorted yet"]).toEqual(["b", "a"]);
    press(noteOf(mine, "b"), "up");
    press(noteOf(mine, "a"), "down");
    expect(mine.said).toEqual(["Note moved up: 1 of 2", "The note is first already", "The note is last already"]);
    expect(noteOf(mine, "a").querySelector("[data-note-title]")!.textContent).toBe("Note 2");
  });

  it("removes a note, leads on to the next, and puts it back", () => {
    const mine = person(new Y.Doc());
    write(mine, "", "a");
    write(mine, "", "b");
    press(noteOf(mine, "a"), "remove");
    expect(shows(mine)["Not sorted yet"]).toEqual(["b"]);
    expect(noteOf(mine, "b").querySelector("textarea")).toBe(document.activeElement);
    mine.root.querySelector<HTMLElement>("[data-put-back]")!.click();
    expect(shows(mine)["Not sorted yet"]).toEqual(["a", "b"]);
    expect(noteOf(mine, "a").querySelector("textarea")).toBe(document.activeElement);
    expect(mine.root.querySelector<HTMLElement>("[data-part=removed]")!.hidden).toBe(true);
  });

  it("adds, renames, moves and removes headings for everybody", () => {
    const [one, other] = pair();
    const [mine, theirs] = [person(one), person(other)];
    for (const title of ["Gaps", "Evidence"]) {
      mine.root.querySelector<HTMLElement>("[data-add-heading]")!.click();
      type(document.activeElement as HTMLTextAreaElement, title);
    }
    expect(Object.keys(shows(theirs))).toEqual(["Not sorted yet", "One useful thing", "Gaps", "Evidence"]);
    const evidence = theirs.board.readHeadings()[1]!.id;
    press(pileOf(theirs, evidence), "heading-up");
    write(theirs, evidence, "Calls");
    expect(Object.keys(shows(mine))).toEqual(["Not sorted yet", "One useful thing", "Evidence", "Gaps"]);
    press(pileOf(mine, evidence), "heading-remove");
    expect(shows(theirs)).toEqual({ "Not sorted yet": ["Calls"], "One useful thing": [], Gaps: [] });
  });

  it("offers the headings as they are called now, and keeps what somebody is about to choose", () => {
    const [one, other] = pair();
    const [mine, theirs] = [person(one), person(other)];
    write(mine, "", "Calls");
    const select = noteOf(mine, "Calls").querySelector("select")!;
    select.value = "useful";
    const gaps = theirs.board.addHeading("Gaps");
    expect(Array.from(select.options, (option) => option.text)).toEqual(["Not sorted yet", "One useful thing", "Gaps"]);
    expect(select.value).toBe("useful");
    theirs.board.placeNote(theirs.board.readNotes()[0]!.id, gaps);
    expect(select.value).toBe(gaps);
  });

  it("leaves the focus and the cursor of somebody who writes on a note that others move", () => {
    const [one, other] = pair();
    const [mine, theirs] = [person(one), person(other)];
    write(mine, "", "Calls at night");
    const box = document.activeElement as HTMLTextAreaElement;
    box.setSelectionRange(5, 5);
    theirs.board.placeNote(theirs.board.readNotes()[0]!.id, "useful");
    expect(document.activeElement).toBe(box);
    expect(box.selectionStart).toBe(5);
    expect(shows(mine)["One useful thing"]).toEqual(["Calls at night"]);
  });

  it("takes an NHS number out of a note", () => {
    const mine = person(new Y.Doc());
    write(mine, "", "ask 943 476 5919");
    expect(mine.board.readNotes()[0]!.text).toBe("ask [NHS number removed]");
  });

  it("says by how much a note is too long, whoever writes it", () => {
    const [one, other] = pair();
    const [mine, theirs] = [person(one), person(other)];
    write(mine, "", "Calls at night");
    theirs.board.addNote("");
    for (const who of [mine, theirs]) {
      const says = noteOf(who, "Calls at night").querySelector("[data-limit]")!;
      expect(says.textContent).toBe("This is 4 letters too long. Make it shorter.");
    }
    type(noteOf(mine, "Calls at night").querySelector("textarea")!, "Calls");
    expect(noteOf(mine, "Calls").querySelector("[data-limit]")!.textContent).toBe("");
  });

  it("mends a note that a faulty client left without words", () => {
    const doc = new Y.Doc();
    doc.getMap("board:ideas/notes").set("n", new Y.Map<unknown>([["text", "plain"]]));
    const mine = person(doc);
    type(noteOf(mine, "plain").querySelector("textarea")!, "plain words");
    expect(mine.board.readNotes()[0]!.text).toBe("plain words");
  });

  it("shows readers what others write, and gives them nothing to press", () => {
    const [one, other] = pair();
    const theirs = person(other);
    const root = document.createElement("div");
    const pile = (id: string, title: string) =>
      `<section data-pile="${id}"><h2 data-pile-title>${title}</h2><ul data-notes></ul><p data-nothing>No notes yet.</p></section>`;
    root.innerHTML = `<div data-piles>${pile("", "Not sorted yet")}${pile("useful", "Useful")}</div>
      <template data-template="pile">${pile("__id__", "")}</template>
      <template data-template="note"><li data-note="__id__"><p data-note-text></p></li></template>`;
    new BoardView(root, new Board(one, "ideas", ["useful"]), { isReadOnly: true, onGuarded: () => {}, say: () => {} });
    write(theirs, "useful", "Calls");
    type(noteOf(theirs, "Calls").querySelector("textarea")!, "Calls at night");
    theirs.board.addHeading("Gaps");
    expect(Array.from(root.querySelectorAll("[data-note-text]"), (text) => text.textContent)).toEqual(["Calls at night"]);
    expect(Array.from(root.querySelectorAll<HTMLElement>("[data-nothing]"), (line) => line.hidden)).toEqual([false, true, false]);
    expect(root.querySelectorAll("[data-pile-title]")[2]?.textContent).toBe("Gaps");
  });

  it("goes to the words that undo has changed, or says that something has", () => {
    const mine = person(new Y.Doc());
    write(mine, "", "Calls");
    write(mine, "", "Beds");
    const box = noteOf(mine, "Calls").querySelector("textarea")!;
    mine.view.goTo(new Set([mine.board.note(noteOf(mine, "Calls").dataset["note"]!)!.get("text")]));
    expect(document.activeElement).toBe(box);
    mine.view.goTo(new Set([mine.board.notes]));
    expect(mine.said).toEqual(["The board has changed"]);
  });

  it("lets a note that undo has brought back be written on", () => {
    const mine = person(new Y.Doc());
    const undo = new Y.UndoManager([mine.board.notes, mine.board.headings], { captureTimeout: 0 });
    write(mine, "useful", "Calls");
    press(noteOf(mine, "Calls"), "remove");
    undo.undo();
    expect(shows(mine)["One useful thing"]).toEqual(["Calls"]);
    expect(mine.root.querySelector<HTMLElement>("[data-part=removed]")!.hidden).toBe(true);
    type(noteOf(mine, "Calls").querySelector("textarea")!, "Calls at night");
    expect(mine.board.readNotes()[0]!.text).toBe("Calls at night");
    move(mine, "Calls at night", "");
    undo.undo();
    expect(shows(mine)).toEqual({ "Not sorted yet": [], "One useful thing": ["Calls at night"] });
  });

  it("shows the new words of a note that was taken off and put back elsewhere at once", () => {
    const mine = person(new Y.Doc());
    write(mine, "", "Calls");
    const id = mine.board.readNotes()[0]!.id;
    const made = new Y.Map<unknown>([["text", new Y.Text("Calls again")]]);
    mine.board.notes.doc!.transact(() => mine.board.notes.set(id, made));
    expect(shows(mine)["Not sorted yet"]).toEqual(["Calls again"]);
    type(noteOf(mine, "Calls again").querySelector("textarea")!, "Calls again?");
    expect(mine.board.readNotes()[0]!.text).toBe("Calls again?");
  });

  it("lets go of everything", () => {
    const [one, other] = pair();
    const [mine, theirs] = [person(one), person(other)];
    mine.view.destroy();
    write(theirs, "", "Calls");
    expect(shows(mine)["Not sorted yet"]).toEqual([]);
  });
});
