"""Fields of artefacts: the common ones, and a group's own copies of them."""

from collections.abc import Mapping

from deepdive.core.artefact import Artefact, Field, FieldKind, KeptRow, Value, Written
from deepdive.workbook.document.names import FieldPlace, field_name, place_of
from deepdive.workbook.document.rows import RowEdits, read_rows, write_rows
from deepdive.workbook.document.shared import (
    YDoc,
    YMap,
    map_at,
    plain,
    root_names,
    set_plain,
    text_at,
    update_of,
)
from deepdive.workbook.document.text import set_text

Edit = str | RowEdits

_VALUE = "value"
_TYPED = (FieldKind.LINE, FieldKind.TEXT)


def written(document: YDoc, artefacts: Mapping[str, Artefact], *, group: str = "") -> Written:
    """What stands in the document: artefact id -> field id -> value, for every field of the pack.

    With a group's id, what stands in that group's own copies.
    """
    return {
        artefact.id: {about.id: read(document, artefact.id, about, group=group) for about in artefact.fields}
        for artefact in artefacts.values()
    }


def groups_in(document: YDoc) -> frozenset[str]:
    """The ids of the groups that have copies of artefacts of their own."""
    places = map(place_of, root_names(document))
    return frozenset(place.group for place in places if isinstance(place, FieldPlace) and place.group)


def read(document: YDoc, artefact_id: str, about: Field, *, group: str = "") -> Value:
    """What stands in the field."""
    if about.kind is FieldKind.ROWS:
        return tuple(row.cells for row in rows_of(document, artefact_id, about, group=group))
    name = field_name(artefact_id, about.id, group)
    if about.kind in _TYPED:
        return str(text_at(document, name))
    return plain(map_at(document, name).get(_VALUE))


def rows_of(document: YDoc, artefact_id: str, about: Field, *, group: str = "") -> tuple[KeptRow, ...]:
    """The field's rows in order. Whatever a faulty client left in place of a row is passed over."""
    rows = map_at(document, field_name(artefact_id, about.id, group))
    return read_rows(rows, (column.id for column in about.columns))


def change(document: YDoc, artefact: Artefact, edits: Mapping[str, Edit], *, group: str = "") -> bytes | None:
    """Set fields of an artefact, given as field id -> text or row edits; with a group's id, of its copy.

    Returns the update that does so, or None if nothing changes.
    """

    def act() -> None:
        for field_id, edit in edits.items():
            _write(document, field_name(artefact.id, field_id, group), artefact.field(field_id), edit)

    return update_of(document, act)


def _write(document: YDoc, name: str, about: Field, edit: Edit) -> None:
    if isinstance(edit, RowEdits):
        cells = {column.id: column.kind in _TYPED for column in about.columns}
        write_rows(map_at(document, name), cells, edit)
    elif about.kind in _TYPED:
        set_text(text_at(document, name), edit)
    else:
        holder: YMap = map_at(document, name)
        set_plain(holder, _VALUE, edit)
