from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from deepdive.core.agenda import Agenda, BlockStarted, Closed, Event, Opened, Paused, RunSheet, agenda_after
from deepdive.core.rehearsal import MANNERS, Deed, Doing, Manner, deeds, is_here
from deepdive.core.series import Block, Method

START = datetime(2027, 1, 12, 12, 15, tzinfo=UTC)
BLOCKS = tuple(
    Block(
        id=f"b{number}", title="A block", minutes=10, method=method, opens=opens,
        covers=(), serves=(), if_late="keep", cue="Say", task="Do",
    )
    for number, (method, opens) in enumerate(
        [(Method.SOLO, "quiz"), (Method.TALK, None), (Method.GROUP, "board")]
    )
)  # fmt: skip


def minute(number: float) -> datetime:
    return START + timedelta(minutes=number)


def room(*events: Event, pace: float = 1.0) -> Agenda:
    """The room after these events, two minutes apart."""
    sheet = RunSheet(blocks=BLOCKS, minutes=(10, 10, 10), planned_at=START, pace=pace)
    return agenda_after([(event, minute(2 * n)) for n, event in enumerate(events)], sheet=sheet)


RUNNING = room(Opened(), BlockStarted(0))
ANN = 1


def done_by(manner: Manner, agenda: Agenda = RUNNING) -> list[tuple[Doing, datetime]]:
    found = deeds(agenda, {ANN: manner}, since=START - timedelta(days=1), until=minute(500))
    return [(deed.doing, deed.at) for deed in found]


def test_somebody_writes_answers_and_is_done() -> None:
    assert done_by(Manner(begins=0.2, finishes=0.8)) == [
        (Doing.WRITE, minute(7)),
        (Doing.ANSWER, minute(8)),
        (Doing.SAY_DONE, minute(10)),
    ]


def test_in_a_faster_rehearsal_they_do_it_sooner() -> None:
    quick = room(Opened(), BlockStarted(0), pace=10)
    assert done_by(Manner(begins=0.2, finishes=0.8), quick)[-1] == (Doing.SAY_DONE, minute(2.8))


def test_during_a_talk_nobody_has_anything_to_do() -> None:
    assert done_by(Manner(), room(Opened(), BlockStarted(1))) == []


def test_what_a_talk_asks_is_answered() -> None:
    sheet = RunSheet(blocks=(replace(BLOCKS[1], opens="lab"),), minutes=(10,), planned_at=START)
    agenda = agenda_after([(Opened(), START), (BlockStarted(0), START)], sheet=sheet)
    assert done_by(Manner(begins=0.2, finishes=0.8), agenda) == [(Doing.ANSWER, minute(6))]


def test_who_is_lost_and_who_asks_say_so_in_their_block() -> None:
    manner = Manner(begins=0.1, gets_lost=1, asks=1)
    assert done_by(manner, room(Opened(), BlockStarted(1))) == [
        (Doing.SAY_LOST, minute(3)),
        (Doing.ASK, minute(3)),
    ]


def test_while_the_clock_stands_nobody_does_anything() -> None:
    assert done_by(Manner(), room(Opened(), BlockStarted(0), Paused())) == []


def test_people_come_late_leave_and_return() -> None:
    manner = Manner(comes=3, leaves=5, returns=7)
    assert [is_here(manner, RUNNING, now=minute(at)) for at in (2, 3, 5, 7)] == [False, True, False, True]


def test_nobody_is_in_a_room_that_is_not_open() -> None:
    assert not is_here(Manner(), room(), now=minute(9))
    assert not is_here(Manner(), room(Opened(), Closed()), now=minute(9))


def test_who_is_away_does_nothing() -> None:
    assert done_by(Manner(comes=9, begins=0.2, finishes=0.8)) == [(Doing.SAY_DONE, minute(10))]


def test_there_are_eleven_and_they_differ() -> None:
    assert (len(MANNERS), len(set(MANNERS))) == (11, 11)


@given(st.lists(st.integers(1, 300), max_size=20))
def test_in_whatever_steps_one_looks_each_deed_is_done_once(cuts: list[int]) -> None:
    manners = dict(enumerate(MANNERS))
    whole = deeds(RUNNING, manners, since=START, until=minute(30))
    times = [START, *sorted(START + timedelta(seconds=6 * cut) for cut in cuts if cut < 300), minute(30)]
    steps: list[Deed] = []
    for since, until in pairwise(times):
        steps += deeds(RUNNING, manners, since=since, until=until)
    assert steps == list(whole)
