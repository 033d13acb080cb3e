/** Seconds until people are to be back, as words: "in 45 seconds", "in 1 second", "now". */
export function sayBack(secondsLeft: number): string {
  if (secondsLeft <= 0) return "now";
  return `in ${secondsLeft} second${secondsLeft === 1 ? "" : "s"}`;
}

/**
 * `<back-clock data-ends-at data-now>` counts down by the server's clock until groups are to be back. A second after
 * that it says so by the event `room-changes`, because nobody else does: the room is another from then on.
 */
class BackClock extends HTMLElement {
  private timer: number | undefined;

  connectedCallback(): void {
    const behind = Date.parse(this.dataset["now"] ?? "") - Date.now();
    const endsAt = Date.parse(this.dataset["endsAt"] ?? "") - behind;
    this.setAttribute("role", "timer");
    const tick = (): void => {
      const left = Math.ceil((endsAt - Date.now()) / 1000);
      this.textContent = sayBack(left);
      if (left >= 0) return;
      window.clearInterval(this.timer);
      this.dispatchEvent(new CustomEvent("room-changes", { bubbles: true }));
    };
    this.timer = window.setInterval(tick, 1000);
    tick();
  }

  disconnectedCallback(): void {
    window.clearInterval(this.timer);
  }
}

customElements.define("back-clock", BackClock);
