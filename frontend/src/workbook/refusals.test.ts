import { describe, expect, it } from "vitest";

import agreed from "../../../tests/golden/refusals.json";
import { refusalFor, refusalNamed } from "./refusals";

describe("refusals", () => {
  it.each(agreed)("knows code $code as $reason", ({ code, reason, comes_back }) => {
    const refusal = refusalFor(code);
    expect(refusal).toMatchObject({ reason, comesBack: comes_back });
    expect(refusalNamed(reason)).toBe(refusal);
  });

  it.each(agreed)("says why, and what to do about $reason", ({ code }) => {
    expect(refusalFor(code)?.because).toMatch(/^[a-z].*[a-z]$/);
    expect(refusalFor(code)?.remedy).toMatch(/^[A-Z].*\.$/);
  });

  it("takes what the socket's own library says of a long message for ours", () => {
    expect(refusalFor(1009)?.reason).toBe("too-large");
  });

  it("believes a refusal that it does not know", () => {
    expect(refusalFor(4499)?.comesBack).toBe(false);
  });

  it.each([1000, 1001, 1006, 1011])("takes close code %i for a lost connection", (code) => {
    expect(refusalFor(code)).toBeNull();
  });

  it("does not take a proxy's words for the server's", () => {
    expect(refusalNamed("blocked by policy")).toBeNull();
    expect(refusalNamed(undefined)).toBeNull();
  });
});
