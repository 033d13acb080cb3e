"""More cohorts and more people take no more queries."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.test import Client

from deepdive.people.models import Person
from deepdive.programme.models import Seat
from tests.factories import add_cohort, add_request

CountQueries = Callable[..., AbstractContextManager[Any]]
pytestmark = pytest.mark.django_db


def organiser() -> Person:
    return Person.objects.get(email="olga.anders@northvale.example")


@pytest.mark.parametrize("cohorts", [1, 3])
def test_work_of_an_organiser(client: Client, django_assert_num_queries: CountQueries, cohorts: int) -> None:
    for number in range(cohorts):
        add_cohort(seats=1, organisation_name=f"Trust {number}")
        add_request(organisation_name=f"Waiting {number}")
    client.force_login(organiser())
    with django_assert_num_queries(5):  # session, person, organiser?, requests, cohorts
        page = client.get("/work")
    assert page.content.decode().count("nhsuk-card__heading") == cohorts


@pytest.mark.parametrize("cohorts", [1, 3])
def test_work_of_an_attendee(client: Client, django_assert_num_queries: CountQueries, cohorts: int) -> None:
    for number in range(cohorts):
        add_cohort(seats=1, organisation_name=f"Trust {number}")
    client.force_login(Seat.objects.all()[0].person)
    with django_assert_num_queries(4):  # session, person, organiser?, cohorts
        page = client.get("/work")
    assert page.content.decode().count("nhsuk-card__heading") == cohorts


@pytest.mark.parametrize("seats", [1, 3])
def test_a_cohort(client: Client, django_assert_num_queries: CountQueries, seats: int) -> None:
    cohort = add_cohort(seats=seats)
    client.force_login(organiser())
    # session, person, cohort, parts in it, sessions, appointments, seats
    with django_assert_num_queries(7):
        client.get(f"/cohorts/{cohort.pk}")


@pytest.mark.parametrize("seats", [1, 3])
def test_the_people_of_a_cohort(client: Client, django_assert_num_queries: CountQueries, seats: int) -> None:
    cohort = add_cohort(seats=seats)
    client.force_login(organiser())
    # session, person, cohort, parts in it, seats, other parts
    with django_assert_num_queries(6):
        client.get(f"/cohorts/{cohort.pk}/people")
