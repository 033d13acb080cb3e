"""A journey: what its stages say about decisions, data and feelings."""

from collections.abc import Sequence

from deepdive.core.artefact import Row
from deepdive.core.grid import Named, named
from deepdive.core.picture import is_known

WRITTEN = ("yes", "in part")


def unwritten_decisions(rows: Sequence[Row], *, stage: str, decision: str, data: str) -> tuple[Named, ...]:
    """The stages in which somebody decides and nothing is known to be written down."""
    return tuple(
        one
        for one, row in named(rows, stage)
        if is_known(row.get(decision, "")) and row.get(data, "") not in WRITTEN
    )


def unknown(rows: Sequence[Row], *, stage: str, column: str) -> tuple[Named, ...]:
    """The stages about which nobody has said the thing in that column."""
    return tuple(one for one, row in named(rows, stage) if not is_known(row.get(column, "")))
