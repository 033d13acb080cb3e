"""Live sessions in an installation: an open room for each cohort, a block that runs, people signed in."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.installation import Installation

WORKSHOP = 2
CSRF = "benchmark" * 3 + "token"  # what a form and a cookie must both say; any 32 letters


@dataclass(frozen=True)
class LiveRoom:
    """A room's session, and the cookie headers of its facilitator and of its followers."""

    id: str
    lead: str
    followers: Sequence[str]


@dataclass(frozen=True)
class Course:
    """What the rooms run: places of the blocks that rest in between, that open a document, and that open a
    quiz; what a page says that shows the document, the quiz, and its results; and an answer to the quiz."""

    rest: int
    document: int
    document_mark: str
    quiz: int
    quiz_id: str
    quiz_mark: str
    results_mark: str
    answer: dict[str, str]


def open_rooms(installation: Installation) -> tuple[list[LiveRoom], Course]:
    """Give each cohort of the installation a session that is live."""
    made = subprocess.run(
        [sys.executable, "-m", "benchmarks.live_sessions"],
        env={
            **os.environ,
            **installation.environment,
            "DEEPDIVE_DATA_FOLDER": str(installation.folder),
        },
        check=True,
        stdout=subprocess.PIPE,
    )
    said = json.loads(made.stdout.splitlines()[-1])
    return [LiveRoom(**room) for room in said["rooms"]], Course(**said["course"])


def _prepare() -> None:
    """In a process of its own, which is set up as the server is."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "deepdive.config.settings")
    import django

    django.setup()
    from django.utils import timezone

    from deepdive.core.agenda import BlockStarted, Opened
    from deepdive.people.models import Person
    from deepdive.programme.models import Appointment, Cohort, Session
    from deepdive.room.events import to_row
    from deepdive.room.models import RoomEvent

    now = timezone.now()
    course = _course()
    lead = Person.objects.create(email="lead@northvale.example", name="The facilitator")
    people = list(Person.objects.exclude(pk=lead.pk).order_by("pk"))
    cohorts = list(Cohort.objects.order_by("pk"))
    sessions = [Session(cohort=one, number=WORKSHOP, starts_at=now, minutes=75) for one in cohorts]
    Appointment.objects.bulk_create(
        Appointment(cohort=cohort, person=lead, role="facilitator") for cohort in cohorts
    )
    Session.objects.bulk_create(sessions)
    begun = [to_row(Opened(lead=lead.pk)), to_row(BlockStarted(course.document))]
    RoomEvent.objects.bulk_create(
        RoomEvent(session=session, place=place, kind=kind, data=data, at=now, by=lead)
        for session in sessions
        for place, (kind, data) in enumerate(begun, start=1)
    )
    leads = _signed_in([lead] * len(sessions))
    followers = [_signed_in(people) for _ in sessions]
    rooms = [
        {"id": str(session.pk), "lead": lead_cookie, "followers": cookies}
        for session, lead_cookie, cookies in zip(sessions, leads, followers, strict=True)
    ]
    print(json.dumps({"rooms": rooms, "course": vars(course)}))


def _course() -> Course:
    from deepdive.core.activity import Asks
    from deepdive.core.poll import questions
    from deepdive.curriculum.current import pack

    blocks = pack().series.workshop(WORKSHOP).blocks
    opens = [block.opens or "" for block in blocks]
    plain = [place for place, name in enumerate(opens) if not name]
    documents = [place for place, name in enumerate(opens) if name in pack().artefacts]
    quizzes = [
        (place, activity, asked)
        for place, name in enumerate(opens)
        if (activity := pack().activities.get(name)) is not None
        and (asked := questions(activity))
        and all(question.asks is Asks.SINGLE for question in asked)
    ]
    quiz, activity, asked = quizzes[0]
    return Course(
        rest=plain[0],
        document=documents[0],
        document_mark=f'data-opens="{opens[documents[0]]}"',
        quiz=quiz,
        quiz_id=activity.id,
        quiz_mark=f'data-opens="{activity.id}/0/asked"',
        results_mark=f'data-opens="{activity.id}/0/shown"',
        answer={question.id: "0" for question in asked},
    )


def _signed_in(people: Sequence[object]) -> list[str]:
    """A cookie header for each, as their browser would send it."""
    from datetime import timedelta

    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore
    from django.contrib.sessions.models import Session as SignIn
    from django.utils import timezone
    from django.utils.crypto import get_random_string

    from deepdive.people.models import Person

    kept, cookies, store = [], [], SessionStore()
    for person in people:
        assert isinstance(person, Person)
        key = get_random_string(32)
        about = {
            SESSION_KEY: str(person.pk),
            BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0],
            HASH_SESSION_KEY: person.get_session_auth_hash(),
        }
        ends = timezone.now() + timedelta(seconds=settings.SESSION_COOKIE_AGE)
        kept.append(SignIn(session_key=key, session_data=store.encode(about), expire_date=ends))
        cookies.append(f"{settings.SESSION_COOKIE_NAME}={key}; {settings.CSRF_COOKIE_NAME}={CSRF}")
    SignIn.objects.bulk_create(kept)
    return cookies


if __name__ == "__main__":
    _prepare()
