"""Workbooks that hold anything that people, and faulty clients, may leave in them."""

from collections.abc import Mapping

from hypothesis import strategies as st

from deepdive.core.artefact import Column, Field, FieldKind, KeptRow
from deepdive.core.board import Board, Heading, Note
from deepdive.core.everything import Content, Contents, Everything
from deepdive.core.links import Link
from deepdive.core.plan import FieldAddress
from deepdive.curriculum.current import pack

# letters of several scripts, what markup and spreadsheets are made of, emoji, line breaks and controls
ANY_LETTERS = st.sampled_from(
    "aZé ßŁ\n\t-*_#|<>&`[]()=+@'\"\\.:;,!?0123456789שםل中😀👩\u200d🔬\x00\u2028“”•…"
)
PLAIN_LETTERS = st.sampled_from("abcdefgXYZé ß\n-*_#|<>&`[]=+@'\"\\.0123456789")
IDS = st.uuids(version=4).map(str)


def texts(letters: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """A text with something in it."""
    made = st.lists(letters, min_size=1, max_size=24).map("".join)
    return made.filter(lambda text: any(letter.isalnum() for letter in text))


def everything(letters: st.SearchStrategy[str] = ANY_LETTERS) -> st.SearchStrategy[Everything]:
    """A whole workbook of the pack."""
    text = texts(letters)
    contents = _contents(text)
    boards = st.sampled_from(["problem-board", "a-board-of-old"])
    kinds = st.sampled_from([*list(pack().links)[:3], "a-link-of-old"])
    ends = st.sampled_from([*(f"row-{number}" for number in range(4)), "gone"])
    links = st.frozensets(st.builds(Link, ends, ends), min_size=1, max_size=3)
    old = st.fixed_dictionaries({"text": text, "entries": st.dictionaries(_keys(), _trees(text), max_size=2)})
    return st.builds(
        Everything,
        fields=contents,
        copies=st.dictionaries(
            st.sampled_from(["2-write-a", "not-a-group"]), contents.filter(bool), max_size=2
        ),
        boards=st.dictionaries(boards, _boards(text), max_size=2),
        links=st.dictionaries(kinds, links, max_size=2),
        rest=st.dictionaries(st.sampled_from(["old-artefact/what", "of no kind"]), old, max_size=2),
    )


def _contents(text: st.SearchStrategy[str]) -> st.SearchStrategy[Contents]:
    fields = {
        FieldAddress(artefact=artefact.id, field=field.id): field
        for artefact in pack().artefacts.values()
        for field in artefact.fields
    }

    def filled(addresses: list[FieldAddress]) -> st.SearchStrategy[Mapping[FieldAddress, Content]]:
        return st.fixed_dictionaries({address: _content(fields[address], text) for address in addresses})

    return st.lists(st.sampled_from(list(fields)), max_size=4, unique=True).flatmap(filled)


def _content(field: Field, text: st.SearchStrategy[str]) -> st.SearchStrategy[Content]:
    if field.kind is not FieldKind.ROWS:
        return _cell(field, text)
    cells = {column.id: _cell(column, text) for column in field.columns}
    rows = st.tuples(
        st.one_of(IDS, st.sampled_from([f"row-{number}" for number in range(4)])),
        st.fixed_dictionaries({}, optional={**cells, "column-of-old": text}),
    )
    listed = st.lists(rows, min_size=1, max_size=3, unique_by=lambda row: row[0])
    return listed.map(lambda found: tuple(KeptRow(*row) for row in found))


def _cell(about: Field | Column, text: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    match about.kind:
        case FieldKind.CHOICE:
            return st.one_of(st.sampled_from(about.choices), text)
        case FieldKind.DATE:
            return st.dates().map(str)
        case FieldKind.NUMBER:
            return st.integers(0, 10_000).map(str)
    return text


def _boards(text: st.SearchStrategy[str]) -> st.SearchStrategy[Board]:
    notes = st.lists(
        st.builds(Note, IDS, text, st.sampled_from(["", "h1", "gone"])), min_size=1, max_size=3, unique_by=_id
    )
    headings = st.lists(
        st.builds(Heading, st.sampled_from(["h1", "h2"]), text), max_size=2, unique_by=_heading_id
    )
    return st.builds(Board, headings.map(tuple), notes.map(tuple))


def _id(note: Note) -> str:
    return note.id


def _heading_id(heading: Heading) -> str:
    return heading.id


def _keys() -> st.SearchStrategy[str]:
    return st.sampled_from(["a", "b", "long key"])


def _trees(text: st.SearchStrategy[str]) -> st.SearchStrategy[Mapping[str, object]]:
    leaf = st.one_of(
        text.map(lambda words: {"text": words}),
        st.one_of(text, st.booleans(), st.integers(-9, 9), st.none()).map(lambda value: {"value": value}),
    )
    return st.one_of(
        leaf, st.dictionaries(_keys(), leaf, min_size=1, max_size=2).map(lambda one: {"map": one})
    )


def typed_in(whole: Everything) -> list[str]:
    """Every value that was typed in it."""
    found: list[str] = []
    for contents in (whole.fields, *whole.copies.values()):
        for content in contents.values():
            found += (
                [content] if isinstance(content, str) else [c for row in content for c in row.cells.values()]
            )
    for board in whole.boards.values():
        found += [note.text for note in board.notes] + [heading.title for heading in board.headings]
    for tree in whole.rest.values():
        found += _texts(tree)
    return found


def _texts(tree: object) -> list[str]:
    if isinstance(tree, str):
        return [tree]
    if isinstance(tree, Mapping):
        return [text for branch in tree.values() for text in _texts(branch)]
    return []
