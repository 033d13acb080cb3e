"""A rehearsal from begin to removal, with the real room, workbook and answers."""

from datetime import datetime, timedelta

import pytest

from deepdive.answers.models import Answer
from deepdive.core.access import Act, Role
from deepdive.core.groups import by_hand
from deepdive.core.leading import open_room, regroup, send_out, start_block
from deepdive.core.refused import Refused
from deepdive.curriculum.current import pack
from deepdive.guard.models import KeptFinding
from deepdive.people.actions import find_or_add_person
from deepdive.people.models import Organisation, Person
from deepdive.programme.models import Cohort, Session
from deepdive.programme.queries import find_cohort, roles_in
from deepdive.rehearsal.actions import act_in_rehearsals, begin_rehearsal, end_rehearsal
from deepdive.rehearsal.models import Rehearsal
from deepdive.room.actions import command
from deepdive.room.models import Presence, Sign
from deepdive.room.queries import read_room
from deepdive.workbook.group_copies import copies_in
from deepdive.workbook.models import JournalEntry
from deepdive.workbook.queries import read_workbook
from tests.room.conftest import NOON, session

__all__ = ["session"]
pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "journal"])


@pytest.fixture
def lead() -> Person:
    return find_or_add_person(email="lead@example.org", name="Lea")


@pytest.fixture
def rehearsed(session: Session, lead: Person) -> Session:
    return begin_rehearsal(session, by=lead, pace=5.0, now=NOON)


def second(number: float) -> datetime:
    return NOON + timedelta(seconds=number)


def run_block(session: Session, opens: str, *, at: float) -> None:
    """Start the block that opens that."""
    blocks = pack().series.workshop(session.number).blocks
    index = next(place for place, block in enumerate(blocks) if block.opens == opens)
    command(session, lambda agenda: start_block(agenda, index=index), by=None, now=second(at))


def wait(*, since: float, until: float) -> None:
    """Let time pass, a second at a time."""
    for at in range(int(since), int(until)):
        act_in_rehearsals(now=second(at))


def test_the_room_is_of_the_same_workshop_in_a_cohort_of_its_own(
    session: Session, rehearsed: Session, lead: Person
) -> None:
    assert (rehearsed.number, rehearsed.pace) == (session.number, 5.0)
    assert rehearsed.cohort.pk != session.cohort.pk
    assert rehearsed.cohort.is_rehearsal
    assert rehearsed.cohort.seats.count() == 11
    assert roles_in(rehearsed.cohort, lead) == {Role.FACILITATOR}


def test_the_simulated_people_cannot_sign_in(rehearsed: Session) -> None:
    people = Person.objects.filter(seats__cohort=rehearsed.cohort)
    assert {(person.is_active, person.email.endswith("@rehearsal.invalid")) for person in people} == {
        (False, True)
    }


def test_another_speed_is_refused(session: Session, lead: Person) -> None:
    with pytest.raises(Refused) as refused:
        begin_rehearsal(session, by=lead, pace=3.0, now=NOON)
    assert refused.value.code == "no-such-pace"


def test_people_come_write_and_are_done(rehearsed: Session) -> None:
    command(rehearsed, lambda agenda: open_room(agenda, by=1), by=None, now=NOON)
    wait(since=1, until=8)
    assert Presence.objects.filter(session=rehearsed).count() == 10  # one is late
    run_block(rehearsed, "technology-match", at=8)
    wait(since=9, until=8 + 7 * 60 / 5)
    assert Sign.objects.filter(session=rehearsed, kind=Sign.Kind.DONE).count() == 9  # one is never in time
    assert any(read_workbook(rehearsed.cohort_id).written["technology-match"].values())
    assert JournalEntry.objects.filter(workbook_id=rehearsed.cohort_id).exists()


def test_people_in_groups_write_in_their_groups_copies(rehearsed: Session) -> None:
    command(rehearsed, lambda agenda: open_room(agenda, by=1), by=None, now=NOON)
    wait(since=1, until=3)
    run_block(rehearsed, "press-release", at=3)
    chosen = zip(rehearsed.cohort.seats.values_list("person", flat=True), "ababababab", strict=False)
    groups = by_hand(chosen)
    command(rehearsed, lambda agenda: regroup(agenda, groups=groups), by=None, now=second(3))
    command(rehearsed, send_out, by=None, now=second(3))
    wait(since=4, until=70)
    document = read_workbook(rehearsed.cohort_id).document
    copies = copies_in(document, workshop=3, block="release-write")
    assert [copy.letter for copy in copies] == ["a", "b"]


def test_people_answer_the_questions_of_a_quiz_without_their_names(rehearsed: Session) -> None:
    command(rehearsed, lambda agenda: open_room(agenda, by=1), by=None, now=NOON)
    run_block(rehearsed, "exit-quiz-3", at=1)
    wait(since=2, until=40)
    voters = set(Answer.objects.filter(session=rehearsed).values_list("voter", flat=True))
    assert len(voters) >= 8
    assert not voters & {str(person) for person in Person.objects.values_list("pk", flat=True)}


def test_people_send_what_they_found_in_a_lab(session: Session, lead: Person) -> None:
    session.number = 1
    session.save()
    rehearsed = begin_rehearsal(session, by=lead, pace=5.0, now=NOON)
    command(rehearsed, lambda agenda: open_room(agenda, by=1), by=None, now=NOON)
    run_block(rehearsed, "next-word", at=1)
    wait(since=2, until=40)
    answers = Answer.objects.filter(session=rehearsed, activity="next-word")
    assert set(answers.values_list("item", flat=True)) == {"next", "true-word"}
    assert answers.values("voter").distinct().count() >= 8


def test_nothing_of_it_is_in_the_real_cohort(session: Session, rehearsed: Session) -> None:
    command(rehearsed, lambda agenda: open_room(agenda, by=1), by=None, now=NOON)
    run_block(rehearsed, "technology-match", at=1)
    wait(since=2, until=60)
    assert read_room(session).place == 0
    assert not session.presences.exists()
    assert not JournalEntry.objects.filter(workbook_id=session.cohort_id).exists()


def test_who_began_loses_access_at_once_when_it_is_ended(rehearsed: Session, lead: Person) -> None:
    end_rehearsal(Rehearsal.objects.get(pk=rehearsed.pk), now=second(5))
    assert roles_in(rehearsed.cohort, lead) == frozenset()


@pytest.mark.parametrize("ended", [True, False])
def test_it_is_removed_without_a_trace_soon_after_its_end_or_after_a_day(
    session: Session, rehearsed: Session, lead: Person, ended: bool
) -> None:
    command(rehearsed, lambda agenda: open_room(agenda, by=1), by=None, now=NOON)
    run_block(rehearsed, "technology-match", at=1)
    wait(since=2, until=60)
    over = 60.0 if ended else 24 * 3600.0
    if ended:
        end_rehearsal(Rehearsal.objects.get(pk=rehearsed.pk), now=second(over))
    act_in_rehearsals(now=second(over + 100))
    assert Rehearsal.objects.filter(pk=rehearsed.pk).exists()
    act_in_rehearsals(now=second(over + 121))
    assert list(Cohort.objects.all()) == [session.cohort]
    assert list(Organisation.objects.all()) == [session.cohort.organisation]
    assert list(Person.objects.all()) == [lead]
    assert not Rehearsal.objects.exists()
    assert not JournalEntry.objects.filter(workbook_id=rehearsed.cohort_id).exists()


def test_after_a_day_who_led_it_has_no_access_even_before_it_is_removed(
    rehearsed: Session, lead: Person
) -> None:
    act_in_rehearsals(now=second(24 * 3600 + 1))
    assert roles_in(rehearsed.cohort, lead) == frozenset()


def test_why_something_was_kept_in_it_goes_with_it(rehearsed: Session, lead: Person) -> None:
    KeptFinding.objects.create(
        workbook_id=rehearsed.cohort_id, root="a/b", looks="postcode", count=1, reason="Made up", person=lead
    )
    end_rehearsal(Rehearsal.objects.get(pk=rehearsed.pk), now=second(1))
    act_in_rehearsals(now=second(200))
    assert not KeptFinding.objects.exists()


def test_a_second_rehearsal_ends_the_first(session: Session, rehearsed: Session, lead: Person) -> None:
    again = begin_rehearsal(session, by=lead, pace=1.0, now=second(10))
    assert roles_in(rehearsed.cohort, lead) == frozenset()
    act_in_rehearsals(now=second(200))
    assert [one.pk for one in Rehearsal.objects.all()] == [again.pk]


def test_an_outsider_has_no_part_in_it(rehearsed: Session) -> None:
    stranger = find_or_add_person(email="stranger@example.org", name="Sam")
    with pytest.raises(Refused) as refused:
        find_cohort(rehearsed.cohort_id, person=stranger, act=Act.SEE_COHORT)
    assert refused.value.code == "no-such-cohort"
