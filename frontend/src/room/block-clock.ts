const SPOKEN: [number, string][] = [
  [300, "5 minutes left"],
  [120, "2 minutes left"],
  [60, "1 minute left"],
  [0, "Time is up"],
];

/** Seconds as minutes and seconds, and whether they are left or over: "4:05 left", "0:30 over". */
export function clockFace(secondsLeft: number): string {
  const seconds = Math.abs(secondsLeft);
  const face = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  return `${face} ${secondsLeft < 0 ? "over" : "left"}`;
}

const HIDDEN = "deepdive-clock-hidden";

/** `<block-clock data-ends-at data-now>` counts down to a block's end by the server's clock. */
class BlockClock extends HTMLElement {
  private timer: number | undefined;
  private behind = 0;
  private last = Number.POSITIVE_INFINITY;

  connectedCallback(): void {
    this.behind = Date.parse(this.dataset["now"] ?? "") - Date.now();
    this.querySelector('[data-part="time"]')?.setAttribute("role", "timer");
    this.offerToHide();
    this.tick();
    this.timer = window.setInterval(() => this.tick(), 1000);
  }

  disconnectedCallback(): void {
    window.clearInterval(this.timer);
  }

  /** A clock makes some people nervous: each can hide theirs, and it stays hidden on this device. */
  private offerToHide(): void {
    const time = this.querySelector<HTMLElement>('[data-part="time"]');
    // the shared screen is for all
    if (!time || !("hideable" in this.dataset) || this.closest(".shared-screen")) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "link-button clock-switch";
    const show = (hidden: boolean): void => {
      time.hidden = hidden;
      button.textContent = hidden ? "Show the clock" : "Hide the clock";
    };
    show(localStorage.getItem(HIDDEN) === "yes");
    button.addEventListener("click", () => {
      localStorage.setItem(HIDDEN, time.hidden ? "no" : "yes");
      show(!time.hidden);
    });
    this.append(button);
  }

  private tick(): void {
    const left = Math.round((Date.parse(this.dataset["endsAt"] ?? "") - Date.now() - this.behind) / 1000);
    const time = this.querySelector('[data-part="time"]');
    if (time) time.textContent = clockFace(left);
    const spoken = SPOKEN.find(([at]) => left <= at && this.last > at);
    const line = this.querySelector('[data-part="spoken"]');
    const isHidden = this.querySelector<HTMLElement>('[data-part="time"]')?.hidden;
    if (spoken && line && !isHidden && Number.isFinite(this.last)) line.textContent = spoken[1];
    this.last = left;
  }
}

customElements.define("block-clock", BlockClock);
