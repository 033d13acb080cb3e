// @vitest-environment happy-dom
import { expect, it } from "vitest";

import { slideAfterKey } from "./slide-show";

it.each([
  ["ArrowRight", 0, 1],
  [" ", 1, 2],
  ["PageDown", 2, 2],
  ["ArrowLeft", 1, 0],
  ["PageUp", 0, 0],
  ["Home", 2, 0],
  ["End", 0, 2],
])("%s leads from slide %i to slide %i of 3", (key, from, to) => {
  expect(slideAfterKey(key, from, 3)).toBe(to);
});

it("leaves other keys alone", () => {
  expect(slideAfterKey("Tab", 1, 3)).toBeNull();
});
