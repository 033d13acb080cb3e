// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { GuardWarnings } from "./guard-warnings";

let sent: [string, Record<string, string>, string][];
let answer: () => Promise<Response>;
let warnings: GuardWarnings;

const PAGE = `
  <div id="root" data-keep="/workbooks/1/kept">
    <p data-part="guard-said" role="status"></p>
    <input type="hidden" name="csrfmiddlewaretoken" value="token">
    <div class="nhsuk-form-group"><label for="id_who">Who waits?</label>
      <textarea id="id_who" name="who" data-field="problem/who" aria-describedby="id_who-hint"></textarea></div>
    <div data-reason>asked by the server</div>
    <div class="nhsuk-form-group"><label for="id_count">How many?</label>
      <input type="text" id="id_count" data-field="problem/count" data-counts-people></div>
    <div data-row-list="problem/steps"><fieldset data-row="r1"><div class="nhsuk-form-group">
      <label for="id_cell">What</label><textarea id="id_cell" data-cell="what"></textarea></div></fieldset></div>
  </div>`;

const box = (id: string) => document.querySelector<HTMLTextAreaElement>(`#id_${id}`)!;
const warning = (id: string) => box(id).parentElement!.querySelector<HTMLElement>(".guard-warning");
const said = () => document.querySelector('[data-part="guard-said"]')!.textContent;
const press = (id: string, name: string) =>
  Array.from(warning(id)!.querySelectorAll("button")).find((one) => one.textContent === name)!.click();

function start(before: (root: HTMLElement) => void = () => {}): void {
  document.body.innerHTML = PAGE;
  const root = document.querySelector<HTMLElement>("#root")!;
  before(root);
  warnings = new GuardWarnings(root);
}

async function type(id: string, value: string): Promise<void> {
  box(id).value = value;
  box(id).dispatchEvent(new Event("input", { bubbles: true }));
  await vi.advanceTimersByTimeAsync(800);
}

async function keep(id: string, why: string): Promise<void> {
  warning(id)!.querySelector("input")!.value = why;
  press(id, "Keep it");
  await vi.advanceTimersByTimeAsync(0);
}

beforeEach(() => {
  vi.useFakeTimers();
  sent = [];
  answer = () => Promise.resolve(new Response("{}", { status: 201 }));
  vi.stubGlobal("fetch", (address: string, { body, headers }: { body: URLSearchParams; headers: Record<string, string> }) => {
    sent.push([address, Object.fromEntries(body), headers["X-CSRFToken"]!]);
    return answer();
  });
});

afterEach(() => {
  warnings.destroy();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it("waits until the person pauses, then says what it looks like, politely and below the box", async () => {
  start();
  box("who").value = "A man born 12/03/1962";
  box("who").dispatchEvent(new Event("input", { bubbles: true }));
  await vi.advanceTimersByTimeAsync(799);
  expect(said()).toBe("");
  await vi.advanceTimersByTimeAsync(1);
  const says = "This looks like a date of birth. No patient data belongs here: write about roles, not real people.";
  expect(warning("who")!.querySelector("p")!.textContent).toBe(says);
  expect(said()).toBe(`Who waits?: ${says}`);
  expect(box("who").getAttribute("aria-describedby")).toBe("id_who-hint id_who-guard");
});

it("takes the warning back once the text is changed", async () => {
  start();
  await type("who", "born 12/03/1962");
  await type("who", "born in the sixties");
  expect(warning("who")).toBeNull();
  expect(box("who").getAttribute("aria-describedby")).toBe("id_who-hint");
});

it("says nothing about NHS numbers, which are taken out anyway", async () => {
  start();
  await type("who", "943 476 5919");
  expect(warning("who")).toBeNull();
});

it("keeps it with a reason, which goes to the server with the place and without the text", async () => {
  start();
  await type("cell", "MRN 1234567 and MRN 7654321");
  await keep("cell", "A test record");
  expect(sent).toEqual([
    [
      "/workbooks/1/kept",
      { root: "problem/steps", row: "r1", column: "what", looks: "hospital-number", count: "2", reason: "A test record" },
      "token",
    ],
  ]);
  expect(warning("cell")).toBeNull();
  expect(said()).toBe("Kept, with your reason.");
  await type("cell", "MRN 1234567 and MRN 7654321, later");
  expect(warning("cell")).toBeNull();
  await type("cell", "MRN 1111111");
  expect(warning("cell")).not.toBeNull();
});

it("wants a reason", async () => {
  start();
  await type("who", "born 12/03/1962");
  await keep("who", "  ");
  expect(sent).toEqual([]);
  expect(warning("who")!.querySelector(".nhsuk-error-message")!.textContent).toBe("Say why it is not about a real person");
});

it.each([
  [
    () => Promise.resolve(new Response('{"message": "Give the reason without the detail itself"}', { status: 422 })),
    "Give the reason without the detail itself",
  ],
  [() => Promise.resolve(new Response("", { status: 403 })), "We could not take this. Load the page again, then try again."],
  [() => Promise.reject(new TypeError("no network")), "We could not send this. Try again when you are connected."],
])("says why a reason is not taken (%#)", async (reply, says) => {
  start();
  answer = reply;
  await type("who", "born 12/03/1962");
  await keep("who", "Made up");
  expect(warning("who")!.querySelector(".nhsuk-error-message")!.textContent).toBe(says);
  expect(warning("who")!.querySelector("input")!.value).toBe("Made up");
});

it("marks what is still there when the person says that it is changed", async () => {
  start();
  await type("who", "born 12/03/1962");
  press("who", "I have changed it");
  expect(warning("who")!.querySelector(".nhsuk-error-message")!.textContent).toBe("It is still there. We have marked it.");
  expect([box("who").selectionStart, box("who").selectionEnd]).toEqual([5, 15]);
  box("who").value = "born long ago";
  press("who", "I have changed it");
  expect(warning("who")).toBeNull();
  expect(document.activeElement).toBe(box("who"));
});

it("speaks of small counts only where people are counted", async () => {
  start();
  await type("count", "3");
  expect(warning("count")!.querySelector("p")!.textContent).toBe(
    "Small numbers can point to people: write 'fewer than 8' or a band such as '8 to 12'.",
  );
  await type("who", "3");
  expect(warning("who")).toBeNull();
});

it("takes over from the server's form what nobody has spoken for, without a word", () => {
  start((root) => {
    root.querySelector<HTMLTextAreaElement>("#id_who")!.value = "born 12/03/1962";
  });
  expect(warning("who")).not.toBeNull();
  expect(document.querySelector("[data-reason]")).toBeNull();
  expect(said()).toBe("");
});

it("is silent about what somebody has spoken for, and not about more", async () => {
  start((root) => {
    const who = root.querySelector<HTMLTextAreaElement>("#id_who")!;
    who.value = "born 12/03/1962";
    who.dataset["kept"] = '{"date-of-birth": 1}';
  });
  expect(warning("who")).toBeNull();
  await type("who", "born 12/03/1962, born 13/03/1962");
  expect(warning("who")).not.toBeNull();
});

it("takes a warning back when others have changed the text", async () => {
  start();
  await type("who", "born 12/03/1962");
  box("who").value = "gone";
  warnings.lookAgain();
  expect(warning("who")).toBeNull();
});

it("knows a note of a board and a heading by their places", async () => {
  document.body.innerHTML = `<div id="root" data-board="ideas" data-keep="/k"><section data-pile="h1">
    <div data-heading><div class="nhsuk-form-group"><textarea id="id_title"></textarea></div></div>
    <ul><li data-note="n1"><div class="nhsuk-form-group"><textarea id="id_note"></textarea></div></li></ul></section></div>`;
  warnings = new GuardWarnings(document.querySelector<HTMLElement>("#root")!);
  for (const id of ["note", "title"]) {
    await type(id, "MRN 1234567");
    await keep(id, "A test");
  }
  expect(sent.map(([, { root, row, column }]) => [root, row, column])).toEqual([
    ["board:ideas/notes", "n1", "text"],
    ["board:ideas/headings", "h1", "title"],
  ]);
});

it("looks at once when the person leaves the box", () => {
  start();
  box("who").value = "born 12/03/1962";
  box("who").dispatchEvent(new Event("input", { bubbles: true }));
  box("who").dispatchEvent(new FocusEvent("focusout", { bubbles: true }));
  expect(warning("who")).not.toBeNull();
});
