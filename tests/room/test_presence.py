"""Who is in a room, for how long, and what they do there."""

from datetime import datetime, timedelta

import pytest

from deepdive.core.agenda import BlockStarted, Opened, agenda_after
from deepdive.core.nudges import Progress
from deepdive.people.actions import find_or_add_person
from deepdive.people.models import Person
from deepdive.programme.models import Seat, Session
from deepdive.room.actions import give_sign, take_sign_back
from deepdive.room.models import Presence, Sign
from deepdive.room.people_here import PersonHere, people_of, progress_of
from deepdive.room.presence import Stay, note_all_here, note_beside, note_doing, note_here, note_page
from deepdive.room.queries import run_sheet
from tests.room.conftest import NOON

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "journal"])


def second(number: int) -> datetime:
    return NOON + timedelta(seconds=number)


@pytest.fixture
def ann(session: Session) -> Person:
    return seated(session, "Ann", number=1)


def seated(session: Session, name: str, *, number: int) -> Person:
    person = find_or_add_person(email=f"{name.lower()}@example.org", name=name)
    Seat.objects.create(cohort=session.cohort, person=person, number=number, job="Nurse")
    return person


def person_in(session: Session, person: Person, *, at: int) -> PersonHere:
    agenda = agenda_after([(Opened(), NOON), (BlockStarted(0), NOON)], sheet=run_sheet(session))
    return next(one for one in people_of(session, agenda, now=second(at)) if one.id == person.pk)


def test_who_comes_is_new_and_has_missed_nothing_that_we_know_of(session: Session, ann: Person) -> None:
    assert note_here(session, ann, now=NOON) == Stay(is_new=True, missed_since=None)


def test_who_is_still_there_is_not_new(session: Session, ann: Person) -> None:
    note_here(session, ann, now=NOON)
    assert note_here(session, ann, now=second(20)) == Stay(is_new=False, missed_since=None)


def test_who_returns_after_a_while_is_told_since_when(session: Session, ann: Person) -> None:
    note_here(session, ann, now=NOON)
    assert note_here(session, ann, now=second(60)) == Stay(is_new=True, missed_since=None)
    assert note_here(session, ann, now=second(400)) == Stay(is_new=True, missed_since=second(60))


def test_only_time_that_somebody_is_there_counts(session: Session, ann: Person) -> None:
    for at in (0, 15, 30, 300, 315):
        note_here(session, ann, now=second(at))
    presence = Presence.objects.get()
    assert (presence.seconds, presence.first_at, presence.last_at) == (45, NOON, second(315))


def test_many_are_noted_at_once_and_nobody_is_who_has_not_come(session: Session, ann: Person) -> None:
    ben = seated(session, "Ben", number=2)
    note_here(session, ann, now=NOON)
    note_all_here([(session.pk, ann.pk), (session.pk, ben.pk)], now=second(15))
    assert list(Presence.objects.values_list("person", "seconds")) == [(ann.pk, 15)]


def test_a_person_is_here_then_gone(session: Session, ann: Person) -> None:
    before = person_in(session, ann, at=0)
    note_here(session, ann, now=NOON)
    here, gone = person_in(session, ann, at=45), person_in(session, ann, at=46)
    assert [(p.is_here, p.has_left) for p in (before, here, gone)] == [
        (False, False),
        (True, False),
        (False, True),
    ]


def test_a_page_without_javascript_is_believed_for_longer(session: Session, ann: Person) -> None:
    """It says nothing while somebody reads it or writes in it."""
    note_page(session, ann, block=None, now=NOON)
    assert [person_in(session, ann, at=at).is_here for at in (600, 601)] == [True, False]
    note_page(session, ann, block=None, now=second(590))
    assert Presence.objects.values_list("seconds", "is_live").get() == (590, False)
    # this one goes on to tell of itself, also when a part of it is loaded anew
    note_all_here([(session.pk, ann.pk)], now=second(600))
    note_page(session, ann, block=None, now=second(610))
    assert [person_in(session, ann, at=at).is_here for at in (655, 656)] == [True, False]
    note_page(session, ann, block=None, now=second(700))
    assert Presence.objects.values_list("seconds", "is_live").get() == (610, False)


def test_writing_is_news_once_and_over_after_a_while(session: Session, ann: Person) -> None:
    note_here(session, ann, now=NOON)
    assert note_doing(session, ann, block=None, is_writing=True, now=second(5))
    assert not note_doing(session, ann, block=None, is_writing=True, now=second(15))
    states = [person_in(session, ann, at=at) for at in (15, 36)]
    assert [(state.is_writing, state.has_begun) for state in states] == [(True, True), (False, True)]


def test_where_somebody_looks_is_shown_by_its_title_unless_it_is_what_runs(
    session: Session, ann: Person
) -> None:
    note_here(session, ann, now=NOON)
    note_doing(session, ann, block=2, is_writing=False, now=NOON)
    assert person_in(session, ann, at=1).looks_at == run_sheet(session).blocks[2].title
    note_doing(session, ann, block=0, is_writing=False, now=NOON)
    assert person_in(session, ann, at=1).looks_at == ""


def test_signs_are_given_once_and_can_be_taken_back(session: Session, ann: Person) -> None:
    block = run_sheet(session).blocks[0].id
    for _ in range(2):
        give_sign(session, Sign.Kind.DONE, person=ann, block=block, now=NOON)
    give_sign(session, Sign.Kind.LOST, person=ann, block=block, now=NOON)
    state = person_in(session, ann, at=1)
    assert (state.is_done, state.is_lost) == (True, True)
    take_sign_back(session, Sign.Kind.LOST, person=ann, block=block)
    assert not person_in(session, ann, at=1).is_lost
    assert session.signs.count() == 1


def test_progress_counts_those_who_are_here_and_answers_without_names(session: Session, ann: Person) -> None:
    ben = seated(session, "Ben", number=2)
    seated(session, "Cat", number=3)
    for person in (ann, ben):
        note_here(session, person, now=NOON)
    give_sign(session, Sign.Kind.DONE, person=ann, block=run_sheet(session).blocks[0].id, now=NOON)
    agenda = agenda_after([(Opened(), NOON), (BlockStarted(0), NOON)], sheet=run_sheet(session))
    people = people_of(session, agenda, now=second(1))
    assert progress_of(people) == Progress(here=2, begun=1, done=1, lost=0)
    assert progress_of(people, answered=2).begun == 2


def test_a_page_that_is_loaded_again_at_once_is_not_noted_anew_and_no_time_is_lost(
    session: Session, ann: Person
) -> None:
    for at in (0, 2, 4):
        note_page(session, ann, block=None, now=second(at))
    assert Presence.objects.values_list("seconds", "last_at").get() == (0, NOON)
    note_page(session, ann, block=2, now=second(10))
    assert Presence.objects.values_list("seconds", "last_at", "block").get() == (10, second(10), 2)


def test_who_sits_at_a_screen_is_there_as_long_as_its_owner(session: Session, ann: Person) -> None:
    ben = seated(session, "Ben", number=2)
    note_here(session, ann, now=NOON)
    note_beside(session, ann, [ben.pk], now=second(10))
    assert note_page(session, ann, block=2, now=second(20)).beside == (ben,)
    note_here(session, ann, now=second(30))
    note_all_here([(session.pk, ann.pk)], now=second(50))
    at = Presence.objects.order_by("person__name").values_list("seconds", "last_at", "block", "is_live")
    assert list(at) == [(50, second(50), 2, True), (40, second(50), 2, True)]
    ben_here, ben_gone = person_in(session, ben, at=95), person_in(session, ben, at=96)
    assert (ben_here.is_here, ben_here.at_screen_of, ben_here.beside) == (True, "Ann", ann.pk)
    assert (ben_gone.has_left, ben_gone.at_screen_of, ben_gone.beside) == (True, "", None)


def test_who_sits_at_a_screen_is_done_or_lost_with_its_owner_and_has_begun_but_does_not_type(
    session: Session, ann: Person
) -> None:
    ben = seated(session, "Ben", number=2)
    note_here(session, ann, now=NOON)
    note_beside(session, ann, [ben.pk], now=NOON)
    note_doing(session, ann, block=None, is_writing=True, now=second(1))
    block = run_sheet(session).blocks[0].id
    for kind in Sign.Kind:
        give_sign(session, kind, person=ann, block=block, now=second(2))
    state = person_in(session, ben, at=3)
    assert (state.is_done, state.is_lost, state.has_begun, state.is_writing) == (True, True, True, False)
    assert person_in(session, ann, at=3).is_writing


def test_who_opens_the_room_themselves_sits_there_no_more(session: Session, ann: Person) -> None:
    ben = seated(session, "Ben", number=2)
    note_here(session, ann, now=NOON)
    note_beside(session, ann, [ben.pk], now=NOON)
    assert not note_page(session, ben, block=None, now=second(20)).is_new
    assert person_in(session, ben, at=20).beside is None
    note_here(session, ann, now=second(60))
    assert Presence.objects.get(person=ben).last_at == second(20)


def test_who_is_sent_away_from_a_screen_is_gone_like_one_whose_page_was_closed(
    session: Session, ann: Person
) -> None:
    ben = seated(session, "Ben", number=2)
    note_page(session, ann, block=None, now=NOON)  # without JavaScript
    note_beside(session, ann, [ben.pk], now=NOON)
    assert person_in(session, ben, at=300).is_here
    note_beside(session, ann, [], now=second(300))
    assert not person_in(session, ben, at=346).is_here
    # and can be at another's
    cat = seated(session, "Cat", number=3)
    note_beside(session, cat, [ben.pk, ann.pk], now=second(400))
    assert [person_in(session, one, at=401).at_screen_of for one in (ann, ben, cat)] == ["Cat", "Cat", ""]
