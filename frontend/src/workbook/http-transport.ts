import { isUpdate, savedMessage } from "./messages";
import { refusalNamed, Refused } from "./refusals";
import type { Hearing, Transport } from "./transport";

const BUSY_MS = 1000;
const QUIET_MS = 2000;
const LONGEST_ANSWER_MS = 10_000;
const MOST_FAILURES = 2;
// Browsers let requests of at most 64 KiB outlive their page.
const MOST_THAT_OUTLIVES_BYTES = 60_000;
const BINARY = "application/octet-stream";

/**
 * The same messages by plain requests, where sockets are blocked: ask every second or two, and send
 * what waits with it. The server answers once that is on its disk.
 */
export class HttpTransport implements Transport {
  readonly kind = "http";
  private waiting: Uint8Array[] = [];
  private onItsWay: Uint8Array[] = [];
  private saved = 0;
  // until it has worked once, a failure means that there is no way through
  private failures = MOST_FAILURES - 1;
  private askedAt = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private lastAddress = "";
  private isAsking = false;
  private isOver = false;

  /** `address` may ask for a new ticket; a `Refused` from it ends the transport. */
  constructor(
    private readonly address: () => Promise<string>,
    private readonly hearing: Hearing,
  ) {
    void this.ask();
  }

  send(message: Uint8Array): void {
    this.waiting.push(message);
    if (!this.isAsking) this.askIn(BUSY_MS);
  }

  hurry(): void {
    const left = [...this.onItsWay, ...this.waiting];
    // should the page stay after all, they are sent once more, which changes nothing
    if (left.length && this.lastAddress) void this.post(this.lastAddress, joined(left)).catch(() => {});
  }

  close(): void {
    this.isOver = true;
    clearTimeout(this.timer);
  }

  private askIn(milliseconds: number): void {
    if (this.isOver) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.ask(), Math.max(0, this.askedAt + milliseconds - Date.now()));
  }

  private async ask(): Promise<void> {
    this.isAsking = true;
    this.askedAt = Date.now();
    const messages = await this.exchange();
    this.isAsking = false;
    if (this.isOver) return;
    if (messages) this.take(messages);
    this.askIn(this.waiting.length || this.onItsWay.length || this.hearing.isLively() ? BUSY_MS : QUIET_MS);
  }

  /** The server's messages, or null when there were none for this or that reason. */
  private async exchange(): Promise<Uint8Array | null> {
    try {
      this.lastAddress = await this.address();
      if (this.isOver) return null;
      this.onItsWay = [...this.onItsWay, ...this.waiting];
      this.waiting = [];
      const answer = await this.post(this.lastAddress, joined([this.hearing.greeting(), ...this.onItsWay]));
      const isOurs = answer.headers.get("Content-Type")?.startsWith(BINARY);
      if (answer.ok && isOurs) return new Uint8Array(await answer.arrayBuffer());
      await this.refuse(answer);
    } catch (fault) {
      if (fault instanceof Refused) this.end(fault.refusal);
      else this.fail();
    }
    return null;
  }

  private post(address: string, body: Uint8Array<ArrayBuffer>): Promise<Response> {
    return fetch(address, {
      method: "POST",
      headers: { "Content-Type": BINARY },
      body,
      // a redirect leads to somebody else's page, such as a network's own sign-in
      redirect: "error",
      keepalive: body.length < MOST_THAT_OUTLIVES_BYTES,
      signal: AbortSignal.timeout(LONGEST_ANSWER_MS),
    });
  }

  private take(messages: Uint8Array): void {
    this.failures = 0;
    const updates = this.onItsWay.filter(isUpdate).length;
    this.onItsWay = [];
    this.hearing.hear(messages);
    if (!updates || this.isOver) return;
    // what a socket's server would have said
    this.saved += updates;
    this.hearing.hear(savedMessage(this.saved));
  }

  private async refuse(answer: Response): Promise<void> {
    const said = (await answer.json().catch(() => null)) as { reason?: unknown } | null;
    const refusal = refusalNamed(said?.reason);
    // without a reason of ours it is a proxy's page, or a server that is starting
    if (refusal) this.end(refusal);
    else this.fail();
  }

  private fail(): void {
    this.failures += 1;
    if (this.failures >= MOST_FAILURES) this.end(null);
  }

  private end(refusal: Parameters<Hearing["end"]>[0]): void {
    if (this.isOver) return;
    this.close();
    this.hearing.end(refusal);
  }
}

function joined(messages: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(messages.reduce((length, message) => length + message.length, 0));
  let at = 0;
  for (const message of messages) {
    all.set(message, at);
    at += message.length;
  }
  return all;
}
