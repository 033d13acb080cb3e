"""Organisers accept or decline a request, once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime, time
from threading import Barrier
from typing import Any

import pytest
from django.core import mail
from django.db import connections

from deepdive.core.access import Role
from deepdive.core.refused import Refused
from deepdive.people.models import Person
from deepdive.people.queries import organisations_of
from deepdive.programme.actions import decline_request
from deepdive.programme.calendar import LONDON
from deepdive.programme.models import Appointment, Cohort, SeriesRequest
from deepdive.programme.queries import roles_in
from tests.factories import accept, add_organiser, add_request

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
DECIDED_ALREADY = Refused(
    "decided-already", "Somebody has already decided on this request. Go back to see how."
)
OnCommit = Callable[..., AbstractContextManager[list[Callable[[], object]]]]
pytestmark = pytest.mark.django_db


@pytest.fixture
def organiser() -> Person:
    return add_organiser("Olga Anders", organisation="Eastmoor Trust")


@pytest.fixture
def request_(organiser: Person) -> SeriesRequest:
    return add_request(now=NOW)


def days(cohort: Cohort) -> list[str]:
    return [f"{session.starts_at.astimezone(LONDON):%a %-d %b %Y}" for session in cohort.sessions.all()]


def test_accepting_makes_a_cohort_with_five_weekly_sessions(
    request_: SeriesRequest, organiser: Person
) -> None:
    cohort = accept(request_, by=organiser, first=date(2027, 1, 12), now=NOW)
    assert (cohort.organisation.name, cohort.problem, cohort.capacity) == (
        "Northvale Hospice",
        "Families ring three times to hear when a bed is free",
        12,
    )
    assert days(cohort) == [
        "Tue 12 Jan 2027",
        "Tue 19 Jan 2027",
        "Tue 26 Jan 2027",
        "Tue 2 Feb 2027",
        "Tue 9 Feb 2027",
    ]
    assert {(s.minutes, s.revision) for s in cohort.sessions.all()} == {(75, 0)}


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        # Friday 25 December and Friday 1 January
        (date(2026, 12, 11), ["11 Dec 2026", "18 Dec 2026", "8 Jan 2027", "15 Jan 2027", "22 Jan 2027"]),
        # Boxing Day 2026 is a Saturday, so Monday 28 December is off
        (date(2026, 12, 21), ["21 Dec 2026", "4 Jan 2027", "11 Jan 2027", "18 Jan 2027", "25 Jan 2027"]),
        # Easter Monday, 29 March
        (date(2027, 3, 22), ["22 Mar 2027", "5 Apr 2027", "12 Apr 2027", "19 Apr 2027", "26 Apr 2027"]),
        # Good Friday, 26 March
        (date(2027, 3, 19), ["19 Mar 2027", "2 Apr 2027", "9 Apr 2027", "16 Apr 2027", "23 Apr 2027"]),
        # the bank holidays of 3 and 31 May
        (date(2027, 4, 26), ["26 Apr 2027", "10 May 2027", "17 May 2027", "24 May 2027", "7 Jun 2027"]),
    ],
)
def test_bank_holidays_are_stepped_over(
    request_: SeriesRequest, organiser: Person, first: date, expected: list[str]
) -> None:
    cohort = accept(request_, by=organiser, first=first, now=NOW)
    assert [day.partition(" ")[2] for day in days(cohort)] == expected


@pytest.mark.parametrize(
    ("first", "hours_utc"),
    [(date(2027, 3, 9), [12, 12, 12, 11, 11]), (date(2027, 10, 19), [11, 11, 12, 12, 12])],
)
def test_the_time_on_the_clock_stays_when_the_clocks_change(
    request_: SeriesRequest, organiser: Person, first: date, hours_utc: list[int]
) -> None:
    cohort = accept(request_, by=organiser, first=first, now=NOW)
    starts = [session.starts_at for session in cohort.sessions.all()]
    assert {start.astimezone(LONDON).time() for start in starts} == {time(12, 15)}
    assert [start.astimezone(UTC).hour for start in starts] == hours_utc


@pytest.mark.parametrize(
    ("how", "refused"),
    [
        (
            {"first": date(2026, 11, 22)},
            Refused("past-date", "The first session must be in the future. Choose a later date."),
        ),
        (
            {"first": date(2026, 11, 23), "at": time(9, 0)},
            Refused("past-date", "The first session must be in the future. Choose a later date."),
        ),
        (
            {"first": date(2026, 12, 25)},
            Refused(
                "bank-holiday", "25 December 2026 is a bank holiday (Christmas Day). Choose another date."
            ),
        ),
        (
            {"join_link": "https://meet.google.com/abc-defg-hij"},
            Refused(
                "unknown-link",
                "This is not a Microsoft Teams link. Copy the whole link from the meeting's invitation; it "
                "starts with https://teams.microsoft.com/",
            ),
        ),
    ],
)
def test_a_refused_acceptance_leaves_the_request_waiting(
    request_: SeriesRequest, organiser: Person, how: dict[str, Any], refused: Refused
) -> None:
    with pytest.raises(Refused) as answer:
        accept(request_, by=organiser, now=NOW, **{"first": date(2027, 1, 12), **how})
    request_.refresh_from_db()
    assert answer.value == refused
    assert (request_.status, Cohort.objects.exists()) == ("waiting", False)


def test_a_series_may_begin_later_today(request_: SeriesRequest, organiser: Person) -> None:
    cohort = accept(request_, by=organiser, first=date(2026, 11, 23), at=time(9, 1), now=NOW)
    assert days(cohort)[0] == "Mon 23 Nov 2026"


def test_who_accepts_organises_for_the_organisation(request_: SeriesRequest, organiser: Person) -> None:
    cohort = accept(request_, by=organiser)
    assert cohort.organisation in organisations_of(organiser)
    assert roles_in(cohort, organiser) == {Role.ORGANISER}


def test_the_facilitator_is_appointed(request_: SeriesRequest, organiser: Person) -> None:
    cohort = accept(request_, by=organiser, facilitator_email="GWEN.FACEY@northvale.example")
    appointment = Appointment.objects.get()
    assert str(appointment) == "Gwen Facey, facilitator"
    assert roles_in(cohort, appointment.person) == {Role.FACILITATOR}


def test_a_second_series_joins_the_organisation_that_is_there(organiser: Person) -> None:
    first = accept(add_request(), by=organiser)
    second = accept(add_request(organisation_name="NORTHVALE HOSPICE"), by=organiser)
    assert first.organisation == second.organisation


def test_the_requester_and_the_facilitator_are_told_the_dates(
    request_: SeriesRequest, organiser: Person, django_capture_on_commit_callbacks: OnCommit
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        accept(request_, by=organiser, first=date(2027, 1, 12), now=NOW)
    accepted, invitation = mail.outbox[-2:]
    assert accepted.to == ["rosalind.okafor@northvale.example"]
    assert accepted.subject == "Your AI Deep Dive dates for Northvale Hospice"
    assert "1. AI fundamentals: Tuesday 12 January 2027, 12:15 to 13:30\n" in str(accepted.body)
    assert invitation.to == ["gwen.facey@northvale.example"]
    assert "Your part in it: facilitator." in str(invitation.body)
    assert len(invitation.attachments) == 5


def test_declining_tells_the_requester_why(
    request_: SeriesRequest, organiser: Person, django_capture_on_commit_callbacks: OnCommit
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        decline_request(request_, by=organiser, reason="No facilitator before June.", now=NOW)
    request_.refresh_from_db()
    assert (request_.status, request_.decided_by, request_.decided_at) == ("declined", organiser, NOW)
    letter = mail.outbox[-1]
    assert letter.to == ["rosalind.okafor@northvale.example"]
    assert "The reason is:\n\nNo facilitator before June.\n" in str(letter.body)


@pytest.mark.parametrize("again", ["accept", "decline"])
def test_what_is_decided_stays_decided(request_: SeriesRequest, organiser: Person, again: str) -> None:
    decline_request(request_, by=organiser, reason="Full", now=NOW)
    with pytest.raises(Refused) as refused:
        if again == "accept":
            accept(request_, by=organiser)
        else:
            decline_request(request_, by=organiser, reason="Other", now=NOW)
    request_.refresh_from_db()
    assert refused.value == DECIDED_ALREADY
    assert (request_.status, request_.reason) == ("declined", "Full")


@pytest.mark.django_db(transaction=True)
def test_of_organisers_who_accept_at_the_same_moment_one_does() -> None:
    organisers = [add_organiser(f"Olga {n}", organisation=f"Trust {n}") for n in range(6)]
    request = add_request()
    together = Barrier(len(organisers))

    def decide(organiser: Person) -> str:
        try:
            together.wait()
            return accept(request, by=organiser).organisation.name
        except Refused as refused:
            return refused.code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(organisers)) as pool:
        answers = sorted(pool.map(decide, organisers))
    assert answers == ["Northvale Hospice"] + ["decided-already"] * 5
    assert Cohort.objects.get().sessions.count() == 5


@pytest.mark.django_db
def test_a_request_in_the_name_of_an_organisation_is_accepted_by_its_own_organisers_only() -> None:
    own = add_organiser("Olwen Ownes", organisation="Northvale Hospice")
    other = add_organiser("Otto Other", organisation="Eastmoor Trust")
    request = add_request(organisation_name="NORTHVALE hospice")
    with pytest.raises(Refused) as refused:
        accept(request, by=other)
    assert refused.value.code == "not-your-organisation"
    assert list(organisations_of(other).values_list("name", flat=True)) == ["Eastmoor Trust"]
    assert SeriesRequest.objects.get(pk=request.pk).status == SeriesRequest.Status.WAITING
    assert accept(request, by=own).organisation.name == "Northvale Hospice"
