import { vi } from "vitest";
import * as awarenessProtocol from "y-protocols/awareness";
import * as Y from "yjs";

import {
  awarenessMessage,
  isUpdate,
  readMessages,
  savedMessage,
  STEP_1,
  STEP_2,
  syncMessage,
  UPDATE,
} from "../messages";

/** The browser's end of a websocket. */
class Socket {
  static readonly OPEN = 1;
  binaryType = "";
  readyState = 0;
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: ArrayBuffer }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  updates = 0;

  constructor(
    readonly address: string,
    readonly server: FarServer,
  ) {
    setTimeout(() => server.accept(this));
  }

  send(message: Uint8Array): void {
    const copy = message.slice();
    setTimeout(() => this.server.hear(this, copy));
  }

  close(): void {
    this.readyState = 3;
  }

  say(message: Uint8Array): void {
    if (this.readyState === Socket.OPEN) this.onmessage?.({ data: message.slice().buffer });
  }

  end(code: number): void {
    if (this.readyState === 3) return;
    this.readyState = 3;
    this.onclose?.({ code });
  }
}

/** What becomes of sockets, and of plain requests, on their way to the server. */
type SocketFate = "work" | "refused" | "silent" | "short-lived";
type RequestFate = "work" | "lost" | "proxy page" | { status: number; reason: string };

/**
 * A server that speaks the protocol about a real document, both ways, and the network in front of it.
 * Stands in for the browser's WebSocket and fetch.
 */
export class FarServer {
  readonly doc = new Y.Doc();
  readonly awareness = new awarenessProtocol.Awareness(this.doc);
  readonly sockets: Socket[] = [];
  /** How often each client has asked by plain requests, by the id that it chose. */
  readonly asked = new Map<string, number>();
  /** Updates as they came, whichever way. */
  readonly received: Uint8Array[] = [];
  socketFate: SocketFate = "work";
  requestFate: RequestFate = "work";
  isSaving = true;
  private opened = 0;

  constructor() {
    const server = this;
    this.awareness.setLocalState(null);
    class Bound extends Socket {
      constructor(address: string) {
        super(address, server);
      }
    }
    vi.stubGlobal("WebSocket", Bound);
    vi.stubGlobal("fetch", (address: string, request: RequestInit) => this.answer(address, request));
  }

  /** How many sockets were asked for. */
  get attempts(): number {
    return this.opened;
  }

  get text(): string {
    return this.doc.getText("field").toString();
  }

  /** Somebody else writes. */
  write(text: string): void {
    const before = Y.encodeStateVector(this.doc);
    this.doc.getText("field").insert(0, text);
    this.cast(syncMessage(UPDATE, Y.encodeStateAsUpdate(this.doc, before)));
  }

  /** End every open socket: by a code of the server, or (1006) as a cut cable does. */
  end(code = 1006): void {
    for (const socket of this.sockets.splice(0)) socket.end(code);
  }

  cast(message: Uint8Array): void {
    for (const socket of this.sockets) socket.say(message);
  }

  /** Acknowledge what came over sockets while `isSaving` was off. */
  saveAll(): void {
    this.isSaving = true;
    for (const socket of this.sockets) socket.say(savedMessage(socket.updates));
  }

  accept(socket: Socket): void {
    this.opened += 1;
    if (this.socketFate === "refused") socket.end(1006);
    else {
      socket.readyState = Socket.OPEN;
      if (this.socketFate === "work") this.sockets.push(socket);
      socket.onopen?.();
      if (this.socketFate === "short-lived") setTimeout(() => socket.end(1006));
    }
  }

  hear(socket: Socket, message: Uint8Array): void {
    if (!this.sockets.includes(socket)) return;
    for (const answer of this.take(message)) socket.say(answer);
    if (!isUpdate(message)) return;
    socket.updates += 1;
    if (this.isSaving) socket.say(savedMessage(socket.updates));
  }

  private async answer(address: string, request: RequestInit): Promise<Response> {
    const fate = this.requestFate;
    if (fate === "lost") throw new TypeError("no network");
    if (fate === "proxy page") return new Response("<p>Blocked</p>", { headers: { "Content-Type": "text/html" } });
    if (fate !== "work") return Response.json({ reason: fate.reason, message: "no" }, { status: fate.status });
    const client = new URL(address, "http://test").searchParams.get("client") ?? "";
    this.asked.set(client, (this.asked.get(client) ?? 0) + 1);
    if (!this.isSaving) return Response.json({ reason: "try-again", message: "no" }, { status: 503 });
    const answers = this.take(new Uint8Array(request.body as Uint8Array<ArrayBuffer>));
    return new Response(new Uint8Array(answers.flatMap((message) => Array.from(message))), {
      headers: { "Content-Type": "application/octet-stream" },
    });
  }

  private take(messages: Uint8Array): Uint8Array[] {
    const answers: Uint8Array[] = [];
    for (const message of readMessages(messages) ?? []) {
      if (message.kind === "awareness") {
        awarenessProtocol.applyAwarenessUpdate(this.awareness, message.data, null);
        answers.push(awarenessMessage(message.data));
      } else if (message.kind === "sync" && message.step === STEP_1) {
        answers.push(syncMessage(STEP_2, Y.encodeStateAsUpdate(this.doc, message.data)));
        answers.push(syncMessage(STEP_1, Y.encodeStateVector(this.doc)));
      } else if (message.kind === "sync") {
        this.received.push(message.data);
        Y.applyUpdate(this.doc, message.data);
      }
    }
    return answers;
  }
}
