"""What is kept: one answer each, dots within the budget, hidden notes shown once."""

from concurrent.futures import ThreadPoolExecutor
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, close_old_connections, connections, transaction
from django.db.models import Count

from deepdive.answers.actions import (
    MOST_NOTES,
    OwnNote,
    save_answers,
    show_hidden_notes,
    vote,
    write_hidden_notes,
)
from deepdive.answers.models import Answer, Dot, HiddenNote
from deepdive.answers.queries import (
    answered,
    answers_of,
    dots,
    dots_of,
    hidden_notes_of,
    how_many_hidden,
    results,
)
from deepdive.answers.voter import voter_of
from deepdive.core.board import Board
from deepdive.core.poll import Value
from deepdive.core.refused import Refused
from deepdive.core.tally import Choices
from deepdive.workbook.models import JournalEntry
from deepdive.workbook.queries import read_board_now
from tests.answers.example import BOARD, NOTES, SILENT, SURVEY, Room, add_room, write_on

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "journal"])
FULL: dict[str, Value] = {
    "one": "Pear",
    "some": ("Apple", "Plum"),
    "order": ("Plum", "Pear", "Apple"),
    "sure": 7,
    "words": ("slow", "kind"),
    "why": "Because",
}


@pytest.fixture
def room() -> Room:
    return add_room()


def put(room: Room, *notes: str, who: int = 0, number: int = 0) -> None:
    """Somebody votes for these notes."""
    vote(room.session, BOARD, notes, board=NOTES, voter=room.voters[who], round=number)


def write(room: Room, *texts: str, who: int = 0) -> list[UUID]:
    """Somebody writes hidden notes."""
    notes = [OwnNote(uuid4(), "slow", text) for text in texts]
    write_hidden_notes(room.session, SILENT, notes, voter=room.voters[who])
    return [note.id for note in notes]


def on_board(room: Room) -> Board:
    return read_board_now(room.session.cohort_id, SILENT.id).board


def test_answers_of_every_kind_are_kept_and_read_back(room: Room) -> None:
    save_answers(room.session, SURVEY, FULL, voter=room.voters[0], round=0)
    assert answers_of(room.session, SURVEY, round=0, voter=room.voters[0]) == FULL
    assert answers_of(room.session, SURVEY, round=1, voter=room.voters[0]) == {}
    assert answers_of(room.session, SURVEY, round=0, voter=room.voters[1]) == {}


def test_a_changed_answer_takes_the_place_of_the_first_and_none_takes_it_back(room: Room) -> None:
    save_answers(room.session, SURVEY, FULL, voter=room.voters[0], round=0)
    save_answers(room.session, SURVEY, {"one": "Plum", "why": None}, voter=room.voters[0], round=0)
    changed = {item: value for item, value in FULL.items() if item != "why"} | {"one": "Plum"}
    assert answers_of(room.session, SURVEY, round=0, voter=room.voters[0]) == changed


def test_the_database_takes_one_answer_a_person_item_and_round(room: Room) -> None:
    row = {"session": room.session, "activity": "survey", "item": "one", "voter": "x", "value": "Pear"}
    Answer.objects.create(**row, round=0)
    Answer.objects.create(**row, round=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        Answer.objects.create(**row, round=0)


@pytest.mark.parametrize("slot", [0, 3])
def test_the_database_takes_no_dot_beyond_the_budget(room: Room, slot: int) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Dot.objects.create(
            session=room.session, activity="board", round=0, voter="x", note="n1", slot=slot, budget=2
        )


def test_rounds_are_counted_apart_and_stand_side_by_side(room: Room) -> None:
    for who, (first, again) in enumerate([("Apple", "Pear"), ("Pear", "Pear"), ("Plum", "Pear")]):
        save_answers(room.session, SURVEY, {"one": first}, voter=room.voters[who], round=0)
        save_answers(room.session, SURVEY, {"one": again}, voter=room.voters[who], round=1)
    one = results(room.session, SURVEY, rounds=(0, 1))[0]
    assert [
        [count.n for count in result.counts] for result in one.results if isinstance(result, Choices)
    ] == [[1, 1, 1], [0, 3, 0]]


def test_how_many_have_answered_counts_people_not_rows(room: Room) -> None:
    save_answers(room.session, SURVEY, FULL, voter=room.voters[0], round=0)
    save_answers(room.session, SURVEY, {"one": "Pear"}, voter=room.voters[1], round=0)
    put(room, "n1", "n2")
    write(room, "a", "b")
    assert [answered(room.session, activity, 0) for activity in (SURVEY, BOARD, SILENT)] == [2, 1, 1]
    assert [answered(room.session, activity, 1) for activity in (SURVEY, BOARD, SILENT)] == [0, 0, 0]


def test_dots_move_and_a_second_click_changes_nothing(room: Room) -> None:
    put(room, "n1", "n2")
    put(room, "n1", "n2")
    assert dots_of(room.session, BOARD, round=0, voter=room.voters[0]) == {"n1", "n2"}
    put(room, "n2", "n3")
    assert dots_of(room.session, BOARD, round=0, voter=room.voters[0]) == {"n2", "n3"}
    put(room)
    assert Dot.objects.count() == 0


def test_a_refused_vote_leaves_the_dots_where_they_were(room: Room) -> None:
    put(room, "n1", "n2")
    with pytest.raises(Refused, match="You chose 3 notes and have 2 dots"):
        put(room, "n1", "n3", "n4")
    with pytest.raises(Refused, match="no longer on the board"):
        put(room, "gone")
    assert dots_of(room.session, BOARD, round=0, voter=room.voters[0]) == {"n1", "n2"}


def test_dots_are_counted_by_note_and_round(room: Room) -> None:
    put(room, "n1", "n2", who=0)
    put(room, "n2", who=1)
    put(room, "n3", who=1, number=1)
    found = dots(room.session, BOARD, NOTES, rounds=(0, 1))
    assert {number: [(one.note.id, one.n) for one in line] for number, line in found.items()} == {
        0: [("n2", 2), ("n1", 1)],
        1: [("n3", 1)],
    }


def test_fifty_votes_of_one_person_at_once_never_exceed_the_budget(room: Room) -> None:
    pairs = [("n1", "n2"), ("n3", "n4"), ("n2", "n3"), ("n4",), ("n1", "n4")]

    def one(number: int) -> bool:
        try:
            put(room, *pairs[number % len(pairs)])
        finally:
            close_old_connections()
            connections.close_all()
        return True

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(one, range(50)))
    # all of one of them, and nothing of another
    assert dots_of(room.session, BOARD, round=0, voter=room.voters[0]) in [frozenset(pair) for pair in pairs]
    assert Dot.objects.count() <= BOARD.votes


def test_fifty_people_answering_at_once_are_fifty_answers(room: Room) -> None:
    def one(number: int) -> None:
        voter = voter_of(room.session.cohort_id, number // 2)  # and everybody clicks twice
        try:
            save_answers(room.session, SURVEY, FULL, voter=voter, round=0)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(one, range(100)))
    assert answered(room.session, SURVEY, 0) == 50
    rows = Answer.objects.values("item").annotate(n=Count("pk")).values_list("item", "n")
    assert dict(rows) == dict.fromkeys(FULL, 50)


def test_a_hidden_note_sent_twice_is_one_note_and_emptied_it_is_gone(room: Room) -> None:
    note_id = uuid4()
    for text in ("Slow", "Slow", "Too slow"):
        write_hidden_notes(room.session, SILENT, [OwnNote(note_id, "slow", text)], voter=room.voters[0])
    assert [note.text for note in hidden_notes_of(room.session, SILENT, voter=room.voters[0])] == ["Too slow"]
    write_hidden_notes(room.session, SILENT, [OwnNote(note_id, "slow", "")], voter=room.voters[0])
    assert how_many_hidden(room.session, SILENT) == 0


def test_nobody_changes_somebody_elses_hidden_note(room: Room) -> None:
    (note_id,) = write(room, "Mine")
    with pytest.raises(Refused, match="not yours to change"):
        write_hidden_notes(room.session, SILENT, [OwnNote(note_id, "slow", "Theirs")], voter=room.voters[1])
    assert HiddenNote.objects.get().text == "Mine"


def test_more_hidden_notes_than_anybody_reads_are_refused_and_none_of_them_kept(room: Room) -> None:
    with pytest.raises(Refused, match="Write 30 notes or fewer"):
        write(room, *map(str, range(MOST_NOTES + 1)))
    assert how_many_hidden(room.session, SILENT) == 0


def test_hidden_notes_reach_the_board_in_one_edit_without_a_name(room: Room) -> None:
    texts = [f"Note of {who}, {number}" for who in range(3) for number in range(4)]
    for who in range(3):
        write(room, *texts[who * 4 : who * 4 + 4], who=who)
    before = JournalEntry.objects.count()
    assert show_hidden_notes(room.session, SILENT) == 12
    board = on_board(room)
    assert sorted(note.text for note in board.notes) == sorted(texts)
    assert [note.text for note in board.notes] != texts
    assert {note.heading for note in board.notes} == {"slow"}
    entries = list(JournalEntry.objects.order_by("pk"))[before:]
    assert [entry.author_id for entry in entries] == [None]
    assert HiddenNote.objects.count() == 0


def test_two_who_press_at_once_show_every_note_once(room: Room) -> None:
    write(room, *map(str, range(20)))

    def press(_: int) -> int:
        try:
            return show_hidden_notes(room.session, SILENT)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        assert max(pool.map(press, range(4))) == 20
    assert sorted(int(note.text) for note in on_board(room).notes) == list(range(20))
    assert show_hidden_notes(room.session, SILENT) == 0


def test_what_was_shown_before_a_crash_is_not_shown_again(room: Room) -> None:
    (note_id,) = write(room, "Slow")
    show_hidden_notes(room.session, SILENT)
    # as if the server had been killed after the board had it and before the row was gone
    HiddenNote.objects.create(
        pk=note_id, session=room.session, activity=SILENT.id, voter="x", heading="slow", text="Slow"
    )
    show_hidden_notes(room.session, SILENT)
    assert [note.text for note in on_board(room).notes] == ["Slow"]


def test_notes_that_stand_on_the_board_already_stay(room: Room) -> None:
    write_on(SILENT, room.session)
    write(room, "Late")
    show_hidden_notes(room.session, SILENT)
    assert [note.text for note in on_board(room).notes] == ["Note 1", "Note 2", "Note 3", "Note 4", "Late"]


def test_a_voter_is_the_same_in_all_sessions_of_a_cohort_and_another_elsewhere(room: Room) -> None:
    person = room.people[0].pk
    here, elsewhere = voter_of(room.session.cohort_id, person), voter_of(uuid4(), person)
    assert here == room.voters[0]
    assert len({here, elsewhere, *room.voters}) == 4
    assert {len(voter) for voter in (here, elsewhere)} == {64}
