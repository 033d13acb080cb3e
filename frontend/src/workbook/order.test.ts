import { expect, it } from "vitest";
import * as Y from "yjs";

import { afterAll, inOrder, reorder } from "./order";

function rows(numbers: Record<string, unknown>): Y.Map<unknown> {
  const made = new Y.Doc().getMap("rows");
  for (const [id, order] of Object.entries(numbers)) made.set(id, new Y.Map([["order", order]]));
  return made;
}

const changes = (map: Y.Map<unknown>, wanted: string[]) => {
  let count = 0;
  map.observeDeep((events) => (count += events.length));
  map.doc?.transact(() => reorder(map, wanted));
  return count;
};

it("changes nothing that stands right", () => {
  const map = rows({ a: 1, b: 2, c: 3 });
  expect(changes(map, ["a", "b", "c"])).toBe(0);
  expect(changes(map, ["a", "c"])).toBe(0);
});

it("moves one by one number", () => {
  for (const wanted of [["d", "a", "b", "c"], ["b", "c", "d", "a"], ["a", "c", "b", "d"]]) {
    const map = rows({ a: 1, b: 2, c: 3, d: 4 });
    expect(changes(map, wanted)).toBe(1);
    expect(inOrder(map)).toEqual(wanted);
  }
});

it("leaves those that are not named in their places", () => {
  const map = rows({ a: 1, b: 2, c: 3, d: 4 });
  reorder(map, ["d", "gone", "b"]);
  expect(inOrder(map)).toEqual(["a", "d", "c", "b"]);
});

it("numbers all anew where there is no room left", () => {
  const map = rows({ a: 1, b: 1, c: 1 });
  reorder(map, ["c", "a", "b"]);
  expect(inOrder(map)).toEqual(["c", "a", "b"]);
});

it("brings any rows into any order", () => {
  let seed = 3;
  const random = (below: number) => (seed = (seed * 48271) % 2147483647) % below;
  for (let round = 0; round < 300; round += 1) {
    const ids = Array.from("abcdefgh").slice(0, random(9));
    const map = rows(Object.fromEntries(ids.map((id) => [id, random(5)])));
    const wanted = ids.map((id): [number, string] => [random(1000), id]).sort(([x], [y]) => x - y).map(([, id]) => id);
    reorder(map, wanted);
    expect(inOrder(map)).toEqual(wanted);
  }
});

it("adds at the end", () => {
  expect(afterAll(rows({}))).toBe(1);
  expect(afterAll(rows({ a: 4, b: 2.5 }))).toBe(5);
});
