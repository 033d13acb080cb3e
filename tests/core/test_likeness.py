"""Under which headings a note may belong."""

from hypothesis import given
from hypothesis import strategies as st

from deepdive.core.board import Board, Heading, Note
from deepdive.core.likeness import suggestions

WAITING, PAPER, STAFF = Heading("w", "Waiting"), Heading("p", "Paper lists"), Heading("s", "Staff and rotas")
BOARD = Board(
    (WAITING, PAPER, STAFF),
    (
        Note("1", "Families ring three times to hear about a bed", "w"),
        Note("2", "The bed list is on paper", "p"),
        Note("3", "The night rota changes late", "s"),
    ),
)


def suggested(text: str, *, board: Board = BOARD) -> list[str]:
    found = suggestions(board.with_note(Note("new", text)).piles())
    return [heading.id for heading in found.get("new", ())]


def test_a_note_is_suggested_where_notes_share_its_words() -> None:
    assert suggested("Families ring the ward all morning") == ["w"]
    assert suggested("The rota for the night is never right") == ["s"]


def test_the_words_of_a_heading_count_too_also_in_another_form() -> None:
    board = Board((WAITING, PAPER, STAFF))
    assert suggested("lists everywhere", board=board) == ["p"]
    assert suggested("they wait", board=board) == ["w"]


def test_at_most_two_headings_are_suggested_the_likest_first() -> None:
    board = BOARD.with_heading(Heading("x", "List of beds")).with_heading(Heading("y", "Paper"))
    assert suggested("The bed list is on paper", board=board) == ["p", "y"]


def test_what_is_like_nothing_has_no_suggestion() -> None:
    assert suggested("Zebra") == []
    assert suggested("") == []


def test_a_note_that_stands_under_a_heading_has_none() -> None:
    assert suggestions(BOARD.piles()) == {}


@given(st.text(max_size=400), st.lists(st.text(max_size=60), max_size=5))
def test_whatever_is_written_suggests_two_of_the_headings_at_most(text: str, titles: list[str]) -> None:
    headings = tuple(Heading(str(place), title) for place, title in enumerate(titles))
    found = suggestions(Board(headings, (Note("n", text),)).piles()).get("n", ())
    assert len(found) <= 2
    assert len(set(found)) == len(found)
    assert set(found) <= set(headings)
