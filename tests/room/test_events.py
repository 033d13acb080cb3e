"""Server-sent events of a room, over a real server and as they leave it."""

import asyncio
import http.client
import json
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from deepdive.core.leading import open_room, start_block
from deepdive.people.actions import find_or_add_person
from deepdive.programme.models import Session
from deepdive.room import broadcast, views
from deepdive.room.actions import command, stir
from deepdive.room.broadcast import Lookout
from deepdive.room.presence import note_here
from deepdive.room.queries import Mark
from tests.cast import BEFORE_START, signed_in
from tests.patience import PATIENCE_SECONDS
from tests.room.conftest import NOON
from tests.room.rooms import session_path
from tests.server import Server, Visitor


@contextmanager
def listening(
    visitor: Visitor, path: str, *, after: int | None = None, last_event_id: str | None = None
) -> Iterator[http.client.HTTPResponse]:
    """The open stream of a room's events."""
    connection = http.client.HTTPConnection(
        visitor.server.address.removeprefix("http://"), timeout=PATIENCE_SECONDS
    )
    headers = {"Cookie": visitor.cookies, "Accept": "text/event-stream"}
    if last_event_id is not None:
        headers["Last-Event-ID"] = last_event_id
    connection.request(
        "GET", f"{path}/events" + ("" if after is None else f"?after={after}"), headers=headers
    )
    try:
        yield connection.getresponse()
    finally:
        connection.close()


def next_message(stream: http.client.HTTPResponse) -> list[str]:
    """The lines of the next message, without the empty one that ends it."""
    lines: list[str] = []
    while (line := stream.readline().decode()) not in ("\n", ""):
        lines.append(line.rstrip("\n"))
    return lines


HERE = ["event: here", "data: {}"]


def place_of(message: list[str]) -> tuple[str, int]:
    """What kind of event it is, and the place that the room is at."""
    [mark, kind, data] = message
    said = json.loads(data.removeprefix("data: "))
    assert mark == f"id: {said['place']}-{said['stir']}"
    return kind.removeprefix("event: "), said["place"]


def test_the_stream_says_how_to_come_back_and_then_where_the_room_is(server: Server) -> None:
    ann = signed_in(server, "attendee")
    with listening(ann, session_path(ann, 1)) as stream:
        assert (stream.status, stream.headers["Content-Type"]) == (200, "text/event-stream")
        assert (stream.headers["Cache-Control"], stream.headers["X-Accel-Buffering"]) == ("no-store", "no")
        assert [next_message(stream), next_message(stream)] == [["retry: 2000"], HERE]
        kind, place = place_of(next_message(stream))
        assert (kind, place > 10) == ("moved", True)  # a session that was held has many events


@pytest.mark.skipif(sys.platform != "linux", reason="open files are counted where Linux tells them")
def test_who_listens_holds_no_connection_to_the_database(server: Server) -> None:
    """Each connection takes more memory than all else that somebody needs who listens."""
    ann = signed_in(server, "attendee")
    path = session_path(ann, 1)
    with ExitStack() as streams:
        before = databases_open(server)
        for _ in range(20):
            stream = streams.enter_context(listening(ann, path))
            next_message(stream)
        assert databases_open(server) - before < 20


def databases_open(server: Server) -> int:
    """How many times the server has the file of its database open."""
    folder = Path(f"/proc/{server.pid}/fd")
    return sum(file.resolve().name == "deepdive.sqlite3" for file in folder.iterdir())


def test_who_listens_hears_each_move_and_who_comes_back_hears_what_was_missed(server: Server) -> None:
    ann, lead = signed_in(server, "attendee"), signed_in(server, "facilitator")
    path = session_path(ann, 4)
    with listening(ann, path, after=0) as stream:
        assert [next_message(stream), next_message(stream)] == [["retry: 2000"], HERE]
        assert lead.post(f"{path}/open", form_on=path, sure="yes")[0] == 200
        assert place_of(next_message(stream)) == ("moved", 1)
        assert lead.post(f"{path}/blocks/0/start", form_on=path)[0] == 200
        assert place_of(next_message(stream)) == ("moved", 2)
    assert lead.post(f"{path}/extend", form_on=path, minutes="2")[0] == 200
    assert lead.post(f"{path}/extend", form_on=path, minutes="3")[0] == 200
    # the browser comes back to the same address, so what it names last must win
    with listening(ann, path, after=0, last_event_id="2-0") as stream:
        assert [next_message(stream), next_message(stream)] == [["retry: 2000"], HERE]
        assert place_of(next_message(stream)) == ("moved", 4)


@pytest.mark.parametrize("claimed", ["", "x", "-1", "9" * 6000, "²", "1e3", "2-", "--", "3-x"])
def test_a_claim_that_is_no_place_counts_as_none(server: Server, claimed: str) -> None:
    ann = signed_in(server, "attendee")
    with listening(ann, session_path(ann, 1), last_event_id=claimed.encode().decode("latin-1")) as stream:
        assert stream.status == 200
        assert [next_message(stream), next_message(stream)] == [["retry: 2000"], HERE]
        assert next_message(stream)[1] == "event: moved"


def test_who_is_not_signed_in_is_told_so(server: Server) -> None:
    path = session_path(signed_in(server, "attendee"), 1)
    with listening(Visitor(server), path) as stream:
        assert (stream.status, stream.read()) == (401, b"")


@pytest.mark.parametrize(("role", "cohort"), [("attendee", BEFORE_START), ("reviewer", "Larkfield")])
def test_who_has_no_part_in_the_room_is_refused(server: Server, role: str, cohort: str) -> None:
    path = session_path(signed_in(server, "attendee"), 1)
    with listening(signed_in(server, role, cohort=cohort), path) as stream:
        assert (stream.status, stream.read()) == (403, b"")


@pytest.mark.django_db(transaction=True, databases=["default", "journal"])
def test_a_quiet_room_sends_a_sign_of_life(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(broadcast, "HEARTBEAT_SECONDS", 0.05)
    command(session, lambda agenda: open_room(agenda, by=1), by=None, now=NOON)

    async def hear() -> list[Mark | None]:
        marks = Lookout().marks(session.pk, person=1, after=Mark(), watches=False)
        heard = [await anext(marks) for _ in range(3)]
        await marks.aclose()
        return heard

    assert asyncio.run(hear()) == [Mark(1), None, None]


@pytest.mark.django_db(transaction=True, databases=["default", "journal"])
def test_who_runs_the_room_hears_also_what_else_happens_and_others_do_not(session: Session) -> None:
    command(session, lambda agenda: open_room(agenda, by=1), by=None, now=NOON)
    lookout = Lookout()

    async def hear(*, watches: bool) -> list[Mark | None]:
        marks = lookout.marks(session.pk, person=1, after=Mark(), watches=watches)
        heard = [await anext(marks)]
        await asyncio.to_thread(stir, session)
        if not watches:
            await asyncio.to_thread(
                command, session, lambda agenda: start_block(agenda, index=0), by=None, now=NOON
            )
        heard.append(await anext(marks))
        await marks.aclose()
        return heard

    assert asyncio.run(hear(watches=True)) == [Mark(1), Mark(1, 1)]
    assert asyncio.run(hear(watches=False)) == [Mark(1, 1), Mark(2, 2)]


@pytest.mark.django_db(transaction=True, databases=["default", "journal"])
def test_what_everybody_sees_is_made_once_for_all_of_them(session: Session) -> None:
    lookout, made = Lookout(), []

    def make() -> str:
        made.append(1)
        return "the same"

    async def ask(mark: Mark) -> list[str]:
        return await asyncio.gather(*(lookout.made_once(session.pk, mark, make) for _ in range(12)))

    async def both() -> None:
        assert await ask(Mark(1)) == ["the same"] * 12
        assert await ask(Mark(1, 5)) == ["the same"] * 12
        assert await ask(Mark(2)) == ["the same"] * 12

    asyncio.run(both())
    assert len(made) == 2


@pytest.mark.django_db(transaction=True, databases=["default", "journal"])
def test_who_listens_counts_as_being_there(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(broadcast, "HEARTBEAT_SECONDS", 0.05)
    ann = find_or_add_person(email="ann@example.org", name="Ann")
    note_here(session, ann, now=timezone.now() - timedelta(seconds=20))

    async def be_there() -> None:
        marks = Lookout().marks(session.pk, person=ann.pk, after=Mark(), watches=False)
        for _ in range(40):
            assert await anext(marks) is None
        await marks.aclose()

    asyncio.run(be_there())
    presence = session.presences.get()
    assert presence.seconds >= 20
    assert timezone.now() - presence.last_at < timedelta(seconds=10)


@pytest.mark.django_db(transaction=True, databases=["default", "journal"])
def test_a_move_comes_with_what_everybody_sees(session: Session) -> None:
    async def hear() -> bytes:
        stream = views._event_stream(session, 1, after=Mark(), watches=False)
        heard = [await anext(stream)]
        await asyncio.to_thread(command, session, lambda agenda: open_room(agenda, by=1), by=None, now=NOON)
        heard.append(await anext(stream))
        await stream.aclose()
        return b"".join(heard)

    [retry, here, moved] = asyncio.run(hear()).decode().strip().split("\n\n")
    assert (retry, here) == ("retry: 2000", "event: here\ndata: {}")
    said = json.loads(moved.split("data: ")[1])
    assert (said["place"], "The room is open." in said["now"]) == (1, True)
