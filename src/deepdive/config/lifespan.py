"""What a server process does when it starts, while it lives, and when it ends."""

import asyncio
import gc
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import structlog
from django.utils import timezone

from deepdive.curriculum.current import pack
from deepdive.database.threads import in_thread
from deepdive.mail.actions import send_waiting_letters
from deepdive.workbook.journal import journal
from deepdive.workbook.rights import check_generations_again, check_rights_again

TRY_LETTERS_EVERY_SECONDS = 60
CHECK_RIGHTS_EVERY_SECONDS = 10
CHECK_GENERATIONS_EVERY_SECONDS = 2

log = structlog.get_logger()


async def lifespan(
    receive: Callable[[], Awaitable[Mapping[str, Any]]], send: Callable[[Mapping[str, Any]], Awaitable[None]]
) -> None:
    """The ASGI lifespan protocol."""
    await receive()
    pack()  # a broken pack stops the server now, not somebody's page later
    tasks = [
        asyncio.create_task(_keep_on(_send_letters, every=TRY_LETTERS_EVERY_SECONDS)),
        asyncio.create_task(_keep_on(check_rights_again, every=CHECK_RIGHTS_EVERY_SECONDS)),
        asyncio.create_task(_keep_on(check_generations_again, every=CHECK_GENERATIONS_EVERY_SECONDS)),
    ]
    _spare_the_loop()
    await send({"type": "lifespan.startup.complete"})
    await receive()
    for task in tasks:
        task.cancel()
    await asyncio.to_thread(journal.close)
    await send({"type": "lifespan.shutdown.complete"})


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
