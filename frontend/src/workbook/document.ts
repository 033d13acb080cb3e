// The shape of the shared document, as in deepdive/workbook/document; both read the golden files of the tests.
import * as Y from "yjs";

import { inOrder } from "./order";

/** A row with its id: what each of its cells says. */
export interface Row {
  id: string;
  cells: Record<string, string>;
}

/** A note of a board; `heading` is the id of the heading it stands under, or empty. */
export interface Note {
  id: string;
  text: string;
  heading: string;
}

/** A heading of a board. */
export interface Heading {
  id: string;
  title: string;
}

/** The name of a field's shared type; with a group's id, of that group's copy. */
export function fieldName(artefact: string, field: string, group = ""): string {
  return group ? `group:${group}/${artefact}/${field}` : `${artefact}/${field}`;
}

/** The name of the map of a board's notes. */
export function notesName(board: string): string {
  return `board:${board}/notes`;
}

/** The name of the map of a board's headings. */
export function headingsName(board: string): string {
  return `board:${board}/headings`;
}

/** The name of the map of the links of one kind. */
export function linkName(kind: string): string {
  return `link:${kind}`;
}

/** What a line or a text says. */
export function readText(doc: Y.Doc, name: string): string {
  return doc.getText(name).toString();
}

/** What a choice, a number or a date says. */
export function readValue(doc: Y.Doc, name: string): string {
  return plain(doc.getMap(name).get("value"));
}

/** The rows of a list, in order. Whatever a faulty client left in place of a row is passed over. */
export function readRows(doc: Y.Doc, name: string, columns: readonly string[]): Row[] {
  const rows = doc.getMap(name);
  return inOrder(rows).map((id) => {
    const row = rows.get(id) as Y.Map<unknown>;
    return { id, cells: Object.fromEntries(columns.map((column) => [column, plain(row.get(column))])) };
  });
}

/** The notes of a board, in order. */
export function readNotes(doc: Y.Doc, board: string): Note[] {
  const rows = readRows(doc, notesName(board), ["text", "heading"]);
  return rows.map(({ id, cells }) => ({ id, text: cells["text"] ?? "", heading: cells["heading"] ?? "" }));
}

/** The headings of a board, in order. */
export function readHeadings(doc: Y.Doc, board: string): Heading[] {
  return readRows(doc, headingsName(board), ["title"]).map(({ id, cells }) => ({ id, title: cells["title"] ?? "" }));
}

/** The links of one kind, each from one row's id to another's. */
export function readLinks(doc: Y.Doc, kind: string): [from: string, to: string][] {
  return Array.from(doc.getMap(linkName(kind)).entries()).flatMap(([key, value]): [string, string][] => {
    const [from, to, more] = key.split("/");
    return value === true && from && to && more === undefined ? [[from, to]] : [];
  });
}

function plain(value: unknown): string {
  return value instanceof Y.Text ? value.toString() : typeof value === "string" ? value : "";
}
