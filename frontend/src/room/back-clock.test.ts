// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { sayBack } from "./back-clock";

beforeEach(() => void vi.useFakeTimers({ now: Date.parse("2027-03-02T12:00:00Z") }));
afterEach(() => void vi.useRealTimers());

it("says how long is left", () => {
  expect([45, 1, 0, -3].map(sayBack)).toEqual(["in 45 seconds", "in 1 second", "now", "now"]);
});

it("counts by the server's clock, and says once that the time is over", () => {
  const heard = vi.fn();
  document.body.addEventListener("room-changes", heard);
  // the server is an hour ahead
  const page = new DOMParser().parseFromString(
    '<back-clock data-now="2027-03-02T13:00:00Z" data-ends-at="2027-03-02T13:00:03Z">by 13:00:03</back-clock>',
    "text/html",
  );
  document.body.append(document.adoptNode(page.querySelector("back-clock")!));
  const clock = document.querySelector("back-clock")!;
  expect(clock.textContent).toBe("in 3 seconds");
  vi.advanceTimersByTime(3000);
  expect([clock.textContent, heard.mock.calls.length]).toEqual(["now", 0]);
  vi.advanceTimersByTime(5000);
  expect(heard).toHaveBeenCalledTimes(1);
});
