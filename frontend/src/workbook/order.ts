// Order numbers, as in deepdive/workbook/document/order.py.
import * as Y from "yjs";

/** The ids of rows by their order numbers; equal numbers are settled by the id. */
export function inOrder(rows: Y.Map<unknown>): string[] {
  const found = Array.from(rows.entries()).flatMap(([id, row]): [string, number][] =>
    row instanceof Y.Map ? [[id, orderOf(row)]] : [],
  );
  return found.sort(([a, x], [b, y]) => x - y || (a < b ? -1 : 1)).map(([id]) => id);
}

/** The order number of a row that is added at the end. */
export function afterAll(rows: Y.Map<unknown>): number {
  const numbers = Array.from(rows.values()).flatMap((row) => (row instanceof Y.Map ? [orderOf(row)] : []));
  return Math.max(0, ...numbers) + 1;
}

/** Bring these rows into this order, changing as few numbers as can be. Rows that are not named keep their places. */
export function reorder(rows: Y.Map<unknown>, wanted: readonly string[]): void {
  const line = inOrder(rows);
  const named = wanted.filter((id) => line.includes(id));
  let next = 0;
  const target = line.map((id) => (named.includes(id) ? (named[next++] ?? id) : id));
  const numbers = new Map(line.map((id) => [id, orderOf(rows.get(id) as Y.Map<unknown>)]));
  for (const [id, number] of newNumbers(line, target, numbers)) (rows.get(id) as Y.Map<unknown>).set("order", number);
}

function newNumbers(line: string[], target: string[], numbers: Map<string, number>): Map<string, number> {
  if (target.every((id, place) => id === line[place])) return new Map();
  const staying = new Set(longestRise(target.map((id) => line.indexOf(id))).map((place) => target[place]));
  const moved = new Map<string, number>();
  for (const [place, id] of target.entries()) {
    if (staying.has(id)) continue;
    const ahead = target[place - 1];
    const behind = target.slice(place + 1).find((other) => staying.has(other));
    const before = ahead === undefined ? undefined : (moved.get(ahead) ?? numbers.get(ahead));
    const number = between(before, behind === undefined ? undefined : numbers.get(behind));
    // there is no room left between two: everything is numbered anew
    if (number === null) return new Map(target.map((other, at) => [other, at + 1]));
    moved.set(id, number);
  }
  return moved;
}

function between(before: number | undefined, after: number | undefined): number | null {
  let number = 0;
  if (before !== undefined && after !== undefined) number = (before + after) / 2;
  else if (before !== undefined) number = before + 1;
  else if (after !== undefined) number = after - 1;
  const isBetween = (before === undefined || before < number) && (after === undefined || number < after);
  return isBetween ? number : null;
}

/** The places of a longest rising subsequence of the values, which are all different. */
function longestRise(values: number[]): number[] {
  // for each place, the longest rise that ends there
  const rises: number[][] = [];
  for (const [place, value] of values.entries()) {
    const lower = rises.filter((rise) => (values[rise.at(-1) ?? 0] ?? 0) < value);
    rises.push([...longest(lower), place]);
  }
  return longest(rises);
}

function longest(rises: number[][]): number[] {
  return rises.reduce((most, rise) => (rise.length > most.length ? rise : most), []);
}

function orderOf(row: Y.Map<unknown>): number {
  const order = row.get("order");
  if (typeof order === "bigint") return Number(order);
  return typeof order === "number" && !Number.isNaN(order) ? order : 0;
}
