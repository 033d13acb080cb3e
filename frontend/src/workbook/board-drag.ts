import { combine } from "@atlaskit/pragmatic-drag-and-drop/combine";
import {
  draggable,
  dropTargetForElements,
  monitorForElements,
} from "@atlaskit/pragmatic-drag-and-drop/element/adapter";

/** Told where a note was dropped: under which heading, and in front of which note (null: last). */
export type OnDrop = (note: string, heading: string, before: string | null) => void;

/** Lets notes be dragged with the mouse. It is an extra: all that it does can be done without it. */
export class NoteDrag {
  private readonly board = Symbol("board");
  private readonly stop: () => void;

  constructor(
    private readonly root: HTMLElement,
    onDrop: OnDrop,
  ) {
    this.stop = monitorForElements({
      canMonitor: ({ source }) => source.data["board"] === this.board,
      onDrag: ({ location }) => this.mark(location.current.dropTargets[0]?.element, location.current.input.clientY),
      onDrop: ({ source, location }) => {
        this.mark(undefined, 0);
        const target = location.current.dropTargets[0]?.element;
        const note = source.element.dataset["note"];
        if (!target || !note) return;
        const heading = target.closest<HTMLElement>("[data-pile]")?.dataset["pile"] ?? "";
        onDrop(note, heading, noteBehind(target, location.current.input.clientY));
      },
    });
  }

  destroy(): void {
    this.stop();
  }

  /** Let a note be dragged by its handle, and others be dropped beside it. */
  note(element: HTMLElement): { destroy(): void } {
    const handle = element.querySelector("[data-handle]");
    const stop = combine(
      draggable({ element, ...(handle ? { dragHandle: handle } : {}), getInitialData: () => ({ board: this.board }) }),
      this.target(element),
    );
    return { destroy: stop };
  }

  /** Let notes be dropped on a pile, to be the last there. */
  pile(element: HTMLElement): { destroy(): void } {
    return { destroy: this.target(element) };
  }

  private target(element: HTMLElement): () => void {
    return dropTargetForElements({ element, canDrop: ({ source }) => source.data["board"] === this.board });
  }

  private mark(target: Element | undefined, y: number): void {
    this.root.querySelectorAll("[data-drop]").forEach((element) => element.removeAttribute("data-drop"));
    if (!target) return;
    const isNote = target.hasAttribute("data-note");
    target.setAttribute("data-drop", !isNote ? "in" : isUpper(target, y) ? "before" : "after");
  }
}

function noteBehind(target: HTMLElement | Element, y: number): string | null {
  if (!(target instanceof HTMLElement) || target.dataset["note"] === undefined) return null;
  if (isUpper(target, y)) return target.dataset["note"];
  const next = target.nextElementSibling;
  return next instanceof HTMLElement ? (next.dataset["note"] ?? null) : null;
}

function isUpper(target: Element, y: number): boolean {
  const { top, height } = target.getBoundingClientRect();
  return y < top + height / 2;
}
