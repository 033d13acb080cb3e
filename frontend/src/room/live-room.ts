/**
 * `<live-room data-page data-events data-place>` around the parts of a room that change: when the room moves on
 * it loads the page again and takes over those parts. The server renders the room in one place only.
 *
 * What is open stays as it is while somebody writes in it: they are told, and go when they are ready.
 */
class LiveRoom extends HTMLElement {
  private source: EventSource | null = null;
  private timer: number | undefined;
  private again: number | undefined;

  connectedCallback(): void {
    this.listen();
  }

  disconnectedCallback(): void {
    this.source?.close();
    window.clearTimeout(this.timer);
    window.clearTimeout(this.again);
  }

  private listen(): void {
    this.source = new EventSource(`${this.dataset["events"]}?after=${this.dataset["place"]}`);
    this.source.addEventListener("moved", () => void this.load());
    this.source.onerror = () => {
      // the browser comes back by itself, except where the server said no
      if (this.source?.readyState !== EventSource.CLOSED) return;
      this.timer = window.setTimeout(() => this.listen(), 5000);
    };
  }

  private async load(): Promise<void> {
    // not the address in the bar: a refused command is shown at an address that only takes forms
    const home = this.dataset["page"] ?? location.pathname;
    let answer: Response;
    try {
      answer = await fetch(home);
    } catch {
      this.again = window.setTimeout(() => void this.load(), 2000);
      return;
    }
    if (!answer.ok || answer.redirected) {
      location.assign(home);
      return;
    }
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    // of two moves at once, the older page may come last
    const place = Number(page.querySelector<HTMLElement>("live-room")?.dataset["place"]);
    if (place < Number(this.dataset["place"])) return;
    this.dataset["place"] = String(place);
    for (const id of ["room-controls", "room-now", "run-sheet"]) swap(id, page);
    this.takeOpen(page);
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
    const title = page.querySelector("#room-now h2")?.lastChild?.textContent?.trim() ?? "";
    if (here.contains(document.activeElement)) this.offer(title, there);
    else {
      here.replaceWith(document.adoptNode(there));
      this.notice(title ? `Now: ${title}` : "");
    }
  }

  private offer(title: string, there: HTMLElement): void {
    const line = this.notice(`The facilitator has started: ${title}. What you write here is kept. `);
    const go = document.createElement("button");
    go.type = "button";
    go.className = "nhsuk-button nhsuk-button--small";
    go.textContent = "Go there now";
    go.addEventListener("click", () => {
      document.getElementById("room-open")?.replaceWith(document.adoptNode(there));
      this.notice(`Now: ${title}`);
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
}

/** Take the part with that id from the new page, and keep the focus on the control that had it. */
function swap(id: string, page: Document): void {
  const here = document.getElementById(id);
  const there = page.getElementById(id);
  if (!here || !there) return;
  const focused = here.contains(document.activeElement) ? document.activeElement?.id : "";
  here.replaceWith(document.adoptNode(there));
  if (focused) document.getElementById(focused)?.focus();
}

customElements.define("live-room", LiveRoom);
