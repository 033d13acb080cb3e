"""The page on which an organiser decides."""

import html
from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from deepdive.programme.models import Cohort, SeriesRequest
from tests.factories import TEAMS_LINK, Page, a_free_day, accept, add_organiser, add_person, add_request

pytestmark = pytest.mark.django_db


@pytest.fixture
def request_(client: Client) -> SeriesRequest:
    """A request, and its organiser signed in."""
    client.force_login(add_organiser("Olga Anders", organisation="Northvale Hospice"))
    return add_request()


def send_acceptance(client: Client, request: SeriesRequest, *, first: date, **typed: str) -> Page:
    values = {
        "first_0": str(first.day),
        "first_1": str(first.month),
        "first_2": str(first.year),
        "time": "12:15",
        "minutes": "75",
        "join_link": TEAMS_LINK,
        "facilitator_name": "Gwen Facey",
        "facilitator_email": "gwen.facey@northvale.example",
    }
    names = date_names(client.get(f"/requests/{request.pk}"))
    dates = dict(zip(names, (values.pop(f"first_{n}") for n in range(3)), strict=True))
    return client.post(f"/requests/{request.pk}/accept", {**values, **dates, **typed})


def date_names(page: Page) -> list[str]:
    """The names of the three boxes of the date."""
    form = page.context["accept"]
    return [f"first{suffix}" for suffix in form.fields["first"].widget.widgets_names]


def test_the_page_shows_every_answer(client: Client, request_: SeriesRequest) -> None:
    page = html.unescape(client.get(f"/requests/{request_.pk}").content.decode())
    for answer in (
        "Northvale Hospice",
        "Rosalind Okafor",
        "rosalind.okafor@northvale.example",
        "Head of nursing",
        "Families ring three times to hear when a bed is free",
        "Two nurses spend each morning on the telephone.",
        "Nurses, the bed manager, our data officer",
        "Tuesday",
        "12:15",
        "Microsoft Teams",
        "Captions",
    ):
        assert answer in page


def test_the_time_asked_for_and_yourself_are_filled_in(client: Client, request_: SeriesRequest) -> None:
    form = client.get(f"/requests/{request_.pk}").context["accept"]
    assert form.initial == {
        "time": "12:15",
        "facilitator_name": "Olga Anders",
        "facilitator_email": "olga.anders@northvale.example",
        "minutes": 75,
    }


def test_accepting_leads_to_the_people_of_the_cohort(client: Client, request_: SeriesRequest) -> None:
    answer = send_acceptance(client, request_, first=a_free_day())
    assert (answer.status_code, answer["Location"]) == (302, f"/cohorts/{Cohort.objects.get().pk}/people")


@pytest.mark.parametrize(
    ("first", "message"),
    [
        (date(2020, 6, 2), "The first session must be in the future. Choose a later date."),
        (date(9999, 12, 30), "The first workshop must be within the next two years"),
    ],
)
def test_a_date_that_cannot_be_is_told_at_the_date(
    client: Client, request_: SeriesRequest, first: date, message: str
) -> None:
    page = send_acceptance(client, request_, first=first)
    assert page.context["accept"].errors == {"first": [message]}
    assert TEAMS_LINK in page.content.decode()


def test_christmas_day_is_told_at_the_date(client: Client, request_: SeriesRequest) -> None:
    year = timezone.localdate().year + 1
    page = send_acceptance(client, request_, first=date(year, 12, 25))
    assert page.context["accept"].errors == {
        "first": [f"25 December {year} is a bank holiday (Christmas Day). Choose another date."]
    }


def test_a_link_to_another_platform_is_told_at_the_link(client: Client, request_: SeriesRequest) -> None:
    page = send_acceptance(client, request_, first=a_free_day(), join_link="https://example.org/x")
    assert page.context["accept"].errors == {
        "join_link": [
            "This is not a Microsoft Teams link. Copy the whole link from the meeting's invitation; it "
            "starts with https://teams.microsoft.com/"
        ]
    }


@pytest.mark.parametrize("minutes", ["60", "90"])
def test_an_organiser_chooses_how_long_the_workshops_are(
    client: Client, request_: SeriesRequest, minutes: str
) -> None:
    send_acceptance(client, request_, first=a_free_day(), minutes=minutes)
    assert {session.minutes for session in Cohort.objects.get().sessions.all()} == {int(minutes)}


def test_a_length_that_is_not_offered_is_refused(client: Client, request_: SeriesRequest) -> None:
    page = send_acceptance(client, request_, first=a_free_day(), minutes="45")
    assert list(page.context["accept"].errors) == ["minutes"]
    assert not Cohort.objects.exists()


def test_an_empty_acceptance_names_every_field(client: Client, request_: SeriesRequest) -> None:
    page = client.post(f"/requests/{request_.pk}/accept", {})
    assert page.context["accept"].errors == {
        "first": ["Enter a date"],
        "time": ["Enter a start time"],
        "minutes": ["Choose how long it takes"],
        "join_link": ["Paste the join link of the meeting"],
        "facilitator_name": ["Enter the facilitator's name"],
        "facilitator_email": ["Enter the facilitator's work e-mail"],
    }


def test_declining_needs_a_reason_and_keeps_the_other_form(client: Client, request_: SeriesRequest) -> None:
    page = client.post(f"/requests/{request_.pk}/decline", {"reason": " "})
    assert page.context["decline"].errors == {"reason": ["Give a reason: the requester will read it"]}
    assert page.context["accept"].initial["facilitator_name"] == "Olga Anders"


def test_declining_leads_home(client: Client, request_: SeriesRequest) -> None:
    answer = client.post(f"/requests/{request_.pk}/decline", {"reason": "Full until June"})
    assert (answer.status_code, answer["Location"]) == (302, "/work")
    request_.refresh_from_db()
    assert (request_.status, request_.reason) == ("declined", "Full until June")


def test_a_decided_request_shows_how_and_has_no_form(client: Client, request_: SeriesRequest) -> None:
    client.post(f"/requests/{request_.pk}/decline", {"reason": "Full until June"})
    page = client.get(f"/requests/{request_.pk}").content.decode()
    assert "Reason given: Full until June" in page
    assert page.count("<form") == 1  # the one to sign out


def test_a_second_decision_says_that_there_is_one(client: Client, request_: SeriesRequest) -> None:
    accept(request_, by=add_organiser("Elsie Where", organisation="Northvale Hospice"))
    page = client.post(f"/requests/{request_.pk}/decline", {"reason": "Full"})
    assert page.context["decline"].non_field_errors() == [
        "Somebody has already decided on this request. Go back to see how."
    ]


def test_only_organisers_see_requests(client: Client, request_: SeriesRequest) -> None:
    client.force_login(add_person("Otto Sider"))
    page = client.get(f"/requests/{request_.pk}")
    assert page.status_code == 403
    assert "Only an organiser can decide on requests." in page.content.decode()
