"""The form of a board: what it shows, and the board that whoever sends it wants."""

from typing import Any

import pytest

from deepdive.core.activity import Activity, ActivityKind, Item
from deepdive.core.board import Board, Heading, Note
from deepdive.workbook.board_form import Asked, BoardForm

PROMPTS = (Item(id="useful", text="One useful thing"), Item(id="open", text="One open question"))
CARD = Activity(
    id="closing-card",
    kind=ActivityKind.BOARD,
    title="Closing card",
    steps=("Write",),
    items=PROMPTS,
    sources=(),
)
EVIDENCE, GAPS = Heading("h1", "Evidence"), Heading("h2", "Gaps")
CALLS, BEDS, TEA = Note("n1", "Calls", "h1"), Note("n2", "Beds"), Note("n3", "Tea", "useful")
BOARD = Board((EVIDENCE, GAPS), (CALLS, BEDS, TEA))
SENT = {
    "as_of": "7",
    "heading__h1__title": "Evidence",
    "heading__h2__title": "Gaps",
    "note__n1__words": "Calls",
    "note__n1__heading": "h1",
    "note__n2__words": "Beds",
    "note__n2__heading": "",
    "note__n3__words": "Tea",
    "note__n3__heading": "useful",
    "pile__unsorted__new": "",
    "pile__useful__new": "",
    "pile__open__new": "",
    "pile__h1__new": "",
    "pile__h2__new": "",
    "new-heading": "",
}


def sent(**more: Any) -> BoardForm:
    return BoardForm(SENT | more, activity=CARD, may_write=True)


def wanted(now: Board = BOARD, /, **more: Any) -> Board:
    form = sent(**more)
    assert form.is_valid(), form.errors
    return form.wanted(now)


def test_it_shows_each_pile_with_its_notes() -> None:
    form = BoardForm(activity=CARD, may_write=True, board=BOARD)
    shown = [(pile.key, pile.box is not None, [note.note.id for note in pile.notes]) for pile in form.piles()]
    assert shown == [
        ("unsorted", False, ["n2"]),
        ("useful", False, ["n3"]),
        ("open", False, []),
        ("h1", True, ["n1"]),
        ("h2", True, []),
    ]
    assert [str(pile.box.value()) for pile in form.piles() if pile.box] == ["Evidence", "Gaps"]


def test_a_form_that_was_sent_shows_what_was_sent() -> None:
    form = sent(note__n2__words="typed", note__n2__heading="h2")
    gaps = list(form.piles())[4]
    assert [note.words.value() for note in gaps.notes] == ["typed"]


def test_sent_unchanged_it_wants_nothing_changed() -> None:
    assert wanted() == BOARD
    assert BoardForm({"as_of": "7"}, activity=CARD, may_write=True).is_valid()


def test_words_and_titles_are_set_with_plain_line_ends() -> None:
    board = wanted(note__n1__words="Calls\r\nat night", heading__h1__title="What we know")
    assert board.notes[0] == Note("n1", "Calls\nat night", "h1")
    assert board.headings[0] == Heading("h1", "What we know")


def test_a_note_goes_under_the_heading_that_was_chosen() -> None:
    assert wanted(note__n2__heading="open").notes[-1] == Note("n2", "Beds", "open")
    assert wanted(note__n1__heading="").piles()[0].notes[:2] == (BEDS, Note("n1", "Calls", ""))


def test_a_note_whose_heading_is_gone_keeps_it_until_somebody_moves_it() -> None:
    lost = Board((), (Note("n9", "Lost", "gone"),))
    assert wanted(lost, note__n9__words="Lost", note__n9__heading="") == lost


def test_new_notes_and_a_new_heading_are_added_last_under_new_ids() -> None:
    board = wanted(pile__useful__new="The map", pile__h2__new="No counts", **{"new-heading": "Later"})
    *_, first, second = board.notes
    assert [(note.text, note.heading) for note in (first, second)] == [
        ("The map", "useful"),
        ("No counts", "h2"),
    ]
    assert board.headings[2].title == "Later"
    assert len({first.id, second.id, board.headings[2].id, "n1", "n2", "n3"}) == 6
    assert wanted(pile__useful__new="  \r\n") == BOARD


def test_what_is_marked_for_removal_is_gone_and_a_headings_notes_stay() -> None:
    board = wanted(note__n2__remove="on", heading__h1__remove="on")
    assert board == Board((GAPS,), (CALLS, TEA))


@pytest.mark.parametrize(
    ("act", "asked"),
    [
        ("note__n1__up", Asked("note", "n1", "up")),
        ("heading__h2__down", Asked("heading", "h2", "down")),
        ("pile__useful__add", Asked("pile", "useful", "add")),
        ("note__n1__explode", None),
        ("", None),
    ],
)
def test_the_button_that_was_pressed_says_what_is_asked(act: str, asked: Asked | None) -> None:
    assert sent(act=act).asked() == asked


def test_a_button_moves_a_note_or_a_heading() -> None:
    two = Board(BOARD.headings, (*BOARD.notes, Note("n4", "Nights", "h1")))
    assert [note.id for note in wanted(two, act="note__n4__up").notes] == ["n4", "n2", "n3", "n1"]
    assert wanted(act="heading__h2__up").headings == (GAPS, EVIDENCE)
    assert wanted(act="note__n1__up") == BOARD
    assert wanted(act="note__no-such-note__up") == BOARD


def test_what_was_removed_meanwhile_stays_removed() -> None:
    assert wanted(Board((GAPS,), (BEDS,))) == Board((GAPS,), (BEDS,))


@pytest.mark.parametrize(
    ("name", "typed", "error"),
    [
        ("note__n1__words", "x" * 501, "Use 500 letters or fewer; you have used 501"),
        ("heading__h1__title", "x" * 81, "Use 80 letters or fewer; you have used 81"),
        ("heading__h1__title", "two\nlines", "Write the heading on one line"),
        ("note__n1__heading", "no-such-heading", "Select a valid choice"),
        ("pile__useful__new", "ask 943 476 5919", "This looks like an NHS number"),
        ("new-heading", "DOB 1/2/1962", "This looks like a date of birth"),
    ],
)
def test_what_cannot_be_saved_is_said_at_its_box(name: str, typed: str, error: str) -> None:
    form = sent(**{name: typed})
    assert not form.is_valid()
    assert list(form.errors) == [name]
    assert error in form.errors[name][0]


def test_nobody_is_asked_about_what_others_wrote() -> None:
    born = Board((), (Note("n1", "born 1/2/1962"),))
    data = {"as_of": "7", "note__n1__words": "born 1/2/1962, and more", "note__n1__heading": ""}
    assert BoardForm(data, activity=CARD, may_write=True, board_as_of=lambda _: born).is_valid()
    assert not BoardForm(data, activity=CARD, may_write=True).is_valid()
