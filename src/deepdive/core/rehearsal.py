"""How simulated attendees behave in a rehearsal: who comes when, and what they do while a block runs.

What somebody does depends on the room and the clock alone, so a rehearsal can be looked at in any steps and
goes on where it was after a restart.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from deepdive.core.agenda import Agenda, Phase
from deepdive.core.series import Method

WORK = frozenset({Method.SOLO, Method.GROUP, Method.WHOLE})


class Doing(StrEnum):
    """What somebody does, once a block."""

    WRITE = "write"
    ANSWER = "answer"
    SAY_DONE = "say done"
    SAY_LOST = "say lost"
    ASK = "ask"


@dataclass(frozen=True, kw_only=True)
class Manner:
    """How one attendee behaves. ``comes``, ``leaves`` and ``returns`` are minutes of the session after it
    opened; None for never. ``begins`` and ``finishes`` are shares of a block's time: who finishes at more
    than 1 is not done in time. ``gets_lost`` and ``asks`` say in which block (counted from 0) that happens.
    """

    comes: float = 0.0
    leaves: float | None = None
    returns: float | None = None
    begins: float = 0.15
    finishes: float = 0.8
    gets_lost: int | None = None
    asks: int | None = None


# Eleven people: most come in time and work at different speeds. One is late, one drops out and returns, one
# leaves early, one is never done in time.
MANNERS: tuple[Manner, ...] = (
    Manner(begins=0.05, finishes=0.45),
    Manner(begins=0.1, finishes=0.6),
    Manner(begins=0.15, finishes=0.7, asks=3),
    Manner(comes=0.5, begins=0.2, finishes=0.75),
    Manner(comes=7.0, begins=0.2, finishes=0.8),
    Manner(leaves=20.0, returns=24.0),
    Manner(begins=0.3, finishes=0.85, gets_lost=2),
    Manner(begins=0.1, finishes=0.9),
    Manner(leaves=55.0),
    Manner(begins=0.4, finishes=0.95, asks=8),
    Manner(begins=0.6, finishes=1.5),
)


@dataclass(frozen=True, kw_only=True)
class Deed:
    """Somebody does something in a block, at a moment."""

    person: int
    doing: Doing
    at: datetime


def is_here(manner: Manner, agenda: Agenda, *, now: datetime) -> bool:
    """Whether somebody has the room open."""
    if agenda.opened_at is None or not agenda.is_live:
        return False
    minutes = (now - agenda.opened_at).total_seconds() / 60 * agenda.sheet.pace
    if minutes < manner.comes:
        return False
    if manner.leaves is None or minutes < manner.leaves:
        return True
    return manner.returns is not None and minutes >= manner.returns


def deeds(
    agenda: Agenda, manners: Mapping[int, Manner], *, since: datetime, until: datetime
) -> tuple[Deed, ...]:
    """What people do in the running block after ``since`` and up to ``until``, in order. Only those who
    are there at that moment do it, and nobody does anything while the clock stands."""
    if agenda.phase is not Phase.RUNNING or agenda.paused_at or agenda.started_at is None:
        return ()
    found = [
        deed
        for person, manner in manners.items()
        for deed in _in_block(agenda, person, manner)
        if since < deed.at <= until and is_here(manner, agenda, now=deed.at)
    ]
    return tuple(sorted(found, key=lambda deed: (deed.at, deed.person)))


def _in_block(agenda: Agenda, person: int, manner: Manner) -> list[Deed]:
    block, started_at = agenda.block, agenda.started_at
    if block is None or started_at is None:
        return []
    whole = agenda.sheet.lasting(agenda.ran[-1].minutes)

    def at(share: float, doing: Doing) -> Deed:
        return Deed(person=person, doing=doing, at=started_at + whole * share)

    done = []
    if manner.gets_lost == agenda.index:
        done.append(at(manner.begins, Doing.SAY_LOST))
    if manner.asks == agenda.index:
        done.append(at(manner.begins, Doing.ASK))
    if block.opens and block.method in WORK:
        done.append(at((manner.begins + manner.finishes) / 2, Doing.WRITE))
        done.append(at(manner.finishes, Doing.SAY_DONE))
    if block.opens:  # a talk may ask something too
        done.append(at((manner.begins + 2 * manner.finishes) / 3, Doing.ANSWER))
    return done
