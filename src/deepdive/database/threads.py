"""Database work beside an event loop."""

import asyncio
from collections.abc import Callable
from typing import ParamSpec, TypeVar

from django.db import connections

P = ParamSpec("P")
T = TypeVar("T")


async def in_thread(act: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """What ``act`` returns, done in another thread.

    Its connections are given back afterwards: nobody else would, and one that a restarted database has
    cut would stay with the thread for ever.
    """

    def act_and_give_back() -> T:
        try:
            return act(*args, **kwargs)
        finally:
            connections.close_all()

    return await asyncio.to_thread(act_and_give_back)


def close_connections() -> None:
    """Let go of this thread's connections to the databases, but for those within a transaction."""
    for connection in connections.all(initialized_only=True):
        if not connection.in_atomic_block:
            connection.close()
