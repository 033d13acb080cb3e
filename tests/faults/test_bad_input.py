"""What no honest page sends ends the connection that it came by, with a reason, by socket and by post; nobody
else notices, and nothing is lost."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
import websockets
from pycrdt import Doc, Text

from deepdive.workbook import protocol
from deepdive.workbook.limits import LIMITS
from deepdive.workbook.protocol import Sync, integer
from tests.faults.demonstration import Demonstration
from tests.faults.disk import read_disk
from tests.faults.warm_server import WarmServer
from tests.patience import PATIENCE_SECONDS
from tests.polling_client import PollingClient, TurnedAway
from tests.yjs_client import YjsClient

pytestmark = pytest.mark.fault

MALFORMED = (4400, 400, "malformed")
HOSTILE, OTHER_HOSTILE = "attendee", "co-facilitator"


def typed(*texts: str) -> list[bytes]:
    """The updates of somebody who types these texts one after the other where nobody reads."""
    document: Doc[Any] = Doc()
    updates: list[bytes] = []
    document.observe(lambda event: updates.append(event.update))
    text: Text = document.get("test/hostile", type=Text)
    for one in texts:
        text.insert(len(text), one)
    return updates


def update(data: bytes) -> bytes:
    return protocol.sync(Sync.UPDATE, data)


def far_ahead() -> bytes:
    """An edit whose clock says that a million of the same client came before it."""
    return b"\x01\x01\x07" + integer(LIMITS.furthest_ahead + 1) + bytes.fromhex("04010161017800")


@dataclass(frozen=True)
class Row:
    """What somebody sends, one after another, and with what the last of it is answered: the code of the
    websocket, the status by HTTP, and the reason in both."""

    messages: Callable[[], list[bytes]]
    answer: tuple[int, int, str]


def one(message: bytes, answer: tuple[int, int, str]) -> Row:
    return Row(lambda: [message], answer)


HONEST = update(typed("some honest words")[0])
TOO_FAST = (4429, 429, "too-fast")
LARGE = "y" * (LIMITS.most_waiting - 100)
NOBODY_IS_HERE = b"\x01\x01\x00"
EVERYTHING_PLEASE = b"\x00\x00\x01\x00"
ROWS = {
    **{f"cut short to {length}": one(HONEST[:length], MALFORMED) for length in range(1, len(HONEST), 7)},
    "cut short and its length mended": one(update(typed("some honest words")[0][:-1]), MALFORMED),
    "more than it says": one(HONEST + b"\x00\x02\x01", MALFORMED),
    "a clock far off": one(update(far_ahead()), (4408, 400, "clock-far-off")),
    "larger than any message": one(b"\x00" * (LIMITS.largest_message + 1), (4413, 413, "too-large")),
    "waiting updates without end": Row(
        lambda: [update(typed("x", LARGE)[1]), update(typed("x", "z" * 200)[1])], MALFORMED
    ),
    "a third of a million messages in one": one(NOBODY_IS_HERE * (LIMITS.largest_message // 3), TOO_FAST),
    "a quarter of a million questions in one": one(
        EVERYTHING_PLEASE * (LIMITS.largest_message // 4), TOO_FAST
    ),
}


@asynccontextmanager
async def two_who_notice_nothing(warm: WarmServer, demonstration: Demonstration) -> AsyncIterator[None]:
    """Two people who write before, during and after what happens in the block, and lose nothing."""
    field = f"test/{uuid4()}"
    passes = [demonstration.pass_of(role, warm) for role in ("facilitator", "organiser")]
    async with YjsClient(passes[0].address()) as ben, YjsClient(passes[1].address()) as reader:
        ben.type(field, "before, ")
        await reader.reads(field, "before, ")
        ben.type(field, "during, ")
        yield
        ben.type(field, "after")
        await ben.all_saved()
        await reader.reads(field, "before, during, after")
        assert (ben.close_code, reader.close_code) == (None, None)
    assert read_disk(warm.data_folder, passes[0].workbook).text(field) == "before, during, after"


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS.keys())
def test_by_socket_it_ends_with_a_code_and_a_reason(
    warm: WarmServer, demonstration: Demonstration, row: Row
) -> None:
    async def story() -> None:
        async with (
            two_who_notice_nothing(warm, demonstration),
            YjsClient(demonstration.pass_of(HOSTILE, warm).address()) as hostile,
        ):
            with suppress(websockets.ConnectionClosed):  # it may end while we are still sending
                for message in row.messages():
                    await hostile.send_raw(message)
            code = await hostile.closed()
            assert (code, hostile.close_reason) == (row.answer[0], row.answer[2])

    asyncio.run(story())


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS.keys())
def test_by_post_it_is_answered_with_a_status_and_the_same_reason(
    warm: WarmServer, demonstration: Demonstration, row: Row
) -> None:
    page = PollingClient(demonstration.pass_of(OTHER_HOSTILE, warm).address(), client=uuid4().hex)

    def send() -> tuple[int, str]:
        try:
            for message in row.messages():
                page.post(message)
        except TurnedAway as refused:
            return refused.status, json.loads(refused.body)["reason"]
        return 200, ""

    async def story() -> None:
        async with two_who_notice_nothing(warm, demonstration):
            assert await asyncio.to_thread(send) == row.answer[1:]

    asyncio.run(story())


def upgrade(path: str, host: str) -> bytes:
    return (
        f"GET {path} HTTP/1.1\r\nHost: {host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
    ).encode()


def post(path: str, host: str, headers: str, body: bytes) -> bytes:
    return f"POST {path} HTTP/1.1\r\nHost: {host}\r\n{headers}\r\n\r\n".encode() + body


# What somebody sends who then goes without a word: (path, host) -> bytes. The frames are masked with zeros.
CUT_OFF: dict[str, Callable[[str, str], bytes]] = {
    "half a handshake": lambda path, host: upgrade(path, host)[:60],
    "half a frame": lambda path, host: (
        upgrade(path, host) + b"\x82\xfe\x01\x00\x00\x00\x00\x00" + b"\x00\x02"
    ),
    "a frame that never ends": lambda path, host: (
        upgrade(path, host) + b"\x02\x82\x00\x00\x00\x00\x00\x02" + b"\x00\x81\x00\x00\x00\x00\x10" * 50
    ),
    "an unmasked frame": lambda path, host: upgrade(path, host) + b"\x82\x02\x00\x02",
    "a frame of no known kind": lambda path, host: upgrade(path, host) + b"\x8b\x80\x00\x00\x00\x00",
    "a frame that says it is endless": lambda path, host: (
        upgrade(path, host) + b"\x82\xff\x7f\xff\xff\xff\xff\xff\xff\xff\x00\x00\x00\x00"
    ),
    "half a post": lambda path, host: post(
        path.replace("/sync?", "/updates?"), host, "Content-Length: 1000", HONEST[:20]
    ),
    "half a chunk": lambda path, host: post(
        path.replace("/sync?", "/updates?"), host, "Transfer-Encoding: chunked", b"400\r\n" + HONEST[:20]
    ),
    "no HTTP at all": lambda path, host: bytes(range(256)) * 20,
}


@pytest.mark.parametrize("cut_off", CUT_OFF.values(), ids=CUT_OFF.keys())
def test_who_stops_in_the_middle_and_goes_leaves_nothing_behind(
    warm: WarmServer, demonstration: Demonstration, cut_off: Callable[[str, str], bytes]
) -> None:
    address = urlsplit(demonstration.pass_of(HOSTILE, warm).address())
    assert address.hostname and address.port
    where = (address.hostname, address.port)

    def send() -> None:
        with socket.create_connection(where, timeout=PATIENCE_SECONDS) as connection, suppress(OSError):
            connection.sendall(cut_off(f"{address.path}?{address.query}", address.netloc))
            connection.shutdown(socket.SHUT_WR)
            while connection.recv(65536):
                pass

    async def story() -> None:
        async with two_who_notice_nothing(warm, demonstration):
            await asyncio.to_thread(send)

    asyncio.run(story())


def test_a_body_that_does_not_tell_its_length_is_no_way_round_the_limit(
    warm: WarmServer, demonstration: Demonstration
) -> None:
    address = urlsplit(demonstration.pass_of(OTHER_HOSTILE, warm).address())
    assert address.hostname and address.port
    chunk = b"10000\r\n" + b"\x00" * 65536 + b"\r\n"
    path = f"{address.path}?{address.query}".replace("/sync?", "/updates?")
    with socket.create_connection((address.hostname, address.port), timeout=PATIENCE_SECONDS) as connection:
        body = chunk * 17 + b"0\r\n\r\n"
        connection.sendall(post(path, address.netloc, "Transfer-Encoding: chunked", body))
        answer = connection.recv(65536).decode()
    assert answer.startswith("HTTP/1.1 413")
