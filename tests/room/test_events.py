"""Server-sent events of a room, over a real server and as they leave it."""

import asyncio
import http.client
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

import pytest

from deepdive.core.agenda import open_room
from deepdive.programme.models import Session
from deepdive.room import broadcast, views
from deepdive.room.actions import command
from deepdive.room.broadcast import Lookout
from tests.cast import BEFORE_START, signed_in
from tests.room.conftest import NOON
from tests.room.rooms import session_path
from tests.server import Server, Visitor


@contextmanager
def listening(
    visitor: Visitor, path: str, *, after: int | None = None, last_event_id: str | None = None
) -> Iterator[http.client.HTTPResponse]:
    """The open stream of a room's events."""
    connection = http.client.HTTPConnection(visitor.server.address.removeprefix("http://"), timeout=30)
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


def moved(place: int) -> list[str]:
    return [f"id: {place}", "event: moved", f'data: {{"place": {place}}}']


def test_the_stream_says_how_to_come_back_and_then_where_the_room_is(server: Server) -> None:
    ann = signed_in(server, "attendee")
    with listening(ann, session_path(ann, 1)) as stream:
        assert (stream.status, stream.headers["Content-Type"]) == (200, "text/event-stream")
        assert (stream.headers["Cache-Control"], stream.headers["X-Accel-Buffering"]) == ("no-store", "no")
        assert next_message(stream) == ["retry: 2000"]
        [place, *_] = next_message(stream)
        assert int(place.removeprefix("id: ")) > 10  # a session that was held has many events


def test_who_listens_hears_each_move_and_who_comes_back_hears_what_was_missed(server: Server) -> None:
    ann, lead = signed_in(server, "attendee"), signed_in(server, "facilitator")
    path = session_path(ann, 4)
    with listening(ann, path, after=0) as stream:
        next_message(stream)
        assert lead.post(f"{path}/open", form_on=path)[0] == 200
        assert next_message(stream) == moved(1)
        assert lead.post(f"{path}/blocks/0/start", form_on=path)[0] == 200
        assert next_message(stream) == moved(2)
    assert lead.post(f"{path}/extend", form_on=path, minutes="2")[0] == 200
    assert lead.post(f"{path}/extend", form_on=path, minutes="3")[0] == 200
    # the browser comes back to the same address, so what it names last must win
    with listening(ann, path, after=0, last_event_id="2") as stream:
        next_message(stream)
        assert next_message(stream) == moved(4)


@pytest.mark.parametrize("claimed", ["", "x", "-1", "9" * 6000, "²", "1e3"])
def test_a_claim_that_is_no_place_counts_as_none(server: Server, claimed: str) -> None:
    ann = signed_in(server, "attendee")
    with listening(ann, session_path(ann, 1), last_event_id=claimed.encode().decode("latin-1")) as stream:
        assert stream.status == 200
        next_message(stream)
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
    command(session, open_room, now=NOON)

    async def hear() -> list[int | None]:
        places = Lookout().places(session.pk, after=0)
        heard = [await anext(places) for _ in range(3)]
        await places.aclose()  # type: ignore[attr-defined]
        return heard

    assert asyncio.run(hear()) == [1, None, None]


def test_a_sign_of_life_is_a_comment(monkeypatch: pytest.MonkeyPatch) -> None:
    async def quiet(_session: object, *, after: int) -> object:
        yield None
        yield after + 1

    monkeypatch.setattr(broadcast.lookout, "places", quiet)

    async def hear() -> list[bytes]:
        return [part async for part in views._event_stream(uuid4(), after=6)]

    assert asyncio.run(hear()) == [
        b"retry: 2000\n\n",
        b": still here\n\n",
        b'id: 7\nevent: moved\ndata: {"place": 7}\n\n',
    ]
