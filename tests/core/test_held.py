"""How a session went is what its events say."""

from datetime import UTC, datetime, timedelta

import pytest

from deepdive.core.agenda import Agenda, BlockStarted, Closed, Event, Opened, RunSheet, agenda_after
from deepdive.core.held import block_times, held_at, lasted
from deepdive.core.series import Block, Method

NOON = datetime(2027, 3, 2, 12, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def block(name: str, minutes: int) -> Block:
    return Block(
        id=name, title=name, minutes=minutes, method=Method.WHOLE, opens=None, covers=(), serves=(),
        if_late="keep", cue="", task="",
    )  # fmt: skip


SHEET = RunSheet(
    blocks=(block("one", 10), block("two", 20), block("three", 30)), minutes=(10, 20, 30), planned_at=NOON
)


def after(*events: tuple[Event, float]) -> Agenda:
    return agenda_after(((event, NOON + at * MINUTE) for event, at in events), sheet=SHEET)


HELD = after(
    (Opened(1), -5), (BlockStarted(0), 2), (BlockStarted(1), 15), (BlockStarted(0), 30), (Closed(), 34)
)


def test_a_block_took_what_passed_until_the_next_began() -> None:
    times = block_times(HELD, now=NOON + 99 * MINUTE)
    assert [(one.block.id, one.planned, one.took, one.over) for one in times] == [
        ("one", 10, 17, 7),
        ("two", 20, 15, -5),
        ("three", 30, None, 0),
    ]
    assert [one.started_at for one in times] == [NOON + 2 * MINUTE, NOON + 15 * MINUTE, None]


def test_the_running_block_has_taken_what_has_passed_until_now() -> None:
    agenda = after((Opened(1), 0), (BlockStarted(1), 0))
    assert [one.took for one in block_times(agenda, now=NOON + 7 * MINUTE)] == [None, 7, None]


def test_nothing_ran_in_a_session_that_has_not_begun() -> None:
    assert [one.took for one in block_times(after(), now=NOON)] == [None, None, None]


def test_a_session_lasts_from_its_first_block_to_its_end() -> None:
    assert lasted(HELD, now=NOON + 99 * MINUTE) == 32 * MINUTE
    assert held_at(HELD, now=NOON + 99 * MINUTE) == NOON + 34 * MINUTE


def test_a_session_in_which_nothing_ran_was_not_held() -> None:
    opened = after((Opened(1), 0), (Closed(), 1))
    assert (held_at(opened, now=NOON + 99 * MINUTE), lasted(opened, now=NOON)) == (None, timedelta(0))


@pytest.mark.parametrize(("hours", "is_held"), [(6.9, False), (7, True)])
def test_a_session_that_nobody_ended_is_over_six_hours_after_its_time(hours: float, is_held: bool) -> None:
    agenda = after((Opened(1), 0), (BlockStarted(0), 0))
    due_at = NOON + 60 * MINUTE
    assert held_at(agenda, now=NOON + timedelta(hours=hours)) == (due_at if is_held else None)
