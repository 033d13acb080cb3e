// The same rules as deepdive/core/patient_data.py, which says why; both read the golden files of the tests.
import { plain } from "./plain-characters";

export const REMOVED = "[NHS number removed]";
export const ADVICE = "No patient data belongs here: write about roles, not real people.";

export const SAYS = {
  "nhs-number": "This looks like an NHS number.",
  "national-insurance-number": "This looks like a National Insurance number.",
  "hospital-number": "This looks like a patient's number in a hospital or a record system.",
  "date-of-birth": "This looks like a date of birth.",
  "person-and-postcode": "This looks like the postcode of a real person.",
  "small-count": "Small numbers can point to people: write 'fewer than 8' or a band such as '8 to 12'.",
} as const;

/** What a piece of text looks like. */
export type Looks = keyof typeof SAYS;

/** Something that may point to a real person: its place in the text, in code units, and what it looks like. */
export interface Finding {
  start: number;
  end: number;
  looks: Looks;
}

type Span = readonly [number, number];

const BEFORE = "(?<![A-Za-z0-9])";
const AFTER = "(?![A-Za-z0-9])";

const GAP = "(?: {1,2}| ?[.-] ?)?";
const NHS_NUMBER = new RegExp(`(?<![0-9])[0-9]{3}${GAP}[0-9]{3}${GAP}[0-9]{4}(?![0-9])`, "g");

const NI_PREFIX = "(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]";
const NI_NUMBER = new RegExp(
  `${BEFORE}(?:${NI_PREFIX}[ -]{0,2}[0-9]{2}[ -]?[0-9]{2}[ -]?[0-9]{2}[ -]{0,2}[A-D]` +
    `|${NI_PREFIX.toLowerCase()}[0-9]{6}[a-d])${AFTER}`,
  "g",
);

const HOSPITAL_CUE = new RegExp(
  "(?<![a-z])(?:mrn|(?:hospital|nhs|patient|unit|chi|pas|case ?note|health and care|h&c)(?:'s)? ?" +
    "(?:numbers?|nos?|num|ids?|ref))(?![a-z])",
  "gi",
);
const HOSPITAL_NUMBER = new RegExp(
  `${BEFORE}(?:[A-Za-z]{1,4}-?[0-9]{4,10}|[0-9]{6,10}|[0-9]{3}${GAP}[0-9]{3}${GAP}[0-9]{4})[A-Za-z]{0,2}${AFTER}`,
  "g",
);

const BIRTH_CUE = /(?<![a-z])(?:d[. ]?o[. ]?b|dates? of birth|birth ?date|birthday|born)(?![a-z])/gi;
const DAY = "(?:0?[1-9]|[12][0-9]|3[01])";
const MONTH =
  "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?" +
  "|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)";
const TH = "(?:st|nd|rd|th)?";
const DATE = new RegExp(
  "(?<![0-9])(?:" +
    `${DAY}(?: ?[/.-] ?| )${DAY}(?: ?[/.-] ?| )(?:[0-9]{4}|[0-9]{2})` +
    `|(?:1[89]|20)[0-9]{2} ?[/.-] ?${DAY} ?[/.-] ?${DAY}` +
    `|${DAY}${TH}(?: of)?[ /.-]{0,2}${MONTH}[ ,/.-]{0,2}(?:[0-9]{4}|'?[0-9]{2})` +
    "|(?:0[1-9]|[12][0-9]|3[01])(?:0[1-9]|1[0-2])(?:19|20)[0-9]{2}" +
    ")(?![0-9])" +
    `|(?<![a-z])${MONTH}[ .]{0,2}${DAY}${TH},? {0,2}[0-9]{4}(?![0-9])`,
  "gi",
);

const POSTCODE = new RegExp(
  `${BEFORE}[A-PR-UWYZ][A-HK-Y]?[0-9][0-9A-Z]? {0,2}[0-9][ABD-HJLNP-UW-Z]{2}${AFTER}`,
  "gi",
);
const PERSON_CUE = new RegExp(
  "(?<![A-Za-z])(?:[Mm][Rr][Ss]?|[Mm][SsXx]|[Dd][Rr]|Miss|MISS|Master|MASTER|Prof|Rev|Sir|Lady|Lord|Dame)" +
    "\\.? {1,2}(?=[A-ZÀ-ÖØ-Þ])" +
    "|(?<![A-Za-z])(?:[Ll]ive[sd]?|[Ll]iving|[Rr]eside[sd]?|[Rr]esiding) (?:at|in)(?![A-Za-z])" +
    "|(?<![A-Za-z])[Hh]ome address(?![A-Za-z])",
  "g",
);

const SMALL_COUNT = /^ *[1-7](?:\.0+)? *$/;

/** Whether ten digits carry a right modulus-11 check digit and are not one digit ten times. */
export function isNhsNumber(digits: string): boolean {
  if (!/^[0-9]{10}$/.test(digits) || new Set(digits).size === 1) return false;
  let total = 0;
  for (let place = 0; place < 9; place += 1) total += Number(digits[place]) * (10 - place);
  return (11 - (total % 11)) % 11 === Number(digits[9]);
}

/**
 * Everything in the text that looks like it points to a real person, in order, none inside another.
 * `countsPeople`: the text answers how many people, so a number from 1 to 7 is found too.
 */
export function findings(text: string, countsPeople = false): Finding[] {
  const made = plain(text);
  const reading = made.text;
  if (!/[0-9]/.test(reading)) return [];
  const found: [Looks, readonly Span[]][] = [
    ["nhs-number", nhsNumbers(reading)],
    ["national-insurance-number", spans(NI_NUMBER, reading)],
    ["date-of-birth", near(BIRTH_CUE, DATE, reading, 30, 12)],
    ["hospital-number", hospitalNumbers(reading)],
    ["person-and-postcode", near(PERSON_CUE, POSTCODE, reading, 80, 40)],
    ["small-count", countsPeople && SMALL_COUNT.test(reading) ? [[0, reading.length]] : []],
  ];
  let taken: Finding[] = [];
  for (const [looks, all] of found) {
    const free = apart(all, taken.map(({ start, end }): Span => [start, end]));
    taken = [...taken, ...free.map(([start, end]) => ({ start, end, looks }))].sort((a, b) => a.start - b.start);
  }
  return taken.map(({ start, end, looks }) => ({ start: made.start(start), end: made.end(end), looks }));
}

/** The findings that may stay with a reason: all but NHS numbers. */
export function warnings(text: string, countsPeople = false): Finding[] {
  return findings(text, countsPeople).filter(({ looks }) => looks !== "nhs-number");
}

/** The text with each valid NHS number replaced by a note that it was removed. */
export function withoutNhsNumbers(text: string): string {
  const made = plain(text);
  let clean = "";
  let at = 0;
  for (const [start, end] of nhsNumbers(made.text)) {
    clean += text.slice(at, made.start(start)) + REMOVED;
    at = made.end(end);
  }
  return clean + text.slice(at);
}

function nhsNumbers(text: string): Span[] {
  return spans(NHS_NUMBER, text).filter(([start, end]) => isNhsNumber(text.slice(start, end).replace(/[^0-9]/g, "")));
}

function hospitalNumbers(text: string): Span[] {
  const numbers = near(HOSPITAL_CUE, HOSPITAL_NUMBER, text, 25, 10);
  return numbers.length ? apart(numbers, spans(DATE, text)) : [];
}

function spans(pattern: RegExp, text: string): Span[] {
  return Array.from(text.matchAll(pattern), (match): Span => [match.index, match.index + match[0].length]);
}

/** Where the pattern is found at most `after` characters behind a cue or `before` ahead of one. */
function near(cue: RegExp, pattern: RegExp, text: string, after: number, before: number): Span[] {
  const cues = spans(cue, text);
  if (!cues.length) return [];
  let next = 0; // the first cue that does not end before the span: spans stand in order
  return spans(pattern, text).filter(([start, end]) => {
    while (next < cues.length && (cues[next]?.[1] ?? 0) <= start) next += 1;
    const ahead = cues[next - 1];
    let behind = next;
    while (behind < cues.length && (cues[behind]?.[0] ?? 0) < end) behind += 1;
    const first = cues[behind];
    return (ahead && start - ahead[1] <= after) || (first && first[0] - end <= before) || false;
  });
}

/** Those spans that share no character with the others; both stand in order and apart. */
function apart(all: readonly Span[], others: readonly Span[]): Span[] {
  let next = 0;
  return all.filter(([start, end]) => {
    while (next < others.length && (others[next]?.[1] ?? 0) <= start) next += 1;
    return next === others.length || (others[next]?.[0] ?? 0) >= end;
  });
}
