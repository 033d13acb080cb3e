"""Dots on a board: nobody spends more than they have, and a tie is a tie."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deepdive.core.board import Board, Note
from deepdive.core.dots import Dotted, ordered, spend
from deepdive.core.refused import Refused

NOTES = tuple(Note(f"n{number}", f"Note {number}") for number in range(6))
BOARD = Board(notes=NOTES)


def test_dots_are_spent_once_a_note() -> None:
    assert spend(["n1", "n0", "n1"], budget=2, board=BOARD) == ("n1", "n0")


@pytest.mark.parametrize(
    ("chosen", "budget", "code", "says"),
    [
        (["n1", "n2"], 1, "over-budget", "You chose 2 notes and have 1 dot. Take the tick from 1."),
        (
            ["n1", "n2", "n3", "n4", "n5"],
            3,
            "over-budget",
            "You chose 5 notes and have 3 dots. Take the tick from 2.",
        ),
        (
            ["gone"],
            3,
            "no-such-note",
            "A note that you chose is no longer on the board. Look at the list, then choose again.",
        ),
    ],
)
def test_too_many_dots_and_dots_on_nothing_are_refused(
    chosen: list[str], budget: int, code: str, says: str
) -> None:
    with pytest.raises(Refused) as refused:
        spend(chosen, budget=budget, board=BOARD)
    assert (refused.value.code, refused.value.message) == (code, says)


def test_notes_stand_by_their_dots_and_a_tie_shares_its_place() -> None:
    found = ordered(BOARD, ["n3", "n1", "n3", "n0", "gone"])
    assert found == (
        Dotted(note=NOTES[3], n=2, place=1, is_tie=False),
        Dotted(note=NOTES[0], n=1, place=2, is_tie=True),
        Dotted(note=NOTES[1], n=1, place=2, is_tie=True),
    )


@given(st.lists(st.sampled_from([note.id for note in NOTES]), max_size=20), st.integers(1, 9))
def test_nobody_spends_more_than_the_budget(chosen: list[str], budget: int) -> None:
    try:
        spent = spend(chosen, budget=budget, board=BOARD)
    except Refused:
        assert len(set(chosen)) > budget
    else:
        assert len(spent) <= budget
        assert set(spent) == set(chosen)


@given(st.lists(st.sampled_from([note.id for note in NOTES]), max_size=60))
def test_every_dot_is_counted_once(votes: list[str]) -> None:
    assert {one.note.id: one.n for one in ordered(BOARD, votes)} == {v: votes.count(v) for v in votes}
