// The same rule as deepdive/core/patient_data.py; both read tests/golden/nhs-numbers.json.
const CANDIDATE = /(?<!\d)\d{3}[ \u00a0-]?\d{3}[ \u00a0-]?\d{4}(?!\d)/g;
export const REMOVED = "[NHS number removed]";

/** Whether ten digits carry a right modulus-11 check digit and are not one digit ten times. */
export function isNhsNumber(digits: string): boolean {
  if (!/^\d{10}$/.test(digits) || new Set(digits).size === 1) return false;
  let total = 0;
  for (let place = 0; place < 9; place += 1) total += Number(digits[place]) * (10 - place);
  return (11 - (total % 11)) % 11 === Number(digits[9]);
}

/** The text with each valid NHS number replaced by a note that it was removed. */
export function withoutNhsNumbers(text: string): string {
  return text.replace(CANDIDATE, (found) => (isNhsNumber(found.replace(/\D/g, "")) ? REMOVED : found));
}
