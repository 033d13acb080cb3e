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
 * `comesBack`: the page returns by itself. `says`: a sentence for the person, where it does not.
 * `isHopeless`: the server would refuse the same words again, so they are to be copied.
 */
export interface Refusal {
  reason: Reason;
  comesBack: boolean;
  says: string;
  isHopeless: boolean;
}

/** Thrown where the server will not give this person what the page asks for. */
export class Refused extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.reason);
  }
}

const UNREADABLE =
  "Something went wrong in this page, and our server could not read what it sent. Your latest words are not saved.";

// Close codes of the socket. Python reads the same from tests/golden/refusals.json, as do our tests.
const REFUSALS: Record<number, Refusal> = {
  1012: back("moved"),
  1013: back("try-again"),
  4400: hopeless("malformed", UNREADABLE),
  4401: waits("not-signed-in", "You are signed out. Sign in again and open this page to send what you typed."),
  4403: hopeless("not-allowed", "You can no longer write here. Your latest words are not saved."),
  4408: hopeless("clock-far-off", UNREADABLE),
  4410: hopeless(
    "moved-on",
    "Something was removed from this workbook for good, so this page is out of date and takes nothing more.",
  ),
  4413: hopeless("too-large", "You added too much at once, so your latest words are not saved. Add it in smaller parts."),
  4414: hopeless(
    "workbook-full",
    "This workbook is full, so your latest words are not saved. Ask your facilitator to make room.",
  ),
  4429: back("too-fast", "You are adding things faster than we can save them. We will try again in a moment."),
  4430: waits(
    "too-many-connections",
    "You have this workbook open in too many places. Close it in another tab or on another device, then try again.",
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

function back(reason: Reason, says = ""): Refusal {
  return { reason, comesBack: true, says, isHopeless: false };
}

function waits(reason: Reason, says: string): Refusal {
  return { reason, comesBack: false, says, isHopeless: false };
}

function hopeless(reason: Reason, says: string): Refusal {
  return { reason, comesBack: false, says, isHopeless: true };
}
