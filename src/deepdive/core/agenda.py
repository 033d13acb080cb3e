"""The agenda of a room: what is running, since when, until when.

A room's state is never stored: it is what its events, in order, make of a run sheet. Commands ask
for events and may be refused.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from deepdive.core.refused import Refused
from deepdive.core.series import Block

MOST_EXTRA_MINUTES = 30


class Phase(StrEnum):
    """Where a session stands."""

    PLANNED = "planned"
    OPEN = "open"
    RUNNING = "running"
    CLOSED = "closed"


@dataclass(frozen=True)
class Opened:
    """The facilitator opened the room; people may come in."""


@dataclass(frozen=True)
class BlockStarted:
    """The block with this place in the run sheet, counted from 0, began."""

    index: int


@dataclass(frozen=True)
class Extended:
    """The running block got more minutes."""

    minutes: int


@dataclass(frozen=True)
class Closed:
    """The session ended."""


Event = Opened | BlockStarted | Extended | Closed


@dataclass(frozen=True, kw_only=True)
class Agenda:
    """The state of a room. ``index`` is the running block's, None while none runs; ``ends_at`` is when
    its time is up."""

    blocks: tuple[Block, ...]
    phase: Phase = Phase.PLANNED
    index: int | None = None
    started_at: datetime | None = None
    ends_at: datetime | None = None

    @property
    def block(self) -> Block | None:
        """The running block."""
        return None if self.index is None else self.blocks[self.index]

    @property
    def following(self) -> Block | None:
        """The block that would start next, if any."""
        at = self.next_index
        return self.blocks[at] if self.phase is not Phase.CLOSED and at < len(self.blocks) else None

    @property
    def next_index(self) -> int:
        """The place of the block after the running one; of the first while none runs."""
        return 0 if self.index is None else self.index + 1


def agenda_after(events: Iterable[tuple[Event, datetime]], *, blocks: Sequence[Block]) -> Agenda:
    """The room's state after these events, each with when it happened, in order."""
    agenda = Agenda(blocks=tuple(blocks))
    for event, at in events:
        agenda = apply(agenda, event, at=at)
    return agenda


def apply(agenda: Agenda, event: Event, *, at: datetime) -> Agenda:
    """The state after one more event."""
    match event:
        case Opened():
            return replace(agenda, phase=Phase.OPEN)
        case BlockStarted(index=index):
            if index >= len(agenda.blocks):
                return agenda  # the run sheet has become shorter since
            minutes = timedelta(minutes=agenda.blocks[index].minutes)
            return replace(agenda, phase=Phase.RUNNING, index=index, started_at=at, ends_at=at + minutes)
        case Extended(minutes=minutes):
            if agenda.ends_at is None:
                return agenda  # the block that was extended is no longer in the run sheet
            # a block that has run over gets the minutes from now, not from when its time was up
            return replace(agenda, ends_at=max(agenda.ends_at, at) + timedelta(minutes=minutes))
        case Closed():
            return replace(agenda, phase=Phase.CLOSED, index=None, started_at=None, ends_at=None)


def open_room(agenda: Agenda) -> Opened:
    """Open a planned room; refused with ``open-already`` or ``room-closed``."""
    if agenda.phase is Phase.CLOSED:
        raise Refused("room-closed", "This session has ended. It cannot be opened again.")
    if agenda.phase is not Phase.PLANNED:
        raise Refused("open-already", "The room is open already.")
    return Opened()


def start_block(agenda: Agenda, *, index: int) -> BlockStarted:
    """Start a block of an open room; refused with ``not-open``, ``no-such-block`` or ``runs-already``."""
    if agenda.phase not in (Phase.OPEN, Phase.RUNNING):
        raise Refused("not-open", "The room is not open. Open it first.")
    if not 0 <= index < len(agenda.blocks):
        raise Refused("no-such-block", "The run sheet has no such block. Load the page again.")
    if agenda.index == index:
        raise Refused("runs-already", f"'{agenda.blocks[index].title}' is running already.")
    return BlockStarted(index)


def extend_block(agenda: Agenda, *, minutes: int) -> Extended:
    """Give the running block more time; refused with ``nothing-runs`` or ``too-long``."""
    if agenda.phase is not Phase.RUNNING:
        raise Refused("nothing-runs", "No block is running. Start one first.")
    if not 1 <= minutes <= MOST_EXTRA_MINUTES:
        raise Refused("too-long", f"Extend by 1 to {MOST_EXTRA_MINUTES} minutes.")
    return Extended(minutes)


def close_room(agenda: Agenda) -> Closed:
    """End an open session; refused with ``not-open``."""
    if agenda.phase not in (Phase.OPEN, Phase.RUNNING):
        raise Refused("not-open", "The room is not open, so there is nothing to end.")
    return Closed()
