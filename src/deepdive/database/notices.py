"""What one process tells all others: few words, and seldom.

On PostgreSQL with NOTIFY: everybody hears once the transaction has committed, the teller too. On SQLite
there is one process, which hears itself.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from functools import partial
from typing import Any

import structlog
from django.db import DEFAULT_DB_ALIAS, connections, transaction

CHANNEL = "deepdive"
TRY_AGAIN_SECONDS = 1.0
log = structlog.get_logger()

# What to do when something is told, by its first word. It is given the other words.
Acts = Mapping[str, Callable[[str], Awaitable[None]]]


def tell(topic: str, about: str, *, using: str = DEFAULT_DB_ALIAS) -> None:
    """Tell everybody, once the current transaction of that database has committed."""
    connection = connections[using]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, f"{topic} {about}"])
        return
    here = _here
    if here:
        transaction.on_commit(partial(here.bring, f"{topic} {about}"), using=using)


@asynccontextmanager
async def hearing(acts: Acts, *, when_back: Callable[[], Awaitable[None]]) -> AsyncIterator[None]:
    """Do the acts when something is told. ``when_back`` is done each time that hearing begins (again):
    what was told before that has been missed."""
    global _here  # noqa: PLW0603 - the one server loop of this process
    _here = ear = _Ear(acts)
    listening = asyncio.create_task(_listen(ear, when_back))
    try:
        yield
    finally:
        listening.cancel()
        _here = None


class _Ear:
    """Does in its loop what is told."""

    def __init__(self, acts: Acts) -> None:
        self._acts = acts
        self._loop = asyncio.get_running_loop()
        self._doing: set[asyncio.Task[None]] = set()

    def bring(self, told: str) -> None:
        """From any thread."""
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self.hear, told)

    def hear(self, told: str) -> None:
        topic, _, about = told.partition(" ")
        # a process of another version may speak of what this one does not know
        if topic in self._acts:
            task = asyncio.create_task(self._do(topic, about))
            self._doing.add(task)
            task.add_done_callback(self._doing.discard)

    async def _do(self, topic: str, about: str) -> None:
        try:
            await self._acts[topic](about)
        except Exception as fault:
            log.error("notice_not_followed", topic=topic, fault=type(fault).__name__)


_here: _Ear | None = None


async def _listen(ear: _Ear, when_back: Callable[[], Awaitable[None]]) -> None:
    about = connections.settings[DEFAULT_DB_ALIAS]
    while "postgresql" in about["ENGINE"]:
        try:
            await _listen_once(about, ear, when_back)
        except Exception as fault:  # mostly a database that is away for a moment
            log.warning("notices_not_heard", fault=type(fault).__name__)
        await asyncio.sleep(TRY_AGAIN_SECONDS)


async def _listen_once(about: Mapping[str, Any], ear: _Ear, when_back: Callable[[], Awaitable[None]]) -> None:
    from psycopg import AsyncConnection  # noqa: PLC0415 - installed only where PostgreSQL is used

    options = {name: value for name, value in about["OPTIONS"].items() if name != "pool"}
    where = {
        "dbname": about["NAME"],
        "user": about["USER"],
        "password": about["PASSWORD"],
        "host": about["HOST"],
        "port": about["PORT"],
    }
    known = {name: value for name, value in where.items() if value}
    async with await AsyncConnection.connect(autocommit=True, **options, **known) as connection:
        await connection.execute(f"LISTEN {CHANNEL}")
        await when_back()
        async for notice in connection.notifies():
            ear.hear(notice.payload)
