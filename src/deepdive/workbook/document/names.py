"""The names of the document's shared types.

Ids of artefacts, fields, groups, boards and kinds of link are slugs, so that no colon or slash is in them.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

_GROUP, _BOARD, _LINK = "group:", "board:", "link:"
_NOTES, _HEADINGS = "notes", "headings"


@dataclass(frozen=True)
class FieldPlace:
    """A field of an artefact: the common one, or a group's copy of it."""

    artefact: str
    field: str
    group: str = ""


@dataclass(frozen=True)
class BoardPlace:
    """The notes of a board, or its headings."""

    board: str


@dataclass(frozen=True)
class LinkPlace:
    """The links of one kind."""

    kind: str


Place = FieldPlace | BoardPlace | LinkPlace


def field_name(artefact_id: str, field_id: str, group: str = "") -> str:
    """The name of the field's shared type; with a group's id, of that group's copy."""
    return f"{_GROUP}{group}/{artefact_id}/{field_id}" if group else f"{artefact_id}/{field_id}"


def notes_name(board_id: str) -> str:
    """The name of the map of a board's notes."""
    return f"{_BOARD}{board_id}/{_NOTES}"


def headings_name(board_id: str) -> str:
    """The name of the map of a board's headings."""
    return f"{_BOARD}{board_id}/{_HEADINGS}"


def link_name(kind_id: str) -> str:
    """The name of the map of the links of that kind."""
    return f"{_LINK}{kind_id}"


@lru_cache(maxsize=4096)  # clients choose names, but a workbook has some hundred
def place_of(name: str) -> Place | None:
    """What the shared type with that name is part of; None if no part of a workbook has such a name."""
    parts = name.split("/")
    match parts:
        case [first] if first.startswith(_LINK):
            return LinkPlace(first.removeprefix(_LINK))
        case [first, "notes" | "headings"] if first.startswith(_BOARD):
            return BoardPlace(first.removeprefix(_BOARD))
        case [first, artefact, field] if first.startswith(_GROUP):
            return FieldPlace(artefact, field, first.removeprefix(_GROUP))
        case [artefact, field] if ":" not in artefact:
            return FieldPlace(artefact, field)
    return None


def names_where(names: Iterable[str], is_meant: Callable[[Place], bool]) -> frozenset[str]:
    """Those of the names whose places are meant, such as all fields of one artefact."""
    return frozenset(name for name in names if (place := place_of(name)) is not None and is_meant(place))
