import { describe } from "./described";
import { ADVICE, findings, SAYS, type Finding } from "./patient-data";

// long enough not to speak in the middle of a date
const LOOK_AFTER_MS = 800;
const NOT_TAKEN = "We do not take it: take it out before you send this.";
const MAY_STAY = "If it is not about a real person, send it: we ask you why.";

/**
 * `<early-warning>` around a box of a form: says while somebody types what the form would ask or refuse, and
 * sends no NHS number. The form itself, on the server, has the last word.
 */
class EarlyWarning extends HTMLElement {
  private readonly line = document.createElement("p");
  private timer: ReturnType<typeof setTimeout> | undefined;

  connectedCallback(): void {
    const { box } = this;
    if (!box) return;
    this.line.id = `${box.id}-early`;
    this.line.className = "guard-warning";
    // it changes only when something else is found, so it is heard once
    this.line.setAttribute("role", "status");
    this.append(this.line);
    box.addEventListener("input", this.onInput);
    box.addEventListener("blur", this.look);
    box.form?.addEventListener("submit", this.onSubmit);
  }

  disconnectedCallback(): void {
    clearTimeout(this.timer);
    this.box?.form?.removeEventListener("submit", this.onSubmit);
  }

  private get box(): HTMLTextAreaElement | null {
    return this.querySelector("textarea");
  }

  private readonly onInput = () => {
    clearTimeout(this.timer);
    this.timer = setTimeout(this.look, LOOK_AFTER_MS);
  };

  private readonly look = () => {
    clearTimeout(this.timer);
    const { box } = this;
    if (!box) return;
    const says = warningFor(findings(box.value));
    if (this.line.textContent === says) return;
    this.line.textContent = says;
    describe(box, this.line.id, says !== "");
  };

  private readonly onSubmit = (event: Event) => {
    this.look();
    const { box } = this;
    const number = box && findings(box.value).find(({ looks }) => looks === "nhs-number");
    if (!number) return;
    event.preventDefault();
    box.focus();
    box.setSelectionRange(number.start, number.end);
  };
}

/** What to tell somebody whose text holds these; empty if nothing. */
export function warningFor(found: readonly Finding[]): string {
  if (!found.length) return "";
  const kinds = Array.from(new Set(found.map(({ looks }) => looks)));
  const what = kinds.includes("nhs-number") ? NOT_TAKEN : MAY_STAY;
  return [...kinds.map((looks) => SAYS[looks]), ADVICE, what].join(" ");
}

customElements.define("early-warning", EarlyWarning);
