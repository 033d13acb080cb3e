"""Boards: notes under headings, moved about."""

from deepdive.core.board import Board, Heading, Note, Pile

USEFUL = Heading("useful", "One useful thing")
EVIDENCE, GAPS = Heading("h1", "Evidence"), Heading("h2", "Gaps")
CALLS, BEDS, LOST = Note("n1", "Calls", "h1"), Note("n2", "Beds"), Note("n3", "Lost", "gone")
NIGHTS, TEA = Note("n4", "Nights", "h1"), Note("n5", "Tea", "useful")
BOARD = Board((EVIDENCE, GAPS), (CALLS, BEDS, LOST, NIGHTS, TEA))


def notes(board: Board) -> str:
    return " ".join(note.id for note in board.notes)


def test_notes_stand_under_their_prompts_and_headings_and_the_rest_come_first() -> None:
    assert BOARD.piles([USEFUL]) == (
        Pile(None, (BEDS, LOST)),
        Pile(USEFUL, (TEA,)),
        Pile(EVIDENCE, (CALLS, NIGHTS)),
        Pile(GAPS, ()),
    )


def test_a_note_under_a_prompt_that_is_gone_stands_under_none() -> None:
    assert BOARD.piles()[0] == Pile(None, (BEDS, LOST, TEA))


def test_an_empty_board_has_one_empty_pile() -> None:
    assert Board().piles() == (Pile(None, ()),)


def test_a_note_that_moves_comes_last_under_its_new_heading() -> None:
    moved = BOARD.moved("n2", "h1")
    assert moved.piles()[1].notes == (CALLS, NIGHTS, Note("n2", "Beds", "h1"))
    assert BOARD.moved("n1", "h2").piles()[2].notes == (Note("n1", "Calls", "h2"),)
    assert BOARD.moved("nobody", "h2") == BOARD


def test_a_note_moves_within_its_pile_and_no_other_does() -> None:
    assert notes(BOARD.note_shifted("n4", -1)) == "n4 n2 n3 n1 n5"
    assert notes(BOARD.note_shifted("n2", 1)) == "n1 n3 n2 n4 n5"
    assert notes(BOARD.note_shifted("n3", 1, [USEFUL])) == "n1 n2 n3 n4 n5"


def test_the_first_goes_no_further_up_and_the_last_no_further_down() -> None:
    assert BOARD.note_shifted("n1", -1) == BOARD
    assert BOARD.note_shifted("n4", 1) == BOARD
    assert BOARD.note_shifted("nobody", 1) == BOARD
    assert BOARD.heading_shifted("h1", -1) == BOARD
    assert BOARD.heading_shifted("useful", 1) == BOARD


def test_headings_change_places() -> None:
    assert BOARD.heading_shifted("h2", -1).headings == (GAPS, EVIDENCE)


def test_what_is_added_comes_last() -> None:
    note, heading = Note("n6", "New"), Heading("h3", "New")
    assert BOARD.with_note(note).with_heading(heading) == Board(
        (*BOARD.headings, heading), (*BOARD.notes, note)
    )
