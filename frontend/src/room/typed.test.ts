// @vitest-environment happy-dom
import { expect, it } from "vitest";

import { isTyped } from "./typed";

function page(html: string): HTMLElement {
  const part = document.createElement("div");
  part.innerHTML = html;
  return part;
}

it("finds nothing typed in a form as it came", () => {
  const part = page('<input value="2"><textarea>so</textarea><input type="radio" checked><input type="hidden" value="x">');
  expect(isTyped(part)).toBe(false);
});

it("finds a text that was typed", () => {
  const part = page("<textarea></textarea>");
  part.querySelector("textarea")!.value = "a question";
  expect(isTyped(part)).toBe(true);
});

it("finds a choice that was made", () => {
  const part = page('<input type="radio" name="a" value="1">');
  part.querySelector("input")!.checked = true;
  expect(isTyped(part)).toBe(true);
});

it("leaves out what is saved as it is typed", () => {
  const part = page("<live-artefact><textarea></textarea></live-artefact>");
  part.querySelector("textarea")!.value = "saved already";
  expect(isTyped(part)).toBe(false);
});

it("finds an answer that was chosen from a list, and not the one that stood there", () => {
  const part = page("<select><option>A<option>B</select><select><option>A<option selected>B</select>");
  expect(isTyped(part)).toBe(false);
  part.querySelector("select")!.selectedIndex = 1;
  expect(isTyped(part)).toBe(true);
});
