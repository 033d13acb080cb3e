import { expect, it } from "vitest";

import golden from "../../../tests/golden/nhs-numbers.json";
import { withoutNhsNumbers } from "./patient-data";

it.each(golden)("takes out of '$text' what the server takes out", ({ text, clean }) => {
  expect(withoutNhsNumbers(text)).toBe(clean);
});
