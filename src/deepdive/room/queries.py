"""Reads of a room."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Max

from deepdive.core.agenda import Agenda, agenda_after
from deepdive.curriculum.current import pack
from deepdive.programme.models import Session
from deepdive.room.events import from_row
from deepdive.room.models import RoomEvent


@dataclass(frozen=True)
class Room:
    """A session's state, and the place of the last event in it (0: none yet)."""

    agenda: Agenda
    place: int


def read_room(session: Session) -> Room:
    """The room as its events make it."""
    rows = list(session.events.all())
    events = ((from_row(row), row.at) for row in rows)
    blocks = pack().series.workshop(session.number).blocks
    return Room(agenda=agenda_after(events, blocks=blocks), place=rows[-1].place if rows else 0)


def latest_places(session_ids: set[UUID]) -> dict[UUID, int]:
    """The place of each session's last event; sessions without events are absent."""
    rows = RoomEvent.objects.filter(session__in=session_ids).order_by()
    return dict(rows.values_list("session").annotate(Max("place")))
