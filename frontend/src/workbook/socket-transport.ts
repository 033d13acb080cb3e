import { refusalFor } from "./refusals";
import type { Hearing, Transport } from "./transport";

// A proxy that lets a socket open and then swallows everything shows itself by its silence.
const LONGEST_WAIT_FOR_FIRST_WORD_MS = 4000;
// The server answers at once what is typed, and our presence, which is renewed every 15 seconds. A
// connection that has not answered for this long is dead, though nobody has told the browser.
const LONGEST_SILENCE_MS = 10_000;
const LOOK_EVERY_MS = 1000;

/** Messages over a websocket, one in each frame. */
export class SocketTransport implements Transport {
  readonly kind = "socket";
  private readonly socket: WebSocket;
  private readonly watch: ReturnType<typeof setInterval>;
  private unansweredSince: number | null = Date.now();
  private longestSilence = LONGEST_WAIT_FOR_FIRST_WORD_MS;
  private isOver = false;

  constructor(
    address: string,
    private readonly hearing: Hearing,
  ) {
    this.socket = new WebSocket(address);
    this.socket.binaryType = "arraybuffer";
    this.socket.onopen = () => this.send(hearing.greeting());
    this.socket.onmessage = (event: MessageEvent<ArrayBuffer>) => this.receive(event.data);
    this.socket.onclose = (event) => this.finish(event.code);
    this.watch = setInterval(() => this.endIfSilent(), LOOK_EVERY_MS);
  }

  send(message: Uint8Array): void {
    if (this.isOver || this.socket.readyState !== WebSocket.OPEN) return;
    this.unansweredSince ??= Date.now();
    this.socket.send(message as Uint8Array<ArrayBuffer>);
  }

  hurry(): void {
    // what was sent has left the page already
  }

  close(): void {
    this.isOver = true;
    clearInterval(this.watch);
    this.socket.close(1000);
  }

  private receive(data: ArrayBuffer): void {
    if (this.isOver) return;
    this.unansweredSince = null;
    this.longestSilence = LONGEST_SILENCE_MS;
    this.hearing.hear(new Uint8Array(data));
  }

  private endIfSilent(): void {
    if (this.unansweredSince === null || Date.now() - this.unansweredSince < this.longestSilence) return;
    // a dead connection may take minutes to close, so do not wait for it
    this.finish(1006);
  }

  private finish(code: number): void {
    if (this.isOver) return;
    this.close();
    this.hearing.end(refusalFor(code));
  }
}
