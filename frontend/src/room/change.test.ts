import { expect, it } from "vitest";

import { sayChange } from "./change";

const open = (opens: string, of = opens, said = "") => ({ opens, of, said });

it("says that another block has started", () => {
  const said = sayChange(open("quiz/0/shown", "quiz/0/shown", "The answers are shown"), open("map"), "Draw");
  expect(said).toEqual({ news: "The facilitator has started: Draw", now: "Now: Draw" });
  expect(sayChange(open("map"), open(""), "").now).toBe("");
  expect(sayChange(open(""), open(""), "Talk").news).toBe("The facilitator has started: Talk");
});

it("says what has happened to the activity that is open", () => {
  const shown = open("quiz/0/shown", "quiz/0/shown", "The answers are shown");
  expect(sayChange(open("quiz/0/asked"), shown, "Quiz")).toEqual({
    news: "The answers are shown",
    now: "The answers are shown.",
  });
});

it("says whose copy of a document is open", () => {
  expect(sayChange(open("map"), open("group:3-map-a/map", "map"), "Draw").news).toBe("Open now: your group's own copy");
  expect(sayChange(open("group:3-map-a/map", "map"), open("map"), "Draw").now).toBe("Now: the document of everybody");
});
