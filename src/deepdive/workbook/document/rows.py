"""Rows: a map from row id to row. Boards keep their notes and headings in the same way."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pycrdt import Map, Text

from deepdive.core.artefact import KeptRow, Row
from deepdive.workbook.document.order import after_all, in_order, new_numbers
from deepdive.workbook.document.shared import YMap, plain, set_plain
from deepdive.workbook.document.text import set_text

_ORDER = "order"

# The cells that a row has: column id -> whether it is a shared text, in which edits meet.
Cells = Mapping[str, bool]


@dataclass(frozen=True)
class RowEdits:
    """What to do with a field's rows: set these (an id that is new adds a row at the end; a cell that is
    not named stays), remove those, then bring these ids into this order. Rows that are not named stay
    as they are and where they are."""

    rows: tuple[KeptRow, ...] = ()
    removed: frozenset[str] = field(default_factory=frozenset)
    order: tuple[str, ...] = ()

    @classmethod
    def between(cls, now: Sequence[KeptRow], wanted: Sequence[KeptRow]) -> "RowEdits":
        """The edits that make the rows ``now`` exactly those ``wanted``, in their order."""
        ids = tuple(row.id for row in wanted)
        return cls(tuple(wanted), frozenset(row.id for row in now) - set(ids), ids)


def read_rows(rows: YMap, columns: Iterable[str]) -> tuple[KeptRow, ...]:
    """The rows in order. Whatever a faulty client left in place of a row is passed over."""
    found = _rows(rows)
    names = tuple(columns)
    return tuple(
        KeptRow(row_id, {name: plain(found[row_id].get(name)) for name in names})
        for row_id in in_order(_numbers(found))
    )


def write_rows(rows: YMap, cells: Cells, edits: RowEdits) -> None:
    """Make the edits. Call it within a transaction."""
    for row_id in sorted(edits.removed):
        if row_id in rows:
            del rows[row_id]
    found = _rows(rows)
    last = after_all(_numbers(found))
    for kept in edits.rows:
        if kept.id in found:
            _write_row(found[kept.id], cells, kept.cells)
        else:
            rows[kept.id] = _new_row(cells, kept.cells, order=last)
            last += 1
    if edits.order:
        found = _rows(rows)
        for row_id, number in new_numbers(_numbers(found), edits.order).items():
            found[row_id][_ORDER] = number


def _rows(rows: YMap) -> dict[str, YMap]:
    return {row_id: row for row_id, row in rows.items() if isinstance(row, Map)}


def _numbers(rows: Mapping[str, YMap]) -> dict[str, float]:
    return {row_id: order_number(row.get(_ORDER)) for row_id, row in rows.items()}


def order_number(order: object) -> float:
    """The order number; 0 where a faulty client left something else."""
    if isinstance(order, bool) or not isinstance(order, int | float) or math.isnan(order):
        return 0.0
    return float(order)


def _new_row(cells: Cells, texts: Row, *, order: float) -> YMap:
    made = {name: Text(text) if cells[name] else text for name, text in _known(cells, texts).items()}
    missing = {name: Text("") if is_text else "" for name, is_text in cells.items() if name not in texts}
    return Map({_ORDER: order, **made, **missing})


def _write_row(row: YMap, cells: Cells, texts: Row) -> None:
    for name, text in _known(cells, texts).items():
        cell = row.get(name)
        if isinstance(cell, Text):
            set_text(cell, text)
        elif cells[name]:
            row[name] = Text(text)
        else:
            set_plain(row, name, text)


def _known(cells: Cells, texts: Row) -> Row:
    return {name: texts[name] for name in cells if name in texts}
