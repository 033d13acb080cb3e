// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from "vitest";
import * as Y from "yjs";

import { RowList } from "./row-list";

const ROW = (id: string, what = "") => `
  <fieldset data-row="${id}"><legend data-row-title>Row</legend>
    <label for="id_${id}_what">What</label>
    <textarea id="id_${id}_what" name="${id}_what" data-cell="what">${what}</textarea>
    <select id="id_${id}_level" data-cell="level"><option value="">-</option><option>high</option><option>low</option></select>
    <div data-row-delete><input type="checkbox"></div>
    <button type="button" data-row-act="up" hidden></button>
    <button type="button" data-row-act="down" hidden></button>
    <button type="button" data-row-act="remove" hidden></button>
  </fieldset>`;

function page(served: string): HTMLElement {
  const root = document.createElement("div");
  root.innerHTML = `<div data-rows>${served}</div><template>${ROW("__row__")}</template>
    <button type="button" data-add-row hidden></button>`;
  document.body.append(root);
  return root;
}

function bound(doc: Y.Doc, served = "", isReadOnly = false): HTMLElement {
  const root = page(served);
  new RowList(root, doc.getMap("steps"), isReadOnly, () => {});
  return root;
}

function pair(): [Y.Doc, Y.Doc] {
  const [one, other] = [new Y.Doc(), new Y.Doc()];
  one.on("update", (update, origin) => origin !== "net" && Y.applyUpdate(other, update, "net"));
  other.on("update", (update, origin) => origin !== "net" && Y.applyUpdate(one, update, "net"));
  return [one, other];
}

const texts = (root: HTMLElement) =>
  Array.from(root.querySelectorAll<HTMLTextAreaElement>("[data-rows] textarea"), (box) => box.value);
const add = (root: HTMLElement) => root.querySelector<HTMLElement>("[data-add-row]")!.click();
const act = (root: HTMLElement, place: number, what: string) =>
  root.querySelectorAll<HTMLElement>(`[data-rows] [data-row-act="${what}"]`)[place]!.click();

function type(root: HTMLElement, place: number, value: string): void {
  const box = root.querySelectorAll<HTMLTextAreaElement>("[data-rows] textarea")[place]!;
  box.value = value;
  box.setSelectionRange(value.length, value.length);
  box.dispatchEvent(new Event("input"));
}

beforeEach(() => document.body.replaceChildren());

describe("RowList", () => {
  it("shows a row that somebody else adds, and what they write in it", () => {
    const [one, other] = pair();
    const [mine, theirs] = [bound(one), bound(other)];
    add(theirs);
    type(theirs, 0, "Ring the ward");
    expect(texts(mine)).toEqual(["Ring the ward"]);
    expect(mine.querySelector("[data-row-title]")!.textContent).toBe("Row 1");
  });

  it("gives each row ids of its own", () => {
    const root = bound(new Y.Doc());
    add(root);
    add(root);
    const [one, other] = Array.from(root.querySelectorAll("[data-rows] textarea"), (box) => box.id);
    expect(one).not.toBe(other);
    expect(root.querySelector("[data-rows] label")!.getAttribute("for")).toBe(one);
  });

  it("moves a row and keeps what stands in it", () => {
    const root = bound(new Y.Doc());
    for (const [place, text] of ["a", "b", "c"].entries()) {
      add(root);
      type(root, place, text);
    }
    act(root, 2, "up");
    expect(texts(root)).toEqual(["a", "c", "b"]);
    act(root, 0, "down");
    expect(texts(root)).toEqual(["c", "a", "b"]);
    act(root, 0, "up");
    expect(texts(root)).toEqual(["c", "a", "b"]);
  });

  it("removes a row for everybody and puts the focus on the next", () => {
    const [one, other] = pair();
    const [mine, theirs] = [bound(one), bound(other)];
    for (const [place, text] of ["a", "b"].entries()) {
      add(mine);
      type(mine, place, text);
    }
    act(mine, 0, "remove");
    expect(texts(theirs)).toEqual(["b"]);
    expect((document.activeElement as HTMLTextAreaElement).value).toBe("b");
  });

  it("shares a choice", () => {
    const [one, other] = pair();
    const [mine, theirs] = [bound(one), bound(other)];
    add(mine);
    const select = mine.querySelector<HTMLSelectElement>("[data-rows] select")!;
    select.value = "low";
    select.dispatchEvent(new Event("input"));
    expect(theirs.querySelector<HTMLSelectElement>("[data-rows] select")!.value).toBe("low");
  });

  it("keeps the server's rows and turns what was typed into a blank one into a row", () => {
    const doc = new Y.Doc();
    const row = new Y.Map<unknown>();
    row.set("order", 1);
    row.set("what", new Y.Text("kept"));
    doc.getMap("steps").set("r1", row);
    const root = page(ROW("r1", "kept") + ROW("new-1") + ROW("new-2"));
    const blank = root.querySelectorAll<HTMLTextAreaElement>("[data-rows] textarea")[2]!;
    blank.value = "typed early, 943 476 5919";
    new RowList(root, doc.getMap("steps"), false, () => {});
    expect(texts(root)).toEqual(["kept", "typed early, [NHS number removed]"]);
    expect(doc.getMap("steps").size).toBe(2);
    expect(root.querySelector("[data-rows] [data-row-delete]")).toBeNull();
  });

  it("gives an old row the cell of a column that is new in the pack", () => {
    const doc = new Y.Doc();
    const row = new Y.Map<unknown>();
    row.set("order", 1);
    doc.getMap("steps").set("r1", row);
    const root = bound(doc);
    type(root, 0, "now it can");
    expect((row.get("what") as Y.Text).toString()).toBe("now it can");
  });

  it("offers a reader nothing to press", () => {
    const [one, other] = pair();
    const [mine, reader] = [bound(one), bound(other, "", true)];
    add(mine);
    expect(reader.querySelectorAll("[data-rows] [data-row-act]:not([hidden])")).toHaveLength(0);
    expect(reader.querySelector<HTMLElement>("[data-add-row]")!.hidden).toBe(true);
  });
});
