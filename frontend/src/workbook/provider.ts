import * as awarenessProtocol from "y-protocols/awareness";
import * as Y from "yjs";

import { Connection, type Door } from "./connection";
import type { KeptCopy } from "./kept-copy";
import { awarenessMessage, readMessages, STEP_1, STEP_2, syncMessage, UPDATE } from "./messages";
import type { Refusal } from "./refusals";

export type { Door } from "./connection";

/** How this person's work stands. "Saved" is on the server's disk. */
export type State = "connecting" | "saving" | "saved" | "offline" | "refused";

export interface Listener {
  /** The state, or whether it is kept on this device, may be another. */
  onState: (state: State) => void;
  /** Once: the document holds what the server has. */
  onSynced: () => void;
}

export interface Options {
  isReadOnly?: boolean;
  /** Where unsent work is kept on this device; null where it cannot be. */
  copy?: Promise<KeptCopy | null>;
}

const SLOW_MS = 3000;
const PRESENCE_EVERY_MS = 100;
const LIVELY_FOR_MS = 10_000;

/**
 * Keeps a document the same as the server's, and knows what is on the server's disk and what on this device.
 *
 * Speaks the standard y-protocols, and hears message 100: so many of the updates that you sent since you
 * connected are saved. How messages travel is the connection's affair.
 */
export class Provider {
  readonly awareness: awarenessProtocol.Awareness;
  /** Why the server turned this page away, if it did. */
  refusal: Refusal | null = null;
  isSynced = false;
  /** Whether the document holds what an earlier visit left on this device. */
  isKnown = false;
  private readonly connection: Connection;
  private readonly isReadOnly: boolean;
  private copy: KeptCopy | null = null;
  private isLate = false;
  private isUp = false;
  // the server has said on this connection what it has, and has been sent what it lacked
  private isMet = false;
  private isDirty = false;
  private sent = 0;
  private saved = 0;
  private livelyAt = 0;
  private isStopped = false;
  private readonly slow: ReturnType<typeof setTimeout>;
  private presence: ReturnType<typeof setTimeout> | undefined;
  private presenceAt = 0;

  constructor(
    private readonly doc: Y.Doc,
    door: Door,
    private readonly listener: Listener,
    options: Options = {},
  ) {
    this.isReadOnly = options.isReadOnly ?? false;
    this.awareness = new awarenessProtocol.Awareness(doc);
    this.connection = new Connection(door, {
      greeting: () => syncMessage(STEP_1, Y.encodeStateVector(doc)),
      isLively: () => Date.now() - this.livelyAt < LIVELY_FOR_MS,
      onUp: () => this.onUp(),
      onMessages: (messages) => this.receive(messages),
      onDown: (refusal) => this.onDown(refusal),
    });
    doc.on("update", this.onUpdate);
    this.awareness.on("update", this.onAwareness);
    this.awareness.on("change", this.onLively);
    window.addEventListener("pagehide", this.onHide);
    this.slow = setTimeout(() => {
      this.isLate = true;
      this.tell();
    }, SLOW_MS);
    void this.start(options.copy);
  }

  get state(): State {
    if (this.refusal && !this.refusal.comesBack) return "refused";
    if (!this.isUp || !this.isMet) return this.isLate ? "offline" : "connecting";
    return this.isDirty ? "saving" : "saved";
  }

  /** Whether something typed here is not on the server's disk yet. */
  get hasUnsaved(): boolean {
    return this.isDirty;
  }

  /** Whether what is not saved will still be there when this page is opened again. */
  get isKept(): boolean {
    return this.copy?.isKept ?? false;
  }

  /** Whether this device takes what is typed while there is no way to the server. */
  get keeps(): boolean {
    return this.copy?.keeps ?? false;
  }

  /** How messages travel now. */
  get by(): "socket" | "http" | null {
    return this.connection.by;
  }

  /** Ask the server again after it has refused. */
  retry(): void {
    this.connection.retry();
  }

  /** Give up what the server will not take: it is not kept on this device any more. The page is to be loaded anew. */
  async discard(): Promise<void> {
    this.isDirty = false;
    await this.copy?.discard();
    this.destroy();
  }

  destroy(): void {
    if (this.isStopped) return;
    this.isStopped = true;
    clearTimeout(this.slow);
    clearTimeout(this.presence);
    window.removeEventListener("pagehide", this.onHide);
    awarenessProtocol.removeAwarenessStates(this.awareness, [this.doc.clientID], this);
    this.sendPresence();
    this.awareness.destroy();
    this.doc.off("update", this.onUpdate);
    this.connection.hurry();
    this.connection.close();
    this.copy?.close();
  }

  private async start(opening: Promise<KeptCopy | null> | undefined): Promise<void> {
    const copy = (await opening) ?? null;
    if (this.isStopped) return copy?.close();
    if (copy) {
      const { known, unsent } = copy.found;
      this.isKnown = known !== null || unsent.length > 0;
      this.doc.transact(() => {
        for (const update of known ? [known, ...unsent] : unsent) Y.applyUpdate(this.doc, update, copy);
      }, copy);
      if (unsent.length) this.isDirty = true;
      this.copy = copy;
      copy.follow(
        () => (this.isDirty ? null : Y.encodeStateAsUpdate(this.doc)),
        () => this.tell(),
      );
    }
    this.connection.start();
  }

  private onUp(): void {
    this.isUp = true;
    this.isMet = false;
    this.sent = 0;
    this.saved = 0;
    this.refusal = null;
    // set anew, because others take what they have heard before for old
    const present = this.awareness.getLocalState();
    if (present) this.awareness.setLocalState(present);
  }

  private onDown(refusal: Refusal | null): void {
    this.isUp = false;
    this.isLate = true;
    this.refusal = refusal;
    // what was removed for good is not to stay on this device; what was typed here is still on the page
    if (refusal?.reason === "moved-on") void this.copy?.forget();
    else if (this.isDirty) this.copy?.hurry();
    this.tell();
  }

  private receive(bytes: Uint8Array): void {
    const messages = readMessages(bytes);
    // something in between cut it short
    if (!messages) return this.connection.reset();
    for (const message of messages) {
      if (message.kind === "awareness") awarenessProtocol.applyAwarenessUpdate(this.awareness, message.data, this);
      else if (message.kind === "saved") this.noteSaved(message.count);
      else if (message.step === STEP_1) this.meet(message.data);
      else this.learn(message.step, message.data);
    }
  }

  private learn(step: number, data: Uint8Array): void {
    Y.applyUpdate(this.doc, data, this);
    if (step !== STEP_2 || this.isSynced) return;
    this.isSynced = true;
    this.listener.onSynced();
  }

  /** The server has said what it has. Send what it lacks. */
  private meet(theirs: Uint8Array): void {
    const isFirst = !this.isMet;
    this.isMet = true;
    clearTimeout(this.slow);
    const owes = isFirst ? this.isDirty || this.hasMoreThan(theirs) : this.sent === this.saved && this.hasMoreThan(theirs);
    if (owes && !this.isReadOnly) {
      this.isDirty = true;
      this.sendUpdate(STEP_2, Y.encodeStateAsUpdate(this.doc, theirs));
    }
    if (isFirst) {
      this.tell();
      void this.pickUp();
    }
  }

  /** What another tab of the same person left on this device and cannot send any more. */
  private async pickUp(): Promise<void> {
    const updates = (await this.copy?.unseen()) ?? [];
    if (this.isStopped || updates.length === 0) return;
    this.isDirty = true;
    for (const update of updates) {
      Y.applyUpdate(this.doc, update, this.copy);
      if (this.isMet) this.sendUpdate(UPDATE, update);
    }
    this.tell();
  }

  private hasMoreThan(theirs: Uint8Array): boolean {
    const has = Y.decodeStateVector(theirs);
    const mine = Y.decodeStateVector(Y.encodeStateVector(this.doc));
    return Array.from(mine).some(([client, clock]) => clock > (has.get(client) ?? 0));
  }

  private readonly onUpdate = (update: Uint8Array, origin: unknown) => {
    this.onLively();
    if (origin === this) this.copy?.changed();
    if (origin === this || (this.copy && origin === this.copy) || this.isReadOnly) return;
    this.isDirty = true;
    const goesOut = this.isUp && this.isMet;
    this.copy?.keep(update, !goesOut);
    if (goesOut) this.sendUpdate(UPDATE, update);
    this.tell();
  };

  private sendUpdate(step: number, update: Uint8Array): void {
    this.sent += 1;
    this.connection.send(syncMessage(step, update));
  }

  private noteSaved(count: number): void {
    this.saved = count;
    if (!this.isMet || count < this.sent) return;
    this.isDirty = false;
    this.copy?.saved();
    this.tell();
  }

  private readonly onLively = () => {
    this.livelyAt = Date.now();
  };

  private readonly onAwareness = (
    { added, updated, removed }: { added: number[]; updated: number[]; removed: number[] },
    origin: unknown,
  ) => {
    if (origin === this || ![...added, ...updated, ...removed].includes(this.doc.clientID)) return;
    // the newest is enough: others need not see every step of a caret
    this.presence ??= setTimeout(() => this.sendPresence(), Math.max(0, this.presenceAt + PRESENCE_EVERY_MS - Date.now()));
  };

  private sendPresence(): void {
    this.presence = undefined;
    this.presenceAt = Date.now();
    this.connection.send(awarenessMessage(awarenessProtocol.encodeAwarenessUpdate(this.awareness, [this.doc.clientID])));
  }

  private readonly onHide = () => {
    this.copy?.hurry();
    if (this.isDirty) this.connection.hurry();
  };

  private tell(): void {
    if (!this.isStopped) this.listener.onState(this.state);
  }
}
