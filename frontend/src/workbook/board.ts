import * as Y from "yjs";

import { headingsName, notesName, readHeadings, readNotes, type Heading, type Note } from "./document";
import { afterAll, inOrder, reorder } from "./order";

/** The ids of the notes that stand under a heading. The heading is a heading's or a prompt's id, or empty. */
export interface Pile {
  heading: string;
  notes: string[];
}

type Row = Y.Map<unknown>;

/**
 * A board of the shared document, and what people do with it. The prompts of the activity are headings
 * that nobody can change; they come first.
 */
export class Board {
  readonly notes: Y.Map<unknown>;
  readonly headings: Y.Map<unknown>;

  constructor(
    private readonly doc: Y.Doc,
    private readonly id: string,
    private readonly prompts: readonly string[],
  ) {
    this.notes = doc.getMap(notesName(id));
    this.headings = doc.getMap(headingsName(id));
  }

  /** The notes under no heading, then those under each prompt and each heading, in their order. */
  piles(): Pile[] {
    const notes = readNotes(this.doc, this.id);
    const headings = [...this.prompts, ...inOrder(this.headings)];
    const known = new Set(headings);
    const under = (heading: string) =>
      notes.filter((note) => (known.has(note.heading) ? note.heading : "") === heading).map((note) => note.id);
    return ["", ...headings].map((heading) => ({ heading, notes: under(heading) }));
  }

  /** The pile that the note stands in. */
  pileOf(note: string): Pile | undefined {
    return this.piles().find((pile) => pile.notes.includes(note));
  }

  note(id: string): Row | null {
    return rowIn(this.notes, id);
  }

  heading(id: string): Row | null {
    return rowIn(this.headings, id);
  }

  readNotes(): Note[] {
    return readNotes(this.doc, this.id);
  }

  readHeadings(): Heading[] {
    return readHeadings(this.doc, this.id);
  }

  /** Add a note at the end of a pile; returns its id. */
  addNote(heading: string, text = ""): string {
    const id = crypto.randomUUID();
    this.notes.set(id, row({ text: new Y.Text(text), heading, order: afterAll(this.notes) }));
    return id;
  }

  /** Take a note off the board; returns what puts it back where it was, under its id. */
  removeNote(id: string): () => void {
    const note = this.readNotes().find((one) => one.id === id);
    const order = this.note(id)?.get("order") ?? 0;
    this.notes.delete(id);
    return () => {
      if (!note || this.notes.has(id)) return;
      this.notes.set(id, row({ text: new Y.Text(note.text), heading: note.heading, order }));
    };
  }

  /** Put a note under a heading, in front of another note there, or last. */
  placeNote(id: string, heading: string, before: string | null = null): void {
    const note = this.note(id);
    if (!note) return;
    const line = inOrder(this.notes).filter((other) => other !== id);
    const there = this.piles().find((pile) => pile.heading === heading)?.notes.filter((other) => other !== id) ?? [];
    const last = there.at(-1);
    const at = before !== null && line.includes(before) ? line.indexOf(before) : last ? line.indexOf(last) + 1 : line.length;
    line.splice(at, 0, id);
    this.doc.transact(() => {
      if (note.get("heading") !== heading) note.set("heading", heading);
      reorder(this.notes, line);
    });
  }

  /** Move a note one place up (-1) or down (1) in its pile; false where there is no such place. */
  shiftNote(id: string, by: -1 | 1): boolean {
    const line = shifted(this.pileOf(id)?.notes ?? [], id, by);
    if (line) this.doc.transact(() => reorder(this.notes, line));
    return line !== null;
  }

  /** Add a heading after the others; returns its id. */
  addHeading(title = ""): string {
    const id = crypto.randomUUID();
    this.headings.set(id, row({ title: new Y.Text(title), order: afterAll(this.headings) }));
    return id;
  }

  /** Take a heading off the board. Its notes stay. */
  removeHeading(id: string): void {
    this.headings.delete(id);
  }

  /** Move a heading one place earlier (-1) or later (1); false where there is no such place. */
  shiftHeading(id: string, by: -1 | 1): boolean {
    const line = shifted(inOrder(this.headings), id, by);
    if (line) this.doc.transact(() => reorder(this.headings, line));
    return line !== null;
  }
}

function rowIn(rows: Y.Map<unknown>, id: string): Row | null {
  const found = rows.get(id);
  return found instanceof Y.Map ? found : null;
}

function row(cells: Record<string, unknown>): Row {
  return new Y.Map(Object.entries(cells));
}

function shifted(line: string[], id: string, by: -1 | 1): string[] | null {
  const at = line.indexOf(id);
  const other = line[at + by];
  if (at < 0 || other === undefined) return null;
  const moved = [...line];
  [moved[at], moved[at + by]] = [other, id];
  return moved;
}
