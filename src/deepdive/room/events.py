"""Events of the agenda as rows, and back."""

from deepdive.core.agenda import BlockStarted, Closed, Event, Extended, Opened
from deepdive.room.models import RoomEvent


def to_row(event: Event) -> tuple[str, int | None]:
    """The kind and number under which the event is kept."""
    match event:
        case Opened():
            return "opened", None
        case BlockStarted(index=index):
            return "block-started", index
        case Extended(minutes=minutes):
            return "extended", minutes
        case Closed():
            return "closed", None


def from_row(row: RoomEvent) -> Event:
    """The event that a row keeps; ValueError for a kind that this version does not know."""
    match row.kind, row.number:
        case "opened", None:
            return Opened()
        case "block-started", int(index):
            return BlockStarted(index)
        case "extended", int(minutes):
            return Extended(minutes)
        case "closed", None:
            return Closed()
    raise ValueError(f"unknown room event {row.kind!r}")
