import "fake-indexeddb/auto";

import { IDBFactory } from "fake-indexeddb";
import { beforeEach, describe, expect, it } from "vitest";

import { DeviceStore, Gone } from "./device-store";

const ANN = { person: "1", workbook: "a" };
const ANN_ELSEWHERE = { person: "1", workbook: "b" };
const BEN = { person: "10", workbook: "a" };
const DAY = 24 * 60 * 60 * 1000;
const words = (...bytes: number[]) => new Uint8Array(bytes);

let store: DeviceStore;

beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory();
  store = await DeviceStore.open();
});

describe("DeviceStore", () => {
  it("gives back what was kept, in the order of its keeping", async () => {
    await store.enter(ANN, 0);
    await store.add(ANN, words(1));
    await store.add(ANN, words(2));
    const found = await (await DeviceStore.open()).enter(ANN, 0);
    expect(found.known).toBeNull();
    expect(Array.from(found.unsent.values())).toEqual([words(1), words(2)]);
  });

  it("keeps people and workbooks apart", async () => {
    for (const owner of [ANN, ANN_ELSEWHERE, BEN]) await store.enter(owner, 0);
    await store.add(ANN, words(1));
    expect((await store.enter(BEN, 0)).unsent.size).toBe(0);
    expect((await store.enter(ANN_ELSEWHERE, 0)).unsent.size).toBe(0);
    expect(await store.hasUnsent(ANN.person)).toBe(true);
    expect(await store.hasUnsent(BEN.person)).toBe(false);
  });

  it("lets go of what is on the server and notes what the workbook says", async () => {
    await store.enter(ANN, 0);
    const key = await store.add(ANN, words(1));
    await store.add(ANN, words(2));
    await store.settle(ANN, [key], () => words(9));
    const found = await store.enter(ANN, 0);
    expect(found.known).toEqual(words(9));
    expect(Array.from(found.unsent.values())).toEqual([words(2)]);
  });

  it("folds many rows into one", async () => {
    await store.enter(ANN, 0);
    const keys = [await store.add(ANN, words(1)), await store.add(ANN, words(2))];
    await store.add(ANN, words(3));
    const key = await store.fold(ANN, keys, (updates) => words(...updates.flatMap((update) => Array.from(update))));
    const { unsent } = await store.enter(ANN, 0);
    expect(Array.from(unsent.values())).toEqual([words(3), words(1, 2)]);
    expect(unsent.get(key)).toEqual(words(1, 2));
  });

  it("tells what others have left", async () => {
    await store.enter(ANN, 0);
    const mine = await store.add(ANN, words(1));
    const theirs = await store.add(ANN, words(2));
    expect(Array.from(await store.others(ANN, new Set([mine])))).toEqual([[theirs, words(2)]]);
  });

  it("forgets a person who signs out, and keeps nothing for them afterwards", async () => {
    for (const owner of [ANN, ANN_ELSEWHERE, BEN]) {
      await store.enter(owner, 0);
      await store.add(owner, words(1));
    }
    await store.forget(ANN.person);
    expect(await store.hasUnsent(ANN.person)).toBe(false);
    await expect(store.add(ANN, words(2))).rejects.toThrow(Gone);
    await expect(store.fold(ANN, [1], (updates) => updates[0]!)).rejects.toThrow(Gone);
    await store.settle(ANN, [], () => words(3));
    expect(await store.enter(ANN, 0)).toEqual({ known: null, unsent: new Map() });
    expect((await store.enter(BEN, 0)).unsent.size).toBe(1);
  });

  it("clears up what nobody has opened for thirty days, if all of it is saved", async () => {
    await store.enter(ANN, 0);
    await store.enter(ANN_ELSEWHERE, 0);
    await store.add(ANN_ELSEWHERE, words(1));
    for (const owner of [ANN, ANN_ELSEWHERE]) await store.settle(owner, [], () => words(9));
    await store.clearUp(ANN.person, 30 * DAY - 1);
    expect((await store.enter(ANN, 0)).known).toEqual(words(9));
    await store.clearUp(ANN.person, 30 * DAY);
    expect((await store.enter(ANN, 0)).known).toBeNull();
    expect((await store.enter(ANN_ELSEWHERE, 0)).known).toEqual(words(9));
  });

  it.each([BEN.person, null])("clears up what is saved as soon as somebody else (%s) is there", async (person) => {
    await store.enter(ANN, 0);
    await store.enter(ANN_ELSEWHERE, 0);
    await store.add(ANN_ELSEWHERE, words(1));
    for (const owner of [ANN, ANN_ELSEWHERE]) await store.settle(owner, [], () => words(9));
    await store.clearUp(person, 0);
    expect((await store.enter(ANN, 0)).known).toBeNull();
    expect(Array.from((await store.enter(ANN_ELSEWHERE, 0)).unsent.values())).toEqual([words(1)]);
  });
});
