// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from "vitest";

import { showOthers, showWriters } from "./who-is-here";

let root: HTMLElement;

function part(selector: string): HTMLElement {
  const found = root.querySelector<HTMLElement>(selector);
  if (!found) throw new Error(selector);
  return found;
}

beforeEach(() => {
  root = document.createElement("div");
  root.innerHTML = `
    <div class="artefact-field">
      <textarea data-field="problem/who" aria-describedby="hint"></textarea>
      <p data-writing="problem/who"></p>
    </div>
    <fieldset data-row="r1">
      <p data-writing="people/rows/r1"></p>
      <label for="fear">What do they fear?</label><textarea id="fear" data-cell="fear"></textarea>
    </fieldset>`;
  document.body.replaceChildren(root);
});

describe("showWriters", () => {
  it("names who writes in a field, and lets it be heard with the box", () => {
    showWriters(root, new Map([["problem/who", [{ name: "Ann Moss", cell: null }]]]));
    const line = part("[data-writing='problem/who']");
    expect(line.textContent).toBe("Writing: Ann Moss");
    expect(part("[data-field]").getAttribute("aria-describedby")).toBe(`hint ${line.id}`);
    showWriters(root, new Map());
    expect(line.textContent).toBe("");
    expect(part("[data-field]").getAttribute("aria-describedby")).toBe("hint");
  });

  it("says in which cell of a row", () => {
    showWriters(root, new Map([["people/rows/r1", [{ name: "Ben Reed", cell: "fear" }]]]));
    const line = part("[data-writing='people/rows/r1']");
    expect(line.textContent).toBe("Writing: Ben Reed (What do they fear?)");
    expect(part("[data-row]").getAttribute("aria-describedby")).toBe(line.id);
  });

  it("does not break on a cell that is not on the page", () => {
    showWriters(root, new Map([["people/rows/r1", [{ name: "Ben Reed", cell: 'no"such' }]]]));
    expect(part("[data-writing='people/rows/r1']").textContent).toBe("Writing: Ben Reed (here)");
  });
});

describe("showOthers", () => {
  const at = { place: "problem", me: "Cy Hall" };

  it("names the others, says when there are none, and nothing while it cannot know", () => {
    const line = document.createElement("p");
    showOthers(line, [{ name: "Ann Moss", place: "problem" }], at);
    expect(line.textContent).toBe("Also here: Ann Moss");
    showOthers(line, [{ name: "Cy Hall", place: "problem" }], at);
    expect(line.textContent).toBe("Nobody else is here now.");
    showOthers(line, null, at);
    expect(line.hidden).toBe(true);
    expect(line.textContent).toBe("");
  });
});
