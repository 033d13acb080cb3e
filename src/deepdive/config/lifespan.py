"""What a server process does when it starts, while it lives, and when it ends."""

import asyncio
import gc
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

import structlog
from django.utils import timezone

from deepdive.between.letters import send_letters_due
from deepdive.curriculum.current import pack
from deepdive.database.notices import Acts, hearing
from deepdive.database.threads import in_thread
from deepdive.mail.actions import send_waiting_letters
from deepdive.rehearsal.actions import act_in_rehearsals
from deepdive.workbook.journal import journal
from deepdive.workbook.leases import RENEW_EVERY_SECONDS, WANTED
from deepdive.workbook.old_entries import fold_what_is_old
from deepdive.workbook.open_workbooks import open_workbooks
from deepdive.workbook.polling import forget_callers
from deepdive.workbook.rights import check_generations_again, check_rights_again, end_part

TRY_LETTERS_EVERY_SECONDS = 60
WRITE_LETTERS_EVERY_SECONDS = 120
CHECK_RIGHTS_EVERY_SECONDS = 10
CHECK_GENERATIONS_EVERY_SECONDS = 2
FOLD_EVERY_SECONDS = 3600
REHEARSE_EVERY_SECONDS = 1

log = structlog.get_logger()


async def lifespan(
    receive: Callable[[], Awaitable[Mapping[str, Any]]],
    send: Callable[[Mapping[str, Any]], Awaitable[None]],
    alive: AbstractAsyncContextManager[None],
) -> None:
    """The ASGI lifespan protocol. The server lives inside ``alive``."""
    await receive()
    async with alive:
        await send({"type": "lifespan.startup.complete"})
        await receive()
    await send({"type": "lifespan.shutdown.complete"})


@asynccontextmanager
async def web_process() -> AsyncIterator[None]:
    """The life of a process that serves pages, and workbooks too."""
    rounds: dict[Callable[[], Awaitable[None]], float] = {
        _send_letters: TRY_LETTERS_EVERY_SECONDS,
        _write_letters: WRITE_LETTERS_EVERY_SECONDS,
        _fold_old_entries: FOLD_EVERY_SECONDS,
        _let_rehearsals_act: REHEARSE_EVERY_SECONDS,
    }
    async with _rounds(rounds), workbooks():
        yield


@asynccontextmanager
async def workbooks() -> AsyncIterator[None]:
    """The life of a process that serves workbooks. At its end everybody is sent away, and all is saved."""
    pack()  # a broken pack stops the server now, not somebody's page later
    rounds: dict[Callable[[], Awaitable[None]], float] = {
        check_rights_again: CHECK_RIGHTS_EVERY_SECONDS,
        check_generations_again: CHECK_GENERATIONS_EVERY_SECONDS,
        open_workbooks().keep_leases: RENEW_EVERY_SECONDS,
    }
    acts: Acts = {
        "entry": open_workbooks().take_news,
        "part-ended": end_part,
        "generation": lambda _: check_generations_again(),
        WANTED: open_workbooks().give_way,
    }
    async with hearing(acts, when_back=open_workbooks().catch_up), _rounds(rounds):
        _spare_the_loop()
        yield
        forget_callers()
        await open_workbooks().drain()
    await asyncio.to_thread(journal.close)


@asynccontextmanager
async def _rounds(every: Mapping[Callable[[], Awaitable[None]], float]) -> AsyncIterator[None]:
    """Do each of these again and again, so many seconds apart."""
    tasks = [asyncio.create_task(_keep_on(act, every=seconds)) for act, seconds in every.items()]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()


async def _keep_on(act: Callable[[], Awaitable[None]], *, every: float) -> None:
    while True:
        try:
            await act()
        except Exception as fault:  # mostly a locked database; the next round tries again
            log.error("round_not_finished", act=act.__name__, fault=type(fault).__name__)
        await asyncio.sleep(every)


def _spare_the_loop() -> None:
    """Have Python look for garbage in cycles seldom. With a few thousand connections open, a full round
    holds up everybody for a quarter of a second, and finds next to nothing: memory is freed by counting."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 1000)


async def _send_letters() -> None:
    await in_thread(send_waiting_letters, now=timezone.now())


async def _let_rehearsals_act() -> None:
    await in_thread(act_in_rehearsals, now=timezone.now())


async def _write_letters() -> None:
    await in_thread(send_letters_due, now=timezone.now())


async def _fold_old_entries() -> None:
    await in_thread(fold_what_is_old)
