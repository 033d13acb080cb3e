"""More versions, marks and signatures take no more queries."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.test import Client

from deepdive.curriculum.current import pack
from tests.factories import Cast, add_cast
from tests.plan.example import add_mark, freeze, freeze_and_ask

CountQueries = Callable[..., AbstractContextManager[Any]]
pytestmark = [
    pytest.mark.django_db(databases=["default", "journal"]),
    pytest.mark.parametrize("many", [1, 4]),
]
# session, person, cohort, parts in it
TO_GET_IN = 4


@pytest.fixture
def cast(client: Client, many: int) -> Cast:
    """A cohort with so many versions, each with so many marks; the last is being signed."""
    made = add_cast()
    people = [made.sponsor, made.attendee, made.facilitator, made.reviewer][:many]
    for number in range(1, many + 1):
        version = freeze_and_ask(made, *people) if number == many else freeze(made)
        for section in pack().plan.sections[:many]:
            add_mark(made, version, section=section.id, asked=made.facilitator)
    client.force_login(made.sponsor)
    return made


def test_the_list(cast: Cast, client: Client, django_assert_num_queries: CountQueries, many: int) -> None:
    # newest number; versions, signatures; who signs
    with django_assert_num_queries(TO_GET_IN + 1 + 2 + 1):
        page = client.get(f"/cohorts/{cast.cohort.pk}/plan/versions")
    shown = re.findall(r'id="version-(\d)"', page.content.decode())
    assert shown == [str(number) for number in range(many, 0, -1)]


def test_a_follow_up(cast: Cast, client: Client, django_assert_num_queries: CountQueries, many: int) -> None:
    # the workbook's era, snapshot and entries are in the journal; the last session
    with django_assert_num_queries(TO_GET_IN + 1):
        page = client.get(f"/cohorts/{cast.cohort.pk}/after/30")
    assert page.status_code == 200


def test_a_version(cast: Cast, client: Client, django_assert_num_queries: CountQueries, many: int) -> None:
    # version, newest number, signatures, marks, what is left, comments
    with django_assert_num_queries(TO_GET_IN + 6):
        page = client.get(f"/cohorts/{cast.cohort.pk}/plan/versions/{many}")
    assert page.content.decode().count("Who answers: Gwen Facey") == many
