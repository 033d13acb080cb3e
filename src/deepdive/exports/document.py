"""The one document that every export draws: what it says, in order, and nothing of how it looks."""

from dataclasses import dataclass, fields
from datetime import date, datetime
from enum import Enum, StrEnum
from typing import Any

from deepdive.exports.legible import legible


@dataclass(frozen=True, kw_only=True)
class _Legible:
    """Holds legible text only: whatever is put in is made legible first."""

    def __post_init__(self) -> None:
        for field in fields(self):
            object.__setattr__(self, field.name, _made_legible(getattr(self, field.name)))


def _made_legible(value: Any) -> Any:
    if isinstance(value, str) and not isinstance(value, Enum):
        return legible(value)
    if isinstance(value, tuple):
        return tuple(_made_legible(part) for part in value)
    return value


@dataclass(frozen=True, kw_only=True)
class Heading(_Legible):
    """A heading. Level 1 stands in the contents; ``anchor`` is a name that links can go to."""

    level: int
    text: str
    anchor: str = ""


@dataclass(frozen=True, kw_only=True)
class Paragraph(_Legible):
    """Running text; a new line in it is a line break. An introduction stays with what it introduces."""

    text: str
    is_introduction: bool = False


@dataclass(frozen=True, kw_only=True)
class Bullets(_Legible):
    """A list in which the order does not matter."""

    items: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Table(_Legible):
    """A table with one header row; every row has as many cells as the header."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class NoteKind(StrEnum):
    """Why a note stands out from the text around it."""

    INFORMATION = "information"
    MISSING = "missing"  # something belongs here and is not written yet
    WATERMARK = "watermark"  # what follows must not be taken for something else


@dataclass(frozen=True, kw_only=True)
class Note(_Legible):
    """A remark of the document itself, set apart from what people wrote."""

    text: str
    kind: NoteKind


@dataclass(frozen=True, kw_only=True)
class Picture(_Legible):
    """A drawing. ``svg`` is a whole SVG image that needs nothing from elsewhere, with a width and a height,
    and ``font-family="Arimo, Arial, sans-serif"`` on its texts; ``alt`` says in words what it shows. It is
    drawn no wider than the text, so letters in one that is 620 wide keep their size.
    """

    svg: str
    alt: str


Block = Heading | Paragraph | Bullets | Table | Note | Picture


@dataclass(frozen=True, kw_only=True)
class Remark(_Legible):
    """What somebody said beside the document. ``anchor`` is the heading that it is about, or empty for the
    whole; ``made_at`` is local time."""

    anchor: str
    author: str
    text: str
    made_at: datetime


@dataclass(frozen=True, kw_only=True)
class Document(_Legible):
    """A document. ``facts`` are the labels and values under its title; ``language`` is a BCP 47 tag. One that
    ``is_one_side`` has no contents, is set small, and is cut where it would not fit one side of A4.
    Only Word shows ``remarks``.

    Two equal documents give the same bytes in every format, so the date is part of it.
    """

    title: str
    subtitle: str
    author: str
    made_on: date
    facts: tuple[tuple[str, str], ...]
    blocks: tuple[Block, ...]
    language: str = "en-GB"
    is_one_side: bool = False
    remarks: tuple[Remark, ...] = ()

    @property
    def name(self) -> str:
        """What a window or a list of files calls the document."""
        return f"{self.title}: {self.subtitle}" if self.subtitle else self.title
