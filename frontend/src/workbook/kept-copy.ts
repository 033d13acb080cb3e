import * as Y from "yjs";

import { DeviceStore, type Owner } from "./device-store";

const WRITE_AFTER_MS = 250;
const TIDY_AFTER_MS = 1000;
const NOTE_AFTER_MS = 10_000;
const MOST_ROWS = 200;

/**
 * One person's copy of one workbook on this device: what the server has not acknowledged yet, safe from a
 * closed tab and a power cut, and what the workbook was last known to say.
 *
 * Several tabs share a copy. Each adds what is written in it, and removes what it knows to be on the server.
 */
export class KeptCopy {
  private waiting: Uint8Array[] = [];
  // rows whose content this page holds and the server has not acknowledged
  private readonly owed: Set<number>;
  private settled: number[] = [];
  private readonly seen: Set<number>;
  private readonly writes = new Set<Promise<void>>();
  private acknowledgements = 0;
  private isBroken = false;
  private isClosed = false;
  private writeTimer: ReturnType<typeof setTimeout> | undefined;
  private tidyTimer: ReturnType<typeof setTimeout> | undefined;
  private tidyAt = Infinity;
  private snapshot: () => Uint8Array | null = () => null;
  private onKept: () => void = () => {};

  private constructor(
    private readonly store: DeviceStore,
    private readonly owner: Owner,
    /** What an earlier visit left. */
    readonly found: { known: Uint8Array | null; unsent: Uint8Array[] },
    keys: Iterable<number>,
  ) {
    this.owed = new Set(keys);
    this.seen = new Set(this.owed);
  }

  /** The copy of that person, or null where this browser keeps nothing. */
  static async open(owner: Owner): Promise<KeptCopy | null> {
    try {
      const store = await DeviceStore.open();
      const { known, unsent } = await store.enter(owner, Date.now());
      return new KeptCopy(store, owner, { known, unsent: Array.from(unsent.values()) }, unsent.keys());
    } catch {
      return null;
    }
  }

  /** Whether everything that was given is on this device, or no longer needs to be. */
  get isKept(): boolean {
    return !this.isBroken && !this.isClosed && this.waiting.length === 0 && this.writes.size === 0;
  }

  /** Whether it takes what it is given, as far as we know. */
  get keeps(): boolean {
    return !this.isBroken && !this.isClosed;
  }

  /** `snapshot` gives the document while all of it is on the server, else null. `onKept` is told of changes. */
  follow(snapshot: () => Uint8Array | null, onKept: () => void): void {
    this.snapshot = snapshot;
    this.onKept = onKept;
  }

  /** Keep what was written. With a good connection it is acknowledged sooner than it need be written down. */
  keep(update: Uint8Array, isUrgent: boolean): void {
    this.waiting.push(update);
    if (!isUrgent) this.writeTimer ??= setTimeout(() => this.write(), WRITE_AFTER_MS);
    // what comes while one write is under way goes into the next
    else if (this.writes.size === 0) this.write();
  }

  /** Write now what waits to be written: the page may be about to close. */
  hurry(): void {
    this.write();
    if (this.tidyAt < Infinity) void this.tidy();
  }

  /** Everything that was given, and everything that was found, is on the server. */
  saved(): void {
    this.acknowledgements += 1;
    this.waiting = [];
    clearTimeout(this.writeTimer);
    this.writeTimer = undefined;
    this.settled.push(...this.owed);
    this.owed.clear();
    this.tidyIn(this.settled.length ? TIDY_AFTER_MS : NOTE_AFTER_MS);
  }

  /** Others have written. */
  changed(): void {
    this.tidyIn(NOTE_AFTER_MS);
  }

  /** What other tabs have left since, and this page does not hold yet. */
  async unseen(): Promise<Uint8Array[]> {
    const rows = await this.store.others(this.owner, this.seen).catch(() => new Map<number, Uint8Array>());
    for (const key of rows.keys()) {
      this.seen.add(key);
      this.owed.add(key);
    }
    return Array.from(rows.values());
  }

  /** Throw away what the server has not acknowledged. */
  async discard(): Promise<void> {
    this.acknowledgements += 1;
    this.waiting = [];
    // the document on the page still holds it
    this.snapshot = () => null;
    await Promise.all(this.writes);
    await this.store.settle(this.owner, [...this.owed, ...this.settled], null);
    this.owed.clear();
    this.settled = [];
  }

  /** The workbook has begun anew, and this device is not to keep what it said before. */
  async forget(): Promise<void> {
    this.isBroken = true;
    this.acknowledgements += 1;
    this.waiting = [];
    this.snapshot = () => null;
    await Promise.all(this.writes);
    await this.store.forgetCopy(this.owner);
    this.owed.clear();
    this.settled = [];
  }

  /** Write what waits, then let go of the store. */
  close(): void {
    this.hurry();
    this.isClosed = true;
    // the browser finishes what is under way
    this.store.close();
  }

  private write(): void {
    clearTimeout(this.writeTimer);
    this.writeTimer = undefined;
    if (this.isClosed || this.waiting.length === 0) return;
    const updates = this.waiting;
    this.waiting = [];
    const writing = this.writeDown(updates).then((isDone) => {
      this.writes.delete(writing);
      if (isDone && this.writes.size === 0) this.write();
      this.onKept();
    });
    this.writes.add(writing);
  }

  private async writeDown(updates: Uint8Array[]): Promise<boolean> {
    const before = this.acknowledgements;
    try {
      const key = await this.store.add(this.owner, updates.length > 1 ? Y.mergeUpdates(updates) : updates[0]!);
      this.note(key, before);
      if (this.owed.size > MOST_ROWS) await this.fold();
      this.isBroken = false;
      return true;
    } catch {
      // a full disk, or somebody has signed out
      this.isBroken = true;
      if (before === this.acknowledgements) this.waiting.unshift(...updates);
      return false;
    }
  }

  private async fold(): Promise<void> {
    const before = this.acknowledgements;
    const keys = Array.from(this.owed);
    const key = await this.store.fold(this.owner, keys, Y.mergeUpdates);
    for (const old of keys) this.owed.delete(old);
    this.note(key, before);
  }

  /** A row has been written, and everything before that many acknowledgements is in it. */
  private note(key: number, acknowledgements: number): void {
    this.seen.add(key);
    if (acknowledgements === this.acknowledgements) this.owed.add(key);
    else {
      this.settled.push(key);
      this.tidyIn(TIDY_AFTER_MS);
    }
  }

  private tidyIn(milliseconds: number): void {
    const at = Date.now() + milliseconds;
    if (at >= this.tidyAt || this.isClosed) return;
    this.tidyAt = at;
    clearTimeout(this.tidyTimer);
    this.tidyTimer = setTimeout(() => void this.tidy(), milliseconds);
  }

  private async tidy(): Promise<void> {
    clearTimeout(this.tidyTimer);
    this.tidyAt = Infinity;
    if (this.isClosed) return;
    const now = this.snapshot();
    const keys = this.settled;
    this.settled = [];
    const known = now && ((before: Uint8Array | null) => newer(before, now));
    await this.store.settle(this.owner, keys, known).catch(() => this.settled.push(...keys));
  }
}

/** Another tab may know more than this one. Otherwise the newest alone, which has no deleted words in it. */
function newer(before: Uint8Array | null, now: Uint8Array): Uint8Array {
  if (!before) return now;
  const has = Y.decodeStateVector(Y.encodeStateVectorFromUpdate(now));
  const had = Y.decodeStateVector(Y.encodeStateVectorFromUpdate(before));
  return Array.from(had).every(([client, clock]) => clock <= (has.get(client) ?? 0)) ? now : Y.mergeUpdates([before, now]);
}
