"""Database work beside an event loop."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from deepdive.database.threads import in_thread


def test_what_is_done_in_a_thread_comes_back() -> None:
    assert asyncio.run(in_thread(divmod, 17, 5)) == (3, 2)


def test_what_it_raises_comes_back() -> None:
    with pytest.raises(ZeroDivisionError):
        asyncio.run(in_thread(divmod, 17, 0))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("sql", ["SELECT 1", "SELECT broken"])
def test_the_threads_connection_is_given_back(sql: str) -> None:
    async def story() -> object:
        def look() -> None:
            connection.cursor().execute(sql)

        def is_open() -> bool:
            return connection.connection is not None

        # with one worker, both are done in the same thread
        asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(1))
        await asyncio.gather(in_thread(look), return_exceptions=True)
        return await asyncio.to_thread(is_open)

    assert asyncio.run(story()) is False
