"""What one process tells all others."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import pytest
from django.db import connection, transaction

from deepdive.database.notices import CHANNEL, hearing, tell
from deepdive.database.threads import in_thread
from tests.patience import PATIENCE_SECONDS

pytestmark = pytest.mark.django_db(transaction=True)


class Ear:
    """Writes down what it hears."""

    def __init__(self) -> None:
        self.heard: list[tuple[str, str]] = []
        self.begun = 0
        self._changed = asyncio.Event()

    async def note(self, topic: str, about: str) -> None:
        self.heard.append((topic, about))
        self._changed.set()

    async def begin(self) -> None:
        self.begun += 1
        self._changed.set()

    async def until(self, happened: Callable[[], bool]) -> None:
        async with asyncio.timeout(PATIENCE_SECONDS):
            while not happened():
                self._changed.clear()
                await self._changed.wait()


def run(story: Callable[[Ear], Coroutine[Any, Any, None]]) -> Ear:
    async def listen() -> Ear:
        ear = Ear()
        acts = {topic: lambda about, topic=topic: ear.note(topic, about) for topic in ("seat", "entry")}
        async with hearing(acts, when_back=ear.begin):
            if connection.vendor == "postgresql":
                await ear.until(lambda: ear.begun == 1)
            await story(ear)
        return ear

    return asyncio.run(listen())


def test_what_is_told_is_heard() -> None:
    async def story(ear: Ear) -> None:
        await in_thread(tell, "seat", "7 of 12")
        await ear.until(lambda: ear.heard == [("seat", "7 of 12")])

    run(story)


def test_it_is_heard_once_it_is_committed_and_not_if_it_is_taken_back() -> None:
    def change(number: str, *, fails: bool) -> None:
        with transaction.atomic():
            tell("seat", number)
            if fails:
                transaction.set_rollback(True)

    async def story(ear: Ear) -> None:
        await in_thread(change, "1", fails=True)
        await in_thread(change, "2", fails=False)
        await ear.until(lambda: bool(ear.heard))

    assert run(story).heard == [("seat", "2")]


def test_what_nobody_here_knows_is_passed_over() -> None:
    async def story(ear: Ear) -> None:
        await in_thread(tell, "weather", "fine")
        await in_thread(tell, "entry", "1")
        await ear.until(lambda: bool(ear.heard))

    assert run(story).heard == [("entry", "1")]


def test_without_anybody_who_hears_nothing_happens() -> None:
    tell("seat", "1")


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one process, which hears itself")
def test_after_the_connection_is_cut_it_hears_again_and_says_that_it_may_have_missed_something() -> None:
    def cut() -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query = %s",
                [f"LISTEN {CHANNEL}"],
            )

    async def story(ear: Ear) -> None:
        await in_thread(cut)
        await ear.until(lambda: ear.begun == 2)
        await in_thread(tell, "seat", "1")
        await ear.until(lambda: bool(ear.heard))

    assert run(story).heard == [("seat", "1")]
