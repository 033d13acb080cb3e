from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from deepdive.core.agenda import (
    Agenda,
    BlockStarted,
    Closed,
    Event,
    Extended,
    HandedOver,
    Opened,
    Phase,
    Undone,
    agenda_after,
    apply,
)
from deepdive.core.leading import (
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
from deepdive.core.refused import Refused
from tests.core.rooms import ANN, BEN, GROUPS, SHEET, START, after, minute


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


def test_who_does_not_lead_is_refused_until_they_take_over() -> None:
    room = after(Opened(ANN))
    check_lead(room, by=ANN)
    with pytest.raises(Refused) as refused:
        check_lead(room, by=BEN)
    assert refused.value.code == "not-leading"
    check_lead(apply(room, hand_over(room, to=BEN), at=minute(1)), by=BEN)


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
