"""Entries of one author become one, and the document stays the same."""

from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pycrdt import Doc, Text

from deepdive.workbook import folds
from deepdive.workbook.document import YDoc
from deepdive.workbook.folds import Entry, fold
from deepdive.workbook.protocol import Malformed
from deepdive.workbook.roots import Roots
from deepdive.workbook.update import read_clocks, read_update
from tests.workbook.document.documents import contents, document_of
from tests.workbook.logs import Logged, Move, log_of, moves

FIELD = "notes/summary"


def entries_of(log: Iterable[Logged]) -> list[Entry]:
    """The entries, with the names that each touches; their ids go up in tens."""
    roots, entries = Roots(), []
    for number, logged in enumerate(log, 1):
        touched = roots.note(roots.locate(read_update(logged.update)))
        entries.append(Entry(number * 10, logged.author, logged.update, " ".join(sorted(touched))))
    return entries


def made_by(entries: Iterable[Entry]) -> YDoc:
    return document_of(*(entry.update for entry in entries))


def names_by_author(entries: Iterable[Entry]) -> dict[int | None, set[str]]:
    found: dict[int | None, set[str]] = {}
    for entry in entries:
        found.setdefault(entry.author_id, set()).update(entry.touched.split())
    return found


@settings(max_examples=100, deadline=None)
@given(moves, st.integers(0, 40))
def test_the_document_is_exactly_the_same_and_what_comes_after_it_fits(story: list[Move], cut: int) -> None:
    entries = entries_of(log_of(story))
    before, after = made_by(entries[:cut]), made_by(fold(entries[:cut]))
    assert read_clocks(after.get_state()) == read_clocks(before.get_state())
    assert contents(after) == contents(before)
    assert contents(made_by([*fold(entries[:cut]), *entries[cut:]])) == contents(made_by(entries))


@settings(max_examples=60, deadline=None)
@given(moves)
def test_each_stands_behind_all_that_it_builds_on(story: list[Move]) -> None:
    clocks: dict[int, int] = {}
    for entry in fold(entries_of(log_of(story))):
        update = read_update(entry.update)
        assert update.builds_on(clocks)
        update.advance(clocks)


@settings(max_examples=60, deadline=None)
@given(moves)
def test_ids_stay_in_order_and_so_does_the_last(story: list[Move]) -> None:
    entries = entries_of(log_of(story))
    ids = [entry.id for entry in fold(entries)]
    assert ids == sorted(set(ids) & {entry.id for entry in entries})
    assert ids[-1:] == [entry.id for entry in entries[-1:]]


@settings(max_examples=60, deadline=None)
@given(moves)
def test_nobody_is_said_to_have_written_what_another_wrote(story: list[Move]) -> None:
    entries = entries_of(log_of(story))
    assert names_by_author(fold(entries)) == names_by_author(entries)


@settings(max_examples=60, deadline=None)
@given(moves)
def test_what_has_been_folded_can_be_folded_again(story: list[Move]) -> None:
    entries = entries_of(log_of(story))
    once = fold(entries)
    twice = fold(once)
    assert len(twice) <= len(once)
    assert contents(made_by(twice)) == contents(made_by(entries))


def page(client: int) -> YDoc:
    """An empty page of that client."""
    return Doc(client_id=client)


def typed(page: YDoc, at: int, letters: str) -> list[bytes]:
    """One update for each letter."""
    text: Text = page.get(FIELD, type=Text)
    made: list[bytes] = []
    watch = page.observe(lambda event: made.append(event.update))
    for place, letter in enumerate(letters, at):
        text.insert(place, letter)
    page.unobserve(watch)
    return made


def numbered(*updates: tuple[int | None, bytes]) -> list[Entry]:
    return [Entry(number, author, update, FIELD) for number, (author, update) in enumerate(updates, 1)]


def test_two_who_write_in_different_places_at_once_become_one_entry_each() -> None:
    ann, ben = page(1), page(2)
    pairs = zip(typed(ann, 0, "abcdef"), typed(ben, 0, "uvwxyz"), strict=True)
    folded = fold(
        numbered(*((who, update) for pair in pairs for who, update in zip((1, 2), pair, strict=True)))
    )
    assert [(entry.id, entry.author_id) for entry in folded] == [(11, 1), (12, 2)]


def test_two_who_add_to_each_others_words_keep_their_turns() -> None:
    ann, ben = page(1), page(2)
    (one,) = typed(ann, 0, "a")
    ben.apply_update(one)
    (two,) = typed(ben, 1, "b")
    ann.apply_update(two)
    (three,) = typed(ann, 2, "c")
    assert fold(numbered((1, one), (2, two), (1, three))) == numbered((1, one), (2, two), (1, three))


def test_an_entry_moves_back_to_the_next_of_its_author_when_nobody_built_on_it() -> None:
    ann, ben = page(1), page(2)
    (one,) = typed(ann, 0, "a")
    (two,) = typed(ben, 0, "b")
    ann.apply_update(two)
    (three,) = typed(ann, 2, "c")
    folded = fold(numbered((1, one), (2, two), (1, three)))
    assert [(entry.id, entry.author_id) for entry in folded] == [(2, 2), (3, 1)]


def test_what_cannot_be_read_stays_where_it_is_and_as_it_is() -> None:
    ann = page(1)
    one, two, three = typed(ann, 0, "abc")
    odd = b"\x01"
    with pytest.raises(Malformed):
        read_update(odd)
    entries = numbered((1, one), (1, odd), (1, two), (1, three))
    assert [(entry.id, entry.update == odd) for entry in fold(entries)] == [(1, False), (2, True), (4, False)]


def test_at_most_so_many_become_one() -> None:
    ann = page(1)
    many = typed(ann, 0, "a" * (folds.MOST_FOLDED + 1))
    folded = fold(numbered(*((1, update) for update in many)))
    assert [entry.id for entry in folded] == [folds.MOST_FOLDED, folds.MOST_FOLDED + 1]


def test_nothing_becomes_nothing() -> None:
    assert fold([]) == []
