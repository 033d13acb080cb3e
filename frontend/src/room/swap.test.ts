// @vitest-environment happy-dom
import { expect, it } from "vitest";

import { swap } from "./swap";

const token = (value: string): string => `<input type="hidden" name="csrfmiddlewaretoken" value="${value}">`;

function show(part: string): void {
  document.body.innerHTML = `<div id="part">${part}</div>`;
}

function load(part: string): void {
  swap("part", new DOMParser().parseFromString(`<div id="part">${part}</div>`, "text/html"));
}

const focused = (): string => (document.activeElement === document.body ? "" : document.activeElement?.textContent) ?? "";

it("keeps the focus on the control that had it, whatever else changes", () => {
  show('<p>1</p><button>Stop</button><button id="on">Go on</button>');
  document.querySelector("button")!.focus();
  load('<p>2</p><button>Stop</button><button id="on">Go on</button>');
  expect([document.querySelector("p")?.textContent, focused()]).toEqual(["2", "Stop"]);
  document.getElementById("on")!.focus();
  load('<p>3</p><button id="on">Go on now</button>');
  expect(focused()).toBe("Go on now");
});

it("gives the focus to nothing that says something else", () => {
  show("<button>Stop</button>");
  document.querySelector("button")!.focus();
  load("<button>End the session</button>");
  expect(focused()).toBe("");
});

it("leaves a part alone in which only the token is another", () => {
  show(`${token("a")}<button>Stop</button>`);
  const before = document.querySelector("button");
  load(`${token("b")}<button>Stop</button>`);
  expect(document.querySelector("button")).toBe(before);
});

it("leaves open what was opened, and keeps what was typed", () => {
  show("<details><summary>More</summary></details>");
  document.querySelector("details")!.open = true;
  load("<p>New</p><details><summary>More</summary></details>");
  expect(document.querySelector("details")!.open).toBe(true);
  show("<input>");
  document.querySelector("input")!.value = "typed";
  load("<p>New</p><input>");
  expect(document.querySelector("input")!.value).toBe("typed");
});
