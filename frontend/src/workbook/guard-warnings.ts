import { describe } from "./described";
import { headingsName, notesName } from "./document";
import { ADVICE, SAYS, warnings, type Finding, type Looks } from "./patient-data";

// long enough not to speak in the middle of a date
const LOOK_AFTER_MS = 800;
const LONGEST_REASON = 200;
const STILL_THERE = "It is still there. We have marked it.";

type Box = HTMLTextAreaElement | HTMLInputElement;

/** Where a box's words stand: the top-level name in the workbook, and for a cell its row and column. */
interface Place {
  root: string;
  row: string;
  column: string;
}

/**
 * Warns below a box of what looks like it points to a real person, and takes the person's word for why it
 * may stay. It speaks of what was typed on this page, and of what stood here and nobody has spoken for.
 *
 * `root` is the element around the boxes, with the address for reasons in `data-keep` and a form's token
 * inside; the part `guard-said` is where it speaks to those who hear the page. A box is a `[data-field]`, a
 * `[data-cell]` in a `[data-row]` of a `[data-row-list]`, or in a `[data-board]` that of a `[data-note]` or
 * `[data-heading]`. `data-counts-people` marks one for a number of people, and `data-kept` says how many findings
 * of which kind may stay.
 */
export class GuardWarnings {
  private readonly shown = new Map<Box, Warning>();
  private readonly settled = new WeakMap<Box, Set<string>>();
  private readonly timers = new Map<Box, ReturnType<typeof setTimeout>>();

  constructor(private readonly root: HTMLElement) {
    // what the server asked for the form, this asks for the page
    for (const reason of root.querySelectorAll("[data-reason]")) reason.remove();
    for (const box of this.boxes()) {
      this.settleBefore(box);
      this.look(box, false);
    }
    root.addEventListener("input", this.onInput);
    root.addEventListener("focusout", this.onLeave);
  }

  destroy(): void {
    this.root.removeEventListener("input", this.onInput);
    this.root.removeEventListener("focusout", this.onLeave);
    for (const timer of this.timers.values()) clearTimeout(timer);
    for (const warning of this.shown.values()) warning.remove();
  }

  /** Tell those who hear the page, politely. */
  private say(words: string): void {
    const line = this.root.querySelector<HTMLElement>('[data-part="guard-said"]');
    if (line) line.textContent = words;
  }

  /** Others may have written: take back the warnings whose cause has gone. */
  lookAgain(): void {
    for (const box of this.shown.keys()) this.look(box, false);
  }

  private boxes(): Box[] {
    return Array.from(this.root.querySelectorAll("textarea, input")).filter(isBox);
  }

  /** What people have spoken for before is settled, as far as they allowed. */
  private settleBefore(box: Box): void {
    const allowed = JSON.parse(box.dataset["kept"] ?? "{}") as Partial<Record<Looks, number>>;
    const found = findingsIn(box);
    for (const [looks, count] of Object.entries(allowed)) {
      const alike = found.filter((finding) => finding.looks === looks);
      if (alike.length <= count) this.settle(box, alike);
    }
  }

  private settle(box: Box, found: Finding[]): void {
    const settled = this.settled.get(box) ?? new Set();
    for (const finding of found) settled.add(keyOf(box, finding));
    this.settled.set(box, settled);
  }

  private readonly onInput = (event: Event) => {
    const box = event.target;
    if (!isBox(box)) return;
    clearTimeout(this.timers.get(box));
    this.timers.set(box, setTimeout(() => this.look(box, true), LOOK_AFTER_MS));
  };

  private readonly onLeave = (event: FocusEvent) => {
    const box = event.target;
    if (!isBox(box) || !this.timers.has(box)) return;
    this.look(box, true);
  };

  private look(box: Box, isNews: boolean): void {
    clearTimeout(this.timers.get(box));
    this.timers.delete(box);
    const settled = this.settled.get(box);
    const found = findingsIn(box).filter((finding) => !settled?.has(keyOf(box, finding)));
    const before = this.shown.get(box);
    if (!found.length) {
      before?.remove();
      this.shown.delete(box);
      return;
    }
    const warning = before ?? new Warning(box, { recheck: () => this.recheck(box), keep: (why) => this.keep(box, why) });
    this.shown.set(box, warning);
    const says = warning.show(found);
    if (isNews && says) this.say(`${labelOf(box)}: ${says}`);
  }

  /** The person says that it is changed. */
  private recheck(box: Box): void {
    this.look(box, false);
    const still = this.shown.get(box);
    if (!still) {
      this.say("Thank you.");
      box.focus();
      return;
    }
    still.refuse(STILL_THERE);
    still.point();
    this.say(STILL_THERE);
  }

  private async keep(box: Box, why: string): Promise<void> {
    const warning = this.shown.get(box);
    if (!warning) return;
    const { found } = warning;
    const all = findingsIn(box);
    const refusal = await this.send(box, why, new Set(found.map(({ looks }) => looks)), all);
    if (refusal) {
      warning.refuse(refusal);
      return;
    }
    this.settle(box, found);
    this.look(box, false);
    this.say("Kept, with your reason.");
    box.focus();
  }

  /** Tell the server; what to tell the person if it does not take it, else nothing. */
  private async send(box: Box, why: string, kinds: Set<Looks>, all: Finding[]): Promise<string> {
    const token = this.root.querySelector<HTMLInputElement>("[name=csrfmiddlewaretoken]")?.value ?? "";
    for (const looks of kinds) {
      const count = all.filter((finding) => finding.looks === looks).length;
      const body = new URLSearchParams({ ...placeOf(box), looks, count: String(count), reason: why });
      try {
        const answer = await fetch(this.root.dataset["keep"] ?? "", {
          method: "POST",
          headers: { "X-CSRFToken": token },
          body,
        });
        if (answer.status === 422) return ((await answer.json()) as { message: string }).message;
        if (answer.status !== 201) return "We could not take this. Load the page again, then try again.";
      } catch {
        return "We could not send this. Try again when you are connected.";
      }
    }
    return "";
  }
}

/** What stands below one box. */
class Warning {
  found: Finding[] = [];
  private readonly element = document.createElement("div");
  private readonly says = document.createElement("p");
  private readonly error = document.createElement("p");
  private readonly reason = document.createElement("input");

  constructor(
    private readonly box: Box,
    private readonly acts: { recheck: () => void; keep: (why: string) => void },
  ) {
    const id = `${box.id || box.name}-guard`;
    this.element.className = "guard-warning";
    this.element.setAttribute("role", "group");
    this.element.setAttribute("aria-labelledby", id);
    this.says.id = id;
    this.error.id = `${id}-error`;
    this.error.className = "nhsuk-error-message";
    this.error.hidden = true;
    const label = document.createElement("label");
    label.className = "nhsuk-label";
    label.htmlFor = this.reason.id = `${id}-because`;
    label.textContent = "It is not about a real person, because";
    this.reason.className = "nhsuk-input";
    this.reason.autocomplete = "off";
    this.reason.maxLength = LONGEST_REASON;
    this.reason.addEventListener("keydown", (event) => {
      // the form around us is not what is to be sent
      if (event.key === "Enter") {
        event.preventDefault();
        this.keep();
      }
    });
    const buttons = document.createElement("div");
    buttons.className = "guard-acts";
    buttons.append(
      button("Keep it", () => this.keep()),
      button("I have changed it", () => this.acts.recheck()),
      button("Show me", () => this.point()),
    );
    this.element.append(this.says, this.error, label, this.reason, buttons);
    (box.closest(".nhsuk-form-group") ?? box).append(this.element);
    describe(box, id, true);
  }

  /** Show what was found; what it says, if it says something new. */
  show(found: Finding[]): string {
    this.found = found;
    const kinds = Array.from(new Set(found.map(({ looks }) => looks)));
    const says = [...kinds.map((looks) => SAYS[looks]), ...(kinds.some((looks) => looks !== "small-count") ? [ADVICE] : [])];
    const words = says.join(" ");
    if (this.says.textContent === words) return "";
    this.says.textContent = words;
    return words;
  }

  refuse(message: string): void {
    this.error.hidden = false;
    this.error.textContent = message;
    this.reason.setAttribute("aria-describedby", this.error.id);
    this.reason.setAttribute("aria-invalid", "true");
    this.reason.focus();
  }

  /** Mark in the box what was found. */
  point(): void {
    const first = this.found[0];
    if (!first) return;
    this.box.focus();
    this.box.setSelectionRange(first.start, first.end);
  }

  remove(): void {
    this.element.remove();
    describe(this.box, this.says.id, false);
  }

  private keep(): void {
    const why = this.reason.value.trim();
    if (why) this.acts.keep(why);
    else this.refuse("Say why it is not about a real person");
  }
}

function findingsIn(box: Box): Finding[] {
  return warnings(box.value, box.hasAttribute("data-counts-people"));
}

function keyOf(box: Box, { looks, start, end }: Finding): string {
  return `${looks} ${box.value.slice(start, end)}`;
}

function isBox(target: unknown): target is Box {
  if (!(target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement)) return false;
  if (target.type !== "textarea" && target.type !== "text") return false;
  if ("field" in target.dataset || "cell" in target.dataset) return true;
  return target instanceof HTMLTextAreaElement && target.closest("[data-note], [data-heading]") !== null;
}

function placeOf(box: Box): { [part in keyof Place]: string } {
  const board = box.closest<HTMLElement>("[data-board]")?.dataset["board"];
  if (board) {
    const note = box.closest<HTMLElement>("[data-note]")?.dataset["note"];
    if (note) return { root: notesName(board), row: note, column: "text" };
    const heading = box.closest<HTMLElement>("[data-pile]")?.dataset["pile"] ?? "";
    return { root: headingsName(board), row: heading, column: "title" };
  }
  const row = box.closest<HTMLElement>("[data-row]")?.dataset["row"] ?? "";
  const list = box.closest<HTMLElement>("[data-row-list]")?.dataset["rowList"] ?? "";
  return { root: box.dataset["field"] ?? list, row, column: box.dataset["cell"] ?? "" };
}

function labelOf(box: Box): string {
  return box.labels?.[0]?.textContent?.trim() ?? "";
}

function button(text: string, act: () => void): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "nhsuk-button nhsuk-button--secondary nhsuk-button--small";
  made.textContent = text;
  made.addEventListener("click", act);
  return made;
}
