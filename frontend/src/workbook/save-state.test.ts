import { describe, expect, it } from "vitest";

import agreed from "../../../tests/golden/refusals.json";
import { refusalFor } from "./refusals";
import { isTrouble, sayStanding, type Standing } from "./save-state";

const SAVED: Standing = {
  state: "saved",
  refusal: null,
  isReadOnly: false,
  isSynced: true,
  hasUnsaved: false,
  isKept: true,
  keeps: true,
};
const OFFLINE: Standing = { ...SAVED, state: "offline" };

function refused(code: number, more: Partial<Standing> = {}): string {
  return sayStanding({ ...SAVED, state: "refused", refusal: refusalFor(code), hasUnsaved: true, ...more });
}

describe("the words for where somebody's work is", () => {
  it("are short while all is well", () => {
    expect(sayStanding(SAVED)).toBe("Saved");
    expect(sayStanding({ ...SAVED, state: "saving", hasUnsaved: true })).toBe("Saving...");
    expect(sayStanding({ ...SAVED, state: "connecting" })).toBe("Connecting...");
  });

  it("say that it is kept on this device once it is", () => {
    const typing = { ...OFFLINE, hasUnsaved: true };
    expect(sayStanding(typing)).toBe("Kept on this device. We are trying to reach the server.");
    expect(sayStanding({ ...typing, isKept: false })).toBe("Saving...");
  });

  it("do not say that something is kept when there is nothing", () => {
    expect(sayStanding(OFFLINE)).toBe(
      "Not connected. We are trying to reach the server. What you type is kept on this device.",
    );
  });

  it("promise nothing where the browser keeps nothing, and before the boxes are shared", () => {
    const open = "We are trying to reach the server. Leave this page open until it says Saved.";
    expect(sayStanding({ ...OFFLINE, keeps: false, isKept: false })).toBe(`Not connected. ${open}`);
    expect(sayStanding({ ...OFFLINE, keeps: false, isKept: false, hasUnsaved: true })).toBe(`Not saved. ${open}`);
    expect(sayStanding({ ...OFFLINE, isSynced: false })).toBe(`Not connected. ${open}`);
  });

  it("tell a reader that the page may be old", () => {
    expect(sayStanding({ ...OFFLINE, isReadOnly: true, keeps: false })).toBe(
      "Not connected. We are trying to reach the server. You see what was here before.",
    );
    expect(refused(4403, { isReadOnly: true, hasUnsaved: false })).toBe(
      "Not connected: you can no longer write here. Ask your facilitator or organiser to let you in.",
    );
  });

  it("say why the server waits", () => {
    expect(sayStanding({ ...OFFLINE, refusal: refusalFor(4429), hasUnsaved: true })).toBe(
      "Kept on this device: you are adding things faster than we can save them. " +
        "Wait a little: we try again by ourselves.",
    );
  });

  it("ask to copy what the server will not take, or what nothing keeps", () => {
    expect(refused(4414)).toBe(
      "Not saved: this workbook is full. Copy your latest words first. Ask your facilitator to make room.",
    );
    expect(refused(4401, { isKept: false })).toBe(
      "Not saved: you are signed out. Copy your latest words first. Sign in again, and open this page.",
    );
    expect(refused(4401)).toBe(
      "Not saved: you are signed out. What you typed is kept on this device. Sign in again, and open this page.",
    );
  });

  it("do not call unsaved what is saved", () => {
    expect(refused(4401, { hasUnsaved: false })).toBe(
      "Not connected: you are signed out. Sign in again, and open this page.",
    );
  });

  it.each(agreed.filter(({ comes_back }) => !comes_back))("say what to do about $reason", ({ code }) => {
    expect(refused(code)).toMatch(/^Not saved: [a-z].+\. (Copy|What) .+\. [A-Z].+\.$/);
  });

  it("are told to those who hear the page when something is wrong", () => {
    expect(isTrouble(SAVED)).toBe(false);
    expect(isTrouble({ ...SAVED, state: "saving" })).toBe(false);
    expect(isTrouble(OFFLINE)).toBe(true);
    expect(isTrouble({ ...SAVED, state: "refused" })).toBe(true);
  });
});
