"""Writes of the time between sessions."""

from datetime import datetime

from deepdive.between.models import Preparation
from deepdive.people.models import Person
from deepdive.programme.models import Session


def say_prepared(session: Session, person: Person, *, now: datetime) -> None:
    """Keep that the person has done what was to be done before the session."""
    Preparation.objects.bulk_create(
        [Preparation(session=session, person=person, done_at=now)], ignore_conflicts=True
    )


def take_prepared_back(session: Session, person: Person) -> None:
    """They have not, after all."""
    Preparation.objects.filter(session=session, person=person).delete()
