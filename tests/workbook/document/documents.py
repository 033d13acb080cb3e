"""Documents for tests, and the things that people do to them."""

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st
from pycrdt import Doc

from deepdive.workbook.document import (
    BoardEdits,
    KeptRow,
    Link,
    Root,
    RowEdits,
    YDoc,
    change,
    change_board,
    change_links,
    heading_row,
    note_row,
    read_root,
    root_names,
)
from tests.workbook.example import NOTES

# letters of one, two, three and four bytes, so that counting the wrong thing shows; no lone surrogates,
# which no form and no browser sends
texts = st.text(alphabet="ab \né€ß文😀👩‍👩‍👧é", max_size=30) | st.text(
    st.characters(exclude_categories=["Cs"])
)
words = st.text(alphabet="ab é😀", max_size=6)
ids = st.sampled_from(["r1", "r2", "r3", "r4"])
groups = st.sampled_from(["", "group-1", "group-2"])

# Something that somebody does to a document; it returns the update, or None if nothing changed.
Act = Callable[[YDoc], bytes | None]


def document_of(*updates: bytes | None) -> YDoc:
    """The document that the updates make."""
    document: YDoc = Doc()
    for update in updates:
        if update:
            document.apply_update(update)
    return document


def copy_of(document: YDoc) -> YDoc:
    """Another document that holds the same."""
    return document_of(document.get_update())


def exchange(one: YDoc, other: YDoc) -> None:
    """Each gets what it lacks."""
    for_one, for_other = other.get_update(one.get_state()), one.get_update(other.get_state())
    one.apply_update(for_one)
    other.apply_update(for_other)


def contents(document: YDoc) -> dict[str, Root]:
    """Everything that stands in the document; names under which nothing stands are left out."""
    found = {name: read_root(document, name) for name in sorted(root_names(document))}
    return {name: root for name, root in found.items() if root != Root()}


def _sets_field(field: str, text: str, group: str) -> Act:
    return lambda document: change(document, NOTES, {field: text}, group=group)


def _sets_rows(edits: RowEdits, group: str) -> Act:
    return lambda document: change(document, NOTES, {"steps": edits}, group=group)


def _sets_board(edits: BoardEdits) -> Act:
    return lambda document: change_board(document, "ideas", edits)


def _sets_links(made: Any, removed: Any) -> Act:
    return lambda document: change_links(document, "step-needs", made=made, removed=removed)


def row_edits(rows: st.SearchStrategy[KeptRow]) -> st.SearchStrategy[RowEdits]:
    """Any edits of such rows."""
    return st.builds(
        RowEdits,
        rows=st.lists(rows, max_size=3).map(tuple),
        removed=st.frozensets(ids, max_size=1),
        order=st.permutations(["r1", "r2", "r3", "r4"]).map(tuple) | st.just(()),
    )


step_rows = st.builds(
    KeptRow,
    ids,
    st.fixed_dictionaries({}, optional={"what": words, "level": st.sampled_from(["high", "low"])}),
)
_links = st.lists(st.builds(Link, ids, ids), max_size=2)
note_rows = st.builds(lambda i, text, heading: note_row(i, text=text, heading=heading), ids, words, ids)
heading_rows = st.builds(lambda i, title: heading_row(i, title=title), ids, words)

acts: st.SearchStrategy[Act] = st.one_of(
    st.builds(_sets_field, st.sampled_from(["headline", "summary", "answer", "count"]), words, groups),
    st.builds(_sets_rows, row_edits(step_rows), groups),
    st.builds(_sets_board, st.builds(BoardEdits, row_edits(note_rows), row_edits(heading_rows))),
    st.builds(_sets_links, _links, _links),
)
