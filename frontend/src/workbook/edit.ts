/** A change to a text: at a place, so many characters go and these come. */
export interface Edit {
  at: number;
  removed: number;
  added: string;
}

/**
 * What turned `before` into `after`, or null when they are the same.
 *
 * `caret` is where the cursor stands after typing. It settles what the texts alone leave open: in
 * "aa" an "a" may have been typed in three places.
 */
export function editBetween(before: string, after: string, caret = after.length): Edit | null {
  if (before === after) return null;
  const most = Math.min(before.length, after.length);
  let start = 0;
  const startMost = Math.min(most, Math.max(0, caret - Math.max(0, after.length - before.length)));
  while (start < startMost && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < most - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1;
  [start, end] = withoutHalfCharacters(before, after, start, end);
  return { at: start, removed: before.length - end - start, added: after.slice(start, after.length - end) };
}

/** Emoji are two code units; half of one, sent alone, would arrive as a replacement character. */
function withoutHalfCharacters(before: string, after: string, start: number, end: number): [number, number] {
  const cutsAt = (text: string, at: number) =>
    at > 0 && at < text.length && /[\uD800-\uDBFF]/.test(text[at - 1] ?? "") && /[\uDC00-\uDFFF]/.test(text[at] ?? "");
  const newStart = cutsAt(before, start) || cutsAt(after, start) ? start - 1 : start;
  const newEnd = cutsAt(before, before.length - end) || cutsAt(after, after.length - end) ? end - 1 : end;
  return [newStart, Math.max(0, newEnd)];
}

/**
 * The same edit on a text that others have changed meanwhile. Where both changed the same words, theirs
 * stay and what was added here is added: nothing that anybody typed is lost.
 */
export function editAfter(mine: Edit, theirs: Edit): Edit {
  const overlaps = mine.at < theirs.at + theirs.removed && theirs.at < mine.at + mine.removed;
  const within = mine.at < theirs.at && theirs.at < mine.at + mine.removed;
  return { ...mine, at: placeAfter(mine.at, theirs), removed: overlaps || within ? 0 : mine.removed };
}

/** Where a place in a text is after an edit: moved by what came or went before it. */
export function placeAfter(place: number, edit: Edit): number {
  if (place <= edit.at) return place;
  return Math.max(edit.at, place - edit.removed) + edit.added.length;
}
