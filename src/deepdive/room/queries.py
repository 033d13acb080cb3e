"""Reads of a room."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Max, QuerySet

from deepdive.core.agenda import Agenda, RunSheet, agenda_after
from deepdive.core.timing import shared_out, with_break
from deepdive.curriculum.current import pack
from deepdive.people.models import Person
from deepdive.programme.models import Session
from deepdive.room.events import from_row
from deepdive.room.models import ParkedQuestion, RoomEvent, Stir

LONGEST_ID = 10  # digits


@dataclass(frozen=True)
class Room:
    """A session's state, and the place of the last event in it (0: none yet)."""

    agenda: Agenda
    place: int


@dataclass(frozen=True, order=True)
class Mark:
    """How far a room has come: the place of its last event, and the count of what else happened in it."""

    place: int = 0
    stir: int = 0


def run_sheet(session: Session) -> RunSheet:
    """What the session is to run, with its minutes shared out over the blocks."""
    series = pack().series
    blocks = with_break(
        series.workshop(session.number).blocks, minutes=session.minutes, long_break=series.long_break
    )
    return RunSheet(
        blocks=blocks,
        minutes=shared_out(blocks, minutes=session.minutes),
        planned_at=session.starts_at,
        pace=session.pace,
    )


def read_room(session: Session) -> Room:
    """The room as its events make it."""
    rows = list(session.events.all())
    events = ((from_row(row), row.at) for row in rows)
    return Room(agenda=agenda_after(events, sheet=run_sheet(session)), place=rows[-1].place if rows else 0)


def stirs_in(session: Session) -> int:
    """The count of what has happened in the session besides its events."""
    return Stir.objects.filter(pk=session.pk).values_list("count", flat=True).first() or 0


def latest_marks(session_ids: set[UUID]) -> dict[UUID, Mark]:
    """How far each session has come; sessions in which nothing has happened are absent."""
    rows = RoomEvent.objects.filter(session__in=session_ids).order_by()
    places = dict(rows.values_list("session").annotate(Max("place")))
    stirs = dict(Stir.objects.filter(session__in=session_ids).values_list("session", "count"))
    return {
        session_id: Mark(places.get(session_id, 0), stirs.get(session_id, 0))
        for session_id in places.keys() | stirs.keys()
    }


def open_questions(session: Session) -> QuerySet[ParkedQuestion]:
    """Questions of this session, and those of earlier ones that nobody has answered yet."""
    of_cohort = ParkedQuestion.objects.filter(session__cohort=session.cohort_id).select_related("asked_by")
    here = of_cohort.filter(session=session)
    carried = of_cohort.filter(session__number__lt=session.number, answered_at=None)
    return (here | carried).select_related("session")


def my_questions(session: Session, person: Person) -> QuerySet[ParkedQuestion]:
    """What the person has asked under their name, with the answers."""
    return open_questions(session).filter(asked_by=person)


def person_beside(session: Session, host: Person, number: str) -> Person | None:
    """The person with that id, if they have a seat and sit at the host's screen."""
    if not (number.isascii() and number.isdecimal() and len(number) < LONGEST_ID):
        return None
    beside = session.presences.filter(beside=host, person=int(number)).values("person")
    return Person.objects.filter(pk__in=beside, seats__cohort=session.cohort_id).first()


def other_leads(session: Session, person: Person) -> list[Person]:
    """The others who may lead."""
    appointed = session.cohort.appointments.filter(role__in=("facilitator", "co-facilitator"))
    return [part.person for part in appointed.exclude(person=person).select_related("person")]
