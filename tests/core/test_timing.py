from datetime import UTC, datetime, timedelta
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deepdive.core.agenda import Agenda, BlockStarted, Event, Extended, Opened, Paused, RunSheet, agenda_after
from deepdive.core.series import Block, LongBreak, Method
from deepdive.core.timing import minutes_for, minutes_late, shared_out, still_to_come, with_break

START = datetime(2027, 1, 12, 12, 15, tzinfo=UTC)
Limit = Literal["keep", "drop"] | int


def block(minutes: int, if_late: Limit = "keep", method: Method = Method.WHOLE) -> Block:
    return Block(
        id=f"b{minutes}", title="A block", minutes=minutes, method=method, opens=None,
        covers=(), serves=(), if_late=if_late, cue="Say", task="Do",
    )  # fmt: skip


SHEET = (block(5), block(20, 12), block(10, "drop"), block(15, 10), block(5))


def room(*events: tuple[object, float]) -> Agenda:
    sheet = RunSheet(blocks=SHEET, minutes=tuple(b.minutes for b in SHEET), planned_at=START)
    return agenda_after([(event, START + timedelta(minutes=at)) for event, at in events], sheet=sheet)  # type: ignore[misc]


def minute(number: float) -> datetime:
    return START + timedelta(minutes=number)


def test_a_session_of_the_planned_length_keeps_its_minutes() -> None:
    assert shared_out(SHEET, minutes=55) == (5, 20, 10, 15, 5)


def test_a_shorter_session_cuts_where_the_pack_lets_it() -> None:
    assert shared_out(SHEET, minutes=50) == (5, 16, 10, 14, 5)


def test_a_much_shorter_session_cuts_the_longest_further() -> None:
    assert shared_out(SHEET, minutes=36) == (5, 8, 9, 9, 5)


def test_a_longer_session_gives_the_work_more_and_talk_no_more() -> None:
    talk = block(5, method=Method.TALK)
    assert shared_out((talk, block(20), block(30)), minutes=65) == (5, 24, 36)


@given(
    st.lists(
        st.builds(
            block, st.integers(2, 12), st.sampled_from(["keep", "drop", 1]), st.sampled_from(list(Method))
        ),
        min_size=1,
        max_size=20,
    ),
    st.integers(20, 240),
)
def test_the_minutes_always_add_up(blocks: list[Block], minutes: int) -> None:
    shared = shared_out(blocks, minutes=minutes)
    assert sum(shared) == max(minutes, len(blocks))
    assert min(shared) >= 1


def test_a_room_in_time_is_not_late() -> None:
    assert minutes_late(room((Opened(), -1), (BlockStarted(0), 0)), now=minute(3)) == 0


def test_a_block_that_runs_over_makes_the_session_late() -> None:
    assert minutes_late(room((Opened(), -1), (BlockStarted(0), 0)), now=minute(9)) == 4


def test_extending_makes_it_late_at_once() -> None:
    late = room((Opened(), -1), (BlockStarted(0), 0), (Extended(6), 1))
    assert minutes_late(late, now=minute(1)) == 6


def test_while_the_clock_stands_lateness_grows() -> None:
    standing = room((Opened(), -1), (BlockStarted(0), 0), (Paused(), 2))
    assert minutes_late(standing, now=minute(10)) == 8


def test_the_rest_is_cut_first_and_dropped_last() -> None:
    slots = still_to_come(room((Opened(), -1), (BlockStarted(0), 0)), now=minute(9))
    assert [(slot.minutes, slot.cut) for slot in slots] == [(16, 4), (10, 0), (15, 0), (5, 0)]
    slots = still_to_come(room((Opened(), -1), (BlockStarted(0), 0)), now=minute(22))
    assert [(slot.minutes, slot.cut) for slot in slots] == [(12, 8), (0, 10), (10, 5), (5, 0)]


def test_what_was_planned_is_what_the_session_gives_and_not_the_pack() -> None:
    sheet = RunSheet(blocks=SHEET, minutes=(5, 25, 10, 15, 5), planned_at=START)
    events: list[tuple[Event, datetime]] = [(Opened(), minute(-1)), (BlockStarted(0), minute(0))]
    [second, *_] = still_to_come(agenda_after(events, sheet=sheet), now=minute(9))
    assert (second.minutes, second.planned) == (21, 25)


def test_times_follow_each_other() -> None:
    slots = still_to_come(room((Opened(), -1), (BlockStarted(0), 0)), now=minute(1))
    assert [slot.starts_at for slot in slots] == [minute(5), minute(25), minute(35), minute(50)]


def test_a_block_gets_what_is_left_for_it_and_one_to_be_dropped_gets_its_time_if_wanted() -> None:
    late = room((Opened(), -1), (BlockStarted(0), 0))
    assert [minutes_for(late, index, now=minute(22)) for index in (1, 2, 3)] == [12, 10, 10]


@pytest.mark.parametrize(("began", "due"), [(10, 55), (-20, 55), (200, 255)])
def test_a_session_ends_by_the_calendar_if_it_began_about_then(began: int, due: int) -> None:
    assert room((Opened(), began - 1), (BlockStarted(0), began)).due_at == minute(due)


LONG_BREAK = LongBreak(session_minutes=90, minutes=10, title="A break", cue="Say", task="Stand up")


def test_a_long_session_has_a_break_before_the_block_nearest_to_its_middle() -> None:
    blocks = with_break(SHEET, minutes=90, long_break=LONG_BREAK)
    # of 55 minutes the blocks begin at 0, 5, 25, 35 and 50: nearest to 27.5 is 25
    assert [one.id for one in blocks] == ["b5", "b20", "long-break", "b10", "b15", "b5"]
    assert (blocks[2].minutes, blocks[2].method, blocks[2].if_late) == (10, Method.BREAK, 5)


@pytest.mark.parametrize(("minutes", "long_break"), [(89, LONG_BREAK), (75, LONG_BREAK), (90, LongBreak())])
def test_a_shorter_session_or_a_series_without_a_break_has_none(minutes: int, long_break: LongBreak) -> None:
    assert with_break(SHEET, minutes=minutes, long_break=long_break) == SHEET


@given(
    st.lists(st.integers(1, 20), min_size=1, max_size=12),
    st.integers(1, 20),
    st.sampled_from([60, 75, 90, 120]),
)
def test_a_break_changes_no_block_and_the_minutes_still_add_up(
    lengths: list[int], pause: int, minutes: int
) -> None:
    sheet = tuple(block(length) for length in lengths)
    blocks = with_break(
        sheet, minutes=minutes, long_break=LongBreak(session_minutes=90, minutes=pause, title="B")
    )
    assert tuple(one for one in blocks if one.id != "long-break") == sheet
    assert len(blocks) - len(sheet) == (minutes >= 90 and len(sheet) > 1)
    assert blocks[0] == sheet[0]
    if sum(one.minutes for one in blocks) <= minutes:
        assert sum(shared_out(blocks, minutes=minutes)) == minutes
