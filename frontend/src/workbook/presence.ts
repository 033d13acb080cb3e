/** What a page tells the others of who is at it. The server puts the true name in. */
export interface Presence {
  name?: string;
  /** What of the workbook is on the page; null where it is not to be known who is there. */
  place?: string | null;
  /** Where they are writing: a field, or a row, or a note of a board. */
  field?: string | null;
  /** In which cell of that row. */
  cell?: string | null;
}

/** Somebody who is writing. */
export interface Writer {
  name: string;
  cell: string | null;
}

const MOST_NAMED = 2;

/** Everybody's presence but this page's own. */
export function othersIn(states: ReadonlyMap<number, unknown>, own: number): Presence[] {
  return Array.from(states)
    .filter(([client, state]) => client !== own && typeof state === "object" && state !== null)
    .map(([, state]) => state as Presence);
}

/** Who is writing in each field, row or note. */
export function writersIn(others: readonly Presence[]): Map<string, Writer[]> {
  const writing = new Map<string, Writer[]>();
  for (const { name, field, cell } of others) {
    if (!isText(name) || !isText(field)) continue;
    const writers = writing.get(field) ?? [];
    // one person may have two devices open
    if (writers.some((writer) => writer.name === name)) continue;
    writing.set(field, [...writers, { name, cell: isText(cell) ? cell : null }]);
  }
  return writing;
}

/** The names of those who are at that place, each once, without `me`. */
export function namesAt(others: readonly Presence[], place: string, me: string): string[] {
  const names = others.filter((other) => other.place === place).map((other) => other.name);
  return Array.from(new Set(names.filter(isText))).filter((name) => name !== me).sort();
}

/** A list of names that fits on a line. */
export function listed(names: readonly string[]): string {
  const left = names.length - MOST_NAMED;
  if (left > 0) return `${names.slice(0, MOST_NAMED).join(", ")} and ${left} more`;
  return names.join(" and ");
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}
