from dataclasses import replace
from datetime import timedelta

import pytest

from deepdive.core.agenda import (
    Agenda,
    BlockStarted,
    CalledBack,
    Closed,
    Event,
    Extended,
    GroupsMade,
    Opened,
    Paused,
    Phase,
    Ran,
    Resumed,
    Revealed,
    SentOut,
    Skipped,
    SlideShown,
    Told,
    Undone,
    Whereabouts,
    agenda_after,
    apply,
)
from deepdive.core.leading import (
    ask_again,
    call_back,
    open_room,
    send_out,
    undo,
)
from deepdive.core.series import Method
from tests.core.rooms import ANN, BLOCKS, GROUPS, SHEET, START, after, minute


def test_a_room_begins_planned() -> None:
    assert after() == Agenda(sheet=SHEET, phase=Phase.PLANNED)


def test_opening_lets_people_in_and_starts_no_block() -> None:
    room = after(open_room(after(), by=ANN))
    assert (room.phase, room.lead, room.block, room.following) == (Phase.OPEN, ANN, None, BLOCKS[0])


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


def test_events_of_blocks_that_are_no_longer_in_the_run_sheet_change_nothing() -> None:
    events: list[Event] = [Opened(), BlockStarted(7), Extended(2)]
    shorter = agenda_after([(event, START) for event in events], sheet=SHEET)
    assert shorter == replace(after(Opened()), before=None, undo_until=None)


def test_a_block_can_be_given_other_minutes_than_planned() -> None:
    assert after(Opened(), BlockStarted(0, 4)).ends_at == minute(1 + 4)


def test_in_a_rehearsal_time_runs_faster() -> None:
    quick = replace(SHEET, pace=10.0)
    room = agenda_after([(Opened(), START), (BlockStarted(0), START), (Extended(5), START)], sheet=quick)
    assert room.ends_at == START + timedelta(seconds=90)


def test_a_block_that_is_left_out_is_passed_over() -> None:
    room = after(Opened(), BlockStarted(0), Skipped(1))
    assert (room.next_index, room.following, room.coming) == (2, BLOCKS[2], (2,))


def test_a_block_that_was_left_out_can_be_started_after_all() -> None:
    room = after(Opened(), Skipped(1), BlockStarted(1))
    assert (room.block, room.skipped) == (BLOCKS[1], frozenset())


def test_while_the_clock_stands_no_time_passes() -> None:
    room = after(Opened(), BlockStarted(0), Paused())
    assert [room.seconds_left(minute(at)) for at in (2, 9, 50)] == [540, 540, 540]


def test_after_a_pause_the_block_gets_its_time_back() -> None:
    room = after(Opened(), BlockStarted(0), Paused(), Resumed())
    assert (room.ends_at, room.paused_at) == (minute(12), None)


def test_the_next_block_ends_a_pause() -> None:
    assert after(Opened(), BlockStarted(0), Paused(), BlockStarted(1)).paused_at is None


@pytest.mark.parametrize("step", [BlockStarted(1), Skipped(2), Closed()])
def test_a_step_taken_back_was_never_taken(step: Event) -> None:
    before = after(Opened(), BlockStarted(0))
    taken = apply(before, step, at=minute(5))
    assert apply(taken, undo(taken, now=minute(6)), at=minute(6)) == replace(
        before, before=None, undo_until=None
    )


def test_taking_back_cannot_be_taken_back() -> None:
    assert after(Opened(), BlockStarted(0), Undone()).before is None


def test_answers_are_shown_and_asked_for_again() -> None:
    shown = after(Opened(), Revealed("quiz"))
    assert (shown.revealed, shown.round_of("quiz")) == (frozenset({"quiz"}), 0)
    again = apply(shown, ask_again(shown, activity="quiz"), at=minute(3))
    assert (again.revealed, again.round_of("quiz")) == (frozenset(), 1)


def test_groups_go_out_and_come_back() -> None:
    room = after(Opened(), BlockStarted(0), GroupsMade(GROUPS))
    assert (room.group_of(4), room.group_of(9), room.is_in_groups) == (GROUPS[0], None, False)
    out = apply(room, send_out(room), at=minute(3))
    assert out.is_in_groups
    called = apply(out, call_back(out, seconds=60), at=minute(4))
    assert (called.whereabouts, called.back_at) == (Whereabouts.RETURNING, minute(5))
    back = apply(called, call_back(called, seconds=0), at=minute(5))
    assert (back.is_in_groups, back.back_at, back.groups) == (False, None, GROUPS)


def test_groups_stay_out_from_one_block_for_groups_to_the_next_and_are_back_for_any_other() -> None:
    blocks = tuple(replace(one, method=Method.GROUP) for one in BLOCKS[:2]) + BLOCKS[2:]
    events: list[Event] = [Opened(), GroupsMade(GROUPS), BlockStarted(0), SentOut(), BlockStarted(1)]
    sheet = replace(SHEET, blocks=blocks)
    apart = agenda_after([(event, START) for event in events], sheet=sheet)
    assert apart.is_in_groups
    assert not apply(apart, BlockStarted(2), at=START).is_in_groups


def test_groups_are_together_once_their_time_to_come_back_is_over() -> None:
    room = after(Opened(), BlockStarted(0), GroupsMade(GROUPS), SentOut())
    called = apply(room, CalledBack(60), at=minute(5))
    assert [called.apart_at(minute(5)), called.apart_at(minute(6))] == [True, False]
    blocks = tuple(replace(one, method=Method.GROUP) for one in BLOCKS)
    called = replace(called, sheet=replace(SHEET, blocks=blocks))
    assert apply(called, BlockStarted(1), at=minute(5)).is_in_groups
    assert not apply(called, BlockStarted(1), at=minute(6)).is_in_groups


def test_the_blocks_in_which_groups_were_apart_are_remembered() -> None:
    blocks = tuple(replace(one, method=Method.GROUP) for one in BLOCKS[:2]) + BLOCKS[2:]
    events: list[Event] = [Opened(), GroupsMade(GROUPS), BlockStarted(0), SentOut(), BlockStarted(1)]
    apart = agenda_after([(event, START) for event in events], sheet=replace(SHEET, blocks=blocks))
    assert apart.grouped == {0, 1}
    assert apply(apart, BlockStarted(2), at=START).grouped == {0, 1}
    assert apply(apart, Undone(), at=START).grouped == {0}


def test_a_message_stays_until_the_next_block() -> None:
    told = after(Opened(), BlockStarted(0), Told("Two minutes more"))
    assert told.message == "Two minutes more"
    assert apply(told, BlockStarted(1), at=minute(5)).message == ""


def test_what_ran_is_remembered() -> None:
    room = after(Opened(), BlockStarted(1), BlockStarted(0, 4), Closed())
    assert room.ran == (Ran(index=1, at=minute(1), minutes=10), Ran(index=0, at=minute(2), minutes=4))
    assert room.closed_at == minute(3)


def test_a_block_begins_with_its_first_slide() -> None:
    room = after(Opened(), BlockStarted(0), SlideShown(2))
    assert room.slide == 2
    assert apply(room, BlockStarted(1), at=minute(5)).slide == 0
