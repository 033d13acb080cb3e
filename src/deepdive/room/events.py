"""Events of the agenda as rows, and back."""

from dataclasses import asdict, fields
from typing import Any, cast, get_args

from deepdive.core.agenda import Event, GroupsMade
from deepdive.core.groups import Group
from deepdive.room.models import RoomEvent

# the words under which each event is kept: "block-started" for BlockStarted
_KINDS: dict[str, type[Any]] = {
    "".join(f"-{letter.lower()}" if letter.isupper() else letter for letter in kind.__name__)[1:]: kind
    for kind in get_args(Event)
}
_NAMES = {kind: name for name, kind in _KINDS.items()}


def to_row(event: Event) -> tuple[str, dict[str, Any]]:
    """The kind and the data under which the event is kept."""
    return _NAMES[type(event)], asdict(event)


def from_row(row: RoomEvent) -> Event:
    """The event that a row keeps; ValueError for one that this version does not know."""
    kind = _KINDS.get(row.kind)
    if kind is None:
        raise ValueError(f"unknown room event {row.kind!r}")
    known = {field.name for field in fields(kind)}
    if not set(row.data) <= known:
        raise ValueError(f"unknown data in a room event {row.kind!r}: {sorted(set(row.data) - known)}")
    if kind is GroupsMade:
        return GroupsMade(tuple(_group(group) for group in row.data["groups"]))
    return cast(Event, kind(**row.data))


def _group(kept: dict[str, Any]) -> Group:
    return Group(id=kept["id"], name=kept["name"], people=tuple(kept["people"]))
