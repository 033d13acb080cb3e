"""A finding becomes an action of the plan, once."""

import pytest
from django.test import Client

from deepdive.workbook.queries import read_workbook
from tests.advice.small_tables import NOTICE, judge_by, small_tables
from tests.advice.test_advice_pages import client_of, text
from tests.factories import Cast, add_cast

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "journal"])
SENT = {
    "action": "Write a notice",
    "owner": "Practice manager",
    "end_day": "1",
    "end_month": "3",
    "end_year": "2027",
}


@pytest.fixture
def cast(monkeypatch: pytest.MonkeyPatch) -> Cast:
    judge_by(monkeypatch, small_tables())
    return add_cast()


@pytest.fixture
def client(cast: Cast) -> Client:
    return client_of(cast.attendee)


def actions_of(cast: Cast) -> object:
    return read_workbook(cast.cohort.pk).written["ninety-day-plan"]["actions"]


def test_a_finding_becomes_a_row_of_the_plan_once(client: Client, cast: Cast) -> None:
    advice = f"/cohorts/{cast.cohort.pk}/advice"
    client.post(f"{advice}/groups/data", {"personal-data": "yes"})
    address = f"{advice}/findings/{NOTICE}/action"
    assert 'value="Tell people"' in client.get(address).content.decode()

    page = client.post(address, SENT, follow=True)
    assert "The action is in the plan for the first 90 days." in text(page)
    assert "Tell people Required In the plan" in text(page)
    page = client.post(address, {**SENT, "owner": "Somebody else"}, follow=True)
    assert "It was in the plan already." in text(page)

    assert actions_of(cast) == (
        {
            "action": "Write a notice",
            "owner": "Practice manager",
            "start": "",
            "end": "2027-03-01",
            "needs": "A decision by: Whoever keeps the data",
            "done-when": "",
        },
    )


def test_an_action_needs_an_owner_and_a_day(client: Client, cast: Cast) -> None:
    address = f"/cohorts/{cast.cohort.pk}/advice/findings/{NOTICE}/action"

    page = client.post(address, {"action": "Write a notice"})

    assert page.status_code == 422
    assert "Enter who owns it" in text(page)
    assert "Enter the day by which it is done" in text(page)
    assert actions_of(cast) == ()
