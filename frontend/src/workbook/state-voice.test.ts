// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { StateVoice } from "./state-voice";

const KEPT = "Kept on this device. We are trying to reach the server.";
const AWAY = "Not connected. We are trying to reach the server.";

describe("StateVoice", () => {
  let line: HTMLElement;
  let voice: StateVoice;

  beforeEach(() => {
    vi.useFakeTimers();
    line = document.createElement("p");
    voice = new StateVoice(line);
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  function after(milliseconds: number): string {
    vi.advanceTimersByTime(milliseconds);
    const heard = line.textContent ?? "";
    line.textContent = "";
    return heard;
  }

  it("says nothing of what is saved while all is well", () => {
    voice.well();
    expect(after(60_000)).toBe("");
  });

  it("says nothing of a connection that comes straight back", () => {
    voice.trouble(AWAY);
    after(1900);
    voice.well();
    expect(after(60_000)).toBe("");
  });

  it("says each trouble once, though it comes and goes with every key", () => {
    voice.trouble(AWAY);
    expect(after(2000)).toBe(AWAY);
    voice.trouble(KEPT);
    expect(after(2000)).toBe(KEPT);
    voice.trouble(AWAY);
    voice.trouble(KEPT);
    expect(after(60_000)).toBe("");
  });

  it("says when all is well again, and a later trouble anew", () => {
    voice.trouble(AWAY);
    expect(after(2000)).toBe(AWAY);
    voice.well();
    expect(after(2000)).toBe("All is well again: everything is saved.");
    voice.well();
    expect(after(60_000)).toBe("");
    voice.trouble(AWAY);
    expect(after(2000)).toBe(AWAY);
  });

  it("keeps silent when it is hushed", () => {
    voice.trouble(AWAY);
    voice.hush();
    expect(after(60_000)).toBe("");
  });
});
