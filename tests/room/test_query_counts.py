"""Hundreds of people load the room's page within a second of each other, so it takes few queries."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from deepdive.core.agenda import Agenda, Event, Opened
from deepdive.core.leading import start_block
from deepdive.curriculum.current import pack
from deepdive.people.actions import find_or_add_person
from deepdive.programme.models import Seat, Session
from deepdive.room.actions import command
from tests.room.conftest import NOON

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "journal"])
MOST_QUERIES = 15


def places_in_workshop_3() -> Iterator[int]:
    yield from range(len(pack().series.workshop(3).blocks))


def loaded(session: Session, *, events: int, people: int) -> Callable[[], int]:
    """An attendee's page of a room with so much in it; calling it loads it and says with how many queries."""
    for number in range(1, people + 1):
        person = find_or_add_person(email=f"{number}@example.org", name=f"Person {number}")
        Seat.objects.create(cohort=session.cohort, person=person, number=number, job="Nurse")
    command(session, lambda _: Opened(), by=None, now=NOON)
    for number in range(events):
        command(session, starting(number % 2), by=None, now=NOON)
    client = Client()
    client.force_login(Seat.objects.get(number=1).person)

    def load() -> int:
        with counting("default") as pages, counting("journal") as journal:
            assert client.get(f"/sessions/{session.pk}").status_code == 200
        return len(pages) + len(journal)

    return load


def starting(index: int) -> Callable[[Agenda], Event]:
    return lambda agenda: start_block(agenda, index=index)


def counting(database: str) -> AbstractContextManager[Any]:
    return CaptureQueriesContext(connections[database])


def test_no_block_of_a_workshop_takes_many_queries(session: Session) -> None:
    load = loaded(session, events=0, people=1)
    load()
    found = {}
    for index in places_in_workshop_3():
        command(session, starting(index), by=None, now=NOON)
        found[index] = load()
    assert {index: count for index, count in found.items() if count > MOST_QUERIES} == {}


@pytest.mark.parametrize(("events", "people"), [(1, 1), (21, 12)])
def test_more_that_happened_and_more_people_take_no_more_queries(
    session: Session, events: int, people: int
) -> None:
    load = loaded(session, events=events, people=people)
    load()
    # sign-in, person, session with its cohort, parts in it, stirs, events, presence, signs, questions; and of
    # the quiz that is open how many have answered, and what this person has
    assert load() == 11
