"""What a picture is drawn from, and how it speaks of it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from deepdive.core.artefact import Artefact, Column, Row, Written
from deepdive.core.grid import Named
from deepdive.core.links import LinkKind
from deepdive.core.picture import Picture

NOTHING_YET = "Nothing is written yet. The picture grows with every row."
_OWN_NUMBER = re.compile(r"[0-9]{1,2}[.):]|[A-Z][.):]")
_MOST_NAMES = 8
_LONGEST_NAME = 70


@dataclass(frozen=True, kw_only=True)
class Source:
    """An artefact with its picture and what was written, in it and in those that it is linked to.

    ``link_kind`` is the kind of the picture's links, and ``links`` are pairs of the numbers of linked rows,
    counting from 1. ``notes`` are what people gave alone, by the column that it is about.
    """

    artefact: Artefact
    picture: Picture
    written: Written
    link_kind: LinkKind | None = None
    links: frozenset[tuple[int, int]] = frozenset()
    notes: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows that the picture draws."""
        return self.rows_of(self.artefact.id, self.picture.rows)

    def rows_of(self, artefact_id: str, field_id: str) -> tuple[Row, ...]:
        """The rows of a field; none where it holds text, which people wrote before the pack changed."""
        value = self.written.get(artefact_id, {}).get(field_id, ())
        return () if isinstance(value, str) else tuple(value)

    def text(self, field_id: str) -> str:
        """What a field of the artefact says; empty where it holds rows."""
        value = self.written.get(self.artefact.id, {}).get(field_id, "")
        return value.strip() if isinstance(value, str) else ""

    def column(self, part: str) -> Column:
        """The column that is that part of the picture; KeyError where the pack names none."""
        return self.columns_by_id[self.picture.column(part)]

    @property
    def columns_by_id(self) -> Mapping[str, Column]:
        """The columns of the rows that it draws."""
        return {column.id: column for column in self.artefact.field(self.picture.rows).columns}


def numbered(row: Named) -> str:
    """The row with its number; one that begins with a number or letter of its own needs no other."""
    return row.name if _OWN_NUMBER.match(row.name) else f"{row.number}. {row.name}"


def listed(rows: Iterable[Named]) -> str:
    """The rows by name; of many only the first, and how many more there are."""
    names = [_short(row.name) for row in rows]
    rest = len(names) - _MOST_NAMES
    return "; ".join(names[:_MOST_NAMES]) + (f"; and {rest} more" if rest > 0 else "")


def counted(number: int, one: str, many: str) -> str:
    """How many there are, such as "1 row" or "3 rows"."""
    return f"{number} {one if number == 1 else many}"


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1].rstrip() + "…"
