"""A workbook that has grown to its limit can still be opened, read and made smaller."""

import asyncio
from collections.abc import Iterator

import pytest

from tests.faults.demonstration import Demonstration
from tests.faults.warm_server import WarmServer
from tests.polling_client import PollingClient
from tests.yjs_client import YjsClient

WORKBOOK_FULL = (4414, "workbook-full")
PIECE = "x" * 950_000
# just below the 8 MB that a workbook may take
PIECES = 8
pytestmark = pytest.mark.fault


@pytest.fixture
def server(demonstration: Demonstration, tmp_path_factory: pytest.TempPathFactory) -> Iterator[WarmServer]:
    made = demonstration.copied_to(tmp_path_factory.mktemp("large") / "data")
    made.start()
    yield made
    made.close()


def test_a_full_workbook_takes_no_more_and_can_be_opened_and_emptied(
    server: WarmServer, demonstration: Demonstration
) -> None:
    def joins(role: str) -> YjsClient:
        return YjsClient(demonstration.pass_of(role, server).address(), max_size=None)

    async def fill() -> None:
        async with joins("attendee") as ann, joins("facilitator") as ben:
            for number in range(PIECES):
                (ann, ben)[number % 2].type(f"test/{number}", PIECE)
                await asyncio.gather(ann.all_saved(), ben.all_saved())
            cat = joins("co-facilitator")
            async with cat:
                assert [str(cat.text(f"test/{number}")) for number in range(PIECES)] == [PIECE] * PIECES
                cat.type("test/more", PIECE)
                assert (await cat.closed(), cat.close_reason) == WORKBOOK_FULL
            assert (ann.close_code, ben.close_code) == (None, None)

    async def make_room() -> None:
        async with joins("attendee") as ann:
            ann.replace("test/0", "")
            ann.type("test/more", PIECE)
            await ann.all_saved()

    asyncio.run(fill())
    poller = PollingClient(demonstration.pass_of("organiser", server).address())
    poller.exchange()
    assert str(poller.text("test/7")) == PIECE
    asyncio.run(make_room())
    poller.exchange()
    assert (str(poller.text("test/0")), str(poller.text("test/more"))) == ("", PIECE)
