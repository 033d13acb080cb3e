"""Tell the pages that have a room open that something has happened in it.

What happens in this process wakes them at once. One look a second for all open rooms finds what another
process did. The same look notes who is still there.
"""

import asyncio
from collections import Counter, defaultdict
from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import suppress
from uuid import UUID

from django.utils import timezone

from deepdive.database.threads import in_thread
from deepdive.room.presence import note_all_here
from deepdive.room.queries import Mark, latest_marks

HEARTBEAT_SECONDS = 15.0
LOOK_SECONDS = 1.0
# what people do comes in bursts: who watches over a room hears of it this often at most
STIR_SECONDS = 0.5


class Lookout:
    """Watches the rooms that somebody has open, in the server's loop."""

    def __init__(self) -> None:
        self._open: defaultdict[UUID, set[asyncio.Event]] = defaultdict(set)
        self._here: Counter[tuple[UUID, int]] = Counter()
        self._marks: dict[UUID, Mark] = {}
        self._made: dict[UUID, tuple[Mark, asyncio.Future[str]]] = {}
        self._loop: asyncio.AbstractEventLoop | None = None
        self._hurry = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    async def marks(
        self, session_id: UUID, *, person: int, after: Mark, watches: bool
    ) -> AsyncGenerator[Mark | None, None]:
        """How far the room has come, each time it is beyond ``after``; None as a heartbeat.

        Who ``watches`` over the room hears also of what happens besides its events. ``person`` is counted as
        being there for as long as this is read.
        """
        self._loop = asyncio.get_running_loop()
        bell = asyncio.Event()
        self._open[session_id].add(bell)
        self._here[session_id, person] += 1
        if self._task is None or self._task.done():
            self._hurry = asyncio.Event()
            self._task = asyncio.create_task(self._look())
        seen = after if watches else Mark(after.place)
        try:
            self._take(await in_thread(latest_marks, {session_id}))
            while True:
                bell.clear()
                mark = self._marks.get(session_id, Mark())
                news = mark if watches else Mark(mark.place)
                if news > seen:
                    only_stirred = news.place == seen.place
                    seen = news
                    yield mark
                    if only_stirred:
                        await asyncio.sleep(STIR_SECONDS)
                try:
                    await asyncio.wait_for(bell.wait(), HEARTBEAT_SECONDS)
                except TimeoutError:
                    yield None
        finally:
            self._leave(session_id, person, bell)

    async def made_once(self, session_id: UUID, mark: Mark, make: Callable[[], str]) -> str:
        """What ``make`` returns, made in a thread once for all who ask for it at this mark."""
        at, made = self._made.get(session_id, (None, None))
        if made is None or at != Mark(mark.place):
            made = asyncio.ensure_future(in_thread(make))
            self._made[session_id] = (Mark(mark.place), made)
        try:
            return await asyncio.shield(made)
        except Exception:
            self._made.pop(session_id, None)
            raise

    def announce(self, session_id: UUID) -> None:
        """Something happened in the room: look at once. Callable from any thread."""
        if session_id in self._open and self._loop and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._hurry.set)

    def _take(self, found: Mapping[UUID, Mark]) -> None:
        """Remember how far rooms have come, and wake who watches those that have moved."""
        for session_id, mark in found.items():
            if session_id in self._open and self._marks.get(session_id, Mark()) < mark:
                self._marks[session_id] = mark
                for bell in self._open[session_id]:
                    bell.set()

    def _leave(self, session_id: UUID, person: int, bell: asyncio.Event) -> None:
        self._here[session_id, person] -= 1
        if not self._here[session_id, person]:
            del self._here[session_id, person]
        self._open[session_id].discard(bell)
        if not self._open[session_id]:
            del self._open[session_id]
            self._marks.pop(session_id, None)
            self._made.pop(session_id, None)

    async def _look(self) -> None:
        noted_at = self._time()
        while self._open:
            self._hurry.clear()  # before the look, so that what happens during it makes another
            with suppress(Exception):  # a database that is away for a moment; the next look finds it
                self._take(await in_thread(latest_marks, set(self._open)))
                if self._time() - noted_at >= HEARTBEAT_SECONDS:
                    noted_at = self._time()
                    await in_thread(note_all_here, list(self._here), now=timezone.now())
            with suppress(TimeoutError):
                await asyncio.wait_for(self._hurry.wait(), LOOK_SECONDS)

    @staticmethod
    def _time() -> float:
        return asyncio.get_running_loop().time()


lookout = Lookout()
announce = lookout.announce
