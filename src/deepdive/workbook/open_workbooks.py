"""The workbooks that somebody has open in this process."""

import asyncio
from contextlib import suppress
from uuid import UUID

import structlog

from deepdive.workbook.connection import Connection
from deepdive.workbook.journal import journal
from deepdive.workbook.limits import LIMITS, Limits
from deepdive.workbook.live import LiveWorkbook
from deepdive.workbook.loop_mail import LoopMail
from deepdive.workbook.pace import Pace
from deepdive.workbook.refusals import Refusal

log = structlog.get_logger()

# A whole cohort that loses its connection comes back within seconds, and finds the document as it was.
STAYS_SECONDS = 30.0
# How long a client that has been sent away may take to go.
GOODBYE_SECONDS = 5.0


class Unavailable(Exception):
    """The workbook cannot be opened by this connection now; ``refusal`` says why."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.reason)
        self.refusal = refusal


class OpenWorkbooks:
    """All live workbooks of one event loop."""

    def __init__(self, *, limits: Limits = LIMITS) -> None:
        self.loop = asyncio.get_running_loop()
        self.limits = limits
        self._mail, self._pace = LoopMail(), Pace()
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
            if not isinstance(fault, Exception):
                raise
            log.error("workbook_not_opened", workbook=str(workbook_id), fault=type(fault).__name__)
            raise Unavailable(Refusal.TRY_AGAIN) from fault
        return live

    def _open(self, workbook_id: UUID) -> LiveWorkbook:
        live = self._live[workbook_id] = LiveWorkbook(
            workbook_id,
            journal=journal,
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

    def _forget(self, live: LiveWorkbook) -> None:
        """Let the document go; the next to open it reads the journal again."""
        if self._live.get(live.id) is live:
            del self._live[live.id]


_here: OpenWorkbooks | None = None


def open_workbooks() -> OpenWorkbooks:
    """The open workbooks of the running loop."""
    global _here  # noqa: PLW0603 - the one server loop of this process
    loop = asyncio.get_running_loop()
    if _here is None or _here.loop is not loop:
        _here = OpenWorkbooks()
    return _here


def pass_on(workbook_id: UUID, update: bytes) -> None:
    """Show a committed update to those who have the workbook open in this process, from any thread."""
    here = _here
    if here and not here.loop.is_closed():
        here.loop.call_soon_threadsafe(here.take, workbook_id, update)
