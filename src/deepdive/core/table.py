"""Rows of a list field as a table to read."""

from collections.abc import Sequence
from dataclasses import dataclass

from deepdive.core.artefact import Column, Row

# More columns than this are too narrow to read on a page of A4.
MOST_COLUMNS = 5


@dataclass(frozen=True)
class ShownTable:
    """The columns' titles, and the cells of each row in their order."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def is_wide(self) -> bool:
        """Whether it has too many columns to be read as a table."""
        return len(self.header) > MOST_COLUMNS

    @property
    def labelled(self) -> tuple[tuple[tuple[str, str], ...], ...]:
        """Each row as label and text of the cells that say something."""
        return tuple(tuple(pair for pair in row if pair[1]) for row in self.labelled_all)

    @property
    def labelled_all(self) -> tuple[tuple[tuple[str, str], ...], ...]:
        """Each row as label and text of every cell."""
        return tuple(tuple(zip(self.header, row, strict=True)) for row in self.rows)


def as_table(rows: Sequence[Row], columns: Sequence[Column]) -> ShownTable:
    """Rows as a table with the columns in the pack's order."""
    return ShownTable(
        header=tuple(column.title for column in columns),
        rows=tuple(tuple(row.get(column.id, "") for column in columns) for row in rows),
    )
