"""The generator with real sockets: it sees what a server loses, and nothing else."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import websockets
from django.conf import settings

from benchmarks.attendee import SEATS, SYNC, UPDATE, Attendee, Dialect, State
from benchmarks.crowd import Crowd
from benchmarks.edits import MARK, Writer
from benchmarks.installation import make_installation
from benchmarks.ledger import Ledger
from benchmarks.load import Load, measure
from benchmarks.servers import SERVERS

# What a relay does with an update on its way to one of the others: so many copies are sent.
Copies = Callable[[bytes, int], int]


@contextmanager
def relay(copies: Copies) -> Iterator[int]:
    """A server without documents that passes every update on to everybody, its sender too."""
    people: list[websockets.ServerConnection] = []

    async def serve(socket: websockets.ServerConnection) -> None:
        people.append(socket)
        await socket.send(b"\0\1\2\0\0")  # "you lack nothing"
        async for message in socket:
            assert isinstance(message, bytes)
            if message[:2] == bytes((SYNC, UPDATE)):
                for seat, other in enumerate(people):
                    for _ in range(copies(message, seat)):
                        await other.send(message)

    started, ended, port = threading.Event(), asyncio.Event(), 0

    async def run() -> None:
        nonlocal port
        async with websockets.serve(serve, "127.0.0.1", 0) as server:
            port = next(iter(server.sockets)).getsockname()[1]
            started.set()
            await ended.wait()

    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=lambda: loop.run_until_complete(run()))
    thread.start()
    started.wait()
    yield port
    loop.call_soon_threadsafe(ended.set)
    thread.join()
    loop.close()


def a_room(ledger: Ledger) -> list[Attendee]:
    return [
        Attendee(
            writer=Writer(100 + seat, f"text/{seat}".encode(), f"value/{seat}".encode()),
            seat=seat,
            room="room",
            path=lambda: "/room",
            dialect=Dialect.PLAIN,
            ledger=ledger,
        )
        for seat in range(SEATS)
    ]


def lost_with(copies: Copies) -> tuple[int, int, int]:
    """Edits made, deliveries and edits lost by a room that writes for a moment with such a relay."""
    with relay(copies) as port:
        ledger, crowd = Ledger(), Crowd(port)
        room = a_room(ledger)
        for person in room:  # in the order of their seats
            crowd.arrive([person])
        since, until = crowd.write(0.3, a_second=10, writers=room)
        crowd.until(ledger.is_settled, patience=1.0)
        assert all(person.state is State.OPEN for person in room)
        crowd.close()
    took = ledger.latencies(since, until)
    return took.counted, ledger.deliveries, took.lost


def test_nothing_is_lost_by_a_server_that_passes_everything_on() -> None:
    edits, deliveries, lost = lost_with(lambda _message, _seat: 1)
    assert edits > 0
    assert (deliveries, lost) == (edits * (SEATS - 1), 0)


def test_copies_are_counted_once() -> None:
    edits, deliveries, lost = lost_with(lambda _message, _seat: 3)
    assert (deliveries, lost) == (edits * (SEATS - 1), 0)


def test_an_edit_that_one_person_never_gets_is_lost() -> None:
    dropped: set[bytes] = set()

    def copies(message: bytes, seat: int) -> int:
        found = MARK.findall(message)[0]
        if not dropped and seat == 3 and b"text/3" not in message and b"value/3" not in message:
            dropped.add(found)
            return 0
        return 1

    edits, deliveries, lost = lost_with(copies)
    assert (len(dropped), lost) == (1, 1)
    assert deliveries == edits * (SEATS - 1) - 1


@pytest.mark.fault
def test_our_server_serves_two_rooms_and_all_their_documents_are_equal(tmp_path: Path) -> None:
    installation = make_installation(tmp_path, rooms=2, secret_key=settings.SECRET_KEY)
    figures = measure(SERVERS["asgi"], Load(2, seconds=1.0, warm_seconds=0.2), installation)
    assert figures.people == 24
    assert figures.edits > 0
    assert (figures.lost, figures.audited_equal) == (0, "2/2")
