"""Gaps: what a list does not say about its rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from deepdive.core.artefact import Row
from deepdive.core.grid import Named, named
from deepdive.core.picture import NOT_KNOWN, is_known


class Known(StrEnum):
    """How far a cell is an answer."""

    YES = "known"
    IN_PART = "known in part"  # says of something in it that it is not known
    NO = "gap"


@dataclass(frozen=True, kw_only=True)
class Judged:
    """A row, and for each of the columns how far it is known."""

    row: Named
    cells: tuple[Known, ...]

    @property
    def gaps(self) -> tuple[int, ...]:
        """The positions of the columns that are gaps."""
        return tuple(place for place, cell in enumerate(self.cells) if cell is Known.NO)


def judge(rows: Sequence[Row], *, name: str, columns: Sequence[str]) -> tuple[Judged, ...]:
    """Each row in which somebody has written."""
    return tuple(
        Judged(row=one, cells=tuple(how_known(row.get(column, "")) for column in columns))
        for one, row in named(rows, name)
    )


def how_known(text: str) -> Known:
    """How far the text is an answer."""
    if not is_known(text):
        return Known.NO
    return Known.IN_PART if NOT_KNOWN in text.casefold() else Known.YES
