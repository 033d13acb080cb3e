import { expect, it } from "vitest";

import numbers from "../../../tests/golden/nhs-numbers.json";
import golden from "../../../tests/golden/patient-data.json";
import { findings, SAYS, warnings, withoutNhsNumbers } from "./patient-data";

/** The text without its brackets, and what is to be found between them. */
function expected(marked: string, looks: string[]): [string, object[]] {
  const places = Array.from(marked.matchAll(/[⟦⟧]/g), (match, number) => match.index - number);
  const found = looks.map((name, number) => ({ start: places[2 * number], end: places[2 * number + 1], looks: name }));
  return [marked.replaceAll(/[⟦⟧]/g, ""), found];
}

it.each(numbers)("takes out of '$text' what the server takes out", ({ text, clean }) => {
  expect(withoutNhsNumbers(text)).toBe(clean);
});

it.each(golden.texts)("finds in '$text' what the server finds", ({ text: marked, looks }) => {
  const [text, found] = expected(marked, looks);
  expect(findings(text)).toEqual(found);
});

it.each(golden.counts)("finds in the count '$text' what the server finds", ({ text: marked, looks }) => {
  const [text, found] = expected(marked, looks);
  expect(findings(text, true)).toEqual(found);
});

it("says what the server says", () => {
  expect(SAYS).toEqual(golden.says);
});

it("takes a number for no warning", () => {
  expect(warnings("DOB 1/2/1962, 9434765919")).toEqual([{ start: 4, end: 12, looks: "date-of-birth" }]);
});

it("reads long texts of near misses to their end", () => {
  for (const piece of ["943 476 5918 ", "AB 12 34 56 ", "DOB 1/2/196 ", "Mr S LS1 4A", "MRN 12345 ", "born ", "1 ", "1", " "]) {
    expect(findings(piece.repeat(5000))).toBeInstanceOf(Array);
  }
});
