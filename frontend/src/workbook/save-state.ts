import type { State } from "./provider";
import type { Refusal } from "./refusals";

/** How the work on a page stands. */
export interface Standing {
  state: State;
  refusal: Refusal | null;
  isReadOnly: boolean;
  /** Whether the boxes are those of the shared document, not yet or no longer those of a form. */
  isSynced: boolean;
  /** Whether something typed here is not on the server's disk. */
  hasUnsaved: boolean;
  /** Whether what is unsaved is on this device. */
  isKept: boolean;
  /** Whether this device takes what is typed. */
  keeps: boolean;
}

const COPY = "Copy your latest words first.";
const LEAVE_OPEN = "Leave this page open until it says Saved.";

/** Where the person's work is, in words that are true, and what to do if it is not safe. */
export function sayStanding(standing: Standing): string {
  const { state } = standing;
  if (state === "refused") return sayRefused(standing);
  if (state === "offline") return sayOffline(standing);
  return { connecting: "Connecting...", saving: "Saving...", saved: "Saved" }[state];
}

/** Whether somebody who hears the page is to be told at once. */
export function isTrouble({ state }: Standing): boolean {
  return state === "refused" || state === "offline";
}

function sayRefused({ refusal, isReadOnly, hasUnsaved, isKept }: Standing): string {
  const because = refusal?.because ?? "";
  const remedy = refusal?.remedy ?? "";
  if (isReadOnly || !hasUnsaved) return `Not connected: ${because}. ${remedy}`;
  const words = refusal?.isHopeless || !isKept ? COPY : "What you typed is kept on this device.";
  return `Not saved: ${because}. ${words} ${remedy}`;
}

function sayOffline({ refusal, isReadOnly, isSynced, hasUnsaved, isKept, keeps }: Standing): string {
  const why = refusal ? `: ${refusal.because}. ${refusal.remedy}` : ". We are trying to reach the server.";
  if (isReadOnly) return `Not connected${why} You see what was here before.`;
  if (!isSynced) return `Not connected${why} ${LEAVE_OPEN}`;
  if (!keeps) return `${hasUnsaved ? "Not saved" : "Not connected"}${why} ${LEAVE_OPEN}`;
  if (!hasUnsaved) return `Not connected${why} What you type is kept on this device.`;
  return isKept ? `Kept on this device${why}` : "Saving...";
}
