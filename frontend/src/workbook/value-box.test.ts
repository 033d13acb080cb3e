// @vitest-environment happy-dom
import { expect, it } from "vitest";
import * as Y from "yjs";

import { ValueBox } from "./value-box";

function bound(map: Y.Map<unknown>): HTMLInputElement {
  const box = document.createElement("input");
  new ValueBox(box, map, "value", () => {});
  return box;
}

it("shares a value while it is typed, before its box is left", () => {
  const map = new Y.Doc().getMap("field");
  const [mine, theirs] = [bound(map), bound(map)];
  for (const value of ["1", "12"]) {
    mine.value = value;
    mine.dispatchEvent(new Event("input"));
    expect(map.get("value")).toBe(value);
    expect(theirs.value).toBe(value);
  }
});

it("takes out an NHS number as it is typed", () => {
  const map = new Y.Doc().getMap("field");
  const box = bound(map);
  box.value = "943 476 5919";
  box.dispatchEvent(new Event("input"));
  expect(map.get("value")).toBe("[NHS number removed]");
  expect(box.value).toBe("[NHS number removed]");
});
