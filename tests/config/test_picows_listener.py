"""The process that serves only workbooks: what uvicorn does for the websockets of ``deepdive run``."""

import asyncio
import json
import socket
from collections.abc import Iterator
from contextlib import suppress
from typing import Any
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
import websockets
from pycrdt import Doc, Text

from deepdive.workbook import protocol
from deepdive.workbook.protocol import Sync
from tests.cast import cohort_id, signed_in, sync_address
from tests.postgresql import Cluster
from tests.shards import Shards
from tests.yjs_client import YjsClient

MALFORMED, TOO_LARGE, MOVED = 4400, 4413, 1012
HUGE = 900_000


@pytest.fixture(scope="module")
def shards(cluster: Cluster, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shards]:
    running = Shards(tmp_path_factory.mktemp("shards"), cluster.database("picows"))
    running.start()
    yield running
    running.stop()
    running.proxy.stop()


def address(shards: Shards, role: str) -> str:
    """Straight to the process, past the proxy."""
    visitor = signed_in(shards, role)
    return sync_address(visitor, cohort_id(visitor)).replace(f":{shards.port}/", f":{shards.syncs[0].port}/")


def joins(shards: Shards, role: str) -> YjsClient:
    return YjsClient(address(shards, role), max_size=None)


def typed(field: str, text: str) -> bytes:
    document: Doc[Any] = Doc()
    shared: Text = document.get(field, type=Text)
    shared.insert(0, text)
    return protocol.sync(Sync.UPDATE, document.get_update())


def test_a_message_that_comes_in_several_frames_is_one_message(shards: Shards) -> None:
    async def story() -> None:
        async with (
            joins(shards, "facilitator") as ben,
            websockets.connect(address(shards, "attendee")) as ann,
        ):
            message = typed("test/frames", "in five frames, one of them empty")
            await ann.send([message[:10], b"", message[10:20], message[20:40], message[40:]])
            await ben.reads("test/frames", "in five frames, one of them empty")
            await ann.send([b"", typed("test/frames-2", "and the next")])
            await ben.reads("test/frames-2", "and the next")

    asyncio.run(story())


@pytest.mark.parametrize(
    ("frames", "code"),
    [([b"\x00" * HUGE] * 2, TOO_LARGE), ([b"\x00" * HUGE] * 3, TOO_LARGE), (["\x00", "\x00"], MALFORMED)],
)
def test_what_comes_in_frames_is_limited_as_a_whole(shards: Shards, frames: list[Any], code: int) -> None:
    async def story() -> int | None:
        async with websockets.connect(address(shards, "attendee")) as ann:
            with suppress(websockets.ConnectionClosed):
                await ann.send(frames)
            await asyncio.wait_for(ann.wait_closed(), 20)
            return ann.close_code

    assert asyncio.run(story()) == code


def test_who_reads_too_slowly_is_cut_off_and_nobody_else_notices(shards: Shards) -> None:
    async def story() -> None:
        with socket.socket() as slow:
            slow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            slow.connect(("127.0.0.1", shards.syncs[0].port))
            await ask_and_never_read(slow, address(shards, "reviewer"))
            async with (
                joins(shards, "attendee") as ann,
                joins(shards, "facilitator") as ben,
                joins(shards, "co-facilitator") as cat,
            ):
                await ann.knows_of(1)
                for number in range(7):
                    for person in (ann, ben):
                        person.replace(f"test/slow-{person is ann}", f"{number}" * HUGE)
                        await person.all_saved()
                await ann.knows_of(0)
                await cat.reads("test/slow-True", "6" * HUGE)
                await cat.reads("test/slow-False", "6" * HUGE)

    asyncio.run(asyncio.wait_for(story(), 100))


async def ask_and_never_read(slow: socket.socket, url: str) -> None:
    """Open the websocket by hand, ask for the document and tell of oneself; then read no more."""
    me = protocol.awareness([protocol.Presence(1, 1, json.dumps({"field": "x"}).encode())])
    message = protocol.sync(Sync.STEP_1, b"\x00") + me
    slow.sendall(
        f"GET /{url.split('/', 3)[3]} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\n"
        "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
        "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n".encode()
        # a masked frame; a mask of zeros leaves the message as it is
        + bytes([0x82, 0x80 | len(message), 0, 0, 0, 0])
        + message
    )
    assert b" 101 " in await asyncio.to_thread(slow.recv, 12 + 1)


def plain(shards: Shards) -> str:
    return f"http://127.0.0.1:{shards.syncs[0].words[-1]}"


def test_it_says_on_both_ports_that_it_is_well(shards: Shards) -> None:
    for where in (shards.syncs[0].address, plain(shards)):
        with urlopen(f"{where}/healthz") as answer:
            assert (answer.status, answer.read()) == (200, b"ok")


def test_by_plain_http_it_serves_workbooks_and_nothing_else(shards: Shards) -> None:
    for path in ("/", "/sign-in", "/workbooks/1/ticket", "/static/web/site.css"):
        with pytest.raises(HTTPError) as refused:
            urlopen(plain(shards) + path)
        assert refused.value.code == 404


def test_when_it_is_asked_to_end_it_saves_everything_and_says_that_the_workbook_moves(shards: Shards) -> None:
    async def story() -> None:
        async with (
            joins(shards, "attendee") as ann,
            joins(shards, "facilitator") as ben,
        ):
            for number in range(50):
                ann.type("test/end", f"{number} ")
                await asyncio.sleep(0)
            await asyncio.to_thread(shards.syncs[0].stop)
            assert (await ann.closed(), await ben.closed()) == (MOVED, MOVED)
            assert ann.close_reason == ben.close_reason == "moved"
            acknowledged = [f"{number}" for number in range(ann.saved - 1)]
        await asyncio.to_thread(shards.syncs[0].start)
        async with joins(shards, "attendee") as fresh:
            assert str(fresh.text("test/end")).split()[: len(acknowledged)] == acknowledged

    asyncio.run(story())
