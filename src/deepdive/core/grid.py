"""A grid: rows placed by two choices, such as how much people can decide and how much it affects them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from deepdive.core.artefact import Row
from deepdive.core.picture import NOT_KNOWN


@dataclass(frozen=True)
class Named:
    """A row: its number in the list, counting from 1, and what it is called."""

    number: int
    name: str


@dataclass(frozen=True, kw_only=True)
class Grid:
    """Rows in cells. ``across`` and ``up`` are the levels of both choices, the lowest first; a cell is
    (position across, position up). ``loose`` are the rows for which either is not known."""

    across: tuple[str, ...]
    up: tuple[str, ...]
    cells: Mapping[tuple[int, int], tuple[Named, ...]]
    loose: tuple[Named, ...]

    def corner(self, name: str) -> tuple[int, int]:
        """The cell in the corner ``top-left``, ``top-right``, ``bottom-left`` or ``bottom-right``."""
        return (
            len(self.across) - 1 if name.endswith("right") else 0,
            len(self.up) - 1 if name.startswith("top") else 0,
        )


def named(rows: Sequence[Row], name: str) -> Iterator[tuple[Named, Row]]:
    """Each row in which somebody has written, with its number and what its column ``name`` calls it."""
    for number, row in enumerate(rows, 1):
        if any(text.strip() for text in row.values()):
            yield Named(number, " ".join(row.get(name, "").split()) or f"Row {number}"), row


def levels(choices: Sequence[str]) -> tuple[str, ...]:
    """The choices that say how much, in their order."""
    return tuple(choice for choice in choices if choice != NOT_KNOWN)


def place(
    rows: Sequence[Row],
    *,
    name: str,
    across: tuple[str, Sequence[str]],
    up: tuple[str, Sequence[str]],
) -> Grid:
    """Rows in a grid; ``across`` and ``up`` are each a column with its choices."""
    (across_column, across_choices), (up_column, up_choices) = across, up
    across_levels, up_levels = levels(across_choices), levels(up_choices)
    cells: dict[tuple[int, int], tuple[Named, ...]] = {}
    loose: list[Named] = []
    for one, row in named(rows, name):
        answers = row.get(across_column, ""), row.get(up_column, "")
        if answers[0] in across_levels and answers[1] in up_levels:
            cell = across_levels.index(answers[0]), up_levels.index(answers[1])
            cells[cell] = (*cells.get(cell, ()), one)
        else:
            loose.append(one)
    return Grid(across=across_levels, up=up_levels, cells=cells, loose=tuple(loose))


def without_row(rows: Sequence[Row], *, column: str, choices: Sequence[str]) -> tuple[str, ...]:
    """The choices that no row has."""
    there = {row.get(column, "") for row in rows}
    return tuple(choice for choice in levels(choices) if choice not in there)
