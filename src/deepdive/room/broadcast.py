"""Tell the pages that have a room open that something has happened in it.

A command in this process wakes them at once. One query a second for all open rooms finds what another
process did.
"""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import suppress
from uuid import UUID

from deepdive.database.threads import in_thread
from deepdive.room.queries import latest_places

HEARTBEAT_SECONDS = 15.0
LOOK_SECONDS = 1.0


class Lookout:
    """Watches the rooms that somebody has open, in the server's loop."""

    def __init__(self) -> None:
        self._open: defaultdict[UUID, set[asyncio.Event]] = defaultdict(set)
        self._places: dict[UUID, int] = {}
        self._loop: asyncio.AbstractEventLoop | None = None
        self._task: asyncio.Task[None] | None = None

    async def places(self, session_id: UUID, *, after: int) -> AsyncIterator[int | None]:
        """The place of the room's last event each time it is beyond ``after``; None as a heartbeat."""
        self._loop = asyncio.get_running_loop()
        bell = asyncio.Event()
        self._open[session_id].add(bell)
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._look())
        try:
            seen = after
            while True:
                bell.clear()  # before the look, so that what happens during it rings again
                place = (await in_thread(latest_places, {session_id})).get(session_id, 0)
                if place > seen:
                    seen = place
                    yield place
                try:
                    await asyncio.wait_for(bell.wait(), HEARTBEAT_SECONDS)
                except TimeoutError:
                    yield None
        finally:
            self._open[session_id].discard(bell)
            if not self._open[session_id]:
                del self._open[session_id]

    def announce(self, session_id: UUID) -> None:
        """Wake those who watch the room. Callable from any thread."""
        if self._loop and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._ring, session_id)

    def _ring(self, session_id: UUID) -> None:
        for bell in self._open.get(session_id, ()):
            bell.set()

    async def _look(self) -> None:
        while self._open:
            with suppress(Exception):  # a database that is away for a moment; the next look finds it
                for session_id, place in (await in_thread(latest_places, set(self._open))).items():
                    if self._places.get(session_id) != place:
                        self._places[session_id] = place
                        self._ring(session_id)
            await asyncio.sleep(LOOK_SECONDS)


lookout = Lookout()
announce = lookout.announce
