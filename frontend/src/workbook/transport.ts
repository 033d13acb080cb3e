import type { Refusal } from "./refusals";

/** One way of exchanging messages with the server. Made anew for each connection. */
export interface Transport {
  readonly kind: "socket" | "http";

  /** Send a message. Messages arrive in the order in which they were sent. */
  send(message: Uint8Array): void;

  /** The page may be about to close: what still waits goes out at once, as far as the browser allows. */
  hurry(): void;

  /** End it without a word: nothing is heard from it any more. */
  close(): void;
}

/** What a transport asks and tells. */
export interface Hearing {
  /** What this page has, as a message; the server answers it with what the page lacks. */
  greeting(): Uint8Array;

  /** Whether somebody is writing, so that it pays to ask more often. */
  isLively(): boolean;

  /** Messages have come, one or several one after another. */
  hear(messages: Uint8Array): void;

  /** The transport has ended: the server gave a reason, or (null) the way there is lost. Told once. */
  end(refusal: Refusal | null): void;
}
