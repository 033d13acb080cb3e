"""Who was at a session, of those with a seat."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from deepdive.core.agenda import Agenda
from deepdive.core.attendance import Attended
from deepdive.core.held import lasted
from deepdive.programme.models import Seat, Session


@dataclass(frozen=True)
class SeatAttended:
    """A seat, and how its person took part in a session."""

    seat: Seat
    attended: Attended


def attendance_of(session: Session, agenda: Agenda, *, now: datetime) -> tuple[SeatAttended, ...]:
    """Everybody with a seat, by name, and whether they were there."""
    seats = session.cohort.seats.select_related("person")
    found = seats_attended(session, agenda, seats=list(seats), now=now)
    return tuple(sorted(found, key=lambda one: (one.seat.person.name.casefold(), one.seat.number)))


def seats_attended(
    session: Session, agenda: Agenda, *, seats: Sequence[Seat], now: datetime
) -> tuple[SeatAttended, ...]:
    """The same in the order of the seats; it reads the session's presences and attendances whole, and so
    goes by those that were fetched with it."""
    present = {presence.person_id: presence.seconds for presence in session.presences.all()}
    said = {one.person_id: one.was_there for one in session.attendances.all()}
    length = lasted(agenda, now=now)
    return tuple(
        SeatAttended(
            seat,
            Attended(
                person=seat.person_id,
                present=timedelta(seconds=present.get(seat.person_id, 0)),
                lasted=length,
                said=said.get(seat.person_id),
            ),
        )
        for seat in seats
    )
