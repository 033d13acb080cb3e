/** Why the server ends a connection or turns a request away. */
export type Reason =
  | "moved"
  | "try-again"
  | "malformed"
  | "not-signed-in"
  | "not-allowed"
  | "clock-far-off"
  | "moved-on"
  | "too-large"
  | "workbook-full"
  | "too-fast"
  | "too-many-connections";

/**
 * What the page makes of a refusal.
 *
 * `comesBack`: the page returns by itself. `because` goes on after "Not saved:", `remedy` is the sentence
 * that says what to do. `isHopeless`: the server would refuse the same words again, so they are to be copied.
 */
export interface Refusal {
  reason: Reason;
  comesBack: boolean;
  because: string;
  remedy: string;
  isHopeless: boolean;
}

/** Thrown where the server will not give this person what the page asks for. */
export class Refused extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.reason);
  }
}

const UNREADABLE = "something went wrong in this page, and our server could not read what it sent";
const LOAD_AGAIN = "Load the page again.";

// Close codes of the socket. Python reads the same from tests/golden/refusals.json, as do our tests.
const REFUSALS: Record<number, Refusal> = {
  1012: back("moved", "another server is taking over", "Go on writing: we come back by ourselves."),
  1013: back("try-again", "our server is too busy", "Go on writing: we try again by ourselves."),
  4400: hopeless("malformed", UNREADABLE, LOAD_AGAIN),
  4401: waits("not-signed-in", "you are signed out", "Sign in again, and open this page."),
  4403: hopeless("not-allowed", "you can no longer write here", "Ask your facilitator or organiser to let you in."),
  4408: hopeless("clock-far-off", UNREADABLE, LOAD_AGAIN),
  4410: hopeless(
    "moved-on",
    "something was removed from this workbook for good, so this page is out of date",
    LOAD_AGAIN,
  ),
  4413: hopeless("too-large", "you added too much at once", "Load the page again, and add less at a time."),
  4414: hopeless("workbook-full", "this workbook is full", "Ask your facilitator to make room."),
  4429: back(
    "too-fast",
    "you are adding things faster than we can save them",
    "Wait a little: we try again by ourselves.",
  ),
  4430: waits(
    "too-many-connections",
    "you have this workbook open in too many places",
    "Close it in another tab or on another device, then try again.",
  ),
};

/** The refusal that a close code of the socket stands for, or null when the connection was only lost. */
export function refusalFor(code: number): Refusal | null {
  // what a websocket library itself says of a message that is too long
  if (code === 1009) return REFUSALS[4413] ?? null;
  const known = REFUSALS[code];
  if (known) return known;
  // stock clients stop on these, so the server means it, though we do not know what
  return code >= 4400 && code < 4500 ? (REFUSALS[4403] ?? null) : null;
}

/** The refusal with that name, or null: a proxy between us and the server has words of its own. */
export function refusalNamed(reason: unknown): Refusal | null {
  return Object.values(REFUSALS).find((refusal) => refusal.reason === reason) ?? null;
}

function back(reason: Reason, because: string, remedy: string): Refusal {
  return { reason, comesBack: true, because, remedy, isHopeless: false };
}

function waits(reason: Reason, because: string, remedy: string): Refusal {
  return { reason, comesBack: false, because, remedy, isHopeless: false };
}

function hopeless(reason: Reason, because: string, remedy: string): Refusal {
  return { reason, comesBack: false, because, remedy, isHopeless: true };
}
