/**
 * `<live-picture data-source="...">` around a picture that the server drew: asks for it again when something of the
 * document has been saved, by whomever. While it cannot be had, the picture stays as it is.
 */
class LivePicture extends HTMLElement {
  private readonly onSaved = () => void this.draw();

  connectedCallback(): void {
    document.addEventListener("workbook-saved", this.onSaved);
  }

  disconnectedCallback(): void {
    document.removeEventListener("workbook-saved", this.onSaved);
  }

  private async draw(): Promise<void> {
    const answer = await fetch(this.dataset["source"] ?? "").catch(() => null);
    // a redirect leads to the sign-in page
    if (!answer?.ok || answer.redirected) return;
    const drawn = await answer.text();
    const scrolled = this.box?.scrollLeft ?? 0;
    const hasFocus = this.contains(document.activeElement);
    this.innerHTML = drawn;
    if (!this.box) return;
    this.box.scrollLeft = scrolled;
    if (hasFocus) this.box.focus({ preventScroll: true });
  }

  private get box(): HTMLElement | null {
    return this.querySelector<HTMLElement>(".picture__box");
  }
}

customElements.define("live-picture", LivePicture);
