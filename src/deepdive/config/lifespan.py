"""What a server process does when it starts, while it lives, and when it ends."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from typing import Any

from asgiref.sync import sync_to_async
from django.utils import timezone

from deepdive.curriculum.current import pack
from deepdive.mail.actions import send_waiting_letters
from deepdive.workbook.journal import journal

TRY_LETTERS_EVERY_SECONDS = 60


async def lifespan(
    receive: Callable[[], Awaitable[Mapping[str, Any]]], send: Callable[[Mapping[str, Any]], Awaitable[None]]
) -> None:
    """The ASGI lifespan protocol."""
    await receive()
    pack()  # a broken pack stops the server now, not somebody's page later
    letters = asyncio.create_task(_keep_sending_letters())
    await send({"type": "lifespan.startup.complete"})
    await receive()
    letters.cancel()
    await asyncio.to_thread(journal.close)
    await send({"type": "lifespan.shutdown.complete"})


async def _keep_sending_letters() -> None:
    while True:
        with suppress(Exception):  # a locked database; the next round tries again
            await sync_to_async(send_waiting_letters)(now=timezone.now())
        await asyncio.sleep(TRY_LETTERS_EVERY_SECONDS)
