import * as Y from "yjs";

import { KeptCopy } from "./kept-copy";
import { othersIn, writersIn, type Presence } from "./presence";
import { Provider } from "./provider";
import { Refused, refusalNamed, type Refusal } from "./refusals";
import { isTrouble, sayStanding, type Standing } from "./save-state";
import { StateVoice } from "./state-voice";
import { Undo } from "./undo";
import { showOthers, showWriters } from "./who-is-here";

// a device takes some milliseconds to keep a letter; the line is not to jump with each
const PATIENT_WITH_DEVICE_MS = 500;
// what is made of the document is made again when people pause, and not for each letter
const PAUSE_MS = 700;
const GUARDED =
  "We took out what looked like an NHS number. No patient data belongs here: describe the person by role instead.";

/**
 * The shared document behind an element of a page: connects it, says what is saved, and undoes.
 *
 * The element has `data-workbook`, `data-ticket`, `data-person`, `data-name`, perhaps `data-read-only`, perhaps
 * `data-place` (what of the workbook it shows, for others to see who is there), and parts (`data-part`) called
 * `state`, `state-said`, `here`, `guard`, `help`, `undo` and `save`, each of which may be missing. Lines with
 * `data-writing` name who is writing there. The element sends `workbook-saved` when the document has changed and the
 * server has it.
 */
export class LiveDocument {
  readonly doc = new Y.Doc();
  readonly provider: Provider;
  private undoing: Undo | null = null;
  private afterSaved: (() => void) | null = null;
  private shownRefusal: Refusal | null = null;
  private readonly voice: StateVoice;
  private patience: ReturnType<typeof setTimeout> | undefined;
  private pause: ReturnType<typeof setTimeout> | undefined;

  /** `onReady` is called once, when the document holds what the server has. */
  constructor(
    private readonly root: HTMLElement,
    onReady: () => void,
  ) {
    const workbook = root.dataset["workbook"] ?? "";
    const person = root.dataset["person"] ?? "";
    this.voice = new StateVoice(this.section("state-said"));
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
    const { name = "", place = null } = root.dataset;
    this.provider.awareness.setLocalState({ name, place, field: null } satisfies Presence);
    this.provider.awareness.on("change", this.showPresence);
    // what somebody is writing in may arrive after the word that they do
    this.doc.on("update", this.showPresence);
    this.doc.on("update", this.onChanged);
    window.addEventListener("beforeunload", this.onLeave);
  }

  get isReadOnly(): boolean {
    return this.root.hasAttribute("data-read-only");
  }

  /** Undo and redo one's own edits of these shared types; the part `undo` has the buttons. */
  undoes(types: Y.AbstractType<any>[], show: (changed: Set<unknown>) => void): void {
    if (!this.isReadOnly && types.length) this.undoing = new Undo(this.root, this.section("undo"), types, show);
  }

  /** Say where this person is writing: in a field, in a cell of a row, or (null) nowhere. */
  writesIn(field: string | null, cell: string | null = null): void {
    const { awareness } = this.provider;
    if (!this.isReadOnly) awareness.setLocalState({ ...awareness.getLocalState(), field, cell });
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
    clearTimeout(this.patience);
    clearTimeout(this.pause);
    this.voice.hush();
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

  private get standing(): Standing {
    const { state, refusal, isSynced, hasUnsaved, isKept, keeps } = this.provider;
    return { state, refusal, isSynced, hasUnsaved, isKept, keeps, isReadOnly: this.isReadOnly };
  }

  private showState(): void {
    const { standing } = this;
    const { state, refusal } = standing;
    clearTimeout(this.patience);
    if (state === "saved" || state === "refused") this.afterSaved?.();
    if (state === "offline" && standing.hasUnsaved && standing.keeps && !standing.isKept) {
      this.patience = setTimeout(() => this.say(this.standing), PATIENT_WITH_DEVICE_MS);
    } else this.say(standing);
    this.offerHelp(state === "refused" ? refusal : null);
    this.showPresence();
  }

  private say(standing: Standing): void {
    const line = this.section("state");
    const { state, isSynced } = standing;
    if (!line || !(isSynced || isTrouble(standing))) return;
    // a reader has nothing to save
    line.hidden = this.isReadOnly && !isTrouble(standing);
    line.dataset["state"] = state;
    line.dataset["by"] = this.provider.by ?? "";
    const says = sayStanding(standing);
    if (line.textContent !== says) line.textContent = says;
    if (isTrouble(standing)) this.voice.trouble(says);
    else if (state === "saved") this.voice.well();
    else this.voice.hush();
  }

  /** Who else is here and where they write, as far as this page can know now. */
  private readonly showPresence = () => {
    const { awareness, state } = this.provider;
    const isConnected = state === "saved" || state === "saving";
    const others = isConnected ? othersIn(awareness.getStates(), awareness.clientID) : [];
    showWriters(this.root, writersIn(others));
    const { place, name } = this.root.dataset;
    const line = this.section("here");
    if (line && place) showOthers(line, isConnected ? others : null, { place, me: name ?? "" });
  };

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

  /** Tell the page, once it is on the server's disk, that the document says something else. */
  private readonly onChanged = () => {
    // what the page had from the start is in what the server drew
    if (!this.provider.isSynced) return;
    clearTimeout(this.pause);
    this.pause = setTimeout(() => {
      if (this.provider.hasUnsaved) this.onChanged();
      else this.root.dispatchEvent(new CustomEvent("workbook-saved", { bubbles: true }));
    }, PAUSE_MS);
  };

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
