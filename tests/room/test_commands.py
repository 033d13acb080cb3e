"""Commands to a room: what they keep, and what happens when two come at once."""

import threading
from datetime import datetime, timedelta
from typing import get_args

import pytest
from django.db import connections

from deepdive.core.agenda import (
    Agenda,
    AskedAgain,
    BlockStarted,
    CalledBack,
    Closed,
    Event,
    Extended,
    GroupsMade,
    HandedOver,
    Opened,
    Paused,
    Resumed,
    Revealed,
    SentOut,
    Skipped,
    SlideShown,
    Told,
    Undone,
    agenda_after,
)
from deepdive.core.groups import Group
from deepdive.core.leading import close_room, extend_block, open_room, start_block
from deepdive.core.refused import Refused
from deepdive.curriculum.current import pack
from deepdive.programme.models import Session
from deepdive.room.actions import command, stir
from deepdive.room.events import from_row, to_row
from deepdive.room.models import RoomEvent
from deepdive.room.queries import Mark, latest_marks, read_room, run_sheet
from tests.room.conftest import NOON

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "journal"])


def minute(number: int) -> datetime:
    return NOON + timedelta(minutes=number)


def open_now(agenda: Agenda) -> Event:
    return open_room(agenda, by=1)


def short_session() -> list[tuple[Event, datetime]]:
    """A short session: opened, two blocks, one of them extended, closed."""
    return [
        (Opened(), minute(-5)),
        (BlockStarted(0), minute(0)),
        (Extended(3), minute(4)),
        (BlockStarted(1), minute(9)),
        (Closed(), minute(14)),
    ]


GROUPS = (Group(id="a", name="Group A", people=(1, 2)), Group(id="b", name="Group B", people=(3,)))
EVERY_EVENT: list[Event] = [
    Opened(4), BlockStarted(1, 7), Extended(2), Skipped(3), Paused(), Resumed(), Undone(), HandedOver(5),
    Revealed("quiz"), AskedAgain("quiz"), GroupsMade(GROUPS), SentOut(), CalledBack(30), Told("Hello"),
    SlideShown(1), Closed(),
]  # fmt: skip


def test_the_list_of_events_is_complete() -> None:
    assert {type(event) for event in EVERY_EVENT} == set(get_args(Event))


@pytest.mark.parametrize("event", EVERY_EVENT, ids=repr)
def test_an_event_reads_from_its_row_as_it_was_kept(session: Session, event: Event) -> None:
    kind, data = to_row(event)
    row = RoomEvent.objects.create(session=session, place=1, kind=kind, data=data, at=NOON)
    row.refresh_from_db()
    assert from_row(row) == event


def test_an_event_of_another_version_is_refused(session: Session) -> None:
    with pytest.raises(ValueError, match="unknown room event 'danced'"):
        from_row(RoomEvent(session=session, place=1, kind="danced", at=NOON))
    with pytest.raises(ValueError, match="unknown data in a room event 'paused': \\['tune'\\]"):
        from_row(RoomEvent(session=session, place=1, kind="paused", data={"tune": 3}, at=NOON))


@pytest.mark.parametrize("steps", range(1, 6))
def test_the_state_fetched_again_is_the_old_state_and_the_events(session: Session, steps: int) -> None:
    events = short_session()[:steps]
    for event, at in events:
        command(session, lambda _, event=event: event, by=None, now=at)  # type: ignore[misc]
    fetched = read_room(Session.objects.get(pk=session.pk))
    assert (fetched.agenda, fetched.place) == (agenda_after(events, sheet=run_sheet(session)), steps)


def test_a_session_without_events_is_planned(session: Session) -> None:
    room = read_room(session)
    assert (room.agenda.phase, room.place) == ("planned", 0)


def test_places_count_each_sessions_events(session: Session) -> None:
    other = Session.objects.create(cohort=session.cohort, number=4, starts_at=NOON, minutes=75)
    silent = Session.objects.create(cohort=session.cohort, number=5, starts_at=NOON, minutes=75)
    command(session, open_now, by=None, now=minute(0))
    command(other, open_now, by=None, now=minute(0))
    command(session, close_room, by=None, now=minute(1))
    stir(other)
    assert latest_marks({session.pk, other.pk, silent.pk}) == {session.pk: Mark(2), other.pk: Mark(1, 1)}


def test_a_refused_command_leaves_no_trace(session: Session) -> None:
    with pytest.raises(Refused) as refused:
        command(session, close_room, by=None, now=NOON)
    assert (refused.value.code, session.events.count()) == ("not-open", 0)


def test_of_two_commands_at_the_same_moment_the_second_is_refused(session: Session) -> None:
    command(session, open_now, by=None, now=minute(0))

    def decide_while_another_is_quicker(agenda: Agenda) -> Event:
        command(session, lambda other: start_block(other, index=0), by=None, now=minute(1))
        return start_block(agenda, index=1)

    with pytest.raises(Refused) as refused:
        command(session, decide_while_another_is_quicker, by=None, now=minute(1))
    assert refused.value.code == "room-moved"
    assert read_room(session).agenda.index == 0


def test_many_who_press_at_once_move_the_room_once(session: Session) -> None:
    command(session, open_now, by=None, now=minute(0))
    together = threading.Barrier(6)
    codes: list[str] = []

    def press() -> None:
        def decide(agenda: Agenda) -> Event:
            event = start_block(agenda, index=0)
            together.wait(20)
            return event

        try:
            command(session, decide, by=None, now=minute(1))
            codes.append("done")
        except Refused as refused:
            codes.append(refused.code)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=press) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(40)
    assert sorted(codes) == ["done"] + ["room-moved"] * 5
    assert [(event.place, event.kind) for event in session.events.all()] == [
        (1, "opened"),
        (2, "block-started"),
    ]


def test_the_loser_can_try_again(session: Session) -> None:
    command(session, open_now, by=None, now=minute(0))
    command(session, lambda agenda: start_block(agenda, index=0), by=None, now=minute(1))
    command(session, lambda agenda: extend_block(agenda, minutes=2), by=None, now=minute(2))
    room = read_room(session)
    minutes = pack().series.workshop(3).blocks[0].minutes
    assert room.agenda.ends_at == minute(1 + minutes + 2)
