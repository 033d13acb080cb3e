// @vitest-environment happy-dom
import "fake-indexeddb/auto";

import { IDBFactory } from "fake-indexeddb";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import * as Y from "yjs";

import { DeviceStore } from "./device-store";
import { KeptCopy } from "./kept-copy";
import { Provider } from "./provider";
import { refusalNamed } from "./refusals";
import { FarServer } from "./testing/far-server";

const ANN = { person: "1", workbook: "a" };

let far: FarServer;
let tabs: Tab[];

/** One browser tab with the workbook open. */
class Tab {
  readonly doc = new Y.Doc();
  readonly provider: Provider;

  constructor() {
    this.provider = new Provider(
      this.doc,
      { path: "/workbooks/a", ticket: () => Promise.resolve("ticket") },
      { onState: () => {}, onSynced: () => {} },
      { copy: KeptCopy.open(ANN) },
    );
    tabs.push(this);
  }

  get text(): string {
    return this.doc.getText("field").toString();
  }

  write(text: string): void {
    this.doc.getText("field").insert(this.doc.getText("field").length, text);
  }

  async is(state: string): Promise<void> {
    await vi.waitFor(() => expect(this.provider.state).toBe(state), { timeout: 8000 });
  }

  async isKept(): Promise<void> {
    await vi.waitFor(() => expect(this.provider.isKept).toBe(true), { timeout: 8000 });
  }

  /** What a power cut leaves: nothing is said, nothing more is written. */
  die(): void {
    const dead = this.provider as unknown as { copy: KeptCopy | null };
    dead.copy = null;
    this.provider.destroy();
  }
}

function cut(): void {
  far.socketFate = "refused";
  far.requestFate = "lost";
  far.end(1006);
}

function mend(): void {
  far.socketFate = "work";
  far.requestFate = "work";
  window.dispatchEvent(new Event("online"));
}

async function left(): Promise<number> {
  return (await (await DeviceStore.open()).enter(ANN, 0)).unsent.size;
}

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  far = new FarServer();
  tabs = [];
});

afterEach(() => {
  for (const tab of tabs) tab.provider.destroy();
  far.awareness.destroy();
  vi.unstubAllGlobals();
});

describe("KeptCopy", () => {
  it("brings back what was typed offline in a tab that died, and sends it", async () => {
    far.write("theirs ");
    const before = new Tab();
    await before.is("saved");
    cut();
    before.write("typed offline");
    await before.isKept();
    before.die();
    mend();
    const after = new Tab();
    await after.is("saved");
    expect(after.text).toBe("theirs typed offline");
    expect(far.text).toBe("theirs typed offline");
    await vi.waitFor(async () => expect(await left()).toBe(0), { timeout: 4000 });
  });

  it("shows the words of the last visit while the server cannot be reached", async () => {
    far.write("theirs ");
    const before = new Tab();
    await before.is("saved");
    before.write("saved, ");
    await before.is("saved");
    window.dispatchEvent(new Event("pagehide"));
    cut();
    before.write("kept");
    await before.isKept();
    before.die();
    const after = new Tab();
    await after.is("offline");
    expect(after.provider.isKnown).toBe(true);
    expect(after.text).toBe("theirs saved, kept");
    expect(after.provider.hasUnsaved).toBe(true);
    expect(after.provider.isKept).toBe(true);
  });

  it("keeps a deletion, which adds nothing to the document", async () => {
    far.write("one two");
    const before = new Tab();
    await before.is("saved");
    cut();
    before.doc.getText("field").delete(0, 4);
    await before.isKept();
    before.die();
    mend();
    await new Tab().is("saved");
    expect(far.text).toBe("two");
  });

  it("neither loses nor doubles what two tabs write, online and off", async () => {
    const [one, two] = [new Tab(), new Tab()];
    await one.is("saved");
    await two.is("saved");
    one.write("a");
    two.write("b");
    cut();
    one.write("c");
    two.write("d");
    await one.isKept();
    await two.isKept();
    two.die();
    mend();
    await one.is("saved");
    await vi.waitFor(() => expect(Array.from(far.text).sort().join("")).toBe("abcd"));
    const later = new Tab();
    await later.is("saved");
    await vi.waitFor(() => expect(later.text).toBe(far.text));
    expect(Array.from(far.text).sort().join("")).toBe("abcd");
    await vi.waitFor(async () => expect(await left()).toBe(0), { timeout: 4000 });
  });

  it("sends from a tab that lives what a dead one has left", async () => {
    const [one, two] = [new Tab(), new Tab()];
    await one.is("saved");
    await two.is("saved");
    cut();
    await one.is("offline");
    two.write("left behind");
    await two.isKept();
    two.die();
    mend();
    await vi.waitFor(() => expect(far.text).toBe("left behind"), { timeout: 8000 });
    await one.is("saved");
    expect(one.text).toBe("left behind");
  });

  it("writes nothing down that is acknowledged at once", async () => {
    const tab = new Tab();
    await tab.is("saved");
    tab.write("quick");
    await tab.is("saved");
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(await left()).toBe(0);
  });

  it("writes down what a silent connection does not acknowledge", async () => {
    const tab = new Tab();
    await tab.is("saved");
    far.isSaving = false;
    tab.write("slow");
    expect(tab.provider.isKept).toBe(false);
    await vi.waitFor(() => expect(tab.provider.isKept).toBe(true));
    expect(await left()).toBe(1);
  });

  it("folds a long time offline into few rows", async () => {
    cut();
    const tab = new Tab();
    await tab.is("offline");
    for (let word = 0; word < 450; word += 1) {
      tab.write(`${word} `);
      await new Promise((resolve) => setTimeout(resolve));
    }
    await tab.isKept();
    expect(await left()).toBeLessThanOrEqual(201);
    const { text } = tab;
    tab.die();
    mend();
    await new Tab().is("saved");
    expect(far.text).toBe(text);
  });

  it("throws away, when told to, only what the server would not take", async () => {
    far.write("theirs");
    const before = new Tab();
    await before.is("saved");
    cut();
    before.write(" and far too much");
    await before.isKept();
    await before.provider.discard();
    expect(before.provider.hasUnsaved).toBe(false);
    mend();
    const after = new Tab();
    await after.is("saved");
    expect(after.text).toBe("theirs");
  });

  it("forgets all that it kept when the workbook has begun anew, and keeps nothing more", async () => {
    far.write("what was to be removed");
    const tab = new Tab();
    await tab.is("saved");
    cut();
    tab.write(", and more");
    await tab.isKept();
    (tab.provider as unknown as { onDown(refusal: unknown): void }).onDown(refusalNamed("moved-on"));
    const store = await DeviceStore.open();
    await vi.waitFor(async () => expect(await store.hasUnsent(ANN.person)).toBe(false));
    tab.write(" still on the page");
    await new Promise((go) => setTimeout(go, 300));
    expect(tab.provider.isKept).toBe(false);
    expect(tab.text).toBe("what was to be removed, and more still on the page");
    expect(await store.enter(ANN, 0)).toEqual({ known: null, unsent: new Map() });
  });

  it("does not claim to keep anything after its person has signed out", async () => {
    const tab = new Tab();
    await tab.is("saved");
    await (await DeviceStore.open()).forget(ANN.person);
    cut();
    tab.write("too late");
    await vi.waitFor(() => expect(tab.provider.hasUnsaved).toBe(true));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(tab.provider.isKept).toBe(false);
  });

  it("works, and promises nothing, in a browser that keeps nothing", async () => {
    vi.stubGlobal("indexedDB", {
      open: () => {
        throw new Error("not in this window");
      },
    });
    expect(await KeptCopy.open(ANN)).toBeNull();
    const tab = new Tab();
    await tab.is("saved");
    cut();
    tab.write("only in this page");
    expect(tab.provider.isKept).toBe(false);
    mend();
    await tab.is("saved");
    expect(far.text).toBe("only in this page");
  });
});
