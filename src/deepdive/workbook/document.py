"""The shape of the shared document, and the only module that knows it.

A workbook is a Yjs document. Each field of an artefact is a shared type of its own at the top level,
named ``<artefact id>/<field id>``:

- a line or a text is a shared text;
- a choice, a number or a date is a map with the one key ``value``;
- rows are a map from row id to row. A row is a map with ``order`` (a number, rows stand in its order)
  and a cell for each column: a shared text, or for a choice, number or date the text itself.

Top-level types merge by name: two people who open an empty workbook at the same moment write into the
same text, where nested maps made twice would lose one. Row ids are random, so rows never collide.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from pycrdt import Doc, Map, Text

from deepdive.core.artefact import Artefact, Column, Field, FieldKind, Row, Value, Written

YDoc = Doc[Any]
YMap = Map[Any]
Watched = Text | YMap

_ORDER = "order"
_VALUE = "value"
_TYPED = (FieldKind.LINE, FieldKind.TEXT)


@dataclass(frozen=True)
class KeptRow:
    """A row as the document keeps it: with its id."""

    id: str
    cells: Row


@dataclass(frozen=True)
class RowEdits:
    """What to do with a field's rows: set these (an id that is new adds a row at the end), remove those.
    Rows that are not named stay as they are."""

    rows: tuple[KeptRow, ...] = ()
    removed: frozenset[str] = field(default_factory=frozenset)


Edit = str | RowEdits


def field_name(artefact_id: str, field_id: str) -> str:
    """The name of the field's shared type."""
    return f"{artefact_id}/{field_id}"


def replay(updates: Iterable[bytes]) -> YDoc:
    """The document that the updates make, in any order."""
    document: YDoc = Doc()
    with document.transaction():
        for update in updates:
            document.apply_update(update)
    return document


def written(document: YDoc, artefacts: Mapping[str, Artefact]) -> Written:
    """What stands in the document: artefact id -> field id -> value, for every field of the pack."""
    return {
        artefact.id: {about.id: read(document, artefact.id, about) for about in artefact.fields}
        for artefact in artefacts.values()
    }


def read(document: YDoc, artefact_id: str, about: Field) -> Value:
    """What stands in the field."""
    if about.kind is FieldKind.ROWS:
        return tuple(row.cells for row in rows_of(document, artefact_id, about))
    if about.kind in _TYPED:
        return str(_text(document, artefact_id, about))
    return _plain(_map(document, artefact_id, about).get(_VALUE))


def rows_of(document: YDoc, artefact_id: str, about: Field) -> tuple[KeptRow, ...]:
    """The field's rows in order. Whatever a faulty client left in place of a row is passed over."""
    rows = _map(document, artefact_id, about)
    found = [(row_id, row) for row_id, row in rows.items() if isinstance(row, Map)]
    found.sort(key=lambda item: (_order(item[1]), item[0]))
    return tuple(
        KeptRow(row_id, {column.id: _plain(row.get(column.id)) for column in about.columns})
        for row_id, row in found
    )


def change(document: YDoc, artefact: Artefact, edits: Mapping[str, Edit]) -> bytes | None:
    """Set fields of an artefact, given as field id -> text or row edits.

    Returns the update that does so, or None if nothing changes.
    """
    updates: list[bytes] = []
    watch = document.observe(lambda event: updates.append(event.update))
    with document.transaction():
        for field_id, edit in edits.items():
            _write(document, artefact.id, artefact.field(field_id), edit)
    document.unobserve(watch)
    return updates[0] if updates else None


def watch(
    document: YDoc, artefacts: Mapping[str, Artefact], touched: Callable[[str, str], None]
) -> list[Watched]:
    """Call ``touched`` with artefact id and field id whenever an update changes a field.

    Lasts as long as the caller holds what is returned.
    """
    return [
        _watch(document, artefact.id, about, touched)
        for artefact in artefacts.values()
        for about in artefact.fields
    ]


def cleaned(document: YDoc, artefact_id: str, about: Field, clean: Callable[[str], str]) -> Edit | None:
    """The edit that makes every text of the field as ``clean`` has it; None when all are so already."""
    if about.kind is not FieldKind.ROWS:
        text = str(read(document, artefact_id, about))
        return clean(text) if clean(text) != text else None
    rows = rows_of(document, artefact_id, about)
    new = [KeptRow(row.id, {column: clean(text) for column, text in row.cells.items()}) for row in rows]
    dirty = tuple(row for row, old in zip(new, rows, strict=True) if row != old)
    return RowEdits(rows=dirty) if dirty else None


def set_text(text: Text, new: str) -> None:
    """Make the text say ``new``, touching only what differs, so that other people's edits merge.

    pycrdt counts in UTF-8 bytes, so common beginning and end are found in characters and then counted
    in bytes.
    """
    old = str(text)
    if old == new:
        return
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    removed, added = old[start : len(old) - end], new[start : len(new) - end]
    at = _bytes(old[:start])
    if removed:
        del text[at : at + _bytes(removed)]
    if added:
        text.insert(at, added)


def _write(document: YDoc, artefact_id: str, about: Field, edit: Edit) -> None:
    if isinstance(edit, RowEdits):
        _write_rows(_map(document, artefact_id, about), about, edit)
    elif about.kind in _TYPED:
        set_text(_text(document, artefact_id, about), edit)
    else:
        _set_plain(_map(document, artefact_id, about), _VALUE, edit)


def _write_rows(rows: YMap, about: Field, edits: RowEdits) -> None:
    for row_id in edits.removed:
        if row_id in rows:
            del rows[row_id]
    last = max((_order(row) for row in rows.values() if isinstance(row, Map)), default=0.0)
    for kept in edits.rows:
        row = rows.get(kept.id)
        if isinstance(row, Map):
            for column in about.columns:
                _write_cell(row, column, kept.cells.get(column.id, ""))
        else:
            last += 1
            cells = {column.id: _new_cell(column, kept.cells.get(column.id, "")) for column in about.columns}
            rows[kept.id] = Map({_ORDER: last, **cells})


def _write_cell(row: YMap, column: Column, text: str) -> None:
    cell = row.get(column.id)
    if isinstance(cell, Text):
        set_text(cell, text)
    elif column.kind in _TYPED:
        row[column.id] = Text(text)
    else:
        _set_plain(row, column.id, text)


def _new_cell(column: Column, text: str) -> Text | str:
    return Text(text) if column.kind in _TYPED else text


def _set_plain(holder: YMap, key: str, text: str) -> None:
    if _plain(holder.get(key)) != text:
        holder[key] = text


def _watch(document: YDoc, artefact_id: str, about: Field, touched: Callable[[str, str], None]) -> Watched:
    is_text = about.kind in _TYPED
    shared = _text(document, artefact_id, about) if is_text else _map(document, artefact_id, about)
    shared.observe_deep(lambda _events: touched(artefact_id, about.id))
    return shared


def _text(document: YDoc, artefact_id: str, about: Field) -> Text:
    text: Text = document.get(field_name(artefact_id, about.id), type=Text)
    return text


def _map(document: YDoc, artefact_id: str, about: Field) -> YMap:
    shared: YMap = document.get(field_name(artefact_id, about.id), type=Map)
    return shared


def _order(row: YMap) -> float:
    order = row.get(_ORDER)
    return float(order) if isinstance(order, int | float) else 0.0


def _plain(value: object) -> str:
    return str(value) if isinstance(value, Text | str) else ""


def _common(one: str, other: str) -> int:
    length = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        length += 1
    return length


def _bytes(text: str) -> int:
    return len(text.encode())
