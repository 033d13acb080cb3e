import { describe } from "./described";
import { listed, namesAt, type Presence, type Writer } from "./presence";

/** Say in each line with `data-writing` who is writing there. It is heard with the box, and not by itself. */
export function showWriters(root: HTMLElement, writing: ReadonlyMap<string, readonly Writer[]>): void {
  for (const line of root.querySelectorAll<HTMLElement>("[data-writing]")) {
    const writers = writing.get(line.dataset["writing"] ?? "") ?? [];
    const names = writers.map(({ name, cell }) => (cell ? `${name} (${labelOf(line, cell)})` : name));
    const says = names.length ? `Writing: ${listed(names)}` : "";
    if (line.textContent === says) continue;
    line.textContent = says;
    const about = aboutOf(line);
    if (!about) continue;
    line.id ||= `writing-${line.dataset["writing"]}`;
    describe(about, line.id, says !== "");
  }
}

/** Say who else is at the place; null where that is not known. */
export function showOthers(
  line: HTMLElement,
  others: readonly Presence[] | null,
  { place, me }: { place: string; me: string },
): void {
  const names = others ? namesAt(others, place, me) : [];
  const says = others === null ? "" : names.length ? `Also here: ${listed(names)}` : "Nobody else is here now.";
  line.hidden = says === "";
  if (line.textContent !== says) line.textContent = says;
}

/** What the line is about: a row as a whole, or the box beside it. */
function aboutOf(line: HTMLElement): HTMLElement | null {
  const row = line.closest<HTMLElement>("[data-row]");
  return row ?? line.closest("[data-note], .artefact-field")?.querySelector("textarea, input, select") ?? null;
}

function labelOf(line: HTMLElement, cell: string): string {
  const boxes = line.closest("[data-row]")?.querySelectorAll<HTMLTextAreaElement>("[data-cell]") ?? [];
  const box = Array.from(boxes).find((one) => one.dataset["cell"] === cell);
  return box?.labels?.[0]?.textContent?.trim() || "here";
}
