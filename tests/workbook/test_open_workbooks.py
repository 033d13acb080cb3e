"""Coming in and going out, also when several do it at once and the disk does not answer."""

import asyncio
from collections.abc import Coroutine, Iterator
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connections

from deepdive.workbook.connection import Connection
from deepdive.workbook.limits import Limits
from deepdive.workbook.open_workbooks import OpenWorkbooks
from deepdive.workbook.polling import PollWire
from deepdive.workbook.refusals import Refusal, Unavailable
from deepdive.workbook.routing import JOURNAL

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "journal"])


@pytest.fixture
def no_table() -> Iterator[None]:
    """The journal's table is away, as if the disk had failed."""
    with connections[JOURNAL].cursor() as cursor:
        cursor.execute("ALTER TABLE workbook_journalentry RENAME TO away")
        yield
        cursor.execute("ALTER TABLE away RENAME TO workbook_journalentry")


def page_of(person_id: int) -> Connection:
    return Connection(PollWire(), person_id=person_id, may_write=True)


def run(story: Coroutine[Any, Any, None]) -> None:
    asyncio.run(asyncio.wait_for(story, 20))


async def refusal(workbooks: OpenWorkbooks, workbook: UUID, page: Connection) -> Refusal | None:
    try:
        await workbooks.enter(workbook, page)
    except Unavailable as fault:
        return fault.refusal
    return None


def test_the_first_who_gives_up_does_not_keep_the_others_from_it() -> None:
    """As when a proxy ends the first one's request while the journal is being read."""

    async def story() -> None:
        workbooks, workbook = OpenWorkbooks(), uuid4()
        first = asyncio.create_task(workbooks.enter(workbook, page_of(1)))
        await asyncio.sleep(0)
        second = asyncio.create_task(workbooks.enter(workbook, page_of(2)))
        await asyncio.sleep(0)
        first.cancel()
        live = await second
        assert [connection.person_id for connection in live.connections] == [2]

    run(story())


def test_a_journal_that_cannot_be_read_sends_all_away_to_try_again(no_table: None) -> None:
    async def story() -> None:
        workbooks, workbook = OpenWorkbooks(), uuid4()
        both = [refusal(workbooks, workbook, page_of(number)) for number in (1, 2)]
        assert await asyncio.gather(*both) == [Refusal.TRY_AGAIN, Refusal.TRY_AGAIN]
        assert workbooks.all() == []

    run(story())


def test_one_person_has_so_many_connections_and_closed_ones_do_not_count() -> None:
    async def story() -> None:
        workbooks, workbook = OpenWorkbooks(limits=Limits(most_connections=2)), uuid4()
        pages = [page_of(1), page_of(1), page_of(1)]
        assert await refusal(workbooks, workbook, pages[0]) is None
        assert await refusal(workbooks, workbook, pages[1]) is None
        assert await refusal(workbooks, workbook, pages[2]) is Refusal.TOO_MANY_CONNECTIONS
        assert await refusal(workbooks, workbook, page_of(2)) is None
        pages[0].close(Refusal.MALFORMED)
        assert await refusal(workbooks, workbook, pages[2]) is None

    run(story())
