// @vitest-environment happy-dom
import { expect, it } from "vitest";

import { clockFace } from "./block-clock";

it.each([
  [245, "4:05 left"],
  [60, "1:00 left"],
  [0, "0:00 left"],
  [-30, "0:30 over"],
  [-90, "1:30 over"],
])("shows %i seconds as %s", (seconds, face) => {
  expect(clockFace(seconds)).toBe(face);
});
