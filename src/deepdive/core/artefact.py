"""Artefacts: the structured documents that a cohort writes together."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class FieldKind(StrEnum):
    """What a field holds."""

    LINE = "line"  # text on one line
    TEXT = "text"  # text on several lines


@dataclass(frozen=True, kw_only=True)
class Field:
    """One question of an artefact, with the guidance that stands beside it.

    ``limit`` is the longest text in characters. ``is_required`` says whether a plan counts the
    field as missing while it is empty.
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


@dataclass(frozen=True, kw_only=True)
class WorkedExample:
    """An artefact filled in for a fictional organisation; ``values`` maps field ids to text."""

    title: str
    setting: str
    values: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Artefact:
    """A structured document of the pack. ``workshop`` is the number of the workshop that writes it."""

    id: str
    title: str
    workshop: int
    purpose: str
    fields: tuple[Field, ...]
    examples: tuple[WorkedExample, ...]

    def field(self, field_id: str) -> Field:
        """The field with that id; KeyError if there is none."""
        for field in self.fields:
            if field.id == field_id:
                return field
        raise KeyError(field_id)


# What a cohort has written: artefact id -> field id -> text. Fields nobody wrote in may be absent.
Written = Mapping[str, Mapping[str, str]]
