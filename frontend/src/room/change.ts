/** What is open in a room, as `#room-open` tells it: what, of which document or activity, and what has happened to it. */
export interface Open {
  opens: string;
  of: string;
  said: string;
}

export function openIn(part: HTMLElement): Open {
  const { opens = "", of = "", said = "" } = part.dataset;
  return { opens, of, said };
}

/**
 * What to tell people when something else is open: the whole sentence without its full stop, and the words for it once
 * it is in front of them; empty if there is nothing to say. `block` is the title of the block that runs.
 */
export function sayChange(here: Open, there: Open, block: string): { news: string; now: string } {
  if (there.of !== "" && here.of === there.of) {
    // of the same document, a group's own copy or the common one
    const whose = there.opens === there.of ? "the document of everybody" : "your group's own copy";
    return { news: `Open now: ${whose}`, now: `Now: ${whose}` };
  }
  if (there.said && activityOf(here) === activityOf(there)) return { news: there.said, now: `${there.said}.` };
  return { news: `The facilitator has started: ${block}`, now: block ? `Now: ${block}` : "" };
}

/** An activity's state begins with its id: "quiz/0/shown". */
function activityOf(open: Open): string {
  return open.of.split("/")[0] ?? "";
}
