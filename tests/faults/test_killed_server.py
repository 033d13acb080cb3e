"""A promise of durability: what the server acknowledged survives its sudden death."""

import asyncio
import re

import pytest

from tests.cast import cohort_id, signed_in, sync_address
from tests.server import Server
from tests.yjs_client import YjsClient

ON_BOTH = True

FIELD = "press-release/summary"
pytestmark = pytest.mark.fault


async def type_until_killed(client: YjsClient, letter: str, *, words: int) -> None:
    """Type numbered words, a few milliseconds apart, until the connection ends."""
    for number in range(words):
        if client.close_code is not None:
            return
        client.type(FIELD, f"{letter}{number} ")
        await asyncio.sleep(0.004)


def acknowledged(client: YjsClient, letter: str) -> list[str]:
    """The words that the server has told the client are saved. The first update is the handshake's."""
    return [f"{letter}{number}" for number in range(client.saved - 1)]


def test_every_acknowledged_character_is_there_after_a_kill(server: Server) -> None:
    ann, ben = signed_in(server, "attendee"), signed_in(server, "facilitator")
    workbook = cohort_id(ann)

    async def write_and_kill() -> tuple[set[str], set[str]]:
        async with (
            YjsClient(sync_address(ann, workbook)) as one,
            YjsClient(sync_address(ben, workbook)) as other,
        ):
            typing = [
                asyncio.create_task(type_until_killed(one, "a", words=2000)),
                asyncio.create_task(type_until_killed(other, "b", words=2000)),
            ]
            await asyncio.sleep(1.5)
            await asyncio.to_thread(server.kill)
            await asyncio.gather(one.closed(), other.closed())
            await asyncio.gather(*typing)
            saved = {*acknowledged(one, "a"), *acknowledged(other, "b")}
            seen = {
                *re.findall(r"\bb\d+\b", str(one.text(FIELD))),
                *re.findall(r"\ba\d+\b", str(other.text(FIELD))),
            }
            return saved, seen

    saved, seen_by_the_other = asyncio.run(write_and_kill())
    assert len(saved) > 50
    server.start()

    async def read_again() -> str:
        async with YjsClient(sync_address(ann, workbook)) as fresh:
            return str(fresh.text(FIELD))

    kept = set(re.findall(r"\b[ab]\d+\b", asyncio.run(read_again())))
    assert saved - kept == set()
    assert seen_by_the_other - kept == set()


def test_a_client_that_was_cut_off_sends_what_the_server_never_had(server: Server) -> None:
    ann = signed_in(server, "attendee")
    workbook = cohort_id(ann)

    async def be_cut_off_and_return() -> str:
        async with YjsClient(sync_address(ann, workbook)) as client:
            client.type("user-story/so-that", "before ")
            await client.all_saved()
            await asyncio.to_thread(server.kill)
            await client.closed()
            document = client.document
        await asyncio.to_thread(server.start)
        returned = YjsClient(sync_address(ann, workbook), document=document)
        returned.type("user-story/so-that", "while away")
        async with returned:
            await returned.all_saved()
        async with YjsClient(sync_address(ann, workbook)) as fresh:
            return str(fresh.text("user-story/so-that"))

    assert asyncio.run(be_cut_off_and_return()).endswith("before while away")
