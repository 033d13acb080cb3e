"""The workbooks that somebody has open in this process."""

import asyncio
import time
from contextlib import suppress
from uuid import UUID

import structlog

from deepdive.database.threads import in_thread
from deepdive.workbook.connection import Connection
from deepdive.workbook.entries import news_of, written_by_others
from deepdive.workbook.journal import journal
from deepdive.workbook.leases import LEASE_SECONDS, RENEW_EVERY_SECONDS, Leases
from deepdive.workbook.limits import LIMITS, Limits
from deepdive.workbook.live import LiveWorkbook
from deepdive.workbook.loop_mail import LoopMail
from deepdive.workbook.pace import Pace
from deepdive.workbook.refusals import Refusal, Unavailable
from deepdive.workbook.routing import is_one_database

log = structlog.get_logger()

# A whole cohort that loses its connection comes back within seconds, and finds the document as it was.
STAYS_SECONDS = 30.0
# How long a client that has been sent away may take to go.
GOODBYE_SECONDS = 5.0


class OpenWorkbooks:
    """All live workbooks of one event loop."""

    def __init__(self, *, limits: Limits = LIMITS) -> None:
        self.loop = asyncio.get_running_loop()
        self.limits = limits
        self._mail, self._pace = LoopMail(), Pace()
        self._leases = Leases() if is_one_database() else None
        self._renewed_at = time.monotonic()
        self._giving_back: set[asyncio.Task[None]] = set()
        self._live: dict[UUID, LiveWorkbook] = {}
        # kept here because the loop itself forgets tasks that nobody waits for
        self._loading: set[asyncio.Task[None]] = set()
        self._is_draining = False
        self._somebody_left = asyncio.Event()

    async def enter(self, workbook_id: UUID, connection: Connection) -> LiveWorkbook:
        """The live workbook, with the connection in it; read from the journal if nobody had it open.

        Unavailable says why it cannot be had here now.
        """
        if self._is_draining:
            raise Unavailable(Refusal.MOVED)
        live = self._live.get(workbook_id) or self._open(workbook_id)
        theirs = sum(
            other.person_id == connection.person_id and not other.is_closed for other in live.connections
        )
        if theirs >= self.limits.most_connections:
            raise Unavailable(Refusal.TOO_MANY_CONNECTIONS)
        live.connections.add(connection)
        try:
            # whoever stops waiting for it does not keep the others from it
            await asyncio.shield(live.loaded)
        except BaseException as fault:
            self.leave(live, connection)
            if isinstance(fault, Unavailable) or not isinstance(fault, Exception):
                raise
            log.error("workbook_not_opened", workbook=str(workbook_id), fault=type(fault).__name__)
            raise Unavailable(Refusal.TRY_AGAIN) from fault
        return live

    def _open(self, workbook_id: UUID) -> LiveWorkbook:
        live = self._live[workbook_id] = LiveWorkbook(
            workbook_id,
            journal=journal,
            leases=self._leases,
            mail=self._mail,
            pace=self._pace,
            when_lost=self._forget,
            limits=self.limits,
        )
        loading = asyncio.create_task(live.load())
        self._loading.add(loading)
        loading.add_done_callback(self._loading.discard)
        live.loaded.add_done_callback(lambda done: self._forget(live) if done.exception() else None)
        return live

    def leave(self, live: LiveWorkbook, connection: Connection) -> None:
        """Take the connection out. When all have been out for a while, the document goes."""
        live.leave(connection)
        if not live.connections:
            self.loop.call_later(STAYS_SECONDS, self._forget_if_left, live)
            self._somebody_left.set()

    def _forget_if_left(self, live: LiveWorkbook) -> None:
        # what is not on the disk yet must not be missing for the next who opens it
        live.when_settled(lambda: None if live.connections else self._forget(live))

    def take(self, workbook_id: UUID, update: bytes) -> None:
        """Show a committed update to those who have the workbook open."""
        live = self._live.get(workbook_id)
        if live is None:
            return
        if live.loaded.done():
            live.take(update)
        else:
            live.loaded.add_done_callback(lambda done: None if done.exception() else live.take(update))

    async def take_news(self, about: str) -> None:
        """Take in what another process, or a form in this one, has written: ``<workbook> <entry>``."""
        workbook_id, entry_id = about.split()
        live = self._live.get(UUID(workbook_id))
        if live is None:
            return
        await asyncio.wait([live.loaded])
        if live.loaded.exception() or int(entry_id) <= live.read_up_to:
            return
        news = await in_thread(news_of, int(entry_id))
        # what is of a later generation must not meet the document that we have
        if news and news[1] == live.generation:
            live.take(news[0])

    async def catch_up(self) -> None:
        """Take in what others have written while they could not be heard."""
        for live in self.all():
            await asyncio.wait([live.loaded])
            if live.loaded.exception():
                continue
            news = await in_thread(written_by_others, live.id, after=live.read_up_to, epoch=live.epoch)
            for entry_id, update in news:
                live.take(update)
                live.read_up_to = entry_id

    async def give_way(self, about: str) -> None:
        """Another process is asked for the workbook with that id: let it go if nobody has it open here, or
        hand it over once it has been asked for so long that people are meant to go there."""
        live = self._live.get(UUID(about))
        if live is None or not live.loaded.done():
            return
        if not live.connections:
            self._forget_if_left(live)
        elif live.demand.ask(time.monotonic()):
            live.when_settled(live.hand_over)

    async def keep_leases(self) -> None:
        """Renew the leases, and hand over the workbooks whose lease is lost."""
        held = {live.id: live.epoch for live in self.all() if live.epoch is not None}
        if self._leases is None:
            return
        began = time.monotonic()
        try:
            kept = await asyncio.wait_for(in_thread(self._leases.renew, held), RENEW_EVERY_SECONDS)
            self._renewed_at = began
        except Exception:
            if time.monotonic() < self._renewed_at + LEASE_SECONDS:
                raise
            # others may have them by now, and we cannot know
            kept = set()
        for live in self.all():
            if live.id in held and live.id not in kept and live.epoch == held[live.id]:
                live.hand_over()

    def all(self) -> list[LiveWorkbook]:
        """Every workbook that somebody has open here."""
        return list(self._live.values())

    async def drain(self) -> None:
        """Open no more workbooks, send everybody away to where they are served next, and return once
        all is on the disk and they have gone, or have not within a few seconds."""
        self._is_draining = True
        for live in self.all():
            for connection in list(live.connections):
                connection.close(Refusal.MOVED)
        with suppress(TimeoutError):
            async with asyncio.timeout(GOODBYE_SECONDS):
                while any(live.connections for live in self.all()):
                    self._somebody_left.clear()
                    await self._somebody_left.wait()
        for live in self.all():
            with suppress(ConnectionError):  # what the journal did not take was not acknowledged
                await live.settled()
            self._forget(live)
        if self._giving_back:
            await asyncio.wait(self._giving_back)

    def _forget(self, live: LiveWorkbook) -> None:
        """Let the document go; the next to open it reads the journal again."""
        if self._live.get(live.id) is live:
            del self._live[live.id]
            if self._leases and live.epoch is not None:
                given = asyncio.create_task(in_thread(self._leases.give_back, {live.id: live.epoch}))
                self._giving_back.add(given)
                given.add_done_callback(self._given_back)

    def _given_back(self, task: "asyncio.Task[None]") -> None:
        self._giving_back.discard(task)
        if not task.cancelled() and task.exception():
            log.warning("lease_not_given_back", fault=type(task.exception()).__name__)


_here: OpenWorkbooks | None = None


def open_workbooks() -> OpenWorkbooks:
    """The open workbooks of the running loop."""
    global _here  # noqa: PLW0603 - the one server loop of this process
    loop = asyncio.get_running_loop()
    if _here is None or _here.loop is not loop:
        _here = OpenWorkbooks()
    return _here


def pass_on(workbook_id: UUID, update: bytes) -> None:
    """Show a committed update to those who have the workbook open in this process, from any thread.

    Where there are several processes, the journal has told them all with the commit.
    """
    here = _here
    if not is_one_database() and here and not here.loop.is_closed():
        here.loop.call_soon_threadsafe(here.take, workbook_id, update)
