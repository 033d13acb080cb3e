"""How wide words are in Arial, and where to break them into lines. Nothing here asks a font: the widths of
its letters, which Arimo and Liberation Sans share, are published, and the rest is estimated on the wide side.
"""

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

# thousandths of the size of the letters
_WIDTHS = {
    letter: width
    for width, letters in {
        191: "'",
        222: "ijl",
        260: "|",
        278: " !,./:;I[\\]ft",
        333: "()-`r",
        334: "{}",
        355: '"',
        389: "*",
        469: "^",
        500: "Jckszvxy",
        556: "#$0123456789?L_abdeghnopqu",
        584: "+<=>~",
        611: "FTZ",
        667: "&ABEKPSVXY",
        722: "CDHNRUw",
        778: "GOQ",
        833: "Mm",
        889: "%",
        944: "W",
        1015: "@",
    }.items()
    for letter in letters
}
_WIDE, _WIDEST, _OTHER = 1000, 1350, 650
_BOLD = 1.09
# Room for a font that is a little wider.
_SPARE = 1.03

_JOINS = frozenset("\u200d\ufe0e\ufe0f")
SHORTENED = "…"


def width_of(text: str, size: float, *, is_bold: bool = False) -> float:
    """How wide the text is at that size of letters, in the same unit."""
    return sum(_letter_width(letter) for letter in text) * size * (_BOLD if is_bold else 1) * _SPARE / 1000


def wrap(
    text: str, width: float, size: float, *, most_lines: int = 0, is_bold: bool = False
) -> tuple[str, ...]:
    """The text in lines no wider than ``width``. A word that is too long is broken between letters; with
    ``most_lines`` the rest is left out, and … says so."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if width_of(longer, size, is_bold=is_bold) <= width:
            line = longer
            continue
        if line:
            lines.append(line)
        *full, line = _broken(word, width, size, is_bold=is_bold)
        lines += full
        if most_lines and len(lines) > most_lines:
            break
    lines += [line] if line else []
    if most_lines and len(lines) > most_lines:
        return (*lines[: most_lines - 1], _shortened(lines[most_lines - 1], width, size, is_bold=is_bold))
    return tuple(lines)


def is_right_to_left(text: str) -> bool:
    """Whether the first letter that has a direction goes from right to left."""
    directions = (unicodedata.bidirectional(letter) for letter in text)
    return next((way for way in directions if way in ("L", "R", "AL")), "L") != "L"


def _broken(word: str, width: float, size: float, *, is_bold: bool) -> list[str]:
    pieces, piece = [], ""
    for cluster in _clusters(word):
        if piece and width_of(piece + cluster, size, is_bold=is_bold) > width:
            pieces.append(piece)
            piece = ""
        piece += cluster
    return [*pieces, piece]


def _shortened(line: str, width: float, size: float, *, is_bold: bool) -> str:
    clusters = list(_clusters(line))
    while clusters and width_of("".join(clusters) + SHORTENED, size, is_bold=is_bold) > width:
        clusters.pop()
    return "".join(clusters).rstrip() + SHORTENED


def _clusters(text: str) -> Iterator[str]:
    """Letters with what belongs to them: accents, and the parts of one emoji."""
    cluster, joins = "", False
    for letter in text:
        belongs = joins or letter in _JOINS or bool(unicodedata.combining(letter))
        belongs = belongs or "\U0001f3fb" <= letter <= "\U0001f3ff"
        if cluster and not belongs:
            yield cluster
            cluster = ""
        cluster += letter
        joins = letter == "\u200d"
    if cluster:
        yield cluster


@lru_cache(maxsize=4096)
def _letter_width(letter: str) -> float:
    plain = unicodedata.normalize("NFD", letter)[0]
    if plain in _WIDTHS:
        return _WIDTHS[plain]
    if letter in _JOINS or unicodedata.combining(letter) or unicodedata.category(letter) in ("Cf", "Mn"):
        return 0
    if unicodedata.east_asian_width(letter) in ("W", "F"):
        return _WIDEST if unicodedata.category(letter) == "So" else _WIDE
    return _OTHER
