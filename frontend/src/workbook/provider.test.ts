// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import * as Y from "yjs";

import { Provider, type State } from "./provider";
import { refusalNamed, Refused } from "./refusals";
import { FarServer } from "./testing/far-server";

let states: State[];
let synced: number;
let far: FarServer;
let doc: Y.Doc;
let provider: Provider;

const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);
const write = (text: string) => doc.getText("field").insert(doc.getText("field").length, text);

/** A signed-in person opens the page. */
function open(options: { isReadOnly?: boolean; ticket?: () => Promise<string> } = {}): void {
  const { isReadOnly = false, ticket = () => Promise.resolve("ticket") } = options;
  provider = new Provider(
    doc,
    { path: "/workbooks/1", ticket },
    { onState: (state) => states.push(state), onSynced: () => (synced += 1) },
    { isReadOnly },
  );
  provider.awareness.setLocalState({ name: "Ann" });
}

beforeEach(() => {
  vi.useFakeTimers();
  far = new FarServer();
  states = [];
  synced = 0;
  doc = new Y.Doc();
});

afterEach(() => {
  provider.destroy();
  far.awareness.destroy();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe.each(["socket", "http"] as const)("Provider over %s", (way) => {
  /** Open the page and let some time pass; an edit takes a second over plain requests. */
  async function meet(): Promise<void> {
    if (way === "http") far.socketFate = "refused";
    open();
    await pass(1500);
    expect(provider.by).toBe(way);
  }

  const cut = () => {
    if (way === "http") far.requestFate = "lost";
    else far.end(1006);
  };

  const mend = () => {
    far.requestFate = "work";
  };

  it("reads what the server has; with nothing to send that is saved", async () => {
    far.write("already there");
    await meet();
    expect(doc.getText("field").toString()).toBe("already there");
    expect(synced).toBe(1);
    expect(provider.state).toBe("saved");
    expect(far.received).toEqual([]);
  });

  it("says saved only once what was typed is on the server's disk", async () => {
    await meet();
    far.isSaving = false;
    write("morning visits");
    expect(provider.state).toBe("saving");
    expect(provider.hasUnsaved).toBe(true);
    await pass(1200);
    expect(provider.state).not.toBe("saved");
    if (way === "http") far.isSaving = true;
    else far.saveAll();
    await pass(20_000);
    expect(provider.state).toBe("saved");
    expect(provider.hasUnsaved).toBe(false);
    expect(far.text).toBe("morning visits");
  });

  it("shows what others write, and does not send it back", async () => {
    await meet();
    far.write("from somebody else");
    await pass(2500);
    expect(doc.getText("field").toString()).toBe("from somebody else");
    expect(far.received).toEqual([]);
    expect(provider.state).toBe("saved");
  });

  it("keeps what is typed while away and sends it on return", async () => {
    await meet();
    await pass(6000);
    cut();
    await pass(5000);
    if (way === "socket") far.end(1006);
    far.requestFate = "lost";
    far.socketFate = "refused";
    await pass(20_000);
    far.end(1006);
    await pass(100);
    expect(provider.state).toBe("offline");
    write("typed while away");
    expect(provider.state).toBe("offline");
    expect(provider.hasUnsaved).toBe(true);
    mend();
    if (way === "socket") far.socketFate = "work";
    await pass(17_000);
    expect(provider.state).toBe("saved");
    expect(far.text).toBe("typed while away");
    expect(synced).toBe(1);
  });

  it("sends each edit once", async () => {
    await meet();
    write("a");
    await pass(1500);
    write("b");
    await pass(5000);
    expect(far.text).toBe("ab");
    expect(far.received).toHaveLength(2);
  });

  it("sends what the server has lost", async () => {
    await meet();
    write("kept by the page");
    await pass(1500);
    far.doc.getText("field"); // a server whose disk was restored from yesterday
    Object.assign(far, { doc: new Y.Doc() });
    if (way === "socket") far.end(1012);
    await pass(7000);
    expect(far.text).toBe("kept by the page");
    expect(provider.state).toBe("saved");
  });

  it("says who is there, again after a pause in the connection", async () => {
    await meet();
    await pass(1500);
    expect(far.awareness.getStates().get(doc.clientID)).toEqual({ name: "Ann" });
  });

  it("sends only the newest of several places in a tenth of a second", async () => {
    await meet();
    await pass(1500);
    const seen: unknown[] = [];
    far.awareness.on("change", () => seen.push(far.awareness.getStates().get(doc.clientID)?.["field"]));
    for (const field of ["a", "b", "c", "d"]) provider.awareness.setLocalStateField("field", field);
    await pass(1500);
    expect(seen.at(-1)).toBe("d");
    expect(seen.length).toBeLessThanOrEqual(2);
  });

  it("never sends what a reader does", async () => {
    if (way === "http") far.socketFate = "refused";
    open({ isReadOnly: true });
    await pass(1500);
    write("a reader's box was filled by the browser");
    await pass(3000);
    expect(far.received).toEqual([]);
    expect(provider.state).toBe("saved");
  });

  it("tells the server at once that somebody has gone", async () => {
    await meet();
    await pass(1500);
    provider.destroy();
    await pass(50);
    expect(far.awareness.getStates().get(doc.clientID)).toBeUndefined();
  });

  it.each(["malformed", "not-allowed", "clock-far-off", "too-large", "workbook-full", "too-many-connections"] as const)(
    "stays away when refused as %s, until told to try again",
    async (reason) => {
      await meet();
      const codes = { "malformed": 4400, "not-allowed": 4403, "clock-far-off": 4408, "too-large": 4413, "workbook-full": 4414, "too-many-connections": 4430 };
      if (way === "http") far.requestFate = { status: 400, reason };
      else far.end(codes[reason]);
      await pass(3000);
      expect(provider.state).toBe("refused");
      expect(provider.refusal?.reason).toBe(reason);
      const attempts = far.attempts;
      mend();
      await pass(60_000);
      expect(far.attempts).toBe(attempts);
      provider.retry();
      await pass(100);
      expect(provider.state).toBe("saved");
      expect(provider.refusal).toBeNull();
    },
  );

  it("comes back by itself after a pause when it was too fast", async () => {
    await meet();
    if (way === "http") far.requestFate = { status: 429, reason: "too-fast" };
    else far.end(4429);
    await pass(2500);
    expect(provider.state).toBe("offline");
    expect(provider.refusal?.reason).toBe("too-fast");
    mend();
    await pass(23_000);
    expect(provider.state).toBe("saved");
    expect(provider.refusal).toBeNull();
  });
});

describe("Provider", () => {
  it("falls back to plain requests within a few seconds where sockets are refused", async () => {
    far.socketFate = "refused";
    open();
    write("typed early");
    await pass(1500);
    expect(provider.by).toBe("http");
    expect(far.text).toBe("typed early");
  });

  it("falls back where a proxy lets sockets open and swallows what they say", async () => {
    far.socketFate = "silent";
    open();
    await pass(5500);
    expect(provider.by).toBe("http");
  });

  it("falls back where sockets die at once", async () => {
    far.socketFate = "short-lived";
    open();
    await pass(5000);
    expect(provider.by).toBe("http");
  });

  it("returns to the socket once it works again, and loses nothing on the way", async () => {
    far.socketFate = "refused";
    open();
    await pass(1500);
    write("by plain requests, ");
    await pass(1500);
    far.socketFate = "work";
    for (let second = 0; second < 50 && provider.by === "http"; second += 1) {
      write(`${second} `);
      await pass(1000);
    }
    expect(provider.by).toBe("socket");
    write("by the socket");
    await pass(100);
    expect(provider.state).toBe("saved");
    expect(far.text).toBe(doc.getText("field").toString());
    const asked = Array.from(far.asked.values());
    await pass(10_000);
    expect(Array.from(far.asked.values())).toEqual(asked);
  });

  it("keeps asking over plain requests while the socket stays blocked", async () => {
    far.socketFate = "silent";
    open();
    await pass(120_000);
    expect(provider.by).toBe("http");
    expect(states).not.toContain("refused");
    expect(far.asked.size).toBe(1);
    expect(far.attempts).toBeGreaterThan(2);
  });

  it("asks every second while somebody writes, and half as often otherwise", async () => {
    far.socketFate = "refused";
    open();
    await pass(20_000);
    const count = () => Array.from(far.asked.values())[0] ?? 0;
    let before = count();
    await pass(10_000);
    expect(count() - before).toBeLessThanOrEqual(6);
    far.write("x");
    await pass(2500);
    before = count();
    await pass(5000);
    expect(count() - before).toBe(5);
  });

  it("does not take a proxy's page for the server's answer", async () => {
    far.socketFate = "refused";
    far.requestFate = "proxy page";
    open();
    write("not for a proxy");
    await pass(3500);
    expect(provider.state).toBe("offline");
    expect(provider.hasUnsaved).toBe(true);
    far.requestFate = "work";
    await pass(16_000);
    expect(provider.state).toBe("saved");
  });

  it("bears one lost request", async () => {
    far.socketFate = "refused";
    open();
    await pass(1500);
    states = [];
    far.requestFate = "lost";
    write("still there");
    await pass(1100);
    far.requestFate = "work";
    await pass(1500);
    expect(far.text).toBe("still there");
    expect(states).not.toContain("offline");
  });

  it("sends what waits when the page is about to close", async () => {
    far.socketFate = "refused";
    open();
    await pass(1500);
    write("last words");
    window.dispatchEvent(new Event("pagehide"));
    await pass(0);
    expect(far.text).toBe("last words");
  });

  it("says saving until the last of several updates is acknowledged", async () => {
    open();
    await pass(100);
    far.isSaving = false;
    write("a");
    await pass(10);
    write("b");
    far.saveAll();
    expect(provider.state).toBe("saving");
    await pass(10);
    expect(provider.state).toBe("saved");
  });

  it("waits longer after each failure, but never more than fifteen seconds", async () => {
    far.socketFate = "refused";
    far.requestFate = "lost";
    open();
    await pass(10);
    for (let failure = 0; failure < 12; failure += 1) {
      const known = far.attempts;
      await pass(15_100);
      expect(far.attempts).toBeGreaterThan(known);
    }
    const known = far.attempts;
    await pass(60_000);
    expect(far.attempts - known).toBeLessThanOrEqual(12);
  });

  it.each([1006, 1012, 1013])("comes back after close code %i", async (code) => {
    open();
    await pass(6000);
    far.end(code);
    await pass(1000);
    expect(far.attempts).toBe(2);
    expect(provider.state).toBe("saved");
  });

  it("says so when the server is slow to answer at first", async () => {
    far.socketFate = "silent";
    far.requestFate = "lost";
    open();
    await pass(2900);
    expect(provider.state).toBe("connecting");
    await pass(200);
    expect(provider.state).toBe("offline");
  });

  it("stays away when the server refuses a ticket", async () => {
    open({ ticket: () => Promise.reject(new Refused(refusalNamed("not-signed-in")!)) });
    await pass(60_000);
    expect(provider.state).toBe("refused");
    expect(far.attempts).toBe(0);
  });

  it("asks for a new ticket before it believes that nobody is signed in", async () => {
    let asked = 0;
    open({ ticket: () => Promise.resolve(`ticket ${(asked += 1)}`) });
    await pass(100);
    far.end(4401);
    await pass(100);
    expect(asked).toBe(2);
    expect(provider.state).toBe("saved");
  });

  it("asks again when no ticket can be had", async () => {
    let asked = 0;
    open({
      ticket: () => {
        asked += 1;
        return asked < 3 ? Promise.reject(new Error("no network")) : Promise.resolve("ticket");
      },
    });
    await pass(100);
    expect(provider.state).toBe("offline");
    await pass(5000);
    expect(provider.state).toBe("saved");
  });

  it("leaves a connection that has gone silent", async () => {
    open();
    await pass(6000);
    far.sockets.splice(0); // nothing said on it arrives any more, and nobody tells the browser
    write("into the void");
    await pass(14_000);
    expect(states).toContain("offline");
    expect(provider.state).toBe("saved");
    expect(far.text).toBe("into the void");
  });

  it("keeps an idle connection whose server answers", async () => {
    open();
    await pass(180_000);
    expect(far.attempts).toBe(1);
    expect(states.filter((state) => state === "offline")).toEqual([]);
  });

  it("knows at once that the network is gone, and looks as soon as it is back", async () => {
    open();
    await pass(6000);
    far.socketFate = "refused";
    far.requestFate = "lost";
    window.dispatchEvent(new Event("offline"));
    expect(provider.state).toBe("offline");
    await pass(60_000);
    far.socketFate = "work";
    far.requestFate = "work";
    window.dispatchEvent(new Event("online"));
    await pass(10);
    expect(provider.state).toBe("saved");
  });

  it("leaves a server that talks nonsense, and comes back", async () => {
    open();
    await pass(6000);
    far.cast(new Uint8Array([0, 2, 200, 1, 1]));
    expect(provider.state).toBe("offline");
    await pass(1000);
    expect(provider.state).toBe("saved");
  });

  it("is seen again by those who heard it leave", async () => {
    open();
    await pass(6000);
    far.awareness.states.delete(doc.clientID);
    far.end(1006);
    await pass(1500);
    expect(far.awareness.getStates().get(doc.clientID)).toEqual({ name: "Ann" });
  });
});
