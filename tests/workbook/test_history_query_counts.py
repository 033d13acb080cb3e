"""A longer history takes no more queries."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from deepdive.workbook.parts import address_then
from tests.factories import Cast, add_cast
from tests.workbook.past import enter

CountQueries = Callable[..., AbstractContextManager[Any]]
pytestmark = [
    pytest.mark.django_db(databases=["default", "journal"]),
    pytest.mark.parametrize("entries", [1, 5]),
]
# session, person, cohort, parts in it
TO_GET_IN = 4


@pytest.fixture
def entry(entries: int, client: Client) -> tuple[Cast, int]:
    """Somebody looks at a workbook with so many entries; the last of them."""
    cast = add_cast()
    people = [cast.attendee, cast.facilitator, cast.co_facilitator]
    for number in range(entries):
        last = enter(
            cast.cohort.pk,
            "problem-statement",
            {"who": f"Family {number}"},
            by=people[number % 3],
            minutes=number * 6,
        )
    client.force_login(cast.attendee)
    return cast, last


def test_the_history(
    client: Client, entry: tuple[Cast, int], django_assert_num_queries: CountQueries
) -> None:
    cast, _ = entry
    with django_assert_num_queries(1, using="journal"), django_assert_num_queries(TO_GET_IN + 1):  # names
        client.get(reverse("workbook:history", args=[cast.cohort.pk]))


def test_a_moment(client: Client, entry: tuple[Cast, int], django_assert_num_queries: CountQueries) -> None:
    cast, last = entry
    address = address_then("workbook:moment", cast.cohort.pk, last, "problem-statement")
    # the entry and its neighbours; generation, snapshot and entries for then, and for now
    with django_assert_num_queries(9, using="journal"), django_assert_num_queries(TO_GET_IN + 1):  # name
        client.get(address)


def test_the_question_before_something_is_put_back(
    client: Client, entry: tuple[Cast, int], django_assert_num_queries: CountQueries
) -> None:
    cast, last = entry
    with django_assert_num_queries(7, using="journal"), django_assert_num_queries(TO_GET_IN):
        client.get(address_then("workbook:put-back", cast.cohort.pk, last))
