import { describe, expect, it } from "vitest";

import { listed, namesAt, othersIn, writersIn, type Presence } from "./presence";

const ANN: Presence = { name: "Ann Moss", place: "problem", field: "problem/who", cell: null };
const BEN: Presence = { name: "Ben Reed", place: "problem", field: "people/rows/r1", cell: "fear" };

describe("presence", () => {
  it("is of the others", () => {
    const states = new Map<number, unknown>([
      [1, ANN],
      [2, BEN],
      [3, null],
      [4, "odd"],
    ]);
    expect(othersIn(states, 1)).toEqual([BEN]);
  });

  it("says who writes in which field, and in which cell of a row", () => {
    expect(writersIn([ANN, BEN])).toEqual(
      new Map([
        ["problem/who", [{ name: "Ann Moss", cell: null }]],
        ["people/rows/r1", [{ name: "Ben Reed", cell: "fear" }]],
      ]),
    );
  });

  it("counts two devices of one person once", () => {
    expect(writersIn([ANN, ANN]).get("problem/who")).toEqual([{ name: "Ann Moss", cell: null }]);
    expect(namesAt([ANN, ANN], "problem", "Cy Hall")).toEqual(["Ann Moss"]);
  });

  it("passes over what no page of ours says", () => {
    const odd = [{ name: 7, field: "problem/who" }, { name: "Ann Moss", field: 7 }, { field: "problem/who" }, {}];
    expect(writersIn(odd as Presence[])).toEqual(new Map());
    expect(namesAt(odd as Presence[], "problem", "")).toEqual([]);
  });

  it("names who is at a place in the order of the alphabet, without oneself", () => {
    expect(namesAt([BEN, ANN, { name: "Cy Hall", place: "other" }], "problem", "Ben Reed")).toEqual(["Ann Moss"]);
    expect(namesAt([BEN, ANN], "problem", "Cy Hall")).toEqual(["Ann Moss", "Ben Reed"]);
  });

  it("fits on a line", () => {
    expect(listed([])).toBe("");
    expect(listed(["Ann"])).toBe("Ann");
    expect(listed(["Ann", "Ben"])).toBe("Ann and Ben");
    expect(listed(["Ann", "Ben", "Cy", "Di"])).toBe("Ann, Ben and 2 more");
  });
});
