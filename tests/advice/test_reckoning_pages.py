"""Sample sizes and claims on pages: the same numbers as the rules, and kept in the workbook."""

import html
import re

import pytest
from django.test import Client
from django.urls import reverse

from deepdive.advice.sample_size.development import Binary
from deepdive.advice.sample_size.kinds import KINDS
from deepdive.curriculum.current import pack
from deepdive.programme.models import Cohort
from deepdive.workbook.queries import read_workbook
from tests.factories import add_cohort

CHAGAS = {"parameters": "24", "prevalence": "17.4%", "r2_cox_snell": "0.288"}


@pytest.fixture
def cohort(client: Client) -> Cohort:
    """A cohort, and its attendee signed in."""
    made = add_cohort(seats=1)
    client.force_login(made.seats.get().person)
    return made


def shown(page: bytes) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", page.decode())).split())


def study(cohort: Cohort, kind: str = "binary") -> str:
    return reverse("sample-size:study", args=[cohort.pk, kind])


@pytest.mark.django_db
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_study_has_a_page_with_the_usual_values(
    client: Client, cohort: Cohort, kind: str
) -> None:
    listed = client.get(reverse("sample-size:kinds", args=[cohort.pk])).content.decode()
    assert f'href="{study(cohort, kind)}"' in listed
    page = client.get(study(cohort, kind))
    assert page.status_code == 200
    assert "Guidance, not a study plan" in shown(page.content)


@pytest.mark.django_db
def test_the_page_says_what_the_command_says(client: Client, cohort: Cohort) -> None:
    page = client.get(study(cohort), {**CHAGAS, "rows_a_month": "20", "share_eligible": "50%"})
    text = shown(page.content)
    needed = Binary(parameters=24, prevalence=0.174, r2_cox_snell=0.288).needed()
    assert page.status_code == 200
    assert f"At least {needed.n} people, of whom {needed.events} with the outcome." in text
    assert "That is 67 months of your data (about 5.6 years)" in text
    assert "12 parameters instead of 24. Then it is 331 people." in text


@pytest.mark.django_db
def test_what_cannot_be_is_told_and_nothing_is_lost(client: Client, cohort: Cohort) -> None:
    page = client.get(study(cohort), {**CHAGAS, "r2_cox_snell": "0.7"})
    assert page.status_code == 422
    assert "Cox-Snell's R2 must be below 0.6032, the highest possible" in shown(page.content)
    assert 'value="17.4%"' in page.content.decode()


@pytest.mark.django_db
def test_a_mistake_in_a_usual_value_opens_them(client: Client, cohort: Cohort) -> None:
    page = client.get(study(cohort), {**CHAGAS, "margin": "little"})
    assert page.status_code == 422
    assert re.search(r"<details[^>]* open", page.content.decode())


@pytest.mark.django_db
def test_a_kind_that_there_is_not(client: Client, cohort: Cohort) -> None:
    assert client.get(study(cohort, "magic")).status_code == 404


@pytest.mark.django_db(transaction=True, databases=["default", "journal"])
def test_a_size_is_kept_once(client: Client, cohort: Cohort) -> None:
    sent = {**CHAGAS, "rows_a_month": "20"}
    for _ in range(2):
        answer = client.post(study(cohort), sent)
        assert answer["Location"] == reverse("workbook:artefact", args=[cohort.pk, "data-needs"])
    assert read_workbook(cohort.pk).written["data-needs"]["rarer-kind"] == (
        "Make a model that tells yes from no (Parameters 24, Share of people with the outcome 0.174, "
        "Cox-Snell’s R2 0.288, Shrinkage 0.9, Margin 0.05): "
        "at least 662 people, of whom 116 with the outcome. "
        "That is 34 months of your data (about 2.8 years), at 20 rows a month of which 100% can be used. "
        "Guidance, not a study plan: a statistician checks what goes in and decides."
    )


@pytest.mark.django_db(transaction=True, databases=["default", "journal"])
def test_what_does_not_fit_is_told(client: Client, cohort: Cohort) -> None:
    limit = pack().artefacts["data-needs"].field("rarer-kind").limit
    for parameters in range(1, 4):
        answer = client.post(study(cohort), {**CHAGAS, "parameters": str(parameters)})
    assert answer.status_code == 422
    assert f"there is room for {limit}" in shown(answer.content)


@pytest.mark.django_db
def test_a_claim_in_percentages(client: Client, cohort: Cohort) -> None:
    sent = {"sensitivity": "90%", "specificity": "90%", "prevalence": "5%", "accuracy": "95%"}
    page = client.get(reverse("claims:rates", args=[cohort.pk]), sent)
    text = shown(page.content)
    assert "It finds 45 of them and misses 5." in text
    assert "Of its alarms, 32.1% are right" in text
    assert "The claimed accuracy of 95.0% does not fit: these numbers give 90.0%." in text
    assert "Guidance, not clinical advice" in text


@pytest.mark.django_db
def test_a_claim_in_counts_says_how_sure_it_is(client: Client, cohort: Cohort) -> None:
    sent = {"found": "42", "missed": "18", "false_alarms": "32", "left_alone": "908"}
    text = shown(client.get(reverse("claims:counts", args=[cohort.pk]), sent).content)
    assert "People with the outcome whom it finds 42 of 60 (70%) 57% and 80%" in text


@pytest.mark.django_db
def test_counts_of_nobody_are_told(client: Client, cohort: Cohort) -> None:
    sent = {"found": "0", "missed": "0", "false_alarms": "3", "left_alone": "4"}
    page = client.get(reverse("claims:counts", args=[cohort.pk]), sent)
    assert page.status_code == 422
    assert "There must be somebody with the outcome" in shown(page.content)


@pytest.mark.django_db(transaction=True, databases=["default", "journal"])
def test_a_claim_is_kept_in_the_due_diligence(client: Client, cohort: Cohort) -> None:
    sent = {"sensitivity": "90%", "specificity": "90%", "prevalence": "5%"}
    answer = client.post(reverse("claims:rates", args=[cohort.pk]), sent)
    assert answer["Location"] == reverse("workbook:artefact", args=[cohort.pk, "due-diligence"])
    kept = read_workbook(cohort.pk).written["due-diligence"]["what-counts-mean"]
    assert str(kept).startswith("Of 1,000 people, 50 have the outcome.")


@pytest.mark.django_db
def test_the_cohorts_page_leads_to_them(client: Client, cohort: Cohort) -> None:
    page = client.get(reverse("programme:cohort", args=[cohort.pk])).content.decode()
    for name in ("sample-size:kinds", "claims:rates"):
        assert f'href="{reverse(name, args=[cohort.pk])}"' in page
