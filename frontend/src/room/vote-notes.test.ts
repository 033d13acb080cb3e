// @vitest-environment happy-dom
import { expect, it } from "vitest";

import { takeNotes } from "./vote-notes";

const box = (value: string, more = ""): string => `<input type="checkbox" value="${value}" ${more}>`;

function form(list: string): HTMLElement {
  document.body.innerHTML = `<vote-notes><div data-part="notes">${list}</div></vote-notes>`;
  return document.querySelector<HTMLElement>("vote-notes")!;
}

function loaded(list: string): Document {
  const html = `<vote-notes><div data-part="notes">${list}</div></vote-notes>`;
  return new DOMParser().parseFromString(html, "text/html");
}

function ticked(): Record<string, boolean> {
  const found = document.querySelectorAll<HTMLInputElement>("input");
  return Object.fromEntries(Array.from(found, (one) => [one.value, one.checked]));
}

it("shows new notes and keeps what is ticked, and the focus", () => {
  const here = form(box("a") + box("b", "checked"));
  const [first, second] = Array.from(document.querySelectorAll<HTMLInputElement>("input"));
  first!.checked = true;
  second!.checked = false;
  second!.focus();
  expect(takeNotes(here, loaded(box("a") + box("b", "checked") + box("c")))).toBe(3);
  expect(ticked()).toEqual({ a: true, b: false, c: false });
  expect((document.activeElement as HTMLInputElement).value).toBe("b");
});

it("shows the first notes, and leaves out those that were removed", () => {
  expect(takeNotes(form("<p>None yet</p>"), loaded(box("a")))).toBe(1);
  expect(takeNotes(form(box("a", "checked")), loaded(box("b")))).toBe(1);
  expect(ticked()).toEqual({ b: false });
});

it("leaves alone what says what is wrong, and a vote that is over", () => {
  const wrong = form(`<p class="nhsuk-error-message">Too many</p>${box("a")}`);
  expect(takeNotes(wrong, loaded(box("a") + box("b")))).toBeNull();
  expect(takeNotes(form(box("a")), new DOMParser().parseFromString("<p>Over</p>", "text/html"))).toBeNull();
  expect(ticked()).toEqual({ a: false });
});
