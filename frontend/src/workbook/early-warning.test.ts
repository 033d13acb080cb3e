// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from "vitest";

import "./early-warning";

const NO_DATA = "No patient data belongs here: write about roles, not real people.";
let box: HTMLTextAreaElement;

beforeEach(() => {
  vi.useFakeTimers();
  const page = document.createElement("div");
  page.innerHTML = `<form><early-warning><label for="id_text">Your comment</label>
    <textarea id="id_text" aria-describedby="hint"></textarea></early-warning></form>`;
  document.body.replaceChildren(page);
  box = document.querySelector("textarea")!;
});
afterEach(() => {
  vi.useRealTimers();
});

const line = () => document.querySelector(".guard-warning")!.textContent;

function type(value: string): void {
  box.value = value;
  box.dispatchEvent(new Event("input"));
}

function isSent(): boolean {
  const event = new Event("submit", { cancelable: true });
  document.querySelector("form")!.dispatchEvent(event);
  return !event.defaultPrevented;
}

it("warns after a pause of what the form would ask about, lets it be sent, and takes the warning back", () => {
  type("She was born 12/03/1962");
  expect(line()).toBe("");
  vi.advanceTimersByTime(800);
  expect(line()).toBe(
    `This looks like a date of birth. ${NO_DATA} If it is not about a real person, send it: we ask you why.`,
  );
  expect(box.getAttribute("aria-describedby")).toBe("hint id_text-early");
  expect(isSent()).toBe(true);
  type("She waited");
  vi.advanceTimersByTime(800);
  expect(line()).toBe("");
  expect(box.getAttribute("aria-describedby")).toBe("hint");
});

it("sends no NHS number, and marks it", () => {
  type("Ask 943 476 5919 first");
  expect(isSent()).toBe(false);
  expect(line()).toBe(
    `This looks like an NHS number. ${NO_DATA} We do not take it: take it out before you send this.`,
  );
  expect(document.activeElement).toBe(box);
  expect([box.selectionStart, box.selectionEnd]).toEqual([4, 16]);
  type("Ask first");
  expect(isSent()).toBe(true);
});
