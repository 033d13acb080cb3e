"""What no Yjs client would send ends that one connection, with a code that says why, and nothing else."""

import asyncio
from contextlib import suppress

import pytest
import websockets

from deepdive.workbook import protocol
from deepdive.workbook.protocol import Kind, Presence, Sync, integer
from tests.cast import cohort_id, signed_in, sync_address
from tests.server import Server
from tests.yjs_client import YjsClient

ON_BOTH = True

MALFORMED, TOO_LARGE, TOO_LARGE_FOR_THE_SERVER = 4400, 4413, 1009
HUNDRED_PEOPLE = [Presence(number, 1, b"{}") for number in range(100)]
FIELD = "test/malformed"

MALFORMED_MESSAGES = {
    "empty": b"",
    "unknown kind": b"\x07\x00",
    "a kind that only we send": protocol.saved(1000),
    "kind cut short": b"\x80",
    "endless integer": b"\xff" * 20,
    "no step": b"\x00",
    "unknown step": b"\x00\x09\x00",
    "no length": b"\x00\x02",
    "cut short": b"\x00\x02\x10abc",
    "length beyond everything": b"\x00\x02" + integer(2**53 - 1) + b"abc",
    "garbage as an update": protocol.sync(Sync.UPDATE, b"\xff\xfe\xfd\xfc" * 10),
    "garbage as step 2": protocol.sync(Sync.STEP_2, b"\x01\x02\x03"),
    "no update at all": protocol.sync(Sync.UPDATE, b""),
    "garbage as a state": protocol.sync(Sync.STEP_1, b"\xff\xff\xff"),
    "presence cut short": integer(Kind.AWARENESS) + b"\x05\x01\x01",
    "more presences announced": integer(Kind.AWARENESS) + protocol.block(integer(9) + b"\x01\x01\x02{}"),
    "presence that is no json": protocol.awareness([Presence(1, 1, b"{broken")]),
    "presence that is huge": protocol.awareness([Presence(1, 1, b'"' + b"x" * 10_000 + b'"')]),
}


def address(server: Server, role: str) -> str:
    visitor = signed_in(server, role)
    return sync_address(visitor, cohort_id(visitor))


@pytest.mark.parametrize("message", MALFORMED_MESSAGES.values(), ids=MALFORMED_MESSAGES.keys())
def test_a_malformed_message_ends_only_the_connection_it_came_by(server: Server, message: bytes) -> None:
    async def story() -> None:
        async with (
            YjsClient(address(server, "attendee")) as ann,
            YjsClient(address(server, "facilitator")) as ben,
            YjsClient(address(server, "co-facilitator")) as cat,
        ):
            before = str(cat.text(FIELD))
            await ann.send_raw(message)
            assert await ann.closed() == MALFORMED
            ben.type(FIELD, "x")
            await cat.reads(FIELD, f"{before}x")
            assert (ben.close_code, cat.close_code) == (None, None)

    asyncio.run(story())


def test_a_text_message_ends_the_connection(server: Server) -> None:
    async def story() -> int | None:
        async with websockets.connect(address(server, "attendee")) as socket:
            await socket.send("\x00\x00\x01\x00")
            await asyncio.wait_for(socket.wait_closed(), 20)
            return socket.close_code

    assert asyncio.run(story()) == MALFORMED


@pytest.mark.parametrize(
    ("size", "code"), [(1024 * 1024 + 1, TOO_LARGE), (3 * 1024 * 1024, TOO_LARGE_FOR_THE_SERVER)]
)
def test_a_message_that_is_too_large_ends_the_connection(server: Server, size: int, code: int) -> None:
    async def story() -> None:
        async with (
            YjsClient(address(server, "attendee")) as ann,
            YjsClient(address(server, "facilitator")) as ben,
        ):
            with suppress(websockets.ConnectionClosed):  # it may end while we are still sending
                await ann.send_raw(b"\x00" * size)
            assert await ann.closed() == code
            ben.type(FIELD, "y")
            await ben.all_saved()

    asyncio.run(story())


def test_a_large_message_that_is_just_within_the_limit_is_taken(server: Server) -> None:
    async def story() -> None:
        async with (
            YjsClient(address(server, "attendee")) as ann,
            YjsClient(address(server, "facilitator")) as ben,
        ):
            long = "wörd " * 150_000
            ann.type("test/long", long)
            await ben.reads("test/long", long)

    asyncio.run(story())


def test_good_updates_that_arrive_beside_a_bad_one_are_kept(server: Server) -> None:
    async def story() -> None:
        async with (
            YjsClient(address(server, "attendee")) as ann,
            YjsClient(address(server, "facilitator")) as ben,
            YjsClient(address(server, "co-facilitator")) as cat,
        ):
            ben.type("test/beside", "one ")
            ann.type("test/beside-too", "before")
            await asyncio.gather(ann.send_raw(protocol.sync(Sync.UPDATE, b"\xff\xff")), ben.all_saved())
            ben.type("test/beside", "two")
            assert await ann.closed() == MALFORMED
            await cat.reads("test/beside", "one two")
            await cat.reads("test/beside-too", "before")

    asyncio.run(story())


def test_many_presences_in_one_message_are_taken(server: Server) -> None:
    async def story() -> None:
        async with (
            YjsClient(address(server, "attendee")) as ann,
            YjsClient(address(server, "facilitator")) as ben,
        ):
            await ann.send_raw(protocol.awareness(HUNDRED_PEOPLE))
            await ben.knows_of(100)

    asyncio.run(story())


def test_an_update_that_the_library_would_stop_at_halfway_ends_its_connection_and_no_other(
    server: Server,
) -> None:
    halfway = bytes.fromhex(
        "010709002701017201720128000900056f72646572017c37800000270009000163020400090202686927000904016402"
        "040009050178040101740b68656c6c6f20776f726c6400"
    )

    async def story() -> None:
        async with (
            YjsClient(address(server, "attendee")) as ann,
            YjsClient(address(server, "facilitator")) as ben,
        ):
            before = str(ben.text(FIELD))
            ben.type(FIELD, "kept")
            await ben.all_saved()
            await ann.send_raw(protocol.sync(Sync.UPDATE, halfway))
            assert await ann.closed() == MALFORMED
            async with YjsClient(address(server, "co-facilitator")) as fresh:
                await fresh.reads(FIELD, f"{before}kept")
            assert ben.close_code is None

    asyncio.run(story())
