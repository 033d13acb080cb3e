import { describe, expect, it } from "vitest";
import * as Y from "yjs";

import golden from "../../../tests/golden/documents.json";
import { fieldName, readHeadings, readLinks, readNotes, readRows, readText, readValue } from "./document";

function documentOf(updates: string[]): Y.Doc {
  const doc = new Y.Doc();
  for (const update of updates) Y.applyUpdate(doc, Uint8Array.from(atob(update), (letter) => letter.charCodeAt(0)));
  return doc;
}

function says(doc: Y.Doc, groups: string[]): object {
  const field = (group: string) => ({
    headline: readText(doc, fieldName("notes", "headline", group)),
    summary: readText(doc, fieldName("notes", "summary", group)),
    answer: readValue(doc, fieldName("notes", "answer", group)),
    count: readValue(doc, fieldName("notes", "count", group)),
    due: readValue(doc, fieldName("notes", "due", group)),
    steps: readRows(doc, fieldName("notes", "steps", group), ["what", "level"]),
  });
  return {
    fields: Object.fromEntries(groups.map((group) => [group, field(group)])),
    headings: readHeadings(doc, "ideas"),
    notes: readNotes(doc, "ideas"),
    links: readLinks(doc, "step-needs").sort(),
  };
}

describe("the golden documents", () => {
  it.each(golden)("$name: say here what they say on the server", ({ updates, says: expected }) => {
    expect(says(documentOf(updates), Object.keys(expected.fields))).toEqual(expected);
  });

  it.each(golden)("$name: say it in whatever order the updates come", ({ updates, says: expected }) => {
    expect(says(documentOf([...updates].reverse()), Object.keys(expected.fields))).toEqual(expected);
  });
});
