"""Who was at a session, as facilitators see and correct it, and as certificates say it."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.utils import timezone

from deepdive.people.models import Person
from deepdive.programme.actions import invite
from deepdive.programme.models import Session
from tests.between.sessions import be_there, hold
from tests.factories import Cast, add_cast, invitee

pytestmark = pytest.mark.django_db(databases=["default", "journal"])


@pytest.fixture
def cast() -> Cast:
    made = add_cast()
    invite(made.cohort, [invitee("Bea Second")], by=made.organiser, now=timezone.now())
    made.cohort.sessions.update(starts_at=timezone.now() - timedelta(days=1))
    return made


@pytest.fixture
def first(cast: Cast) -> Session:
    return cast.cohort.sessions.get(number=1)


def client_of(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def rows(page: str) -> list[str]:
    """Each person's line as it reads."""
    found = re.findall(r"<li class=\"seat\">\s*<span>(.*?)</span>", page, re.DOTALL)
    return [" ".join(unescape(re.sub(r"<[^>]+>", "", one)).split()) for one in found]


def test_it_shows_how_long_everybody_was_there(cast: Cast, first: Session) -> None:
    hold(first, cast.attendee)
    be_there(first, cast.cohort.seats.get(number=2).person, minutes=12)
    page = client_of(cast.facilitator).get(f"/sessions/{first.pk}/attendance").content.decode()
    assert rows(page) == [
        "Atul Tandon, Nurse was there: 70 minutes in the room",
        "Bea Second, Nurse was not there: 12 minutes in the room",
    ]


def test_a_facilitator_corrects_it_and_can_correct_it_back(cast: Cast, first: Session) -> None:
    hold(first, cast.attendee)
    client, address = client_of(cast.facilitator), f"/sessions/{first.pk}/attendance"
    for was_there, expected in (("no", "was not there"), ("yes", "was there")):
        page = client.post(address, {"person": cast.attendee.pk, "was_there": was_there}, follow=True)
        text = page.content.decode()
        assert f"Kept: Atul Tandon {expected}." in text
        assert (
            rows(text)[0] == f"Atul Tandon, Nurse {expected}: 70 minutes in the room. A facilitator said so."
        )


@pytest.mark.parametrize("person", ["", "x", "-1", "9" * 40, "٣", "999999"])
def test_somebody_without_a_seat_cannot_be_put_there(cast: Cast, first: Session, person: str) -> None:
    answer = client_of(cast.facilitator).post(
        f"/sessions/{first.pk}/attendance", {"person": person, "was_there": "yes"}
    )
    assert (answer.status_code, first.attendances.count()) == (404, 0)


def test_a_certificate_needs_somebody_who_was_there(cast: Cast, first: Session) -> None:
    client, address = client_of(cast.attendee), f"/cohorts/{cast.cohort.pk}/certificate.pdf"
    hold(first)
    refused = client.get(address)
    assert refused.status_code == 409
    assert "We did not see you at any of the workshops." in refused.content.decode()
    client_of(cast.facilitator).post(
        f"/sessions/{first.pk}/attendance", {"person": cast.attendee.pk, "was_there": "yes"}
    )
    assert client.get(address).status_code == 200
