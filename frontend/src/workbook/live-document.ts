import * as Y from "yjs";

import { KeptCopy } from "./kept-copy";
import { Provider, type State } from "./provider";
import { Refused, refusalNamed, type Refusal } from "./refusals";
import { Undo } from "./undo";

const SAYS: Record<Exclude<State, "refused">, string> = {
  connecting: "Connecting",
  saving: "Saving",
  saved: "Saved",
  offline: "Offline: keep this page open. What you type is sent when the connection is back.",
};
const KEPT = "Offline: what you type is kept on this device and is sent when the connection is back.";
const READING = "Not connected. You see what was here before.";
const GUARDED =
  "We took out what looked like an NHS number. No patient data belongs here: describe the person by role instead.";

export interface Presence {
  name?: string;
  field?: string | null;
}

/**
 * The shared document behind an element of a page: connects it, says what is saved, and undoes.
 *
 * The element has `data-workbook`, `data-ticket`, `data-person`, `data-name`, perhaps `data-read-only`, and
 * parts (`data-part`) called `state`, `guard`, `help`, `undo` and `save`, each of which may be missing.
 */
export class LiveDocument {
  readonly doc = new Y.Doc();
  readonly provider: Provider;
  private undoing: Undo | null = null;
  private afterSaved: (() => void) | null = null;
  private shownRefusal: Refusal | null = null;

  /** `onReady` is called once, when the document holds what the server has. */
  constructor(
    private readonly root: HTMLElement,
    onReady: () => void,
  ) {
    const workbook = root.dataset["workbook"] ?? "";
    const person = root.dataset["person"] ?? "";
    // a reader has nothing to keep, and leaves no copy behind
    const copy = this.isReadOnly || !person ? Promise.resolve(null) : KeptCopy.open({ person, workbook });
    this.provider = new Provider(
      this.doc,
      { path: `/workbooks/${workbook}`, ticket: () => this.ticket() },
      {
        onState: () => this.showState(),
        onSynced: () => {
          onReady();
          // from here on the Save button would write the same words a second time
          this.section("save")?.setAttribute("hidden", "");
          this.showState();
        },
      },
      { isReadOnly: this.isReadOnly, copy },
    );
    this.provider.awareness.setLocalState({ name: root.dataset["name"] ?? "", field: null } satisfies Presence);
    window.addEventListener("beforeunload", this.onLeave);
  }

  get isReadOnly(): boolean {
    return this.root.hasAttribute("data-read-only");
  }

  /** Undo and redo one's own edits of these shared types; the part `undo` has the buttons. */
  undoes(types: Y.AbstractType<any>[], show: (changed: Set<unknown>) => void): void {
    if (!this.isReadOnly && types.length) this.undoing = new Undo(this.root, this.section("undo"), types, show);
  }

  /** Say where this person is writing; null: nowhere. */
  writesIn(field: string | null): void {
    if (!this.isReadOnly) this.provider.awareness.setLocalStateField("field", field);
  }

  /** Who writes where: the names of the others by field. */
  writers(): Map<string, string[]> {
    const { awareness } = this.provider;
    const writing = new Map<string, string[]>();
    for (const [client, state] of awareness.getStates() as Map<number, Presence>) {
      if (client === awareness.clientID || !state.field || !state.name) continue;
      const names = writing.get(state.field) ?? [];
      // one person may have two devices open
      if (!names.includes(state.name)) writing.set(state.field, [...names, state.name]);
    }
    return writing;
  }

  /** Say that an NHS number was taken out. */
  readonly guarded = () => {
    const line = this.section("guard");
    if (!line) return;
    line.hidden = false;
    line.textContent = GUARDED;
  };

  /** The page is done with it. What was typed here and is not saved yet is still sent first. */
  letGo(): void {
    this.undoing?.destroy();
    this.undoing = null;
    if (this.provider.hasUnsaved && this.provider.state !== "refused") {
      this.writesIn(null);
      this.afterSaved = () => this.letGo();
      return;
    }
    window.removeEventListener("beforeunload", this.onLeave);
    this.afterSaved = null;
    this.provider.destroy();
    this.doc.destroy();
  }

  private async ticket(): Promise<string> {
    const answer = await fetch(this.root.dataset["ticket"] ?? "", { headers: { Accept: "application/json" } });
    // a redirect leads to the sign-in page
    if (answer.redirected || answer.status === 401) throw refused("not-signed-in");
    if (answer.status === 403) throw refused("not-allowed");
    if (!answer.ok) throw new Error("no ticket");
    const { ticket } = (await answer.json()) as { ticket: string };
    return ticket;
  }

  private showState(): void {
    const { state, isSynced, refusal } = this.provider;
    if (state === "saved" || state === "refused") this.afterSaved?.();
    const line = this.section("state");
    if (!line || !(isSynced || state === "refused" || state === "offline")) return;
    // a reader has nothing to save
    line.hidden = this.isReadOnly && state !== "offline" && state !== "refused";
    line.dataset["state"] = state;
    line.dataset["by"] = this.provider.by ?? "";
    const says = this.words(state);
    if (line.textContent !== says) line.textContent = says;
    this.offerHelp(state === "refused" ? refusal : null);
  }

  private words(state: State): string {
    const { refusal } = this.provider;
    if (state === "refused") return `${refusal?.says}${refusal?.isHopeless ? " Copy what you typed." : ""}`;
    if (state !== "offline") return SAYS[state];
    if (this.isReadOnly) return READING;
    const first = refusal?.says ? `${refusal.says} ` : "";
    return first + (this.provider.keeps ? KEPT : SAYS.offline);
  }

  /** What the person can do about a refusal. */
  private offerHelp(refusal: Refusal | null): void {
    const part = this.section("help");
    if (!part || refusal === this.shownRefusal) return;
    this.shownRefusal = refusal;
    part.hidden = refusal === null;
    part.replaceChildren();
    if (!refusal) return;
    if (refusal.reason === "not-signed-in") part.append(signInLink());
    else if (refusal.isHopeless) part.append(button("Load the page again without them", () => void this.startAnew()));
    else part.append(button("Try again", () => this.provider.retry()));
  }

  private async startAnew(): Promise<void> {
    window.removeEventListener("beforeunload", this.onLeave);
    await this.provider.discard();
    location.reload();
  }

  private readonly onLeave = (event: BeforeUnloadEvent) => {
    if (this.provider.hasUnsaved && !this.provider.isKept) event.preventDefault();
  };

  private section(name: string): HTMLElement | null {
    return this.root.querySelector<HTMLElement>(`[data-part="${name}"]`);
  }
}

function refused(reason: string): Error {
  const refusal = refusalNamed(reason);
  return refusal ? new Refused(refusal) : new Error(reason);
}

function signInLink(): HTMLAnchorElement {
  const link = document.createElement("a");
  link.href = `/sign-in?next=${encodeURIComponent(location.pathname)}`;
  link.textContent = "Sign in";
  return link;
}

function button(text: string, act: () => void): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "nhsuk-button nhsuk-button--secondary nhsuk-button--small";
  made.textContent = text;
  made.addEventListener("click", act);
  return made;
}
