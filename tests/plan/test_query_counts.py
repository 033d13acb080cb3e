"""The plan's pages ask the database as often however much is written."""

import pytest
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from deepdive.programme.models import Cohort
from tests.factories import add_cohort, write

pytestmark = pytest.mark.django_db(databases=["default", "journal"])


def queries(client: Client, cohort: Cohort, page: str) -> int:
    address = f"/cohorts/{cohort.pk}/{page}"
    client.get(address)
    with (
        CaptureQueriesContext(connections["default"]) as default,
        CaptureQueriesContext(connections["journal"]) as journal,
    ):
        assert client.get(address).status_code == 200
    return len(default) + len(journal)


# the whole plan also says what the advice says, and what was set aside
@pytest.mark.parametrize(
    ("page", "at_most"), [("plan", 13), ("plan/for/board", 9), ("plan/for/model-card", 9), ("plan/annex", 9)]
)
def test_a_page_asks_as_often_for_much_as_for_little(client: Client, page: str, at_most: int) -> None:
    cohort = add_cohort(seats=1)
    client.force_login(cohort.seats.get().person)
    few = queries(client, cohort, page)
    for field in ("who", "situation", "harm"):
        write(cohort, artefact="problem-statement", field=field, text="The bed manager & families")

    assert queries(client, cohort, page) == few
    assert few <= at_most
