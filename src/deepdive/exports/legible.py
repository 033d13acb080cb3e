"""Which characters a document may hold."""

import re

# People paste these from Word, spreadsheets and web pages where they mean a new line.
_LINE_BREAK = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")

# What neither XML nor PDF lets a document hold, and nobody can see: control characters except tab and
# new line, halves of surrogate pairs, byte order marks, and code points that are not characters.
_LAST_TWO_OF_EACH_PLANE = "".join(
    chr(plane + 0xFFFE) + chr(plane + 0xFFFF) for plane in range(0, 0x110000, 0x10000)
)
_NOT_A_CHARACTER = re.compile(
    f"[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff{_LAST_TWO_OF_EACH_PLANE}]"
)


def legible(text: str) -> str:
    """``text`` with every kind of line break as a new line, and without what is not a character."""
    return _NOT_A_CHARACTER.sub("", _LINE_BREAK.sub("\n", text))
