// @vitest-environment happy-dom
import { expect, it } from "vitest";

import { sayOver } from "./over-limit";

it("says by how much a text is too long, and to those who hear the page only that it is", () => {
  const line = document.createElement("p");
  line.dataset["limit"] = "300";
  sayOver(line, 300);
  expect(line.textContent).toBe("");
  sayOver(line, 301);
  expect(line.textContent).toBe("This is 1 letter too long. Make it shorter.");
  const heard = line.firstChild;
  sayOver(line, 302);
  expect(line.textContent).toBe("This is 2 letters too long. Make it shorter.");
  // what is heard has not changed
  expect(line.firstChild).toBe(heard);
  expect(line.querySelector("span")?.getAttribute("aria-hidden")).toBe("true");
  sayOver(line, 10);
  expect(line.textContent).toBe("");
});
