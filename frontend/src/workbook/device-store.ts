/**
 * What pages keep on this device: for each person and workbook, what the workbook was last known to say,
 * and what that person wrote that the server has not acknowledged.
 *
 * It holds bytes and knows nothing of their meaning, so that the pages without an editor can clear up too.
 */
export interface Owner {
  person: string;
  workbook: string;
}

/** A copy as it was found. `unsent` is by key. */
export interface Found {
  known: Uint8Array | null;
  unsent: Map<number, Uint8Array>;
}

interface Copy extends Owner {
  known: Uint8Array | null;
  openedAt: number;
}

interface Unsent extends Owner {
  update: Uint8Array;
}

/** The copy was deleted meanwhile, because its person signed out. */
export class Gone extends Error {}

const NAME = "deepdive-workbooks";
const COPIES = "copies";
const UNSENT = "unsent";
const BY_OWNER = "owner";
const OPENS_WITHIN_MS = 3000;
const KEPT_UNOPENED_MS = 30 * 24 * 60 * 60 * 1000;

export class DeviceStore {
  private constructor(private readonly db: IDBDatabase) {
    // a newer version of this software, in another tab, must not wait for this page
    db.onversionchange = () => db.close();
  }

  /** The store of this browser. Throws where there is none, or where the browser does not answer. */
  static open(): Promise<DeviceStore> {
    return new Promise((resolve, reject) => {
      const request = indexedDB.open(NAME, 1);
      request.onupgradeneeded = () => {
        request.result.createObjectStore(COPIES, { keyPath: ["person", "workbook"] });
        const unsent = request.result.createObjectStore(UNSENT, { autoIncrement: true });
        unsent.createIndex(BY_OWNER, ["person", "workbook"]);
      };
      request.onsuccess = () => resolve(new DeviceStore(request.result));
      request.onerror = () => reject(request.error);
      setTimeout(() => reject(new Error("the browser's store does not open")), OPENS_WITHIN_MS);
    });
  }

  close(): void {
    this.db.close();
  }

  /** The copy, made if there is none; notes that it was opened now. */
  async enter({ person, workbook }: Owner, now: number): Promise<Found> {
    let known: Uint8Array | null = null;
    let unsent = new Map<number, Uint8Array>();
    await this.change((copies, rows) => {
      then(copies.get([person, workbook]), (copy: Copy | undefined) => {
        known = copy?.known ?? null;
        copies.put({ person, workbook, known, openedAt: now } satisfies Copy);
      });
      readRows(rows, exactly({ person, workbook }), (all) => (unsent = new Map(all)));
    });
    return { known, unsent };
  }

  /** Keep an update; resolves to its key once it would survive a power cut. Throws Gone, or what the browser says. */
  async add({ person, workbook }: Owner, update: Uint8Array): Promise<number> {
    let added: number | undefined;
    await this.change((copies, rows) => {
      then(copies.getKey([person, workbook]), (known) => {
        if (known !== undefined) {
          then(rows.add({ person, workbook, update } satisfies Unsent), (key) => (added = Number(key)));
        }
      });
    });
    if (added === undefined) throw new Gone();
    return added;
  }

  /** What is unsent under keys that are not among these. */
  async others(owner: Owner, seen: ReadonlySet<number>): Promise<Map<number, Uint8Array>> {
    let found: [number, Uint8Array][] = [];
    await this.change((_, rows) => {
      readRows(rows, exactly(owner), (all) => (found = all.filter(([key]) => !seen.has(key))));
    });
    return new Map(found);
  }

  /** Replace these rows by one; returns its key. Throws Gone. */
  async fold(owner: Owner, keys: number[], merge: (updates: Uint8Array[]) => Uint8Array): Promise<number> {
    const { person, workbook } = owner;
    let added: number | undefined;
    await this.change((_, rows) => {
      readRows(rows, exactly(owner), (all) => {
        const mine = all.filter(([key]) => keys.includes(key)).map(([, update]) => update);
        if (mine.length === 0) return;
        then(rows.add({ person, workbook, update: merge(mine) } satisfies Unsent), (key) => (added = Number(key)));
        for (const key of keys) rows.delete(key);
      });
    });
    if (added === undefined) throw new Gone();
    return added;
  }

  /** These are on the server now; and, unless null, this is what the workbook is known to say. */
  async settle(
    { person, workbook }: Owner,
    keys: number[],
    known: ((before: Uint8Array | null) => Uint8Array) | null,
  ): Promise<void> {
    await this.change((copies, rows) => {
      for (const key of keys) rows.delete(key);
      if (!known) return;
      then(copies.get([person, workbook]), (copy: Copy | undefined) => {
        if (copy) copies.put({ ...copy, known: known(copy.known) } satisfies Copy);
      });
    });
  }

  /** Whether the person wrote something here that no server has acknowledged. */
  async hasUnsent(person: string): Promise<boolean> {
    let has = false;
    await this.change((_, rows) => {
      then(rows.index(BY_OWNER).count(allOf(person)), (count) => (has = count > 0));
    });
    return has;
  }

  /** Nothing of this person stays on this device. */
  async forget(person: string): Promise<void> {
    await this.change((copies, rows) => {
      copies.delete(allOf(person));
      then(rows.index(BY_OWNER).getAllKeys(allOf(person)), (keys) => keys.forEach((key) => rows.delete(key)));
    });
  }

  /** Nothing of this copy stays on this device, not even what is unsent. */
  async forgetCopy({ person, workbook }: Owner): Promise<void> {
    await this.change((copies, rows) => {
      copies.delete([person, workbook]);
      then(rows.index(BY_OWNER).getAllKeys(exactly({ person, workbook })), (keys) => keys.forEach((key) => rows.delete(key)));
    });
  }

  /** Delete copies with nothing unsent that are somebody else's, or that nobody has opened for 30 days. */
  async clearUp(person: string | null, now: number): Promise<void> {
    await this.change((copies, rows) => {
      then(copies.getAll(), (all: Copy[]) => {
        for (const copy of all) {
          if (copy.person === person && now - copy.openedAt < KEPT_UNOPENED_MS) continue;
          const id = [copy.person, copy.workbook];
          then(rows.index(BY_OWNER).count(id), (count) => {
            if (count === 0) copies.delete(id);
          });
        }
      });
    });
  }

  private change(work: (copies: IDBObjectStore, unsent: IDBObjectStore) => void): Promise<void> {
    return new Promise((resolve, reject) => {
      // strict: done means that it is on the disk, not that it soon will be
      const transaction = this.db.transaction([COPIES, UNSENT], "readwrite", { durability: "strict" });
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error);
      work(transaction.objectStore(COPIES), transaction.objectStore(UNSENT));
    });
  }
}

function exactly({ person, workbook }: Owner): IDBKeyRange {
  return IDBKeyRange.only([person, workbook]);
}

/** Every workbook of a person: in the browser's order of keys, a list stands behind all texts. */
function allOf(person: string): IDBKeyRange {
  return IDBKeyRange.bound([person], [person, []]);
}

function then<T>(request: IDBRequest<T>, act: (result: T) => void): void {
  request.onsuccess = () => act(request.result);
}

function readRows(rows: IDBObjectStore, of: IDBKeyRange, act: (all: [number, Uint8Array][]) => void): void {
  const index = rows.index(BY_OWNER);
  then(index.getAllKeys(of), (keys) => {
    then(index.getAll(of), (found: Unsent[]) => act(found.map((row, place) => [Number(keys[place]), row.update])));
  });
}
