import { openIn, sayChange } from "./change";
import { swap } from "./swap";
import { isTyped } from "./typed";

/** Without a sign of life for so long after the start, a proxy holds the events back: then we ask. */
const PATIENCE_MS = 6000;
const ASK_EVERY_MS = 3000;
/** Pages load their own part within so long of each other, so that they do not all ask at once. */
const SPREAD_MS = 800;
const SAY_EVERY_MS = 10_000;

/** Parts that change, by id; each is on the page from the start, if empty. One in which somebody has typed stays. */
const PARTS = [
  "room-controls",
  "room-now",
  "room-mine",
  "room-script",
  "room-people",
  "room-around",
  "room-beside",
  "room-screen",
  "room-groups",
  "run-sheet",
  "room-tell",
  "decisions",
  "questions",
  "room-end",
];

/** How far the room has come: the place of its last event, and a count of what else happened. */
interface News {
  place: number;
  stir: number;
  now?: string;
}

/**
 * `<live-room data-page data-events data-mark data-doing data-place data-stir>` around the parts of a room that
 * change. When the room moves on, it takes over what everybody sees from the event at once, and loads the page
 * again for the rest: the server renders the room in one place only.
 *
 * What is open stays as it is while somebody writes in it: they are told, and go when they are ready. With
 * `data-stays` somebody looks at another block, and stays there. With `data-refresh` the page is loaded again every
 * so many seconds as well: what it says depends on the time.
 */
class LiveRoom extends HTMLElement {
  private source: EventSource | null = null;
  private comeBack: number | undefined;
  private soon: number | undefined;
  private watchdog: number | undefined;
  private asking: number | undefined;
  private refreshing: number | undefined;
  private saidWriting = 0;

  connectedCallback(): void {
    this.listen();
    this.addEventListener("input", this.onInput);
    this.addEventListener("room-changes", this.onChange);
    const seconds = Number(this.dataset["refresh"]);
    if (seconds > 0) this.refreshing = window.setInterval(() => void this.load(), 1000 * seconds);
  }

  disconnectedCallback(): void {
    this.source?.close();
    this.removeEventListener("input", this.onInput);
    this.removeEventListener("room-changes", this.onChange);
    for (const timer of [this.comeBack, this.soon, this.watchdog]) window.clearTimeout(timer);
    window.clearInterval(this.asking);
    window.clearInterval(this.refreshing);
  }

  private listen(): void {
    const after = `${this.dataset["place"]}-${this.dataset["stir"] ?? 0}`;
    this.source = new EventSource(`${this.dataset["events"]}?after=${after}`);
    this.source.addEventListener("moved", (event) => this.moved(JSON.parse(event.data) as News));
    this.source.addEventListener("stirred", (event) => this.moved(JSON.parse(event.data) as News));
    this.source.addEventListener("here", () => this.heard());
    this.source.onerror = () => {
      // the browser comes back by itself, except where the server said no
      if (this.source?.readyState !== EventSource.CLOSED) return;
      this.comeBack = window.setTimeout(() => this.listen(), 5000);
    };
    window.clearTimeout(this.watchdog);
    this.watchdog = window.setTimeout(() => this.ask(), PATIENCE_MS);
  }

  private heard(): void {
    window.clearTimeout(this.watchdog);
    window.clearInterval(this.asking);
    this.asking = undefined;
  }

  /** Nothing came: ask every few seconds instead, until something does. */
  private ask(): void {
    if (this.asking !== undefined) return;
    this.asking = window.setInterval(() => void this.askOnce(), ASK_EVERY_MS);
    void this.askOnce();
  }

  private async askOnce(): Promise<void> {
    try {
      const answer = await fetch(this.dataset["mark"] ?? "");
      if (!answer.ok || answer.redirected) return;
      const news = (await answer.json()) as News;
      if (news.place > this.place || news.stir > Number(this.dataset["stir"] ?? 0)) this.moved(news);
    } catch {
      // away for a moment; the next question may be answered
    }
  }

  private moved(news: News): void {
    this.heard();
    if (news.now !== undefined && news.place > this.place) {
      swap("room-now", new DOMParser().parseFromString(news.now, "text/html"));
    }
    window.clearTimeout(this.soon);
    const wait = news.now === undefined ? 0 : Math.random() * SPREAD_MS;
    this.soon = window.setTimeout(() => void this.load(), wait);
  }

  private readonly onChange = (): void => void this.load();

  private get place(): number {
    return Number(this.dataset["place"]);
  }

  private async load(): Promise<void> {
    // not the address in the bar: a refused command is shown at an address that only takes forms
    const stays = "stays" in this.dataset;
    const home = stays ? location.href : (this.dataset["page"] ?? location.pathname);
    let answer: Response;
    try {
      // what the server has to say to the person is for a page that they load themselves
      answer = await fetch(home, { headers: { "X-Page-Part": "room" } });
    } catch {
      this.soon = window.setTimeout(() => void this.load(), 2000);
      return;
    }
    if (!answer.ok || answer.redirected) {
      location.assign(home);
      return;
    }
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    // of two moves at once, the older page may come last
    const there = page.querySelector<HTMLElement>("live-room");
    if (!there || Number(there.dataset["place"]) < this.place) return;
    for (const key of ["place", "stir"]) this.dataset[key] = there.dataset[key] ?? "0";
    for (const id of PARTS) swap(id, page);
    if (!stays) this.takeOpen(page);
  }

  private takeOpen(page: Document): void {
    const here = document.getElementById("room-open");
    const there = page.getElementById("room-open");
    if (!here || !there) return;
    if (here.dataset["opens"] === there.dataset["opens"]) {
      // an offer to go elsewhere is out of date; a title that was announced may stay
      if (this.querySelector('[data-part="notice"] button')) this.notice("");
      return;
    }
    // from here, not from the new page, whose parts have been taken over already
    const block = this.querySelector("#room-now h2")?.lastChild?.textContent?.trim() ?? "";
    const { news, now } = sayChange(openIn(here), openIn(there), block);
    if (here.contains(document.activeElement) || isTyped(here)) {
      const kept = here.querySelector(".answers, .votes, .hidden-notes")
        ? "What you have not sent stays here until you go there."
        : "What you write here is kept.";
      this.offer(`${news}. ${kept} `, now, there);
    } else {
      here.replaceWith(document.adoptNode(there));
      this.notice(now);
    }
  }

  private offer(says: string, now: string, there: HTMLElement): void {
    const line = this.notice(says);
    const go = document.createElement("button");
    go.type = "button";
    go.className = "nhsuk-button nhsuk-button--small";
    go.textContent = "Go there now";
    go.addEventListener("click", () => {
      document.getElementById("room-open")?.replaceWith(document.adoptNode(there));
      this.notice(now);
      const heading = this.querySelector<HTMLElement>("#room-now h2");
      heading?.setAttribute("tabindex", "-1");
      heading?.focus();
    });
    line?.append(go);
  }

  private notice(text: string): HTMLElement | null {
    const line = this.querySelector<HTMLElement>('[data-part="notice"]');
    if (!line) return null;
    line.hidden = text === "";
    line.textContent = text;
    return line;
  }

  /** Say, now and then, that somebody writes: it goes into what the facilitator sees, without what is written. */
  private readonly onInput = (): void => {
    const doing = this.dataset["doing"];
    const token = document.querySelector<HTMLInputElement>('input[name="csrfmiddlewaretoken"]')?.value;
    if (!doing || !token || Date.now() - this.saidWriting < SAY_EVERY_MS) return;
    this.saidWriting = Date.now();
    const block = new URLSearchParams(location.search).get("block");
    void fetch(doing, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": token },
      body: JSON.stringify({ block: block === null ? null : Number(block) - 1, writes: true }),
    }).catch(() => undefined);
  };
}

customElements.define("live-room", LiveRoom);
