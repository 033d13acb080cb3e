"""Keep patient data out: find what looks like an NHS number in what people type."""

import re
from collections.abc import Iterator

# ten digits as people write them: together, or 3-3-4 with spaces or hyphens between
_CANDIDATE = re.compile(r"(?<![\d])\d{3}[ \u00a0-]?\d{3}[ \u00a0-]?\d{4}(?![\d])")
REMOVED = "[NHS number removed]"


def is_nhs_number(digits: str) -> bool:
    """Whether ten digits carry a right modulus-11 check digit and are not one digit ten times.

    Source: NHS Data Dictionary, attribute NHS NUMBER (weights 10 to 2, check digit 11 - sum mod 11).
    """
    if len(digits) != 10 or not digits.isascii() or not digits.isdecimal() or len(set(digits)) == 1:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(digits[:9], range(10, 1, -1), strict=True))
    check = (11 - total % 11) % 11
    return check == int(digits[9])


def nhs_numbers(text: str) -> Iterator[tuple[int, int]]:
    """The start and end, in characters, of each valid NHS number in the text."""
    for match in _CANDIDATE.finditer(text):
        if is_nhs_number(re.sub(r"\D", "", match.group())):
            yield match.span()


def has_nhs_number(text: str) -> bool:
    """Whether the text holds a valid NHS number."""
    return next(nhs_numbers(text), None) is not None


def without_nhs_numbers(text: str) -> str:
    """The text with each valid NHS number replaced by a note that it was removed."""
    parts: list[str] = []
    at = 0
    for start, end in nhs_numbers(text):
        parts += [text[at:start], REMOVED]
        at = end
    return "".join(parts) + text[at:]
