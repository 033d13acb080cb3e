import type * as Y from "yjs";

import { withoutNhsNumbers } from "./patient-data";

/** A box for one value that is replaced as a whole: a choice, a number, a date. The last change wins. */
export class ValueBox {
  constructor(
    private readonly box: HTMLInputElement | HTMLSelectElement,
    private readonly map: Y.Map<unknown>,
    private readonly key: string,
    private readonly onGuarded: () => void,
  ) {
    const early = box instanceof HTMLInputElement ? box.value !== box.defaultValue : !hasServedChoice(box);
    if (early) this.keep();
    this.show();
    // not "change", which waits until the box is left: until then what is typed would be nowhere
    box.addEventListener("input", this.onInput);
    map.observe(this.show);
  }

  /** Let go of the box and the map. */
  destroy(): void {
    this.box.removeEventListener("input", this.onInput);
    this.map.unobserve(this.show);
  }

  private readonly onInput = () => this.keep();

  private keep(): void {
    const clean = withoutNhsNumbers(this.box.value);
    if (clean !== this.box.value) {
      this.box.value = clean;
      this.onGuarded();
    }
    if (this.map.get(this.key) !== clean) this.map.set(this.key, clean);
  }

  private readonly show = () => {
    const now = this.map.get(this.key);
    this.box.value = typeof now === "string" ? now : "";
  };
}

function hasServedChoice(box: HTMLSelectElement): boolean {
  return Array.from(box.options).every((option) => option.selected === option.defaultSelected || box.value === "");
}
