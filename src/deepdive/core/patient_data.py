"""Keep patient data out: find what looks like it points to a real person in what people type.

A valid NHS number is refused or removed. Everything else may be a false alarm, so it warns: the person
changes the text or says why it may stay. The browser has the same rules
(``frontend/src/workbook/patient-data.ts``); the golden files of the tests keep the two alike.

Every pattern is bounded in length and looks for ASCII characters only, in a text made of plain
characters: the time grows with the length of the text and no faster, and both languages read alike.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from deepdive.core.plain_characters import plain

REMOVED = "[NHS number removed]"
ADVICE = "No patient data belongs here: write about roles, not real people."


class Looks(StrEnum):
    """What a piece of text looks like."""

    NHS_NUMBER = "nhs-number"
    NATIONAL_INSURANCE = "national-insurance-number"
    HOSPITAL_NUMBER = "hospital-number"
    BIRTH_DATE = "date-of-birth"
    HOME = "person-and-postcode"
    SMALL_COUNT = "small-count"


SAYS: dict[Looks, str] = {
    Looks.NHS_NUMBER: "This looks like an NHS number.",
    Looks.NATIONAL_INSURANCE: "This looks like a National Insurance number.",
    Looks.HOSPITAL_NUMBER: "This looks like a patient's number in a hospital or a record system.",
    Looks.BIRTH_DATE: "This looks like a date of birth.",
    Looks.HOME: "This looks like the postcode of a real person.",
    Looks.SMALL_COUNT: "Small numbers can point to people: write 'fewer than 8' or a band such as '8 to 12'.",
}


@dataclass(frozen=True, order=True)
class Finding:
    """Something that may point to a real person: its place in the text, in characters, and what it looks
    like. It does not hold the text itself, so that it may be logged and kept."""

    start: int
    end: int
    looks: Looks


# A text with fewer cannot hold an NHS number.
NHS_NUMBER_DIGITS = 10

Span = tuple[int, int]

_BEFORE, _AFTER = r"(?<![A-Za-z0-9])", r"(?![A-Za-z0-9])"

# ten digits as people write them: together, or 3-3-4 with spaces, hyphens or dots between
_GAP = r"(?: {1,2}| ?[.-] ?)?"
_NHS_NUMBER = re.compile(rf"(?<![0-9])[0-9]{{3}}{_GAP}[0-9]{{3}}{_GAP}[0-9]{{4}}(?![0-9])")

_DIGIT = re.compile("[0-9]")
_THREE_DIGITS = re.compile("[0-9]{3}")

# two letters, six digits, A to D. Source: HMRC, National Insurance Manual NIM39110 (letters not in use)
_NI_PREFIX = r"(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]"
_NI_NUMBER = re.compile(
    rf"{_BEFORE}(?:{_NI_PREFIX}[ -]{{0,2}}[0-9]{{2}}[ -]?[0-9]{{2}}[ -]?[0-9]{{2}}[ -]{{0,2}}[A-D]"
    rf"|{_NI_PREFIX.lower()}[0-9]{{6}}[a-d]){_AFTER}"
)

_HOSPITAL_CUE = re.compile(
    r"(?<![a-z])(?:mrn|(?:hospital|nhs|patient|unit|chi|pas|case ?note|health and care|h&c)(?:'s)? ?"
    r"(?:numbers?|nos?|num|ids?|ref))(?![a-z])",
    re.ASCII | re.IGNORECASE,
)
_HOSPITAL_NUMBER = re.compile(
    rf"{_BEFORE}(?:[A-Za-z]{{1,4}}-?[0-9]{{4,10}}|[0-9]{{6,10}}|[0-9]{{3}}{_GAP}[0-9]{{3}}{_GAP}[0-9]{{4}})"
    rf"[A-Za-z]{{0,2}}{_AFTER}"
)

_BIRTH_CUE = re.compile(
    r"(?<![a-z])(?:d[. ]?o[. ]?b|dates? of birth|birth ?date|birthday|born)(?![a-z])",
    re.ASCII | re.IGNORECASE,
)
_DAY = r"(?:0?[1-9]|[12][0-9]|3[01])"
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_TH = r"(?:st|nd|rd|th)?"
_DATE = re.compile(
    r"(?<![0-9])(?:"
    rf"{_DAY}(?: ?[/.-] ?| ){_DAY}(?: ?[/.-] ?| )(?:[0-9]{{4}}|[0-9]{{2}})"
    rf"|(?:1[89]|20)[0-9]{{2}} ?[/.-] ?{_DAY} ?[/.-] ?{_DAY}"
    rf"|{_DAY}{_TH}(?: of)?[ /.-]{{0,2}}{_MONTH}[ ,/.-]{{0,2}}(?:[0-9]{{4}}|'?[0-9]{{2}})"
    rf"|(?:0[1-9]|[12][0-9]|3[01])(?:0[1-9]|1[0-2])(?:19|20)[0-9]{{2}}"
    r")(?![0-9])"
    rf"|(?<![a-z]){_MONTH}[ .]{{0,2}}{_DAY}{_TH},? {{0,2}}[0-9]{{4}}(?![0-9])",
    re.ASCII | re.IGNORECASE,
)

_POSTCODE = re.compile(
    rf"{_BEFORE}[A-PR-UWYZ][A-HK-Y]?[0-9][0-9A-Z]? {{0,2}}[0-9][ABD-HJLNP-UW-Z]{{2}}{_AFTER}",
    re.ASCII | re.IGNORECASE,
)
# a title before a name, or words that lead to a home
_PERSON_CUE = re.compile(
    r"(?<![A-Za-z])(?:[Mm][Rr][Ss]?|[Mm][SsXx]|[Dd][Rr]|Miss|MISS|Master|MASTER|Prof|Rev|Sir|Lady|Lord|Dame)"
    r"\.? {1,2}(?=[A-ZÀ-ÖØ-Þ])"
    r"|(?<![A-Za-z])(?:[Ll]ive[sd]?|[Ll]iving|[Rr]eside[sd]?|[Rr]esiding) (?:at|in)(?![A-Za-z])"
    r"|(?<![A-Za-z])[Hh]ome address(?![A-Za-z])"
)

_SMALL_COUNT = re.compile(r" *[1-7](?:\.0+)? *")


def is_nhs_number(digits: str) -> bool:
    """Whether ten digits carry a right modulus-11 check digit and are not one digit ten times.

    Source: NHS Data Dictionary, attribute NHS NUMBER (weights 10 to 2, check digit 11 - sum mod 11).
    """
    are_digits = digits.isascii() and digits.isdecimal()
    if len(digits) != NHS_NUMBER_DIGITS or not are_digits or len(set(digits)) == 1:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(digits[:9], range(10, 1, -1), strict=True))
    check = (11 - total % 11) % 11
    return check == int(digits[9])


def findings(text: str, *, counts_people: bool = False) -> tuple[Finding, ...]:
    """Everything in the text that looks like it points to a real person, in order, none inside another.

    ``counts_people``: the text answers how many people, so a number from 1 to 7 is found too.
    """
    made_plain = plain(text)
    reading = made_plain.text
    if not _has_digit(reading):
        return ()
    found: dict[Looks, Iterable[Span]] = {
        Looks.NHS_NUMBER: _nhs_numbers(reading),
        Looks.NATIONAL_INSURANCE: _spans(_NI_NUMBER, reading),
        Looks.BIRTH_DATE: _near(_BIRTH_CUE, _DATE, reading, after=30, before=12),
        Looks.HOSPITAL_NUMBER: _hospital_numbers(reading),
        Looks.HOME: _near(_PERSON_CUE, _POSTCODE, reading, after=80, before=40),
        Looks.SMALL_COUNT: [(0, len(reading))] if counts_people and _SMALL_COUNT.fullmatch(reading) else [],
    }
    taken: list[Finding] = []
    for looks, spans in found.items():
        free = _apart(spans, [(finding.start, finding.end) for finding in taken])
        taken = sorted([*taken, *(Finding(start, end, looks) for start, end in free)])
    return tuple(Finding(*made_plain.span(found.start, found.end), found.looks) for found in taken)


def warnings(text: str, *, counts_people: bool = False) -> tuple[Finding, ...]:
    """The findings that may stay with a reason: all but NHS numbers."""
    found = findings(text, counts_people=counts_people)
    return tuple(finding for finding in found if finding.looks is not Looks.NHS_NUMBER)


def nhs_numbers(text: str) -> Iterator[Span]:
    """The start and end, in characters, of each valid NHS number in the text."""
    made_plain = plain(text)
    for start, end in _nhs_numbers(made_plain.text):
        yield made_plain.span(start, end)


def has_nhs_number(text: str) -> bool:
    """Whether the text holds a valid NHS number."""
    return next(nhs_numbers(text), None) is not None


def without_nhs_numbers(text: str) -> str:
    """The text with each valid NHS number replaced by a note that it was removed."""
    return _replaced(text, nhs_numbers(text), REMOVED)


def digits_in(text: str) -> int:
    """How many characters of the text are digits, of whatever script."""
    return len(_DIGIT.findall(text if text.isascii() else plain(text).text))


def without_findings(text: str) -> str:
    """The text with everything that was found replaced by dots, for a log."""
    return _replaced(text, ((finding.start, finding.end) for finding in findings(text)), "...")


def _replaced(text: str, spans: Iterable[Span], note: str) -> str:
    parts: list[str] = []
    at = 0
    for start, end in spans:
        parts += [text[at:start], note]
        at = end
    return "".join(parts) + text[at:]


def _has_digit(text: str) -> bool:
    return _DIGIT.search(text) is not None


def _nhs_numbers(text: str) -> Iterator[Span]:
    # most texts end here, ten times as fast: this runs for every letter that anybody types
    if not _THREE_DIGITS.search(text):
        return
    for match in _NHS_NUMBER.finditer(text):
        if is_nhs_number(re.sub("[^0-9]", "", match.group())):
            yield match.span()


def _spans(pattern: re.Pattern[str], text: str) -> list[Span]:
    return [match.span() for match in pattern.finditer(text)]


def _hospital_numbers(text: str) -> list[Span]:
    numbers = _near(_HOSPITAL_CUE, _HOSPITAL_NUMBER, text, after=25, before=10)
    return list(_apart(numbers, _spans(_DATE, text))) if numbers else []


def _near(
    cue: re.Pattern[str], pattern: re.Pattern[str], text: str, *, after: int, before: int
) -> list[Span]:
    """Where the pattern is found at most ``after`` characters behind a cue or ``before`` ahead of one."""
    cues = _spans(cue, text)
    if not cues:
        return []
    starts, ends = [start for start, _ in cues], [end for _, end in cues]
    found = []
    for start, end in _spans(pattern, text):
        ahead, behind = bisect_right(ends, start) - 1, bisect_left(starts, end)
        is_after = ahead >= 0 and start - ends[ahead] <= after
        if is_after or (behind < len(starts) and starts[behind] - end <= before):
            found.append((start, end))
    return found


def _apart(spans: Iterable[Span], others: Sequence[Span]) -> Iterator[Span]:
    """Those spans that share no character with the others, which stand in order and apart."""
    ends = [end for _, end in others]
    for start, end in spans:
        place = bisect_right(ends, start)
        if place == len(others) or others[place][0] >= end:
            yield start, end
