// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from "vitest";

import "./live-picture";

const DRAWN = '<div class="picture__box" tabindex="0">Two people</div>';

function answer(body: string, more: Partial<Response> = {}): Response {
  return { ok: true, redirected: false, text: () => Promise.resolve(body), ...more } as Response;
}

beforeEach(() => {
  document.body.innerHTML =
    '<live-picture data-source="/picture"><div class="picture__box" tabindex="0">One person</div></live-picture>';
});

afterEach(() => {
  document.body.replaceChildren();
  vi.unstubAllGlobals();
});

async function save(result: Promise<Response>): Promise<string> {
  const asked = vi.fn(() => result);
  vi.stubGlobal("fetch", asked);
  document.querySelector("live-picture")?.dispatchEvent(new CustomEvent("workbook-saved", { bubbles: true }));
  await new Promise((resolve) => setTimeout(resolve));
  expect(asked).toHaveBeenCalledWith("/picture");
  return document.querySelector(".picture__box")?.textContent ?? "";
}

it("draws the picture again when something was saved, and keeps the focus in it", async () => {
  document.querySelector<HTMLElement>(".picture__box")?.focus();
  expect(await save(Promise.resolve(answer(DRAWN)))).toBe("Two people");
  expect(document.activeElement?.className).toBe("picture__box");
});

it.each([
  ["there is no way to the server", () => Promise.reject(new Error("offline"))],
  ["the server is at fault", () => Promise.resolve(answer("Sorry", { ok: false }))],
  ["the person is signed out", () => Promise.resolve(answer("Sign in", { redirected: true }))],
])("leaves the picture as it is when %s", async (_, result) => {
  expect(await save(result())).toBe("One person");
});
