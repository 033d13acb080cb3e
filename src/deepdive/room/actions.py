"""Commands to a room."""

from collections.abc import Callable
from datetime import datetime

from django.db import IntegrityError, transaction

from deepdive.core.agenda import Agenda, Event
from deepdive.core.refused import Refused
from deepdive.programme.models import Session
from deepdive.room.broadcast import announce
from deepdive.room.events import to_row
from deepdive.room.models import RoomEvent
from deepdive.room.queries import read_room


def command(session: Session, decide: Callable[[Agenda], Event], *, now: datetime) -> None:
    """Ask the agenda's rules for an event, keep it, and tell everybody in the room.

    Refused as ``decide`` refuses, and with ``room-moved`` when another command came first.
    """
    room = read_room(session)
    kind, number = to_row(decide(room.agenda))
    try:
        with transaction.atomic():
            RoomEvent.objects.create(session=session, place=room.place + 1, kind=kind, number=number, at=now)
    except IntegrityError:
        raise Refused(
            "room-moved", "The other facilitator did something at the same moment. Look, then try again."
        ) from None
    announce(session.pk)
