// @vitest-environment happy-dom
import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import * as awarenessProtocol from "y-protocols/awareness";
import * as syncProtocol from "y-protocols/sync";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import * as Y from "yjs";

import { Provider, Refused, type State } from "./provider";

/** The browser's end of a websocket. Everything behind it is a real document that speaks the protocol. */
class Socket {
  static readonly OPEN = 1;
  static all: Socket[] = [];
  static get last(): Socket {
    const socket = Socket.all.at(-1);
    if (!socket) throw new Error("nobody has connected");
    return socket;
  }

  binaryType = "";
  readyState = 0;
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: ArrayBuffer }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  readonly heard: Uint8Array[] = [];

  constructor(readonly address: string) {
    Socket.all.push(this);
  }

  send(message: Uint8Array): void {
    this.heard.push(message.slice());
  }

  close(): void {
    this.readyState = 2;
  }

  open(): void {
    this.readyState = Socket.OPEN;
    this.onopen?.();
  }

  end(code: number): void {
    this.readyState = 3;
    this.onclose?.({ code });
  }

  say(write: (encoder: encoding.Encoder) => void): void {
    const encoder = encoding.createEncoder();
    write(encoder);
    this.onmessage?.({ data: encoding.toUint8Array(encoder).slice().buffer });
  }
}

const SYNC = 0;
const AWARENESS = 1;

/** What the server does: answers, asks back, takes updates in, and says what is saved when told to. */
class Far {
  readonly doc = new Y.Doc();

  greet(socket: Socket): void {
    socket.open();
    socket.say((out) => {
      encoding.writeVarUint(out, SYNC);
      syncProtocol.writeSyncStep2(out, this.doc);
    });
    socket.say((out) => {
      encoding.writeVarUint(out, SYNC);
      syncProtocol.writeSyncStep1(out, this.doc);
    });
    this.take(socket);
  }

  take(socket: Socket): void {
    for (const message of socket.heard) {
      const decoder = decoding.createDecoder(message);
      if (decoding.readVarUint(decoder) !== SYNC) continue;
      syncProtocol.readSyncMessage(decoder, encoding.createEncoder(), this.doc, null);
    }
  }

  saved(socket: Socket, count: number): void {
    socket.say((out) => {
      encoding.writeVarUint(out, 100);
      encoding.writeVarUint(out, count);
    });
  }
}

let states: State[];
let synced: number;
let far: Far;
let doc: Y.Doc;
let provider: Provider;

async function connect(address: () => Promise<string> = () => Promise.resolve("ws://test/sync")): Promise<void> {
  provider = new Provider(doc, address, {
    onState: (state) => states.push(state),
    onSynced: () => (synced += 1),
  });
  provider.awareness.setLocalState({ name: "Ann" });
  await vi.advanceTimersByTimeAsync(0);
}

async function connectAndSave(): Promise<Socket> {
  await connect();
  const socket = Socket.last;
  far.greet(socket);
  far.saved(socket, 1);
  return socket;
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("WebSocket", Socket);
  Socket.all = [];
  states = [];
  synced = 0;
  far = new Far();
  doc = new Y.Doc();
});

afterEach(() => {
  provider.destroy();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("Provider", () => {
  it("reads what the server has and says saved once its own part is on the disk", async () => {
    far.doc.getText("field").insert(0, "already there");
    await connect();
    far.greet(Socket.last);
    expect(doc.getText("field").toString()).toBe("already there");
    expect(synced).toBe(1);
    expect(provider.state).toBe("connecting");
    far.saved(Socket.last, 1);
    expect(provider.state).toBe("saved");
  });

  it("says saving until the last of several updates is acknowledged", async () => {
    const socket = await connectAndSave();
    doc.getText("field").insert(0, "a");
    doc.getText("field").insert(1, "b");
    expect(provider.state).toBe("saving");
    expect(provider.hasUnsaved).toBe(true);
    far.saved(socket, 2);
    expect(provider.state).toBe("saving");
    far.saved(socket, 3);
    expect(provider.state).toBe("saved");
    expect(provider.hasUnsaved).toBe(false);
  });

  it("sends what was typed", async () => {
    const socket = await connectAndSave();
    doc.getText("field").insert(0, "morning visits");
    far.take(socket);
    expect(far.doc.getText("field").toString()).toBe("morning visits");
  });

  it("does not send back what it hears", async () => {
    const socket = await connectAndSave();
    const before = socket.heard.length;
    const other = new Y.Doc();
    other.getText("field").insert(0, "from somebody else");
    socket.say((out) => {
      encoding.writeVarUint(out, SYNC);
      syncProtocol.writeUpdate(out, Y.encodeStateAsUpdate(other));
    });
    expect(doc.getText("field").toString()).toBe("from somebody else");
    expect(socket.heard).toHaveLength(before);
    expect(provider.state).toBe("saved");
  });

  it("keeps what is typed while away, sends it on return, and says saved only then", async () => {
    (await connectAndSave()).end(1006);
    expect(provider.state).toBe("offline");
    doc.getText("field").insert(0, "typed while away");
    expect(provider.state).toBe("offline");
    expect(provider.hasUnsaved).toBe(true);
    await vi.advanceTimersByTimeAsync(1000);
    expect(Socket.all).toHaveLength(2);
    far.greet(Socket.last);
    expect(provider.state).toBe("saving");
    expect(far.doc.getText("field").toString()).toBe("typed while away");
    far.saved(Socket.last, 1);
    expect(provider.state).toBe("saved");
    expect(synced).toBe(1);
  });

  it("tells a reader, whom nothing is acknowledged to, that the connection is back", async () => {
    await connect();
    far.greet(Socket.last);
    Socket.last.end(1006);
    expect(provider.state).toBe("offline");
    await vi.advanceTimersByTimeAsync(1000);
    far.greet(Socket.last);
    expect(provider.state).toBe("connecting");
  });

  it("waits longer after each failure, but never more than fifteen seconds", async () => {
    await connect();
    for (let failure = 0; failure < 12; failure += 1) {
      const known = Socket.all.length;
      Socket.last.end(1006);
      await vi.advanceTimersByTimeAsync(15_000);
      expect(Socket.all).toHaveLength(known + 1);
    }
  });

  it.each([4400, 4401, 4403, 4413])("stays away after close code %i", async (code) => {
    (await connectAndSave()).end(code);
    expect(provider.state).toBe("refused");
    await vi.advanceTimersByTimeAsync(60_000);
    expect(Socket.all).toHaveLength(1);
  });

  it.each([1006, 1012, 1013])("comes back after close code %i", async (code) => {
    (await connectAndSave()).end(code);
    await vi.advanceTimersByTimeAsync(1000);
    expect(Socket.all).toHaveLength(2);
  });

  it("stays away when the server refuses a ticket", async () => {
    await connect(() => Promise.reject(new Refused()));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(states).toEqual(["refused"]);
    expect(Socket.all).toHaveLength(0);
  });

  it("asks again when no ticket can be had", async () => {
    let asked = 0;
    await connect(() => {
      asked += 1;
      return asked < 3 ? Promise.reject(new Error("no network")) : Promise.resolve("ws://test/sync");
    });
    expect(provider.state).toBe("offline");
    await vi.advanceTimersByTimeAsync(5000);
    expect(Socket.all).toHaveLength(1);
  });

  it("leaves a connection that has gone silent", async () => {
    const socket = await connectAndSave();
    doc.getText("field").insert(0, "into the void");
    await vi.advanceTimersByTimeAsync(45_000);
    expect(socket.readyState).toBe(2);
    expect(states).toContain("offline");
    expect(Socket.all.length).toBeGreaterThan(1);
  });

  it("keeps an idle connection whose server answers", async () => {
    const socket = await connectAndSave();
    for (let second = 0; second < 120; second += 1) {
      await vi.advanceTimersByTimeAsync(1000);
      if (second % 15 === 0) provider.awareness.setLocalState({ name: "Ann" });
      socket.say((out) => {
        encoding.writeVarUint(out, AWARENESS);
        encoding.writeVarUint8Array(out, awarenessProtocol.encodeAwarenessUpdate(provider.awareness, [doc.clientID]));
      });
    }
    expect(Socket.all).toEqual([socket]);
    expect(provider.state).toBe("saved");
  });

  it("is seen again by those who heard it leave", async () => {
    const others = new awarenessProtocol.Awareness(new Y.Doc());
    const hear = (socket: Socket) => {
      for (const message of socket.heard) {
        const decoder = decoding.createDecoder(message);
        if (decoding.readVarUint(decoder) !== AWARENESS) continue;
        awarenessProtocol.applyAwarenessUpdate(others, decoding.readVarUint8Array(decoder), null);
      }
    };
    const socket = await connectAndSave();
    hear(socket);
    awarenessProtocol.removeAwarenessStates(others, [doc.clientID], null);
    socket.end(1006);
    await vi.advanceTimersByTimeAsync(1000);
    far.greet(Socket.last);
    hear(Socket.last);
    expect(others.getStates().get(doc.clientID)).toEqual({ name: "Ann" });
    others.destroy();
  });
});
