"""Boards: notes and headings, edited by several people at once."""

from hypothesis import given
from hypothesis import strategies as st
from pycrdt import Doc

from deepdive.core.board import Board, Heading, Note
from deepdive.workbook.document import (
    BoardEdits,
    RowEdits,
    YDoc,
    change_board,
    heading_row,
    note_row,
    read_board,
)
from tests.workbook.document.documents import copy_of, exchange, texts

BOARD = "problem-board"
ids = st.sampled_from(["n1", "n2", "n3", "n4", "n5"])
boards = st.builds(
    Board,
    headings=st.lists(st.builds(Heading, ids, texts), unique_by=lambda heading: heading.id).map(tuple),
    notes=st.lists(st.builds(Note, ids, texts, ids | st.just("")), unique_by=lambda note: note.id).map(tuple),
)


def with_board(board: Board) -> YDoc:
    document: YDoc = Doc()
    change_board(document, BOARD, BoardEdits.between(Board(), board))
    return document


@given(boards, boards)
def test_a_board_becomes_exactly_the_one_that_is_wanted(now: Board, wanted: Board) -> None:
    document = with_board(now)
    update = change_board(document, BOARD, BoardEdits.between(now, wanted))
    assert read_board(document, BOARD) == wanted
    assert (update is None) == (now == wanted)
    assert read_board(document, "another-board") == Board()


def test_a_note_moves_under_a_heading_while_somebody_writes_on_it() -> None:
    one = with_board(Board((Heading("h1", "Evidence"),), (Note("n1", "Calls"), Note("n2", "Beds", "h1"))))
    other = copy_of(one)
    change_board(one, BOARD, BoardEdits(notes=RowEdits((note_row("n1", heading="h1"),), order=("n2", "n1"))))
    change_board(other, BOARD, BoardEdits(notes=RowEdits((note_row("n1", text="Calls at night"),))))
    exchange(one, other)
    assert read_board(one, BOARD) == read_board(other, BOARD)
    assert read_board(one, BOARD).notes == (Note("n2", "Beds", "h1"), Note("n1", "Calls at night", "h1"))


def test_two_people_rename_a_heading_and_both_words_are_there() -> None:
    one = with_board(Board((Heading("h1", "Evidence"),)))
    other = copy_of(one)
    change_board(one, BOARD, BoardEdits(headings=RowEdits((heading_row("h1", title="Our Evidence"),))))
    change_board(other, BOARD, BoardEdits(headings=RowEdits((heading_row("h1", title="Evidence so far"),))))
    exchange(one, other)
    assert read_board(one, BOARD).headings == (Heading("h1", "Our Evidence so far"),)


def test_a_removed_heading_leaves_its_notes() -> None:
    document = with_board(Board((Heading("h1", "Evidence"),), (Note("n1", "Calls", "h1"),)))
    change_board(document, BOARD, BoardEdits(headings=RowEdits(removed=frozenset({"h1"}))))
    board = read_board(document, BOARD)
    assert [(pile.heading, pile.notes) for pile in board.piles()] == [(None, (Note("n1", "Calls", "h1"),))]
