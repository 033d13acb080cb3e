"""Reads of the time between sessions."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Prefetch, Q, QuerySet

from deepdive.core.access import Role
from deepdive.core.artefact import Artefact, Used
from deepdive.core.follow_up import FOLLOW_UP_DAYS
from deepdive.core.held import held_at
from deepdive.core.letters_due import Course, Meeting, Sent
from deepdive.curriculum.current import pack
from deepdive.programme.models import Appointment, Cohort, Seat, Session
from deepdive.room.attendance import seats_attended
from deepdive.room.models import RoomEvent
from deepdive.room.queries import read_room

# letters go at most so long before a session and after it, with a day to spare
BEFORE, AFTER = timedelta(days=6), timedelta(days=9)
# the last session may have been held some weeks from when it was planned
ABOUT = timedelta(days=30)
LEADS = (Role.FACILITATOR.value, Role.CO_FACILITATOR.value)


@dataclass(frozen=True)
class CourseOf:
    """A cohort's course and its sessions; letters go to those who may sign in."""

    cohort: Cohort
    sessions: Sequence[Session]
    course: Course

    @property
    def sent(self) -> frozenset[Sent]:
        """The letters that went already."""
        return frozenset(
            (letter.once, session.pk, letter.person_id, letter.revision)
            for session in self.sessions
            for letter in session.sent_letters.all()
        )


def courses_with_letters(*, now: datetime) -> Iterator[CourseOf]:
    """The cohorts whose sessions are near enough for letters, in as many queries for many as for one."""
    last = len(pack().series.workshops)
    near = Q(sessions__starts_at__range=(now - AFTER, now + BEFORE))
    # opened on another day than planned
    near |= Q(sessions__events__at__range=(now - AFTER, now))
    for days in FOLLOW_UP_DAYS:
        ago = now - timedelta(days=days)
        near |= Q(sessions__number=last, sessions__starts_at__range=(ago - ABOUT, ago + ABOUT))
    # of earlier sessions no letter needs to know how they went
    events = RoomEvent.objects.filter(
        Q(at__gte=now - AFTER - timedelta(days=1)) | Q(session__number=last)
    ).order_by("session", "place")
    cohorts = (
        Cohort.objects.filter(pk__in=Cohort.objects.filter(near).values("pk"), is_rehearsal=False)
        .select_related("organisation")
        .prefetch_related(
            Prefetch("seats", queryset=Seat.objects.filter(person__is_active=True).select_related("person")),
            Prefetch("appointments", queryset=_leading()),
            Prefetch("sessions__events", queryset=events),
            *(f"sessions__{rows}" for rows in ("presences", "attendances", "preparations", "sent_letters")),
        )
    )
    for cohort in cohorts:
        sessions = list(cohort.sessions.all())
        for session in sessions:
            session.cohort = cohort
        yield CourseOf(
            cohort,
            sessions,
            Course(
                meetings=[_meeting(session, now=now) for session in sessions],
                seated=frozenset(seat.person_id for seat in cohort.seats.all()),
                leads=frozenset(part.person_id for part in cohort.appointments.all()),
            ),
        )


def artefacts_used(number: int, used: Used) -> list[Artefact]:
    """The documents that a cohort writes then for the workshop with that number."""
    return [one for one in pack().artefacts.values() if one.workshop == number and one.used is used]


def _leading() -> QuerySet[Appointment]:
    leading = Appointment.objects.filter(role__in=LEADS, person__is_active=True)
    return leading.select_related("person")


def _meeting(session: Session, *, now: datetime) -> Meeting:
    agenda = read_room(session).agenda
    there = seats_attended(session, agenda, seats=list(session.cohort.seats.all()), now=now)
    return Meeting(
        id=session.pk,
        starts_at=session.starts_at,
        revision=session.revision,
        held_at=held_at(agenda, now=now),
        was_there=frozenset(one.attended.person for one in there if one.attended.was_there),
        prepared=frozenset(one.person_id for one in session.preparations.all()),
    )
