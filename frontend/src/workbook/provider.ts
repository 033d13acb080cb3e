import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import * as awarenessProtocol from "y-protocols/awareness";
import * as syncProtocol from "y-protocols/sync";
import type * as Y from "yjs";

const SYNC = 0;
const AWARENESS = 1;
const SAVED = 100;
const LONGEST_PAUSE_MS = 10_000;
// The server answers at once what is typed, and our presence, which is renewed every 15 seconds. A
// connection that has not answered for this long is dead, though nobody has told the browser.
const LONGEST_SILENCE_MS = 20_000;

/** What people are told about their work. */
export type State = "connecting" | "saving" | "saved" | "offline" | "refused";

/** The server will not give this person an address; asking again does not help. */
export class Refused extends Error {}

/**
 * Keeps a document the same as the server's over a websocket, and knows what the server has saved.
 *
 * Speaks the standard y-protocols, and hears message 100: so many of the updates that you sent since
 * you connected are on the disk.
 */
export class Provider {
  readonly awareness: awarenessProtocol.Awareness;
  state: State = "connecting";
  isSynced = false;
  private socket: WebSocket | null = null;
  private sent = 0;
  private saved = 0;
  private pauses = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private watch: ReturnType<typeof setInterval>;
  private unansweredSince: number | null = null;
  private stopped = false;
  private dirty = false;

  constructor(
    private readonly doc: Y.Doc,
    private readonly address: () => Promise<string>,
    private readonly listener: { onState: (state: State) => void; onSynced: () => void },
  ) {
    this.awareness = new awarenessProtocol.Awareness(doc);
    doc.on("update", this.onUpdate);
    this.awareness.on("update", this.onAwareness);
    this.watch = setInterval(() => this.dropIfSilent(), 5000);
    void this.connect();
  }

  /** Whether something typed here is not on the server's disk yet. */
  get hasUnsaved(): boolean {
    return this.state === "saving" || (this.state !== "saved" && this.dirty);
  }

  destroy(): void {
    this.stopped = true;
    clearTimeout(this.timer);
    clearInterval(this.watch);
    awarenessProtocol.removeAwarenessStates(this.awareness, [this.doc.clientID], this);
    this.awareness.destroy();
    this.doc.off("update", this.onUpdate);
    this.socket?.close(1000);
  }

  private async connect(): Promise<void> {
    let address: string;
    try {
      address = await this.address();
    } catch (fault) {
      if (!this.stopped && fault instanceof Refused) this.tell("refused");
      else this.comeBack();
      return;
    }
    if (this.stopped) return;
    const socket = new WebSocket(address);
    socket.binaryType = "arraybuffer";
    this.socket = socket;
    this.sent = 0;
    this.saved = 0;
    this.unansweredSince = null;
    socket.onopen = () => {
      const encoder = encoding.createEncoder();
      encoding.writeVarUint(encoder, SYNC);
      syncProtocol.writeSyncStep1(encoder, this.doc);
      socket.send(encoding.toUint8Array(encoder));
      // set anew, because others take what they have heard before for old
      const present = this.awareness.getLocalState();
      if (present) this.awareness.setLocalState(present);
    };
    socket.onmessage = (event: MessageEvent<ArrayBuffer>) => {
      if (this.socket === socket) this.receive(new Uint8Array(event.data));
    };
    socket.onclose = (event) => {
      if (this.socket !== socket || this.stopped) return;
      this.socket = null;
      if (event.code >= 4400 && event.code < 4500) this.tell("refused");
      else this.comeBack();
    };
  }

  private comeBack(): void {
    if (this.stopped) return;
    this.tell("offline");
    const pause = Math.min(LONGEST_PAUSE_MS, 250 * 2 ** this.pauses);
    this.pauses += 1;
    // spread, so that a whole cohort does not return in the same instant
    this.timer = setTimeout(() => void this.connect(), pause * (0.5 + Math.random()));
  }

  private dropIfSilent(): void {
    const socket = this.socket;
    if (!socket || this.unansweredSince === null) return;
    if (Date.now() - this.unansweredSince < LONGEST_SILENCE_MS) return;
    // a dead connection may take minutes to close, so do not wait for it
    this.socket = null;
    socket.close();
    this.comeBack();
  }

  private receive(message: Uint8Array): void {
    this.unansweredSince = null;
    const decoder = decoding.createDecoder(message);
    const kind = decoding.readVarUint(decoder);
    if (kind === SYNC) this.receiveSync(decoder);
    else if (kind === AWARENESS) {
      awarenessProtocol.applyAwarenessUpdate(this.awareness, decoding.readVarUint8Array(decoder), this);
    } else if (kind === SAVED) {
      this.saved = decoding.readVarUint(decoder);
      this.tellSaved();
    }
  }

  private receiveSync(decoder: decoding.Decoder): void {
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, SYNC);
    const step = syncProtocol.readSyncMessage(decoder, encoder, this.doc, this);
    if (step === syncProtocol.messageYjsSyncStep1) {
      // our answer holds whatever was typed while we were away
      this.sent += 1;
      this.socket?.send(encoding.toUint8Array(encoder));
      // a reader's answer is not acknowledged, so this is also what ends a reader's "offline"
      this.tell(this.dirty ? "saving" : "connecting");
    } else if (step === syncProtocol.messageYjsSyncStep2 && !this.isSynced) {
      this.isSynced = true;
      this.listener.onSynced();
    }
    this.pauses = 0;
  }

  private readonly onUpdate = (update: Uint8Array, origin: unknown) => {
    if (origin === this) return;
    this.dirty = true;
    if (this.socket?.readyState !== WebSocket.OPEN) return;
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, SYNC);
    syncProtocol.writeUpdate(encoder, update);
    this.sent += 1;
    this.unansweredSince ??= Date.now();
    this.socket.send(encoding.toUint8Array(encoder));
    this.tell("saving");
  };

  private readonly onAwareness = (
    { added, updated, removed }: { added: number[]; updated: number[]; removed: number[] },
    origin: unknown,
  ) => {
    if (origin !== this) this.sendAwareness([...added, ...updated, ...removed]);
  };

  private sendAwareness(clients: number[]): void {
    if (this.socket?.readyState !== WebSocket.OPEN) return;
    this.unansweredSince ??= Date.now();
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, AWARENESS);
    encoding.writeVarUint8Array(encoder, awarenessProtocol.encodeAwarenessUpdate(this.awareness, clients));
    this.socket.send(encoding.toUint8Array(encoder));
  }

  private tellSaved(): void {
    if (this.saved < this.sent) return;
    this.dirty = false;
    this.tell("saved");
  }

  private tell(state: State): void {
    this.state = state;
    this.listener.onState(state);
  }
}
