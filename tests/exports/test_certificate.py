"""The certificate: only for attendees, only when the series is over, and it claims no skill."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from deepdive.curriculum.current import pack
from deepdive.exports.certificate import certificate
from deepdive.exports.document import Bullets, Paragraph
from tests.between.sessions import hold
from tests.factories import Cast, add_cast


def test_it_names_the_workshops_with_their_days() -> None:
    series = pack().series
    document = certificate(
        name="Amina Yusuf",
        organisation="Northvale Hospice",
        series=series,
        attended=[
            (series.workshop(1), date(2026, 11, 4), 75),
            (series.workshop(2), date(2026, 11, 11), 90),
        ],
        made_on=date(2026, 12, 2),
    )
    assert document.facts == (
        ("Name", "Amina Yusuf"),
        ("Organisation", "Northvale Hospice"),
        ("Date", "2 December 2026"),
    )
    assert document.blocks[1] == Bullets(
        items=(
            "1. AI fundamentals, 4 November 2026 (75 minutes)",
            "2. Problem Discovery, 11 November 2026 (90 minutes)",
        )
    )
    assert document.blocks[2] == Paragraph(text="This certificate is about taking part. Nobody was examined.")


@pytest.fixture
def cast() -> Cast:
    return add_cast()


@pytest.mark.django_db(databases=["default", "journal"])
def test_an_attendee_gets_it_once_the_last_workshop_has_ended(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.attendee)
    address = f"/cohorts/{cast.cohort.pk}/certificate.pdf"
    early = client.get(address)
    assert early.status_code == 409
    assert "Your certificate is ready when the last workshop has ended." in early.content.decode()
    cast.cohort.sessions.update(starts_at=timezone.now() - timedelta(days=1))
    assert client.get(address).status_code == 409, "no room was ever opened, so nothing was held"
    first = cast.cohort.sessions.get(number=1)
    hold(first, cast.attendee)
    ready = client.get(address)
    assert (ready.status_code, ready["Content-Type"]) == (200, "application/pdf")
    assert ready.content.startswith(b"%PDF")
    page = client.get(f"/cohorts/{cast.cohort.pk}").content.decode()
    assert f"/cohorts/{cast.cohort.pk}/certificate.docx" in page
