"""Under which headings a note may belong."""

from hypothesis import given
from hypothesis import strategies as st

from deepdive.core.board import Board, Heading, Note
from deepdive.core.likeness import headings_like

WAITING, PAPER, STAFF = Heading("w", "Waiting"), Heading("p", "Paper lists"), Heading("s", "Staff and rotas")
BOARD = Board(
    (WAITING, PAPER, STAFF),
    (
        Note("1", "Families ring three times to hear about a bed", "w"),
        Note("2", "The bed list is on paper", "p"),
        Note("3", "The night rota changes late", "s"),
    ),
)


def suggested(text: str, *, under: str = "", board: Board = BOARD) -> list[str]:
    return [heading.id for heading in headings_like(Note("new", text, under), board.piles())]


def test_a_note_is_suggested_where_notes_share_its_words() -> None:
    assert suggested("Families ring the ward all morning") == ["w"]
    assert suggested("Our rota for the night is never right") == ["s"]


def test_the_words_of_a_heading_count_too() -> None:
    assert suggested("lists everywhere", board=Board((WAITING, PAPER, STAFF))) == ["p"]


def test_at_most_two_headings_are_suggested_the_likest_first() -> None:
    board = BOARD.with_heading(Heading("x", "Bed list on paper"))
    assert suggested("The bed list is on paper", board=board) == ["p", "x"]


def test_what_is_like_nothing_has_no_suggestion() -> None:
    assert suggested("Zebra") == []
    assert suggested("") == []


def test_the_heading_that_a_note_stands_under_is_not_suggested() -> None:
    assert suggested("The bed list is on paper", under="p") == []


@given(st.text(max_size=300), st.lists(st.text(max_size=60), max_size=5))
def test_whatever_is_written_suggests_two_of_the_headings_at_most(text: str, titles: list[str]) -> None:
    headings = tuple(Heading(str(place), title) for place, title in enumerate(titles))
    found = headings_like(Note("n", text), Board(headings).piles())
    assert len(found) <= 2
    assert len(set(found)) == len(found)
    assert set(found) <= set(headings)
