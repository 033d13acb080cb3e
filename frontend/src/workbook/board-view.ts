import * as Y from "yjs";

import type { Board } from "./board";
import { NoteDrag } from "./board-drag";
import { sayOver } from "./over-limit";
import { withoutNhsNumbers } from "./patient-data";
import { TextBox } from "./text-box";

/** What a view of a board needs of the page around it. */
export interface Around {
  isReadOnly: boolean;
  onGuarded: () => void;
  /** Tell people what they cannot see happen. */
  say: (words: string) => void;
}

interface Shown {
  element: HTMLElement;
  /** The box for its words, where somebody may write. */
  box: TextBox | null;
  drag: { destroy(): void } | null;
}

const NAMELESS = "A heading without words";

/**
 * Binds the piles and notes that the server rendered to a shared board. The page holds a `<template>` for a
 * pile and one for a note (their ids hold `__id__`).
 */
export class BoardView {
  private readonly piles = new Map<string, Shown>();
  private readonly notes = new Map<string, Shown>();
  private readonly list: HTMLElement;
  private readonly drag: NoteDrag | null;
  private readonly removed: HTMLElement | null;
  private putBack: { id: string; act: () => void } | null = null;

  constructor(
    private readonly root: HTMLElement,
    private readonly board: Board,
    private readonly around: Around,
  ) {
    this.list = need(root, "[data-piles]");
    this.removed = root.querySelector("[data-part=removed]");
    this.drag = around.isReadOnly ? null : new NoteDrag(root, (note, heading, before) => this.drop(note, heading, before));
    this.takeOver();
    this.show();
    board.notes.observeDeep(this.onNotes);
    board.headings.observeDeep(this.show);
    root.addEventListener("click", this.onClick);
    root.addEventListener("submit", onSubmit);
    root.addEventListener("input", this.showLimits);
    const add = root.querySelector<HTMLElement>("[data-add-heading]");
    if (add) add.hidden = false;
  }

  destroy(): void {
    this.drag?.destroy();
    this.board.notes.unobserveDeep(this.onNotes);
    this.board.headings.unobserveDeep(this.show);
    this.root.removeEventListener("click", this.onClick);
    this.root.removeEventListener("submit", onSubmit);
    this.root.removeEventListener("input", this.showLimits);
    for (const shown of [...this.piles.values(), ...this.notes.values()]) letGo(shown);
  }

  /** After undo or redo: to the words that changed. */
  goTo(changed: Set<unknown>): void {
    const shown = [...this.notes.values(), ...this.piles.values()];
    const box = shown.find((one) => one.box && changed.has(one.box.text))?.box;
    if (box) box.goToChange();
    else this.around.say("The board has changed");
  }

  /** What the server rendered becomes live. What somebody typed into the boxes for new things is added. */
  private takeOver(): void {
    const piles = this.list.querySelectorAll<HTMLElement>("[data-pile]");
    const known = new Set(this.board.piles().map((pile) => pile.heading));
    for (const pile of piles) {
      const heading = pile.dataset["pile"] ?? "";
      const box = pile.querySelector<HTMLTextAreaElement>("[data-new-note] textarea");
      if (box?.value.trim()) this.board.addNote(known.has(heading) ? heading : "", withoutNhsNumbers(box.value));
    }
    const heading = this.root.querySelector<HTMLTextAreaElement>("[data-part=form] textarea");
    if (heading?.value.trim()) this.board.addHeading(withoutNhsNumbers(heading.value));
    this.root.querySelectorAll("[data-part=form]").forEach((part) => part.remove());
    for (const note of this.list.querySelectorAll<HTMLElement>("[data-note]")) {
      const id = note.dataset["note"] ?? "";
      if (this.board.note(id)) this.adoptNote(id, note);
      else note.remove();
    }
    for (const pile of piles) {
      const id = pile.dataset["pile"] ?? "";
      if (known.has(id)) this.adoptPile(id, pile);
      else pile.remove();
    }
  }

  private readonly onNotes = (events: Y.YEvent<Y.AbstractType<unknown>>[]) => {
    // the boxes follow what is typed by themselves
    if (this.around.isReadOnly || events.some((event) => !(event.target instanceof Y.Text))) this.show();
  };

  private readonly show = () => keepingFocus(() => {
    const piles = this.board.piles();
    piles.forEach(({ heading }, place) => {
      const shown = this.current(this.piles, heading, this.board.heading(heading)?.get("title"));
      put(this.list, (shown ?? this.adoptPile(heading, this.build("pile", heading))).element, place);
    });
    const titles = this.titles();
    for (const pile of piles) this.fill(pile.heading, pile.notes, titles);
    forget(this.notes, new Set(piles.flatMap((pile) => pile.notes)));
    forget(this.piles, new Set(piles.map((pile) => pile.heading)));
    this.showLimits();
    if (this.removed && this.putBack && this.board.note(this.putBack.id)) this.removed.hidden = true;
  });

  private readonly showLimits = () => {
    for (const line of this.list.querySelectorAll<HTMLElement>("[data-limit]")) {
      sayOver(line, line.parentElement?.querySelector("textarea")?.value.length ?? 0);
    }
  };

  /** What is shown under that id, unless its words have been replaced by others: then it is to be made anew. */
  private current(among: Map<string, Shown>, id: string, words: unknown): Shown | undefined {
    const shown = among.get(id);
    if (!shown?.box || shown.box.text === words) return shown;
    among.delete(id);
    letGo(shown);
    shown.element.remove();
    return undefined;
  }

  private fill(heading: string, notes: string[], titles: Map<string, string>): void {
    const pile = this.piles.get(heading)?.element;
    if (!pile) return;
    const list = need<HTMLElement>(pile, "[data-notes]");
    notes.forEach((id, place) => {
      const shown = this.current(this.notes, id, this.board.note(id)?.get("text"));
      const { element } = shown ?? this.adoptNote(id, this.build("note", id));
      put(list, element, place);
      const title = element.querySelector("[data-note-title]");
      if (title) title.textContent = `Note ${place + 1}`;
      const text = element.querySelector("[data-note-text]");
      if (text) text.textContent = String(this.board.note(id)?.get("text") ?? "");
      const select = element.querySelector("select");
      if (select) offer(select, titles, heading);
      const alike = element.querySelector<HTMLElement>("[data-alike]");
      if (alike) alike.hidden = heading !== "";
    });
    const nothing = pile.querySelector<HTMLElement>("[data-nothing]");
    if (nothing) nothing.hidden = notes.length > 0;
  }

  /** What each pile is called, in their order. */
  private titles(): Map<string, string> {
    const own = new Map(this.board.readHeadings().map(({ id, title }) => [id, title.trim() || NAMELESS]));
    const titles = new Map<string, string>();
    for (const { heading } of this.board.piles()) {
      const line = this.piles.get(heading)?.element.querySelector("[data-pile-title]");
      const title = own.get(heading);
      if (line && title !== undefined && line.textContent !== title) line.textContent = title;
      titles.set(heading, title ?? line?.textContent?.trim() ?? "");
    }
    return titles;
  }

  private build(what: "pile" | "note", id: string): HTMLElement {
    const template = need<HTMLTemplateElement>(this.root, `template[data-template="${what}"]`);
    const element = template.content.firstElementChild?.cloneNode(true) as HTMLElement;
    for (const part of [element, ...element.querySelectorAll("*")]) {
      for (const { name, value } of Array.from(part.attributes)) {
        if (value.includes("__id__")) part.setAttribute(name, value.replaceAll("__id__", id));
      }
    }
    return element;
  }

  private adoptPile(id: string, element: HTMLElement): Shown {
    this.liven(element, ":scope > [data-by-form], [data-heading] [data-by-form]", ":scope > [data-act], [data-heading] [data-act]");
    const box = element.querySelector<HTMLTextAreaElement>("[data-heading] textarea");
    const heading = this.board.heading(id);
    const bound = box && heading ? this.bind(box, heading, "title") : null;
    const shown = { element, box: bound, drag: this.drag?.pile(element) ?? null };
    this.piles.set(id, shown);
    return shown;
  }

  private adoptNote(id: string, element: HTMLElement): Shown {
    this.liven(element, "[data-by-form]", "[data-act], [data-handle]");
    const box = element.querySelector<HTMLTextAreaElement>("textarea");
    const note = this.board.note(id);
    const bound = box && note ? this.bind(box, note, "text") : null;
    const shown = { element, box: bound, drag: this.drag?.note(element) ?? null };
    this.notes.set(id, shown);
    return shown;
  }

  private liven(element: HTMLElement, byForm: string, acts: string): void {
    element.querySelectorAll(byForm).forEach((part) => part.remove());
    element.querySelectorAll<HTMLElement>(acts).forEach((part) => (part.hidden = false));
  }

  private bind(box: HTMLTextAreaElement, row: Y.Map<unknown>, key: string): TextBox {
    let text = row.get(key);
    if (!(text instanceof Y.Text)) {
      // what a faulty client left there
      text = new Y.Text(typeof text === "string" ? text : "");
      row.set(key, text);
    }
    return new TextBox(box, text as Y.Text, this.around.onGuarded);
  }

  private readonly onClick = (event: Event) => {
    const button = (event.target as HTMLElement).closest<HTMLElement>("button");
    if (!button || !this.root.contains(button)) return;
    if (button.dataset["addHeading"] !== undefined) this.addHeading();
    else if (button.dataset["putBack"] !== undefined) this.bringBack();
    const act = button.dataset["act"];
    if (!act) return;
    event.preventDefault();
    const note = button.closest<HTMLElement>("[data-note]")?.dataset["note"];
    const pile = button.closest<HTMLElement>("[data-pile]")?.dataset["pile"] ?? "";
    if (act === "add") this.addNote(pile);
    else if (act.startsWith("heading-")) this.actOnHeading(act, pile);
    else if (act === "move-to" && note) this.moveToAlike(note, button.dataset["to"] ?? "");
    else if (note) this.actOnNote(act, note);
  };

  private actOnNote(act: string, id: string): void {
    if (act === "move") this.moveNote(id);
    else if (act === "remove") this.removeNote(id);
    else {
      const by = act === "up" ? -1 : 1;
      const moved = this.board.shiftNote(id, by);
      const pile = this.board.pileOf(id)?.notes ?? [];
      const place = `${pile.indexOf(id) + 1} of ${pile.length}`;
      this.around.say(moved ? `Note moved ${act}: ${place}` : `The note is ${by < 0 ? "first" : "last"} already`);
    }
  }

  private actOnHeading(act: string, id: string): void {
    if (act === "heading-remove") this.removeHeading(id);
    else {
      const moved = this.board.shiftHeading(id, act === "heading-up" ? -1 : 1);
      const where = act === "heading-up" ? ["earlier", "first"] : ["later", "last"];
      this.around.say(moved ? `Heading moved ${where[0]}` : `The heading is ${where[1]} already`);
    }
  }

  private addNote(pile: string): void {
    const id = this.board.addNote(pile);
    this.notes.get(id)?.element.querySelector("textarea")?.focus();
  }

  private addHeading(): void {
    const id = this.board.addHeading();
    this.piles.get(id)?.element.querySelector("textarea")?.focus();
  }

  private moveNote(id: string): void {
    const heading = this.notes.get(id)?.element.querySelector("select")?.value ?? "";
    if (this.board.pileOf(id)?.heading === heading) {
      this.around.say(`The note is under ${this.titles().get(heading)} already`);
      return;
    }
    this.drop(id, heading, null);
  }

  /** Take a suggestion: it goes with its buttons, so the focus goes to the note. */
  private moveToAlike(id: string, heading: string): void {
    if (!this.titles().has(heading)) return;
    this.drop(id, heading, null);
    this.notes.get(id)?.element.querySelector("textarea")?.focus();
  }

  private drop(id: string, heading: string, before: string | null): void {
    this.board.placeNote(id, heading, before);
    this.around.say(`Note moved to ${this.titles().get(heading)}`);
  }

  private removeNote(id: string): void {
    const pile = this.board.pileOf(id);
    const at = pile?.notes.indexOf(id) ?? 0;
    const next = pile?.notes[at + 1] ?? pile?.notes[at - 1];
    this.putBack = { id, act: this.board.removeNote(id) };
    const home = this.piles.get(pile?.heading ?? "")?.element;
    if (this.removed) {
      this.removed.hidden = false;
      home?.querySelector("[data-notes]")?.after(this.removed);
    }
    const box = next ? this.notes.get(next)?.element.querySelector<HTMLElement>("textarea") : null;
    (box ?? home?.querySelector<HTMLElement>('[data-act="add"]'))?.focus();
    this.around.say("Note removed. The button Put the note back is after the notes of this heading.");
  }

  private bringBack(): void {
    const id = this.putBack?.id ?? "";
    this.putBack?.act();
    this.putBack = null;
    if (this.removed) this.removed.hidden = true;
    this.around.say("The note is back");
    this.notes.get(id)?.element.querySelector("textarea")?.focus();
  }

  private removeHeading(id: string): void {
    const piles = this.board.piles().map((pile) => pile.heading);
    const before = piles[piles.indexOf(id) - 1] ?? "";
    this.board.removeHeading(id);
    this.piles.get(before)?.element.querySelector<HTMLElement>('[data-act="add"]')?.focus();
    this.around.say("Heading removed. Its notes are not sorted now.");
  }
}

/** Offer these headings to move to. What somebody has chosen and not done yet stays, unless the note moved. */
function offer(select: HTMLSelectElement, titles: Map<string, string>, heading: string): void {
  const now = Array.from(select.options, (option) => `${option.value} ${option.text}`);
  const wanted = Array.from(titles, ([id, title]) => `${id} ${short(title)}`);
  const chosen = select.value;
  if (now.join("\n") !== wanted.join("\n")) {
    select.replaceChildren(...Array.from(titles, ([id, title]) => option(id, short(title))));
    select.value = titles.has(chosen) ? chosen : heading;
  }
  if (select.dataset["heading"] !== heading) select.value = heading;
  select.dataset["heading"] = heading;
}

function option(value: string, text: string): HTMLOptionElement {
  const made = document.createElement("option");
  made.value = value;
  made.text = text;
  return made;
}

function short(title: string): string {
  return title.length > 60 ? `${title.slice(0, 60).trimEnd()} …` : title;
}

function put(list: HTMLElement, element: HTMLElement, place: number): void {
  // moving an element takes the focus from it, so only what stands wrong is moved
  if (list.children[place] !== element) list.insertBefore(element, list.children[place] ?? null);
}

function forget(shown: Map<string, Shown>, present: Set<string>): void {
  for (const [id, one] of shown) {
    if (present.has(id)) continue;
    letGo(one);
    one.element.remove();
    shown.delete(id);
  }
}

function letGo(shown: Shown): void {
  shown.box?.destroy();
  shown.drag?.destroy();
}

/** Do it, and leave the focus and the cursor where they were, though the element has been moved. */
function keepingFocus(act: () => void): void {
  const here = document.activeElement;
  const cursor = here instanceof HTMLTextAreaElement ? ([here.selectionStart, here.selectionEnd] as const) : null;
  act();
  if (!(here instanceof HTMLElement) || here === document.activeElement || !here.isConnected) return;
  here.focus({ preventScroll: true });
  if (cursor && here instanceof HTMLTextAreaElement) here.setSelectionRange(...cursor);
}

function onSubmit(event: Event): void {
  event.preventDefault();
}

function need<E extends Element>(root: ParentNode, selector: string): E {
  const found = root.querySelector<E>(selector);
  if (!found) throw new Error(`the page lacks ${selector}`);
  return found;
}
