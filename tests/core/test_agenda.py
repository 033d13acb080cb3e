from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from deepdive.core.agenda import (
    Agenda,
    BlockStarted,
    CalledBack,
    Closed,
    Event,
    Extended,
    GroupsMade,
    HandedOver,
    Opened,
    Paused,
    Phase,
    Ran,
    Resumed,
    Revealed,
    RunSheet,
    SentOut,
    Skipped,
    SlideShown,
    Told,
    Undone,
    Whereabouts,
    agenda_after,
    apply,
    ask_again,
    call_back,
    check_lead,
    close_room,
    extend_block,
    hand_over,
    open_room,
    pause,
    regroup,
    resume,
    reveal,
    send_out,
    show_slide,
    skip_block,
    start_block,
    tell,
    undo,
)
from deepdive.core.groups import Group
from deepdive.core.refused import Refused
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


@pytest.mark.parametrize(
    ("room", "wish", "code"),
    [
        (after(Opened()), lambda a: open_room(a, by=ANN), "open-already"),
        (after(Opened(), Closed()), lambda a: open_room(a, by=ANN), "room-closed"),
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


def test_a_step_can_be_taken_back_for_a_minute() -> None:
    room = after(Opened(), BlockStarted(0))
    assert undo(room, now=minute(2)) == Undone()
    with pytest.raises(Refused) as refused:
        undo(room, now=minute(2.1))
    assert refused.value.code == "nothing-to-undo"


def test_only_the_last_step_can_be_taken_back() -> None:
    for room in (after(), after(Opened()), after(Opened(), BlockStarted(0), Extended(2))):
        with pytest.raises(Refused) as refused:
            undo(room, now=START)
        assert refused.value.code == "nothing-to-undo"


def test_taking_back_cannot_be_taken_back() -> None:
    assert after(Opened(), BlockStarted(0), Undone()).before is None


def test_who_does_not_lead_is_refused_until_they_take_over() -> None:
    room = after(Opened(ANN))
    check_lead(room, by=ANN)
    with pytest.raises(Refused) as refused:
        check_lead(room, by=BEN)
    assert refused.value.code == "not-leading"
    check_lead(apply(room, hand_over(room, to=BEN), at=minute(1)), by=BEN)


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


def test_a_slide_that_the_block_does_not_have_is_refused() -> None:
    room = after(Opened(), BlockStarted(0))
    for number in (-1, 3):
        with pytest.raises(Refused) as refused:
            show_slide(room, number=number, of=3)
        assert refused.value.code == "no-such-slide"


WISHES: dict[str, Callable[[Agenda], Event]] = {
    "open": lambda a: open_room(a, by=ANN),
    "close": close_room,
    **{f"start {i}": partial(start_block, index=i) for i in range(4)},
    **{f"skip {i}": partial(skip_block, index=i) for i in range(3)},
    **{f"extend {m}": partial(extend_block, minutes=m) for m in (1, 5, 99)},
    "pause": pause,
    "resume": resume,
    "show": lambda a: reveal(a, activity="quiz"),
    "again": lambda a: ask_again(a, activity="quiz"),
    "groups": lambda a: regroup(a, groups=GROUPS),
    "one group": lambda a: regroup(a, groups=GROUPS[:1]),
    "out": send_out,
    "back soon": lambda a: call_back(a, seconds=60),
    "back": lambda a: call_back(a, seconds=0),
    "slide": lambda a: show_slide(a, number=1, of=2),
    "tell": lambda a: tell(a, message="Well done"),
}


class RoomWithTwoFacilitators(RuleBasedStateMachine):
    """Two people press whatever there is to press, as their pages show it; only one of them leads."""

    def __init__(self) -> None:
        super().__init__()
        self.room, self.now = after(), START
        self.kept: list[tuple[Event, datetime]] = []

    def press(self, wish: Callable[[Agenda], Event], *, by: int) -> None:
        try:
            event = wish(self.room)
            if not isinstance(event, HandedOver):
                check_lead(self.room, by=by)
        except Refused:
            return
        self.room = apply(self.room, event, at=self.now)
        self.kept.append((event, self.now))

    @rule(name=st.sampled_from(sorted(WISHES)), by=st.sampled_from([ANN, BEN]))
    def wish(self, name: str, by: int) -> None:
        self.press(WISHES[name], by=by)

    @rule(by=st.sampled_from([ANN, BEN]))
    def take_back(self, by: int) -> None:
        self.press(lambda a: undo(a, now=self.now), by=by)

    @rule(by=st.sampled_from([ANN, BEN]), to=st.sampled_from([ANN, BEN]))
    def let_lead(self, by: int, to: int) -> None:
        self.press(lambda a: hand_over(a, to=to), by=by)

    @rule(seconds=st.integers(0, 600))
    def wait(self, seconds: int) -> None:
        self.now += timedelta(seconds=seconds)

    @invariant()
    def old_state_and_events_make_the_state_fetched_again(self) -> None:
        assert agenda_after(self.kept, sheet=SHEET) == self.room

    @invariant()
    def a_block_runs_just_while_the_room_runs(self) -> None:
        runs = self.room.phase is Phase.RUNNING
        assert (self.room.block is not None, self.room.ends_at is not None) == (runs, runs)
        assert runs or self.room.paused_at is None

    @invariant()
    def what_is_to_come_is_after_what_runs_and_not_left_out(self) -> None:
        assert all(place > (-1 if self.room.index is None else self.room.index) for place in self.room.coming)
        assert not set(self.room.coming) & self.room.skipped

    @invariant()
    def who_leads_is_one_of_the_two(self) -> None:
        assert self.room.lead in ((ANN, BEN) if self.room.phase is not Phase.PLANNED else (None,))

    @invariant()
    def the_groups_are_apart_only_while_the_session_goes_on(self) -> None:
        assert self.room.is_live or not self.room.is_in_groups


TestRoomWithTwoFacilitators = RoomWithTwoFacilitators.TestCase
