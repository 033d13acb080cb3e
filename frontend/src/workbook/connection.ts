import { HttpTransport } from "./http-transport";
import { Refused, type Refusal } from "./refusals";
import { SocketTransport } from "./socket-transport";
import type { Hearing, Transport } from "./transport";

const LONGEST_PAUSE_MS = 10_000;
const PAUSE_AFTER_TOO_FAST_MS = 15_000;
const TRY_SOCKET_EVERY_MS = 30_000;
// A socket that dies sooner, without a word from the server, was ended by something in between.
const SHORT_LIFE_MS = 5000;
// Tickets are good for a minute; the rest is for slow clocks and slow networks.
const TICKET_GOOD_FOR_MS = 40_000;

/** Where a workbook is, and how to be let in. A `Refused` ticket ends the attempts. */
export interface Door {
  /** The workbook's address, such as `/workbooks/<id>`. */
  path: string;
  ticket(): Promise<string>;
}

/** What a connection asks and tells. */
export interface Ears {
  greeting(): Uint8Array;
  isLively(): boolean;
  /** There is a new way to the server: what was not acknowledged on the one before is to be sent again. */
  onUp(): void;
  onMessages(messages: Uint8Array): void;
  /** The way is lost. It comes back by itself unless the refusal says otherwise. */
  onDown(refusal: Refusal | null): void;
}

/**
 * A way to the server that comes back by itself: a websocket where it works, otherwise plain requests,
 * with a look every half minute whether the socket works again.
 */
export class Connection {
  private transport: Transport | null = null;
  private attempt: Transport | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private pauses = 0;
  private upSince = 0;
  private isSocketDoubted = false;
  private isTicketDoubted = false;
  private ticket: { text: string; at: number } | null = null;
  private isTrying = false;
  private isWaiting = false;
  private isOver = false;
  // one browser tab, as the server sees it, from request to request
  private readonly client = crypto.randomUUID();

  constructor(
    private readonly door: Door,
    private readonly ears: Ears,
  ) {
    window.addEventListener("online", this.onChance);
    window.addEventListener("offline", this.onOffline);
    document.addEventListener("visibilitychange", this.onChance);
  }

  /** How messages travel now, or null. */
  get by(): Transport["kind"] | null {
    return this.transport?.kind ?? null;
  }

  start(): void {
    void this.connect();
  }

  /** Send a message; lost while there is no way to the server. */
  send(message: Uint8Array): void {
    this.transport?.send(message);
  }

  /** The page may be about to close. */
  hurry(): void {
    this.transport?.hurry();
  }

  /** Try again now, though the server had refused. */
  retry(): void {
    if (this.transport || this.isTrying || this.isOver) return;
    clearTimeout(this.timer);
    void this.connect();
  }

  /** Leave the way that there is, and come back. */
  reset(): void {
    const transport = this.transport;
    if (!transport) return;
    transport.close();
    this.lose(transport, null);
    this.isSocketDoubted = false;
  }

  close(): void {
    this.isOver = true;
    clearTimeout(this.timer);
    window.removeEventListener("online", this.onChance);
    window.removeEventListener("offline", this.onOffline);
    document.removeEventListener("visibilitychange", this.onChance);
    this.attempt?.close();
    this.transport?.close();
  }

  private readonly onChance = () => {
    if (this.isWaiting && document.visibilityState !== "hidden") this.retry();
  };

  // tried again all the same, because the server may be this computer
  private readonly onOffline = () => this.reset();

  private async connect(): Promise<void> {
    this.isTrying = true;
    this.isWaiting = false;
    // anew each time: somebody may have signed out, or been given another role
    this.ticket = null;
    if (!(await this.hasTicket((refusal) => this.comeBack(refusal)))) return;
    if (this.isSocketDoubted) this.tryHttp();
    else this.trySocket((refusal) => (refusal ? this.comeBack(refusal) : this.tryHttp()));
  }

  private async hasTicket(orElse: (refusal: Refusal | null) => void): Promise<boolean> {
    try {
      await this.freshTicket();
    } catch (fault) {
      if (!this.isOver) orElse(fault instanceof Refused ? fault.refusal : null);
      return false;
    }
    return !this.isOver;
  }

  private async freshTicket(): Promise<string> {
    if (!this.ticket || Date.now() - this.ticket.at > TICKET_GOOD_FOR_MS) {
      const at = Date.now();
      this.ticket = { text: await this.door.ticket(), at };
    }
    return this.ticket.text;
  }

  private trySocket(orElse: (refusal: Refusal | null) => void): void {
    const scheme = location.protocol === "https:" ? "wss" : "ws";
    const ticket = encodeURIComponent(this.ticket?.text ?? "");
    const address = `${scheme}://${location.host}${this.door.path}/sync?ticket=${ticket}`;
    this.begin((hearing) => new SocketTransport(address, hearing), orElse);
  }

  private tryHttp(): void {
    const address = async () => {
      const ticket = encodeURIComponent(await this.freshTicket());
      return `${this.door.path}/updates?client=${this.client}&ticket=${ticket}`;
    };
    this.isSocketDoubted = false;
    this.begin(
      (hearing) => new HttpTransport(address, hearing),
      (refusal) => this.comeBack(refusal),
    );
  }

  private begin(make: (hearing: Hearing) => Transport, orElse: (refusal: Refusal | null) => void): void {
    const transport: Transport = make({
      greeting: () => this.ears.greeting(),
      isLively: () => this.ears.isLively(),
      hear: (messages) => {
        if (this.transport !== transport) this.take(transport);
        this.ears.onMessages(messages);
      },
      end: (refusal) => {
        if (this.transport === transport) this.lose(transport, refusal);
        else {
          this.attempt = null;
          orElse(refusal);
        }
      },
    });
    this.attempt = transport;
  }

  /** Something has come back through it, so it works. */
  private take(transport: Transport): void {
    this.transport?.close();
    this.attempt = null;
    this.isTrying = false;
    this.transport = transport;
    this.upSince = Date.now();
    this.isTicketDoubted = false;
    if (transport.kind === "http") this.lookForSocket();
    else clearTimeout(this.timer);
    this.ears.onUp();
  }

  private lookForSocket(): void {
    this.timer = setTimeout(async () => {
      const again = () => {
        if (this.by === "http") this.lookForSocket();
      };
      if ((await this.hasTicket(again)) && this.by === "http") this.trySocket(again);
    }, spread(TRY_SOCKET_EVERY_MS));
  }

  private lose(transport: Transport, refusal: Refusal | null): void {
    this.transport = null;
    const isShort = Date.now() - this.upSince < SHORT_LIFE_MS;
    if (!isShort) this.pauses = 0;
    if (isShort && !refusal && transport.kind === "socket") this.isSocketDoubted = true;
    this.comeBack(refusal);
  }

  private comeBack(refusal: Refusal | null): void {
    clearTimeout(this.timer);
    // the other way may still be under trial
    if (this.transport) return;
    this.attempt?.close();
    this.attempt = null;
    this.isTrying = false;
    if (refusal) this.ticket = null;
    if (refusal?.reason === "not-signed-in" && !this.isTicketDoubted) {
      // the ticket may have grown old on its way; a new one tells
      this.isTicketDoubted = true;
      void this.connect();
      return;
    }
    const isForGood = refusal !== null && !refusal.comesBack;
    if (!isForGood) {
      const pause = Math.min(LONGEST_PAUSE_MS, 250 * 2 ** this.pauses);
      this.pauses += 1;
      this.isWaiting = refusal?.reason !== "too-fast";
      this.timer = setTimeout(() => void this.connect(), spread(this.isWaiting ? pause : PAUSE_AFTER_TOO_FAST_MS));
    }
    this.ears.onDown(refusal);
  }
}

/** Around that long, so that a whole cohort does not return in the same instant. */
function spread(milliseconds: number): number {
  return milliseconds * (0.5 + Math.random());
}
