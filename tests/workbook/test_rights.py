"""Who loses a part in a cohort loses what they have open of its workbook, without waiting for a round."""

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import AbstractAsyncContextManager
from typing import Any

import pytest
from asgiref.sync import sync_to_async

from deepdive.core.access import Act
from deepdive.database.notices import hearing
from deepdive.programme.actions import give_back_seat
from deepdive.programme.models import Cohort, Seat
from deepdive.programme.queries import find_cohort
from deepdive.workbook.admission import admit, ticket_for
from deepdive.workbook.connection import Connection
from deepdive.workbook.open_workbooks import open_workbooks
from deepdive.workbook.polling import PollWire
from deepdive.workbook.refusals import Refusal
from deepdive.workbook.rights import check_rights_again, end_part
from deepdive.workbook.tickets import Ticket, seal, unseal
from tests.factories import add_cohort

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "journal"])


@pytest.fixture
def cohort() -> Cohort:
    return add_cohort(seats=2)


def seats_of(cohort: Cohort) -> list[Seat]:
    return list(cohort.seats.select_related("person").order_by("number"))


def parts_watched() -> AbstractAsyncContextManager[None]:
    """As a server process does."""
    return hearing({"part-ended": end_part}, when_back=open_workbooks().catch_up)


def run(story: Coroutine[Any, Any, None]) -> None:
    asyncio.run(asyncio.wait_for(story, 20))


async def until(happened: Callable[[], bool]) -> None:
    while not happened():
        await asyncio.sleep(0.01)


async def opened(seat: Seat, *, may_write: bool = True) -> Connection:
    """The workbook of the seat's cohort, open for the one who has the seat."""
    connection = Connection(PollWire(), person_id=seat.person_id, may_write=may_write)
    await open_workbooks().enter(seat.cohort_id, connection)
    return connection


def test_a_seat_that_is_given_back_ends_what_its_person_has_open(cohort: Cohort) -> None:
    leaves, stays = seats_of(cohort)

    async def story() -> None:
        async with parts_watched():
            theirs, other = await opened(leaves), await opened(stays)
            await sync_to_async(give_back_seat)(leaves)
            await until(lambda: theirs.is_closed)
            assert (theirs.refusal, other.is_closed) == (Refusal.NOT_ALLOWED, False)

    run(story())


def test_a_ticket_from_before_does_not_count_any_more(cohort: Cohort) -> None:
    leaves, stays = seats_of(cohort)
    sealed = {seat.pk: seal(Ticket(cohort.pk, seat.person_id, may_write=True)) for seat in (leaves, stays)}

    async def story() -> None:
        async with parts_watched():
            seats = {"leaves": leaves.pk, "stays": stays.pk}
            await sync_to_async(give_back_seat)(leaves)
            await until(lambda: unseal(sealed[seats["leaves"]]) is None)
            found = {who: await admit(cohort.pk, f"ticket={sealed[key]}", {}) for who, key in seats.items()}
            assert found["leaves"] is Refusal.NOT_SIGNED_IN
            assert found["stays"] == Ticket(cohort.pk, stays.person_id, may_write=True)

    run(story())


def test_who_has_no_part_gets_no_new_ticket(cohort: Cohort) -> None:
    leaves, stays = seats_of(cohort)
    assert find_cohort(cohort.pk, person=leaves.person, act=Act.WRITE_WORKBOOK)
    give_back_seat(leaves)
    assert ticket_for(leaves.person, cohort.pk) is Refusal.NOT_ALLOWED
    assert ticket_for(stays.person, cohort.pk) == Ticket(cohort.pk, stays.person_id, may_write=True)


def test_a_round_notices_what_nobody_told(cohort: Cohort) -> None:
    leaves, stays = seats_of(cohort)

    async def story() -> None:
        theirs, other = await opened(leaves), await opened(stays, may_write=False)
        await sync_to_async(leaves.delete)()
        await check_rights_again()
        assert (theirs.refusal, other.refusal, other.may_write) == (Refusal.NOT_ALLOWED, None, True)

    run(story())


def test_an_account_that_is_closed_ends_what_its_person_has_open(cohort: Cohort) -> None:
    leaves, _ = seats_of(cohort)

    async def story() -> None:
        theirs = await opened(leaves)
        leaves.person.is_active = False
        await sync_to_async(leaves.person.save)()
        await check_rights_again()
        assert theirs.refusal is Refusal.NOT_SIGNED_IN

    run(story())
