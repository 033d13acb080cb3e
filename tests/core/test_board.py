"""Boards: notes under headings."""

from deepdive.core.board import Board, Heading, Note, Pile

EVIDENCE, GAPS = Heading("h1", "Evidence"), Heading("h2", "Gaps")
CALLS, BEDS, LOST = Note("n1", "Calls", "h1"), Note("n2", "Beds"), Note("n3", "Lost", "gone")


def test_notes_stand_under_their_headings_and_the_rest_come_first() -> None:
    assert Board((EVIDENCE, GAPS), (CALLS, BEDS, LOST)).piles == (
        Pile(None, (BEDS, LOST)),
        Pile(EVIDENCE, (CALLS,)),
        Pile(GAPS, ()),
    )


def test_an_empty_board_has_one_empty_pile() -> None:
    assert Board().piles == (Pile(None, ()),)
