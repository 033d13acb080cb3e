"""Where a text stands, for those who look after it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """A box: its top-level name in a workbook, or the form and the box, and for a cell its row and column."""

    root: str
    row: str = ""
    column: str = ""
