"""A process that is asked for a workbook which another has open."""

import asyncio
import time
from collections.abc import Callable, Coroutine
from typing import Any
from uuid import UUID, uuid4

import pytest

from deepdive.database.notices import hearing
from deepdive.workbook.connection import Connection
from deepdive.workbook.demand import GIVE_WAY_AFTER_SECONDS
from deepdive.workbook.leases import WANTED
from deepdive.workbook.live import LiveWorkbook
from deepdive.workbook.open_workbooks import OpenWorkbooks
from deepdive.workbook.polling import PollWire
from deepdive.workbook.refusals import Refusal, Unavailable
from deepdive.workbook.routing import is_one_database

pytestmark = [
    pytest.mark.django_db(transaction=True, databases=["default", "journal"]),
    pytest.mark.skipif(
        not is_one_database(), reason="one process needs no leases; tests/database runs this on PostgreSQL"
    ),
]


class Places:
    """Two processes in one loop: the one that has a workbook, and the other that is asked for it."""

    def __init__(self) -> None:
        self.one, self.other, self.workbook = OpenWorkbooks(), OpenWorkbooks(), uuid4()
        self.asked = 0
        self.listens = asyncio.Event()
        self._changed = asyncio.Event()

    async def hear(self, about: str) -> None:
        await self.one.give_way(about)
        assert UUID(about) == self.workbook
        self.asked += 1
        self._changed.set()

    async def begin(self) -> None:
        self.listens.set()

    async def open_here(self) -> tuple[LiveWorkbook, Connection]:
        page = Connection(PollWire(), person_id=1, may_write=True)
        return await self.one.enter(self.workbook, page), page

    async def ask_the_other(self) -> Refusal | None:
        """Go to the other; what it says, once the one has been told."""
        asked = self.asked
        try:
            await self.other.enter(self.workbook, Connection(PollWire(), person_id=2, may_write=True))
        except Unavailable as fault:
            while self.asked == asked:
                self._changed.clear()
                await self._changed.wait()
            return fault.refusal
        return None

    async def until_it_is_free(self) -> None:
        """Until the other has got it; by asking, as pages do."""
        while await self.ask_the_other() is not None:
            await asyncio.sleep(0.05)


def run(story: Callable[[Places], Coroutine[Any, Any, None]]) -> None:
    async def listen() -> None:
        places = Places()
        async with hearing({WANTED: places.hear}, when_back=places.begin):
            await places.listens.wait()
            await story(places)

    asyncio.run(asyncio.wait_for(listen(), 14))  # less than a lease lasts


def test_a_workbook_that_nobody_has_open_any_more_is_given_up_at_once() -> None:
    async def story(places: Places) -> None:
        live, page = await places.open_here()
        places.one.leave(live, page)
        assert places.one.all() == [live]
        assert await places.ask_the_other() is Refusal.MOVED
        assert places.one.all() == []
        await places.until_it_is_free()

    run(story)


def test_one_that_people_have_open_is_kept() -> None:
    async def story(places: Places) -> None:
        live, page = await places.open_here()
        for _ in range(3):
            assert await places.ask_the_other() is Refusal.MOVED
        assert places.one.all() == [live]
        assert not page.is_closed

    run(story)


def test_once_it_has_been_asked_for_long_enough_people_follow() -> None:
    async def story(places: Places) -> None:
        live, page = await places.open_here()
        live.demand.ask(time.monotonic() - GIVE_WAY_AFTER_SECONDS)
        assert await places.ask_the_other() is Refusal.MOVED
        assert places.one.all() == []
        assert page.refusal is Refusal.MOVED
        await places.until_it_is_free()

    run(story)
