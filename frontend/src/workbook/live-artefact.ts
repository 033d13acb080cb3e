import * as Y from "yjs";

import { Provider, Refused, type State } from "./provider";
import { RowList } from "./row-list";
import { TextBox } from "./text-box";
import { ValueBox } from "./value-box";

const SAYS: Record<State, string> = {
  connecting: "Connecting",
  saving: "Saving",
  saved: "Saved",
  offline: "Not connected. Keep this page open: what you type stays here and is sent when the connection is back.",
  refused: "You can no longer write here. Copy what you typed, then load the page again.",
};
const GUARDED =
  "We took out what looked like an NHS number. No patient data belongs here: describe the person by role instead.";

interface Presence {
  name?: string;
  field?: string | null;
}

/**
 * `<live-artefact data-workbook data-ticket data-name [data-read-only]>` around an artefact's form:
 * binds its text boxes to the shared document, says what is saved, and shows who writes where.
 */
class LiveArtefact extends HTMLElement {
  private doc: Y.Doc | null = null;
  private provider: Provider | null = null;
  private boxes: { destroy(): void }[] = [];
  private afterSaved: (() => void) | null = null;

  connectedCallback(): void {
    this.doc = new Y.Doc();
    this.provider = new Provider(this.doc, () => this.address(), {
      onState: (state) => this.showState(state),
      onSynced: () => this.bind(),
    });
    this.provider.awareness.setLocalState({ name: this.dataset["name"] ?? "", field: null } satisfies Presence);
    this.provider.awareness.on("change", this.showPresence);
    this.addEventListener("focusin", this.onFocus);
    this.addEventListener("focusout", this.onBlur);
    window.addEventListener("beforeunload", this.onLeave);
  }

  disconnectedCallback(): void {
    this.removeEventListener("focusin", this.onFocus);
    this.removeEventListener("focusout", this.onBlur);
    for (const box of this.boxes) box.destroy();
    this.boxes = [];
    this.letGo();
  }

  /** The room has moved on. What was typed here and is not saved yet is still sent first. */
  private letGo(): void {
    const { provider, doc } = this;
    if (provider?.hasUnsaved && provider.state !== "refused") {
      provider.awareness.setLocalStateField("field", null);
      this.afterSaved = () => this.letGo();
      return;
    }
    window.removeEventListener("beforeunload", this.onLeave);
    this.afterSaved = null;
    provider?.destroy();
    doc?.destroy();
  }

  private get isReadOnly(): boolean {
    return this.hasAttribute("data-read-only");
  }

  private async address(): Promise<string> {
    const answer = await fetch(this.dataset["ticket"] ?? "", { headers: { Accept: "application/json" } });
    // a redirect leads to the sign-in page
    if (answer.redirected || answer.status === 401 || answer.status === 403) throw new Refused();
    if (!answer.ok) throw new Error("no ticket");
    const { ticket } = (await answer.json()) as { ticket: string };
    const scheme = location.protocol === "https:" ? "wss" : "ws";
    const workbook = this.dataset["workbook"] ?? "";
    return `${scheme}://${location.host}/workbooks/${workbook}/sync?ticket=${encodeURIComponent(ticket)}`;
  }

  private bind(): void {
    const doc = this.doc;
    if (!doc) return;
    for (const box of this.querySelectorAll<HTMLTextAreaElement>("textarea[data-field]")) {
      const text = doc.getText(box.dataset["field"]);
      this.boxes.push(new TextBox(box, text, this.onGuarded));
    }
    for (const box of this.querySelectorAll<HTMLInputElement | HTMLSelectElement>(
      "input[data-field], select[data-field]",
    )) {
      this.boxes.push(new ValueBox(box, doc.getMap(box.dataset["field"]), "value", this.onGuarded));
    }
    for (const list of this.querySelectorAll<HTMLElement>("[data-row-list]")) {
      this.boxes.push(new RowList(list, doc.getMap(list.dataset["rowList"]), this.isReadOnly, this.onGuarded));
    }
    // from here on the Save button would write the same words a second time
    this.section("save")?.setAttribute("hidden", "");
  }

  private showState(state: State): void {
    if (state === "saved" || state === "refused") this.afterSaved?.();
    const line = this.section("state");
    if (!line || !this.provider?.isSynced) return;
    // a reader has nothing to save
    line.hidden = this.isReadOnly && state !== "offline";
    line.dataset["state"] = state;
    if (line.textContent !== SAYS[state]) line.textContent = SAYS[state];
  }

  private readonly onGuarded = () => {
    const line = this.section("guard");
    if (!line) return;
    line.hidden = false;
    line.textContent = GUARDED;
  };

  private readonly showPresence = () => {
    const awareness = this.provider?.awareness;
    if (!awareness) return;
    const writing = new Map<string, string[]>();
    for (const [client, state] of awareness.getStates() as Map<number, Presence>) {
      if (client === awareness.clientID || !state.field || !state.name) continue;
      writing.set(state.field, [...(writing.get(state.field) ?? []), state.name]);
    }
    for (const line of this.querySelectorAll<HTMLElement>("[data-writing]")) {
      // one person may have two devices open
      const names = [...new Set(writing.get(line.dataset["writing"] ?? ""))];
      line.textContent = names.length ? `${names.join(" and ")} ${names.length > 1 ? "are" : "is"} writing here` : "";
    }
  };

  private readonly onFocus = (event: FocusEvent) => {
    const target = event.target as HTMLElement;
    const field = target.dataset["field"] ?? target.closest<HTMLElement>("[data-row-list]")?.dataset["rowList"];
    if (field && !this.isReadOnly) this.provider?.awareness.setLocalStateField("field", field);
  };

  private readonly onBlur = () => this.provider?.awareness.setLocalStateField("field", null);

  private readonly onLeave = (event: BeforeUnloadEvent) => {
    if (this.provider?.hasUnsaved) event.preventDefault();
  };

  private section(name: string): HTMLElement | null {
    return this.querySelector<HTMLElement>(`[data-part="${name}"]`);
  }
}

customElements.define("live-artefact", LiveArtefact);
