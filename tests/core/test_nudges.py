from datetime import UTC, datetime, timedelta

from deepdive.core.agenda import Agenda, BlockStarted, Event, Extended, Opened, Paused, RunSheet, agenda_after
from deepdive.core.nudges import Progress, nudges
from deepdive.core.series import Block, Method

START = datetime(2027, 1, 12, 12, 15, tzinfo=UTC)
BLOCKS = tuple(
    Block(
        id=f"b{number}", title="A block", minutes=10, method=Method.SOLO, opens="quiz",
        covers=(), serves=(), if_late="keep", cue="Say", task="Do",
    )
    for number in range(3)
)  # fmt: skip


def room(*events: Event) -> Agenda:
    sheet = RunSheet(blocks=BLOCKS, minutes=(10, 10, 10), planned_at=START)
    return agenda_after([(event, START) for event in events], sheet=sheet)


def minute(number: float) -> datetime:
    return START + timedelta(minutes=number)


RUNNING = room(Opened(), BlockStarted(0))


def test_nothing_is_said_before_a_block_runs() -> None:
    assert nudges(room(Opened()), Progress(here=3), now=START) == ()


def test_nothing_is_said_while_all_is_well() -> None:
    assert nudges(RUNNING, Progress(here=3, begun=1), now=minute(2)) == ()


def test_two_minutes_before_the_end_the_facilitator_hears_of_it() -> None:
    assert nudges(RUNNING, Progress(here=3, begun=3), now=minute(8)) == ("2 minutes left.",)
    assert nudges(RUNNING, Progress(here=3, begun=3), now=minute(9.5)) == ("1 minute left.",)


def test_past_the_half_those_who_have_not_started_are_counted() -> None:
    assert nudges(RUNNING, Progress(here=5, begun=1), now=minute(6)) == ("4 people have not started.",)
    assert nudges(RUNNING, Progress(here=5, begun=4, done=4), now=minute(6)) == ("1 person has not started.",)


def test_when_everybody_is_done_one_can_go_on() -> None:
    assert nudges(RUNNING, Progress(here=2, done=2), now=minute(1)) == ("Everybody is done. You can go on.",)


def test_over_time_it_says_by_how_much_and_that_the_session_is_late() -> None:
    assert nudges(RUNNING, Progress(here=1, begun=1), now=minute(13)) == (
        "You are 3 minutes over.",
        "The session runs 3 minutes late. The run sheet shows what to cut.",
    )


def test_who_is_lost_comes_first() -> None:
    assert nudges(RUNNING, Progress(here=3, begun=3, lost=1), now=minute(9)) == (
        "1 person is lost. Say the task once more, or ask what is missing.",
        "1 minute left.",
    )


def test_extending_a_block_says_what_it_costs() -> None:
    longer = room(Opened(), BlockStarted(0), Extended(5))
    assert nudges(longer, Progress(here=1, begun=1), now=minute(1)) == (
        "The session runs 5 minutes late. The run sheet shows what to cut.",
    )


def test_a_clock_that_stands_is_mentioned() -> None:
    standing = room(Opened(), BlockStarted(0), Paused())
    assert nudges(standing, Progress(here=1, begun=1), now=minute(1)) == (
        "The clock stands. Let it go on when you are ready.",
    )
