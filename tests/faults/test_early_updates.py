"""An update that comes before what it builds on waits, also while the server is restarted and the workbook
compacted, and is there for everybody once the missing one has come."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import pytest
from pycrdt import Doc, Text

from deepdive.workbook import protocol
from deepdive.workbook.entries import SNAPSHOT_EVERY
from deepdive.workbook.protocol import Sync
from tests.faults.demonstration import Demonstration
from tests.faults.disk import newest_snapshot, read_disk
from tests.faults.warm_server import WarmServer
from tests.patience import PATIENCE_SECONDS
from tests.polling_client import PollingClient
from tests.yjs_client import YjsClient

# not somebody by whom other tests leave updates waiting: one person has only so much room for them
EARLY, OTHER = "facilitator", "attendee"
pytestmark = pytest.mark.fault


@dataclass(frozen=True)
class Place:
    """A server, and how to come in."""

    server: WarmServer
    demonstration: Demonstration

    def joins(self, role: str) -> YjsClient:
        return YjsClient(self.demonstration.pass_of(role, self.server).address())

    @property
    def snapshot(self) -> int:
        return newest_snapshot(self.server.data_folder, self._workbook)

    def on_disk(self, field: str) -> str:
        return read_disk(self.server.data_folder, self._workbook).text(field)

    @property
    def waiting_on_disk(self) -> list[bytes]:
        return read_disk(self.server.data_folder, self._workbook).waiting

    @property
    def _workbook(self) -> Any:
        return self.demonstration.pass_of("attendee", self.server).workbook


async def kill(place: Place) -> None:
    await asyncio.to_thread(place.server.kill)
    await asyncio.to_thread(place.server.start)


async def restart(place: Place) -> None:
    await asyncio.to_thread(place.server.stop)
    await asyncio.to_thread(place.server.start)


async def compact(place: Place) -> None:
    """Others write so much that a snapshot is made."""
    before = place.snapshot
    async with place.joins("co-facilitator") as cat:
        for _ in range(SNAPSHOT_EVERY + 1):
            cat.type("test/much", "x")
        await cat.all_saved()
        async with asyncio.timeout(PATIENCE_SECONDS):
            while place.snapshot == before:
                await asyncio.sleep(0.05)


async def compact_and_kill(place: Place) -> None:
    await compact(place)
    await kill(place)


@pytest.mark.parametrize("meanwhile", [kill, restart, compact, compact_and_kill])
def test_an_early_update_outlasts_whatever_happens_before_the_missing_one_comes(
    warm: WarmServer, demonstration: Demonstration, meanwhile: Callable[[Place], Awaitable[None]]
) -> None:
    place, field = Place(warm, demonstration), f"test/{uuid4()}"
    first, second, third = typed(field, "one ", "two ", "three")

    async def story() -> None:
        async with place.joins(EARLY) as ann:
            await ann.all_saved()
            saved = ann.saved
            await ann.send_raw(protocol.sync(Sync.UPDATE, third))
            await ann.send_raw(protocol.sync(Sync.UPDATE, second))
            await ann.until(lambda: ann.saved >= saved + 2)
        await meanwhile(place)
        assert {second, third} <= set(place.waiting_on_disk)
        async with place.joins(EARLY) as ann, place.joins(OTHER) as ben:
            assert str(ben.text(field)) == place.on_disk(field) == ""
            await ann.send_raw(protocol.sync(Sync.UPDATE, first))
            for one in (ann, ben):
                await one.reads(field, "one two three")
        await kill(place)
        async with place.joins("organiser") as newcomer:
            assert str(newcomer.text(field)) == place.on_disk(field) == "one two three"

    asyncio.run(story())


def test_what_comes_too_early_by_post_waits_as_well(warm: WarmServer, demonstration: Demonstration) -> None:
    place, field = Place(warm, demonstration), f"test/{uuid4()}"
    first, second = typed(field, "one ", "two")

    def exchange(*updates: bytes) -> str:
        client = PollingClient(demonstration.pass_of(EARLY, warm).address(), client=uuid4().hex)
        client.exchange(*[protocol.sync(Sync.UPDATE, update) for update in updates])
        client.exchange()
        return str(client.text(field))

    assert exchange(second) == ""
    asyncio.run(kill(place))
    assert exchange() == place.on_disk(field) == ""
    assert exchange(first) == place.on_disk(field) == "one two"


def typed(field: str, *texts: str) -> list[bytes]:
    """The updates of somebody who types these texts one after the other."""
    document: Doc[Any] = Doc()
    updates: list[bytes] = []
    document.observe(lambda event: updates.append(event.update))
    text: Text = document.get(field, type=Text)
    for one in texts:
        text.insert(len(text), one)
    return updates
