"""An organiser reads in the file of a plan on a page."""

import json
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from deepdive.exports.plan_formats import export_plan
from deepdive.people.models import Person
from deepdive.programme.models import Cohort
from deepdive.workbook.models import JournalEntry
from tests.factories import Page, add_cohort, write

pytestmark = pytest.mark.django_db(databases=["default", "journal"], transaction=True)
MADE_ON = date(2027, 3, 9)
NUMBER = "999 000 0018"


@pytest.fixture
def source() -> Cohort:
    made = add_cohort()
    write(made, artefact="problem-statement", field="who", text="The bed manager & families 😀")
    return made


@pytest.fixture
def empty() -> Cohort:
    return add_cohort(organisation_name="Eastmoor Trust")


def exported(cohort: Cohort) -> bytes:
    return export_plan(cohort, "whole", "json", made_on=MADE_ON).content


def send(content: bytes | None, *, into: Cohort) -> Page:
    client = Client()
    client.force_login(Person.objects.get(memberships__organisation=into.organisation))
    sent = {} if content is None else {"file": SimpleUploadedFile("plan.json", content)}
    return client.post(reverse("exports:import", args=[into.pk]), sent, follow=True)


def journal_of(cohort: Cohort) -> int:
    return JournalEntry.objects.filter(workbook_id=cohort.pk).count()


def test_the_plan_is_there_afterwards_with_what_was_taken_out_said(source: Cohort, empty: Cohort) -> None:
    plain = json.loads(exported(source))
    plain["boards"] = [{"id": "a-board", "notes": [{"id": "n1", "text": f"Ring {NUMBER}"}]}]
    plain["links"] = [{"kind": "a-kind", "from": "r1", "to": "gone"}]
    page = send(json.dumps(plain).encode(), into=empty)

    assert page.redirect_chain == [(reverse("plan:plan", args=[empty.pk]), 302)]
    shown = page.content.decode()
    assert "The bed manager &amp; families 😀" in shown
    assert "The plan is read in. Links to rows that had been removed: 1. They are kept" in shown
    assert "Places with a valid NHS number: 1. It was taken out." in shown
    assert NUMBER not in exported(empty).decode()


def test_read_in_unchanged_it_is_the_same_plan(source: Cohort, empty: Cohort) -> None:
    send(exported(source), into=empty)

    mine, theirs = json.loads(exported(empty)), json.loads(exported(source))
    assert (mine["artefacts"], mine["sections"]) == (theirs["artefacts"], theirs["sections"])


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (None, "Choose the file of the plan"),
        (b"", "This file is empty."),
        (b"PK\x03\x04", "This file is not JSON."),
        (b"[1, 2]", "This JSON file is not a plan of AI Deep Dive."),
        (
            b'{"format": "ai-deep-dive-plan", "version": 99}',
            "This plan was made by a newer AI Deep Dive: its format is version 99",
        ),
        (b'{"format": "ai-deep-dive-plan", "version": 1}', "This plan cannot be read. At organisation:"),
        pytest.param(b" " * 20_000_001, "This file is larger than 20 MB.", id="too large"),
    ],
)
def test_what_is_no_plan_is_refused_on_the_page_and_nothing_is_written(
    empty: Cohort, content: bytes | None, says: str
) -> None:
    page = send(content, into=empty)

    assert page.status_code == 422
    assert says in page.content.decode()
    assert journal_of(empty) == 0


def test_nothing_that_is_written_is_written_over(source: Cohort) -> None:
    before = exported(source)
    page = send(before, into=source)

    assert page.status_code == 422
    assert "Something is written in this workbook already" in page.content.decode()
    assert (exported(source), journal_of(source)) == (before, 1)
