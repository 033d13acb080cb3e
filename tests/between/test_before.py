"""What is to be done before a session, and who says that they have done it."""

import re
from html import unescape

import pytest
from django.test import Client

from deepdive.people.models import Person
from deepdive.programme.models import Session
from tests.factories import Cast, add_cast

pytestmark = pytest.mark.django_db(databases=["default", "journal"])


@pytest.fixture
def cast() -> Cast:
    return add_cast()


@pytest.fixture
def second(cast: Cast) -> Session:
    return cast.cohort.sessions.get(number=2)


def client_of(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def text(page: str) -> str:
    return unescape(" ".join(re.sub(r"<[^>]+>", " ", page).split()))


def test_it_has_the_reading_the_task_and_the_document_to_write(cast: Cast, second: Session) -> None:
    page = client_of(cast.attendee).get(f"/sessions/{second.pk}/before").content.decode()
    assert 'href="/workshops/2/reading"' in page
    assert f'href="/workbooks/{cast.cohort.pk}/artefacts/problem-harvest"' in page
    assert "Do this before we meet" in text(page)
    assert "I have done this" in text(page)


def test_an_attendee_says_that_it_is_done_and_takes_it_back(cast: Cast, second: Session) -> None:
    client, address = client_of(cast.attendee), f"/sessions/{second.pk}/before"
    for _ in range(2):
        assert "You have done this." in text(client.post(address, {}, follow=True).content.decode())
    assert second.preparations.count() == 1
    page = client.post(address, {"done": "no"}, follow=True).content.decode()
    assert "I have done this" in text(page)
    assert second.preparations.count() == 0


@pytest.mark.parametrize("role", ["organiser", "facilitator", "co_facilitator"])
def test_those_who_lead_or_organise_see_who_has(cast: Cast, second: Session, role: str) -> None:
    address = f"/sessions/{second.pk}/before"
    client_of(cast.attendee).post(address)
    page = text(client_of(getattr(cast, role)).get(address).content.decode())
    assert "1 of 1 person with a seat has done this. Done Atul Tandon" in page
    assert "I have done this" not in page


@pytest.mark.parametrize("role", ["attendee", "sponsor", "reviewer"])
def test_others_do_not(cast: Cast, second: Session, role: str) -> None:
    page = client_of(getattr(cast, role)).get(f"/sessions/{second.pk}/before").content.decode()
    assert "Who has done this" not in page
