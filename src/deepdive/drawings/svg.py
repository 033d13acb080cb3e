"""SVG, piece by piece: only shapes and text, with attributes for their looks. No style and no script, so
that a strict content policy lets it through and every program that reads SVG draws the same."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from deepdive.drawings.letters import is_right_to_left, wrap

# The width of every picture, in its own units: letters of 14 are legible where it is as wide as a page.
WIDTH = 720
SIZE, SMALL = 14.0, 13.0
LEADING = 1.3
PADDING = 8.0

INK, GREY, LINE, PALE_LINE = "#212b32", "#4c6272", "#768692", "#d8dde0"
PAPER, PALE, BLUE, PALE_BLUE = "#ffffff", "#f0f4f5", "#005eb8", "#e8f1fa"
WARNING, PALE_WARNING = "#8a4500", "#fff4e5"

_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, kw_only=True)
class Words:
    """Text in lines, ready to be put somewhere."""

    lines: tuple[str, ...]
    size: float = SIZE
    is_bold: bool = False
    colour: str = INK

    @property
    def height(self) -> float:
        """How high the lines are together."""
        return len(self.lines) * self.size * LEADING


def words(
    text: str,
    width: float,
    *,
    size: float = SIZE,
    is_bold: bool = False,
    colour: str = INK,
    most_lines: int = 0,
) -> Words:
    """Text broken into lines that fit into ``width``."""
    lines = wrap(text, width, size, most_lines=most_lines, is_bold=is_bold)
    return Words(lines=lines, size=size, is_bold=is_bold, colour=colour)


def put(text: Words, x: float, y: float, *, width: float = 0, is_middle: bool = False) -> str:
    """The text with its upper left corner at ``x`` and ``y``. With a ``width`` it stands in the middle of it,
    or, where it goes from right to left, at its right edge."""
    weight = ' font-weight="700"' if text.is_bold else ""
    pieces = []
    for place, line in enumerate(text.lines):
        below = y + text.size * (LEADING * place + 1)
        at, anchor = x, ""
        if is_middle:
            at, anchor = x + width / 2, ' text-anchor="middle"'
        elif width and is_right_to_left(line):
            at, anchor = x + width, ' text-anchor="end"'
        pieces.append(
            f'<text x="{_n(at)}" y="{_n(below)}" font-size="{_n(text.size)}"{weight} fill="{text.colour}"'
            f"{anchor}>{clean(line)}</text>"
        )
    return "".join(pieces)


def clean(text: str) -> str:
    """Text as XML: what no XML may hold is replaced, and what means something in it escaped."""
    return escape(_NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", text))


def box(
    x: float,
    y: float,
    width: float,
    height: float,
    *,
    fill: str = PAPER,
    edge: str = LINE,
    thick: float = 1,
    is_dashed: bool = False,
    round: float = 0,  # noqa: A002 - what a corner is
) -> str:
    """A rectangle."""
    more = ' stroke-dasharray="6 4"' if is_dashed else ""
    more += f' rx="{_n(round)}"' if round else ""
    return (
        f'<rect x="{_n(x)}" y="{_n(y)}" width="{_n(width)}" height="{_n(height)}" fill="{fill}" '
        f'stroke="{edge}" stroke-width="{_n(thick)}"{more}/>'
    )


def line(
    x: float,
    y: float,
    to_x: float,
    to_y: float,
    *,
    edge: str = LINE,
    thick: float = 1,
    is_dashed: bool = False,
) -> str:
    """A straight line."""
    more = ' stroke-dasharray="6 4"' if is_dashed else ""
    return (
        f'<line x1="{_n(x)}" y1="{_n(y)}" x2="{_n(to_x)}" y2="{_n(to_y)}" stroke="{edge}" '
        f'stroke-width="{_n(thick)}"{more}/>'
    )


def shape(points: Sequence[tuple[float, float]], *, fill: str = PAPER, edge: str = INK) -> str:
    """A closed shape with straight sides."""
    corners = " ".join(f"{_n(x)},{_n(y)}" for x, y in points)
    return f'<polygon points="{corners}" fill="{fill}" stroke="{edge}" stroke-width="1.5"/>'


def tick(x: float, y: float, size: float) -> str:
    """A tick. As a letter, it would be in another font, and bring the words beside it there."""
    points = [(0.1, 0.55), (0.4, 0.85), (0.9, 0.15)]
    corners = " ".join(f"{_n(x + across * size)},{_n(y + down * size)}" for across, down in points)
    return f'<polyline points="{corners}" fill="none" stroke="{INK}" stroke-width="2"/>'


def diamond(x: float, y: float, size: float) -> str:
    """A decision."""
    half = size / 2
    return shape([(x + half, y), (x + size, y + half), (x + half, y + size), (x, y + half)])


def alarm(x: float, y: float, size: float) -> str:
    """Something that goes wrong: a triangle with an exclamation mark."""
    triangle = shape(
        [(x + size / 2, y), (x + size, y + size), (x, y + size)], fill=PALE_WARNING, edge=WARNING
    )
    mark = Words(lines=("!",), size=size * 0.7, is_bold=True, colour=WARNING)
    return triangle + put(mark, x, y + size * 0.2, width=size, is_middle=True)


def drum(x: float, y: float, size: float, *, full: float) -> str:
    """Something written down: a cylinder, filled to that part."""
    rim = size * 0.18
    level = y + rim + (size - 2 * rim) * (1 - full)
    path = (
        f"M{_n(x)} {_n(y + rim)}A{_n(size / 2)} {_n(rim)} 0 0 1 {_n(x + size)} {_n(y + rim)}"
        f"V{_n(y + size - rim)}A{_n(size / 2)} {_n(rim)} 0 0 1 {_n(x)} {_n(y + size - rim)}Z"
    )
    ink = (
        f'<rect x="{_n(x + 2)}" y="{_n(level)}" width="{_n(size - 4)}" height="{_n(y + size - rim - level)}" '
        f'fill="{BLUE}"/>'
        if full
        else ""
    )
    rim_line = (
        f'<ellipse cx="{_n(x + size / 2)}" cy="{_n(y + rim)}" rx="{_n(size / 2)}" ry="{_n(rim)}" '
        f'fill="{PAPER}" stroke="{INK}" stroke-width="1.5"/>'
    )
    return f'<path d="{path}" fill="{PAPER}" stroke="{INK}" stroke-width="1.5"/>{ink}{rim_line}'


@dataclass(frozen=True, kw_only=True)
class Chip:
    """A row as a small card: its number and its name."""

    text: Words
    height: float
    body: str


def chip(
    text: str, x: float, y: float, width: float, *, most_lines: int = 3, is_strong: bool = False
) -> Chip:
    """A card with that text, as high as its lines need."""
    inner = width - 2 * 6
    said = words(text, inner, size=SMALL, most_lines=most_lines, is_bold=is_strong)
    height = said.height + 10
    edge = INK if is_strong else LINE
    frame = box(x, y, width, height, edge=edge, thick=2 if is_strong else 1, round=4)
    return Chip(text=said, height=height, body=frame + put(said, x + 6, y + 4, width=inner))


def stack(texts: Iterable[str], x: float, y: float, width: float, *, gap: float = 5) -> tuple[str, float]:
    """Cards below each other, and how high they are together."""
    pieces, at = [], y
    for text in texts:
        one = chip(text, x, at, width)
        pieces.append(one.body)
        at += one.height + gap
    return "".join(pieces), max(0.0, at - y - gap)


def _n(number: float) -> str:
    """A number with at most one digit after the point."""
    return f"{number:.1f}".rstrip("0").rstrip(".")
