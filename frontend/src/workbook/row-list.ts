import * as Y from "yjs";

import { withoutNhsNumbers } from "./patient-data";
import { TextBox } from "./text-box";
import { ValueBox } from "./value-box";

type Row = Y.Map<unknown>;
type Cell = HTMLTextAreaElement | HTMLInputElement | HTMLSelectElement;
interface Shown {
  element: HTMLElement;
  boxes: { destroy(): void }[];
}

/**
 * Binds a list of rows to a shared map from row id to row. The server renders a `<template>` for a row
 * (its ids hold `__row__`) and the rows that were there when the page was made.
 */
export class RowList {
  private readonly shown = new Map<string, Shown>();
  private readonly list: HTMLElement;
  private readonly template: HTMLTemplateElement;

  constructor(
    private readonly root: HTMLElement,
    private readonly rows: Y.Map<Row>,
    private readonly isReadOnly: boolean,
    private readonly onGuarded: () => void,
  ) {
    this.list = need(root, "[data-rows]");
    this.template = need(root, "template");
    this.takeOver();
    this.show();
    rows.observeDeep(this.show);
    if (isReadOnly) return;
    const add = need<HTMLElement>(root, "[data-add-row]");
    add.hidden = false;
    add.addEventListener("click", this.onAdd);
    this.list.addEventListener("click", this.onClick);
  }

  destroy(): void {
    this.rows.unobserveDeep(this.show);
    for (const row of this.shown.values()) row.boxes.forEach((box) => box.destroy());
  }

  /** The server's rows become live. What somebody typed into a blank row before that becomes a row. */
  private takeOver(): void {
    for (const element of Array.from(this.list.querySelectorAll<HTMLElement>("[data-row]"))) {
      const id = element.dataset["row"] ?? "";
      if (this.rows.has(id)) this.adopt(id, element);
      else {
        const typed = new Map(Array.from(this.cellsOf(element), (cell) => [cell.dataset["cell"] ?? "", cell.value]));
        element.remove();
        if (id.startsWith("new-") && Array.from(typed.values()).some((text) => text !== "")) this.add(typed);
      }
    }
  }

  private readonly onAdd = () => {
    const id = this.add(new Map());
    this.shown.get(id)?.element.querySelector<HTMLElement>("[data-cell]")?.focus();
  };

  private add(texts: Map<string, string>): string {
    const id = crypto.randomUUID();
    const row: Row = new Y.Map();
    this.rows.doc?.transact(() => {
      for (const cell of this.cellsOf(this.template.content)) {
        const key = cell.dataset["cell"] ?? "";
        const text = withoutNhsNumbers(texts.get(key) ?? "");
        row.set(key, cell instanceof HTMLTextAreaElement ? new Y.Text(text) : text);
      }
      row.set("order", this.orders().reduce((most, [, order]) => Math.max(most, order), 0) + 1);
      this.rows.set(id, row);
    });
    return id;
  }

  private readonly onClick = (event: Event) => {
    const button = (event.target as HTMLElement).closest<HTMLElement>("[data-row-act]");
    const id = button?.closest<HTMLElement>("[data-row]")?.dataset["row"];
    if (!button || !id) return;
    if (button.dataset["rowAct"] === "remove") this.remove(id);
    else this.move(id, button.dataset["rowAct"] === "up" ? -1 : 1, button);
  };

  private remove(id: string): void {
    const ids = this.orders().map(([other]) => other);
    const next = ids[ids.indexOf(id) + 1] ?? ids[ids.indexOf(id) - 1];
    this.rows.delete(id);
    const focus = next ? this.shown.get(next)?.element.querySelector<HTMLElement>("[data-cell]") : null;
    (focus ?? need<HTMLElement>(this.root, "[data-add-row]")).focus();
  }

  private move(id: string, by: -1 | 1, button: HTMLElement): void {
    const orders = this.orders();
    const at = orders.findIndex(([other]) => other === id);
    const beyond = orders[at + by];
    if (!beyond) return;
    const after = orders[at + 2 * by];
    this.rows.get(id)?.set("order", after ? (beyond[1] + after[1]) / 2 : beyond[1] + by);
    button.focus();
  }

  /** Row ids with their order keys, first row first. Equal keys are settled by the id. */
  private orders(): [string, number][] {
    const orders = Array.from(this.rows.entries(), ([id, row]): [string, number] => [id, Number(row.get("order")) || 0]);
    return orders.sort(([a, x], [b, y]) => x - y || (a < b ? -1 : 1));
  }

  private readonly show = () => {
    const ids = this.orders().map(([id]) => id);
    for (const [id, row] of this.shown) {
      if (ids.includes(id)) continue;
      row.boxes.forEach((box) => box.destroy());
      row.element.remove();
      this.shown.delete(id);
    }
    ids.forEach((id, place) => {
      const row = this.shown.get(id) ?? this.build(id);
      // moving an element takes the focus from it, so only what stands wrong is moved
      if (this.list.children[place] !== row.element) this.list.insertBefore(row.element, this.list.children[place] ?? null);
      need(row.element, "[data-row-title]").textContent = `Row ${place + 1}`;
    });
  };

  private build(id: string): Shown {
    const element = need<HTMLElement>(this.template.content, "[data-row]").cloneNode(true) as HTMLElement;
    element.dataset["row"] = id;
    for (const part of element.querySelectorAll("[id], [for], [aria-describedby], [name], [data-writing], [href]")) {
      for (const name of ["id", "for", "aria-describedby", "name", "data-writing", "href"]) {
        const value = part.getAttribute(name);
        if (value) part.setAttribute(name, value.replaceAll("__row__", id));
      }
    }
    return this.adopt(id, element);
  }

  private adopt(id: string, element: HTMLElement): Shown {
    if (!this.isReadOnly) element.querySelectorAll<HTMLElement>("[data-row-act]").forEach((act) => (act.hidden = false));
    element.querySelector("[data-row-delete]")?.remove();
    const row = this.rows.get(id);
    const boxes = row ? Array.from(this.cellsOf(element), (cell) => this.bind(cell, row)) : [];
    const shown = { element, boxes };
    this.shown.set(id, shown);
    return shown;
  }

  private bind(cell: Cell, row: Row): { destroy(): void } {
    const key = cell.dataset["cell"] ?? "";
    const value = row.get(key);
    if (cell instanceof HTMLTextAreaElement && value instanceof Y.Text) return new TextBox(cell, value, this.onGuarded);
    if (cell instanceof HTMLTextAreaElement) {
      // the pack has a new column, or one that was a choice before
      const made = new Y.Text(typeof value === "string" ? value : "");
      // a reader must not write, and a text can be shown only once it is in some document
      if (!this.isReadOnly) row.set(key, made);
      else new Y.Doc().getMap("unshared").set(key, made);
      return new TextBox(cell, made, this.onGuarded);
    }
    return new ValueBox(cell as Exclude<Cell, HTMLTextAreaElement>, row, key, this.onGuarded);
  }

  private cellsOf(root: ParentNode): NodeListOf<Cell> {
    return root.querySelectorAll<Cell>("[data-cell]");
  }
}

function need<E extends Element>(root: ParentNode, selector: string): E {
  const found = root.querySelector<E>(selector);
  if (!found) throw new Error(`the page lacks ${selector}`);
  return found;
}
