"""A room of three blocks, for tests of its rules."""

from datetime import UTC, datetime, timedelta

from deepdive.core.agenda import (
    Agenda,
    Event,
    RunSheet,
    agenda_after,
)
from deepdive.core.groups import Group
from deepdive.core.series import Block, Method

START = datetime(2027, 1, 12, 12, 15, tzinfo=UTC)


def minute(number: float) -> datetime:
    return START + timedelta(minutes=number)


def block(number: int, minutes: int = 10) -> Block:
    return Block(
        id=f"block-{number}",
        title=f"Block {number}",
        minutes=minutes,
        method=Method.WHOLE,
        opens=None,
        covers=(),
        serves=(),
        if_late="keep",
        cue="Say hello",
        task="Listen",
    )


BLOCKS = (block(1), block(2), block(3))


SHEET = RunSheet(blocks=BLOCKS, minutes=(10, 10, 10), planned_at=START)


ANN, BEN = 1, 2


GROUPS = (Group(id="a", name="Group A", people=(3, 4)), Group(id="b", name="Group B", people=(5,)))


def after(*events: Event) -> Agenda:
    """The state after these events, a minute apart."""
    return agenda_after([(e, START + timedelta(minutes=n)) for n, e in enumerate(events)], sheet=SHEET)
