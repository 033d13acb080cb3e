"""Which team each person comes from."""

import pytest
from django.test import Client

from deepdive.people.models import Person
from deepdive.programme.models import Cohort
from tests.factories import add_cohort

pytestmark = pytest.mark.django_db


def organiser() -> Client:
    client = Client()
    client.force_login(Person.objects.get(email="olga.anders@northvale.example"))
    return client


def teams(cohort: Cohort) -> list[str]:
    return list(cohort.seats.values_list("team", flat=True))


def test_nobody_has_a_team_until_somebody_says_so() -> None:
    assert teams(add_cohort(seats=2)) == ["", ""]


def test_teams_are_chosen_and_changed_and_left_out_again() -> None:
    cohort, client = add_cohort(seats=3), organiser()
    address = f"/cohorts/{cohort.pk}/teams"
    client.post(address, {"team-1": "clinical", "team-2": "patient"})
    assert teams(cohort) == ["clinical", "patient", ""]
    page = client.get(f"/cohorts/{cohort.pk}/people").content.decode()
    assert '<option value="clinical" selected>Clinical or care</option>' in page
    client.post(address, {"team-1": "", "team-3": "other"})
    assert teams(cohort) == ["", "patient", "other"]


def test_a_team_that_there_is_not_is_refused() -> None:
    cohort = add_cohort(seats=1)
    page = organiser().post(f"/cohorts/{cohort.pk}/teams", {"team-1": "wizards"})
    assert (page.status_code, teams(cohort)) == (422, [""])
    assert "Choose a team from the list" in page.content.decode()
