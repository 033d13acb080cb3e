"""Artefacts: the structured documents that a cohort writes together."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from deepdive.core.picture import Picture


class FieldKind(StrEnum):
    """What a field, or a cell in a row of one, holds. Rows hold no rows."""

    LINE = "line"  # text on one line
    TEXT = "text"  # text on several lines
    CHOICE = "choice"  # one of the field's choices, word for word
    NUMBER = "number"  # digits, such as 12 or 0.5
    DATE = "date"  # a day, such as 2027-03-31
    ROWS = "rows"  # a list of rows with a cell for each column


class Used(StrEnum):
    """When a cohort writes an artefact."""

    BLOCK = "block"  # in a block of its workshop, which opens it
    PRE_WORK = "pre-work"  # before its workshop
    FOLLOW_UP = "follow-up"  # after its workshop


@dataclass(frozen=True, kw_only=True)
class Column:
    """What one cell of every row says. ``counts_people`` marks a number that says how many people."""

    id: str
    title: str
    kind: FieldKind
    choices: tuple[str, ...] = ()
    counts_people: bool = False


@dataclass(frozen=True, kw_only=True)
class Field:
    """One question of an artefact, with the guidance that stands beside it.

    ``limit`` is the longest text in characters, or the most rows. ``is_required`` says whether a
    plan counts the field as missing while it is empty. Only a choice has ``choices``, and only rows
    have ``columns``. ``counts_people`` marks a number that says how many people.
    """

    id: str
    title: str
    kind: FieldKind
    ask: str
    why: str
    who_knows: str
    good: str
    weak: str
    limit: int
    is_required: bool
    choices: tuple[str, ...] = ()
    columns: tuple[Column, ...] = ()
    counts_people: bool = False


# A row of a list: column id -> text. Columns nobody wrote in may be absent.
Row = Mapping[str, str]


@dataclass(frozen=True)
class KeptRow:
    """A row as a workbook keeps it: with its id."""

    id: str
    cells: Row


# What a field holds: rows for a list field, and text for every other kind.
Value = str | tuple[Row, ...]


@dataclass(frozen=True, kw_only=True)
class WorkedExample:
    """An artefact filled in for a fictional organisation; ``values`` maps field ids to what it wrote."""

    title: str
    setting: str
    values: Mapping[str, Value]


@dataclass(frozen=True, kw_only=True)
class Artefact:
    """A structured document of the pack. ``workshop`` is the number of the workshop that writes it, and
    ``picture`` how what it says is drawn, if it is."""

    id: str
    title: str
    workshop: int
    purpose: str
    fields: tuple[Field, ...]
    examples: tuple[WorkedExample, ...]
    used: Used = Used.BLOCK
    picture: Picture | None = None

    def field(self, field_id: str) -> Field:
        """The field with that id; KeyError if there is none."""
        for field in self.fields:
            if field.id == field_id:
                return field
        raise KeyError(field_id)


# What a cohort has written: artefact id -> field id -> value. Fields nobody wrote in may be absent.
Written = Mapping[str, Mapping[str, Value]]
