"""Comments of the cast, made by the real actions."""

import uuid
from datetime import datetime

from django.utils import timezone

from deepdive.comments import actions
from deepdive.comments.actions import Words
from deepdive.comments.models import Comment, Thread
from deepdive.core.access import Act
from deepdive.core.comments import Place
from deepdive.people.models import Person
from deepdive.programme.models import Cohort
from deepdive.programme.queries import Access, find_cohort

HARM = Place(artefact="problem-statement", field="harm")


def access(cohort: Cohort, person: Person) -> Access:
    """What the person may do in the cohort."""
    return find_cohort(cohort.pk, person=person, act=Act.COMMENT)


def words(text: str, *, tell: tuple[Person, ...] = ()) -> Words:
    """Words of a form of their own."""
    return Words(text=text, tell=frozenset(person.pk for person in tell), form=uuid.uuid4())


def begin(
    cohort: Cohort,
    by: Person,
    text: str = "Who counted this?",
    *,
    place: Place = HARM,
    tell: tuple[Person, ...] = (),
    assign_to: Person | None = None,
    now: datetime | None = None,
) -> Thread:
    """A thread that the person begins."""
    return actions.begin_thread(
        access(cohort, by),
        place,
        words(text, tell=tell),
        assign_to=assign_to.pk if assign_to else None,
        now=now or timezone.now(),
    )


def answer(
    thread: Thread, by: Person, text: str = "Our data officer", *, tell: tuple[Person, ...] = ()
) -> Comment:
    """An answer of the person's."""
    return actions.answer(access(thread.cohort, by), thread, words(text, tell=tell), now=timezone.now())
