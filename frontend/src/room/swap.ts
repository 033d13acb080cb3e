import { isTyped } from "./typed";

const FOCUSABLE = "a, button, input:not([type=hidden]), select, summary, textarea";
const TOKEN = 'input[name="csrfmiddlewaretoken"]';

/**
 * Take the part with that id from the new page. What is typed stays, what was opened stays open, and the focus stays on
 * the control that had it, or on the one in its place that says the same.
 */
export function swap(id: string, page: Document): void {
  const here = document.getElementById(id);
  const there = page.getElementById(id);
  if (!here || !there || isTyped(here)) return;
  keepTokens(here, there);
  if (here.isEqualNode(there)) return;
  const active = here.contains(document.activeElement) ? document.activeElement : null;
  const at = active ? controls(here).indexOf(active) : -1;
  const open = [...here.querySelectorAll("details")].map((details) => details.open);
  here.replaceWith(document.adoptNode(there));
  if (open.length > 0) {
    [...there.querySelectorAll("details")].forEach((details, place) => (details.open = open[place] ?? details.open));
  }
  if (!active) return;
  const inPlace = controls(there)[at];
  const same = inPlace?.textContent === active.textContent ? inPlace : undefined;
  const target = (active.id && document.getElementById(active.id)) || same;
  if (target instanceof HTMLElement) target.focus();
}

/** Every page has another token, each as good as the last: with the old one, a part that says the same is the same. */
function keepTokens(here: HTMLElement, there: HTMLElement): void {
  const token = here.querySelector(TOKEN)?.getAttribute("value");
  if (token) for (const box of there.querySelectorAll(TOKEN)) box.setAttribute("value", token);
}

function controls(part: HTMLElement): Element[] {
  return [...part.querySelectorAll(FOCUSABLE)];
}
