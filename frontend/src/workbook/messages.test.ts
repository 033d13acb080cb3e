import { describe, expect, it } from "vitest";

import { awarenessMessage, isUpdate, readMessages, savedMessage, STEP_1, STEP_2, syncMessage, UPDATE } from "./messages";

const data = new Uint8Array([1, 2, 3]);

describe("messages", () => {
  it("reads messages that stand one after another", () => {
    const bytes = [syncMessage(STEP_2, data), awarenessMessage(data), savedMessage(300)].flatMap((m) => Array.from(m));
    expect(readMessages(new Uint8Array(bytes))).toEqual([
      { kind: "sync", step: STEP_2, data },
      { kind: "awareness", data },
      { kind: "saved", count: 300 },
    ]);
  });

  it("says that a message is cut short", () => {
    expect(readMessages(syncMessage(UPDATE, data).slice(0, -1))).toBeNull();
  });

  it("skips a kind that it does not know", () => {
    expect(readMessages(new Uint8Array([7, 1, 1]))).toEqual([]);
  });

  it("counts what the server counts", () => {
    const messages = [syncMessage(STEP_1, data), syncMessage(STEP_2, data), syncMessage(UPDATE, data), awarenessMessage(data)];
    expect(messages.map(isUpdate)).toEqual([false, true, true, false]);
  });
});
