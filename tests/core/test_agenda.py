from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deepdive.core.agenda import (
    Agenda,
    BlockStarted,
    Closed,
    Event,
    Extended,
    Opened,
    Phase,
    agenda_after,
    apply,
    close_room,
    extend_block,
    open_room,
    start_block,
)
from deepdive.core.refused import Refused
from deepdive.core.series import Block, Method

START = datetime(2027, 1, 12, 12, 15, tzinfo=UTC)


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


def after(*events: Event) -> Agenda:
    return agenda_after([(e, START + timedelta(minutes=n)) for n, e in enumerate(events)], blocks=BLOCKS)


def test_a_room_begins_planned() -> None:
    assert after() == Agenda(blocks=BLOCKS, phase=Phase.PLANNED)


def test_opening_lets_people_in_and_starts_no_block() -> None:
    room = after(open_room(after()))
    assert (room.phase, room.block, room.following) == (Phase.OPEN, None, BLOCKS[0])


def test_a_block_runs_for_its_minutes_from_when_it_started() -> None:
    room = after(Opened(), BlockStarted(0))
    assert room.block == BLOCKS[0]
    assert room.ends_at == START + timedelta(minutes=1 + 10)
    assert room.following == BLOCKS[1]


def test_extending_adds_to_the_time_that_is_left() -> None:
    assert after(Opened(), BlockStarted(0), Extended(2)).ends_at == START + timedelta(minutes=13)


def test_extending_a_block_that_ran_over_adds_from_now() -> None:
    room = after(Opened(), BlockStarted(0))
    late = START + timedelta(minutes=30)
    assert apply(room, Extended(2), at=late).ends_at == late + timedelta(minutes=2)


def test_nothing_follows_the_last_block() -> None:
    assert after(Opened(), BlockStarted(2)).following is None


def test_a_closed_room_runs_nothing() -> None:
    room = after(Opened(), BlockStarted(1), Closed())
    assert (room.phase, room.block, room.following, room.ends_at) == (Phase.CLOSED, None, None, None)


@pytest.mark.parametrize(
    ("room", "wish", "code"),
    [
        (after(Opened()), open_room, "open-already"),
        (after(Opened(), Closed()), open_room, "room-closed"),
        (after(), lambda a: start_block(a, index=0), "not-open"),
        (after(Opened(), Closed()), lambda a: start_block(a, index=0), "not-open"),
        (after(Opened()), lambda a: start_block(a, index=3), "no-such-block"),
        (after(Opened()), lambda a: start_block(a, index=-1), "no-such-block"),
        (after(Opened(), BlockStarted(1)), lambda a: start_block(a, index=1), "runs-already"),
        (after(Opened()), lambda a: extend_block(a, minutes=2), "nothing-runs"),
        (after(Opened(), BlockStarted(0)), lambda a: extend_block(a, minutes=0), "too-long"),
        (after(Opened(), BlockStarted(0)), lambda a: extend_block(a, minutes=31), "too-long"),
        (after(), close_room, "not-open"),
        (after(Opened(), Closed()), close_room, "not-open"),
    ],
)
def test_a_command_out_of_place_is_refused(room: Agenda, wish: Callable[[Agenda], Event], code: str) -> None:
    with pytest.raises(Refused) as refused:
        wish(room)
    assert refused.value.code == code


def test_events_of_blocks_that_are_no_longer_in_the_run_sheet_change_nothing() -> None:
    shorter = agenda_after([(Opened(), START), (BlockStarted(7), START), (Extended(2), START)], blocks=BLOCKS)
    assert shorter == after(Opened())


COMMANDS: list[Callable[[Agenda], Event]] = [
    open_room,
    close_room,
    *(lambda a, i=i: start_block(a, index=i) for i in range(3)),
    *(lambda a, m=m: extend_block(a, minutes=m) for m in (1, 5)),
]


@given(st.lists(st.sampled_from(COMMANDS), max_size=20))
def test_old_state_and_events_make_the_state_fetched_again(wishes: list[Callable[[Agenda], Event]]) -> None:
    room, kept = after(), []
    for minute, wish in enumerate(wishes):
        at = START + timedelta(minutes=minute)
        try:
            event = wish(room)
        except Refused:
            continue
        room = apply(room, event, at=at)
        kept.append((event, at))
    assert agenda_after(kept, blocks=BLOCKS) == room
