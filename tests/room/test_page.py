"""What the facilitator's page says about how people get on."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from deepdive.answers.actions import save_answers
from deepdive.answers.voter import voter_of
from deepdive.core.access import Role
from deepdive.core.leading import open_room, start_block
from deepdive.core.poll import questions
from deepdive.curriculum.current import pack
from deepdive.people.actions import find_or_add_person
from deepdive.people.models import Person
from deepdive.programme.models import Seat, Session
from deepdive.programme.queries import Access
from deepdive.room.actions import command
from deepdive.room.page import for_facilitator, people_to_confirm
from deepdive.room.people_here import people_of
from deepdive.room.presence import note_doing, note_here
from deepdive.room.queries import read_room
from tests.room.conftest import NOON

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "journal"])
QUIZ = "exit-quiz-3"


def minute(number: float) -> datetime:
    return NOON + timedelta(minutes=number)


@pytest.fixture
def ann_and_ben(session: Session) -> list[Person]:
    """Two people in the room, in which the quiz runs for three minutes."""
    people = [find_or_add_person(email=f"{name}@example.org", name=name.title()) for name in ("ann", "ben")]
    for number, person in enumerate(people, 1):
        Seat.objects.create(cohort=session.cohort, person=person, number=number, job="Nurse")
    blocks = pack().series.workshop(session.number).blocks
    index = next(place for place, block in enumerate(blocks) if block.opens == QUIZ)
    command(session, lambda agenda: open_room(agenda, by=1), by=None, now=NOON)
    command(session, lambda agenda: start_block(agenda, index=index), by=None, now=NOON)
    for person in people:
        note_here(session, person, now=minute(2))
    return people


def page(session: Session, *, now: datetime) -> dict[str, Any]:
    lead = find_or_add_person(email="lead@example.org", name="Lea")
    access = Access(cohort=session.cohort, person=lead, roles=frozenset({Role.FACILITATOR}))
    return for_facilitator(session, read_room(session), access, now=now)


def test_who_has_answered_has_started_although_nobody_knows_who_it_was(
    session: Session, ann_and_ben: list[Person]
) -> None:
    assert "2 people have not started." in page(session, now=minute(2))["nudges"]
    quiz = pack().activities[QUIZ]
    answers = {asked.id: asked.texts[0] for asked in questions(quiz)}
    voter = voter_of(session.cohort_id, ann_and_ben[0].pk)
    save_answers(session, quiz, answers, voter=voter, round=0)
    assert "1 person has not started." in page(session, now=minute(2))["nudges"]


def test_before_people_are_interrupted_it_says_how_many_write_and_not_who(
    session: Session, ann_and_ben: list[Person]
) -> None:
    for person, says in zip(ann_and_ben, ["1 person is writing.", "2 people are writing."], strict=True):
        note_doing(session, person, block=None, is_writing=True, now=minute(2))
        assert people_to_confirm(people_of(session, read_room(session).agenda, now=minute(2))) == says
