"""A whole document as plain values, and a document made from them."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pycrdt import Doc

from deepdive.core.artefact import Artefact, Field, FieldKind, KeptRow
from deepdive.core.board import Board
from deepdive.core.everything import Content as FieldContent
from deepdive.core.everything import Everything
from deepdive.core.links import Link
from deepdive.core.plan import FieldAddress
from deepdive.workbook.document.board import read_board
from deepdive.workbook.document.content import Content, Root, SharedMap, SharedText, read_root, write_roots
from deepdive.workbook.document.names import (
    BoardPlace,
    FieldPlace,
    LinkPlace,
    field_name,
    headings_name,
    link_name,
    notes_name,
    place_of,
)
from deepdive.workbook.document.order import in_order
from deepdive.workbook.document.rows import order_number
from deepdive.workbook.document.shared import YDoc, root_names

_ORDER, _VALUE = "order", "value"
_TYPED = (FieldKind.LINE, FieldKind.TEXT)
_NOTE, _HEADING = ("text", "heading"), ("title",)
Artefacts = Mapping[str, Artefact]


@dataclass
class _Found:
    """What has been read so far."""

    fields: dict[str, dict[FieldAddress, FieldContent]] = field(default_factory=dict)
    boards: dict[str, Board] = field(default_factory=dict)
    links: dict[str, frozenset[Link]] = field(default_factory=dict)
    rest: dict[str, Mapping[str, object]] = field(default_factory=dict)


def read_everything(document: YDoc, artefacts: Artefacts) -> Everything:
    """All that stands in the document. What is no text, number or list or map of such is passed over."""
    found = _Found()
    for name in sorted(root_names(document)):
        left = _read(document, name, artefacts, found)
        if left.text or left.entries:
            found.rest[name] = {"text": left.text, "entries": _trees(left.entries)}
    common = found.fields.pop("", {})
    return Everything(
        fields=common, copies=found.fields, boards=found.boards, links=found.links, rest=found.rest
    )


def document_of(everything: Everything, artefacts: Artefacts) -> bytes:
    """The update that makes an empty document say all this, under the ids that rows have here."""
    roots: dict[str, Root] = {}
    for group, contents in (("", everything.fields), *everything.copies.items()):
        for address, content in contents.items():
            about = artefacts[address.artefact].field(address.field)
            roots[field_name(address.artefact, address.field, group)] = _field_root(about, content)
    for board_id, board in everything.boards.items():
        notes = ((note.id, {"text": SharedText(note.text), "heading": note.heading}) for note in board.notes)
        titles = ((heading.id, {"title": SharedText(heading.title)}) for heading in board.headings)
        roots[notes_name(board_id)] = Root(entries=_ordered(notes))
        roots[headings_name(board_id)] = Root(entries=_ordered(titles))
    for kind, links in everything.links.items():
        roots[link_name(kind)] = Root(entries={link.key: True for link in sorted(links)})
    for name, tree in everything.rest.items():
        roots[name] = _joined(roots.get(name, Root()), _root_of(tree))
    document: YDoc = Doc()
    write_roots(document, roots)
    return document.get_update()


def _read(document: YDoc, name: str, artefacts: Artefacts, found: _Found) -> Root:
    """Note what stands under the name; what has no place there is the answer."""
    root = read_root(document, name)
    match place_of(name):
        case FieldPlace(artefact, field_id, group) if (
            about := _field(artefacts, artefact, field_id)
        ) and name == field_name(artefact, field_id, group):
            content, left = _field_content(about, root)
            if content:
                found.fields.setdefault(group, {})[FieldAddress(artefact=artefact, field=field_id)] = content
            return left
        case BoardPlace(board_id):
            board = read_board(document, board_id)
            if board != Board():
                found.boards[board_id] = board
            return _rows(root, _NOTE if name == notes_name(board_id) else _HEADING, takes_more=False)[1]
        case LinkPlace(kind):
            links = {
                key: Link(*key.split("/")) for key, value in root.entries.items() if _is_link(key, value)
            }
            if links:
                found.links[kind] = frozenset(links.values())
            return Root(root.text, {key: value for key, value in root.entries.items() if key not in links})
    return root


def _field(artefacts: Artefacts, artefact_id: str, field_id: str) -> Field | None:
    fields = artefacts[artefact_id].fields if artefact_id in artefacts else ()
    return next((about for about in fields if about.id == field_id), None)


def _is_link(key: str, value: Content) -> bool:
    ids = key.split("/")
    return value is True and len(ids) == 2 and all(ids)


def _field_content(about: Field, root: Root) -> tuple[FieldContent, Root]:
    if about.kind is FieldKind.ROWS:
        return _rows(root, tuple(column.id for column in about.columns), takes_more=True)
    if about.kind in _TYPED:
        return root.text, Root(entries=root.entries)
    value = _text(root.entries.get(_VALUE))
    left = {key: entry for key, entry in root.entries.items() if key != _VALUE or value is None}
    return value or "", Root(root.text, left)


def _rows(root: Root, cells: tuple[str, ...], *, takes_more: bool) -> tuple[tuple[KeptRow, ...], Root]:
    """The rows with what their cells say, in the order of ``cells`` and then, if it ``takes_more``, others by
    name; and what is no such row or cell."""
    rows: dict[str, dict[str, str]] = {}
    numbers: dict[str, float] = {}
    left: dict[str, Content] = {}
    for row_id, entry in root.entries.items():
        if not isinstance(entry, SharedMap):
            left[row_id] = entry
            continue
        more = sorted(entry.entries.keys() - {*cells, _ORDER}) if takes_more else ()
        texts = {key: text for key in (*cells, *more) if (text := _text(entry.entries.get(key))) is not None}
        others = {key: value for key, value in entry.entries.items() if key != _ORDER and key not in texts}
        rows[row_id] = {key: text for key, text in texts.items() if text}
        numbers[row_id] = order_number(entry.entries.get(_ORDER))
        if others:
            left[row_id] = SharedMap(others)
    return tuple(KeptRow(row_id, rows[row_id]) for row_id in in_order(numbers)), Root(root.text, left)


def _text(content: Content) -> str | None:
    if isinstance(content, SharedText):
        return content.text
    return content if isinstance(content, str) else None


def _field_root(about: Field, content: FieldContent) -> Root:
    if isinstance(content, str):
        return Root(text=content) if about.kind in _TYPED else Root(entries={_VALUE: content})
    values = {column.id for column in about.columns if column.kind not in _TYPED}
    blank: dict[str, Content] = {
        column.id: "" if column.id in values else SharedText("") for column in about.columns
    }
    rows = (
        (
            row.id,
            {
                **blank,
                **{key: text if key in values else SharedText(text) for key, text in row.cells.items()},
            },
        )
        for row in content
    )
    return Root(entries=_ordered(rows))


def _ordered(rows: Iterator[tuple[str, Mapping[str, Content]]]) -> dict[str, Content]:
    return {
        row_id: SharedMap({_ORDER: float(number), **cells}) for number, (row_id, cells) in enumerate(rows)
    }


def _joined(one: Root, other: Root) -> Root:
    return Root(one.text or other.text, _joined_entries(one.entries, other.entries))


def _joined_entries(one: Mapping[str, Content], other: Mapping[str, Content]) -> dict[str, Content]:
    joined = dict(one)
    for key, entry in other.items():
        mine = joined.get(key)
        if isinstance(mine, SharedMap) and isinstance(entry, SharedMap):
            joined[key] = SharedMap(_joined_entries(mine.entries, entry.entries))
        else:
            joined[key] = entry
    return joined


def _trees(entries: Mapping[str, Content]) -> dict[str, object]:
    trees = {key: _tree(entry) for key, entry in sorted(entries.items())}
    return {key: tree for key, tree in trees.items() if tree is not None}


def _tree(content: Content) -> dict[str, object] | None:
    if isinstance(content, SharedText):
        return {"text": content.text}
    if isinstance(content, SharedMap):
        return {"map": _trees(content.entries)}
    return {"value": content} if _is_plain(content) else None


def _is_plain(value: object) -> bool:
    if isinstance(value, list):
        return all(map(_is_plain, value))
    if isinstance(value, dict):
        return all(isinstance(key, str) and _is_plain(entry) for key, entry in value.items())
    return (
        value is None
        or isinstance(value, str | bool | int)
        or (isinstance(value, float) and math.isfinite(value))
    )


def _root_of(tree: Mapping[str, object]) -> Root:
    entries = tree["entries"]
    return Root(str(tree["text"]), _contents(entries) if isinstance(entries, Mapping) else {})


def _contents(trees: Mapping[str, object]) -> dict[str, Content]:
    return {key: _content(tree) for key, tree in trees.items() if isinstance(tree, Mapping)}


def _content(tree: Mapping[str, object]) -> Content:
    if isinstance(nested := tree.get("map"), Mapping):
        return SharedMap(_contents(nested))
    return SharedText(str(tree["text"])) if "text" in tree else tree.get("value")
