"""Sessions that were held, for tests of what surrounds them."""

from datetime import datetime, timedelta

from deepdive.core.agenda import BlockStarted, Closed, Event, Opened
from deepdive.people.models import Person
from deepdive.programme.models import Session
from deepdive.room.events import to_row
from deepdive.room.models import Presence, RoomEvent

MINUTE = timedelta(minutes=1)


def hold(session: Session, *there: Person, minutes: int = 70) -> datetime:
    """The session is held to its last minute with two of its blocks; whoever was there was there all the
    time. Returns when it ended."""
    ends_at = session.starts_at + minutes * MINUTE
    events: list[tuple[Event, datetime]] = [
        (Opened(), session.starts_at - MINUTE),
        (BlockStarted(0), session.starts_at),
        (BlockStarted(1), session.starts_at + 7 * MINUTE),
        (Closed(), ends_at),
    ]
    for event, at in events:
        add_event(session, event, at=at)
    for person in there:
        be_there(session, person, minutes=minutes)
    return ends_at


def add_event(session: Session, event: Event, *, at: datetime) -> None:
    """One more event of the room."""
    kind, data = to_row(event)
    RoomEvent.objects.create(session=session, place=session.events.count() + 1, kind=kind, data=data, at=at)


def be_there(session: Session, person: Person, *, minutes: int) -> None:
    """The person had the room open for so long."""
    Presence.objects.create(
        session=session,
        person=person,
        first_at=session.starts_at,
        last_at=session.starts_at + minutes * MINUTE,
        seconds=minutes * 60,
    )
