"""More comments take no more queries."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from deepdive.comments.places import address_of
from deepdive.core.comments import Place
from deepdive.programme.models import Cohort
from tests.comments.example import HARM, answer, begin
from tests.factories import Cast, add_cast

CountQueries = Callable[..., AbstractContextManager[Any]]
pytestmark = [
    pytest.mark.django_db(databases=["default", "journal"]),
    pytest.mark.parametrize("threads", [1, 5]),
]
# session, person, cohort, parts in it
TO_GET_IN = 4


@pytest.fixture
def client_in(client: Client, threads: int) -> tuple[Client, Cohort]:
    """Somebody of a cohort with so many open and so many resolved threads, on a field and on rows."""
    cast = add_cast()
    for number in range(threads):
        add_thread(cast, HARM)
        add_thread(cast, Place(artefact="stakeholder-map", field="people", row=f"row-{number}"))
    client.force_login(cast.attendee)
    return client, cast.cohort


def add_thread(cast: Cast, place: Place) -> None:
    thread = begin(cast.cohort, cast.reviewer, place=place, assign_to=cast.attendee)
    for _ in range(3):
        answer(thread, cast.sponsor, "@Atul Tandon and @Rita Viewer")


def test_an_artefact_with_comments(
    client_in: tuple[Client, Cohort], django_assert_num_queries: CountQueries
) -> None:
    client, cohort = client_in
    address = reverse("workbook:artefact", args=[cohort.pk, "problem-statement"])
    with django_assert_num_queries(TO_GET_IN + 1):  # tallies
        client.get(address)


def test_the_comments_on_a_field(
    client_in: tuple[Client, Cohort], django_assert_num_queries: CountQueries, threads: int
) -> None:
    client, cohort = client_in
    # seats, appointments, organisers; threads, comments, mentions
    with django_assert_num_queries(TO_GET_IN + 3 + 3):
        page = client.get(address_of(cohort.pk, HARM))
    assert page.content.decode().count('<section class="thread"') == threads


def test_all_comments(
    client_in: tuple[Client, Cohort], django_assert_num_queries: CountQueries, threads: int
) -> None:
    client, cohort = client_in
    # counts; threads, comments, mentions
    with django_assert_num_queries(TO_GET_IN + 1 + 3):
        page = client.get(reverse("workbook:comments", args=[cohort.pk]) + "?show=mentions")
    assert page.content.decode().count('<section class="thread"') == 2 * threads


def test_one_comment(client_in: tuple[Client, Cohort], django_assert_num_queries: CountQueries) -> None:
    client, cohort = client_in
    thread = cohort.threads.filter(row="").latest("pk")
    # thread, comments, mentions; seats, appointments, organisers
    with django_assert_num_queries(TO_GET_IN + 3 + 3):
        client.get(reverse("workbook:thread", args=[cohort.pk, thread.pk]))
