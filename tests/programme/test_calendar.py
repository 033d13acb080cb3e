"""Calendar files, read back as a calendar program reads them."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from icalendar import Calendar

from deepdive.core.series import Series
from deepdive.curriculum.current import pack
from deepdive.programme.actions import calendar_file
from deepdive.programme.calendar import session_calendar, session_line
from deepdive.programme.models import Cohort, Session
from tests.factories import TEAMS_LINK, accept, add_organiser, add_request

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort() -> Cohort:
    """A cohort that meets on both sides of the change to summer time."""
    organiser = add_organiser("Olga Anders", organisation="Northvale Hospice")
    return accept(add_request(now=NOW), by=organiser, first=date(2027, 3, 9), now=NOW)


def read(session: Session) -> Calendar:
    return Calendar.from_ical(calendar_file(session, now=NOW).text)


def event_of(calendar: Calendar) -> Any:
    (event,) = calendar.walk("VEVENT")
    return event


def test_an_event_keeps_its_identity_and_counts_its_changes(cohort: Cohort) -> None:
    session = cohort.sessions.get(number=1)
    first = event_of(read(session))
    session.starts_at += timedelta(days=7)
    session.revision = 1
    session.save()
    second = event_of(read(session))
    assert first["UID"] == second["UID"] == f"session-{session.id}@aideepdive"
    assert (first["SEQUENCE"], second["SEQUENCE"]) == (0, 1)


def test_five_sessions_are_five_events(cohort: Cohort) -> None:
    assert len({event_of(read(session))["UID"] for session in cohort.sessions.all()}) == 5


@pytest.mark.parametrize(("number", "hour_utc"), [(1, 12), (5, 11)])
def test_the_start_is_on_the_london_clock_in_winter_and_summer(
    cohort: Cohort, number: int, hour_utc: int
) -> None:
    event = event_of(read(cohort.sessions.get(number=number)))
    starts, ends = event["DTSTART"], event["DTEND"]
    assert starts.params["TZID"] == ends.params["TZID"] == "Europe/London"
    assert (starts.dt.time(), ends.dt.time()) == (time(12, 15), time(13, 30))
    assert starts.dt.astimezone(UTC).hour == hour_utc


def test_the_file_explains_london_time_with_both_offsets(cohort: Cohort) -> None:
    zone: Any
    (zone,) = read(cohort.sessions.get(number=1)).walk("VTIMEZONE")
    assert zone["TZID"] == "Europe/London"
    offsets = {(part.name, part["TZOFFSETTO"].td) for part in zone.subcomponents}
    assert {("STANDARD", timedelta(0)), ("DAYLIGHT", timedelta(hours=1))} <= offsets


def test_the_event_says_what_where_and_how_to_get_in(cohort: Cohort) -> None:
    session = cohort.sessions.get(number=1)
    event = event_of(read(session))
    assert event["SUMMARY"] == "AI Deep Dive 1: AI fundamentals"
    assert event["LOCATION"] == TEAMS_LINK
    assert event["DTSTAMP"].dt == NOW
    assert event["DESCRIPTION"] == (
        "Establish baseline understanding of AI and what is possible\n\n"
        f"Join the call: {TEAMS_LINK}\nOpen the room: http://127.0.0.1:8000/sessions/{session.pk}"
    )


def series_titled(title: str) -> Series:
    return replace(pack().series, title=title)


def test_commas_semicolons_backslashes_and_line_ends_survive(cohort: Cohort) -> None:
    title = "Dive; deep, and\\or\nwide: \N{TEST TUBE}é" + " long" * 40
    file = session_calendar(
        cohort.sessions.get(number=1), series=series_titled(title), room_address="x", made_at=NOW
    )
    assert "SUMMARY:Dive\\; deep\\, and\\\\or\\nwide" in file
    assert max(len(line.encode()) for line in file.split("\r\n")) <= 75
    assert event_of(Calendar.from_ical(file))["SUMMARY"] == f"{title} 1: AI fundamentals"


def test_every_line_ends_as_the_format_wants(cohort: Cohort) -> None:
    file = calendar_file(cohort.sessions.get(number=1), now=NOW).text
    assert file.replace("\r\n", "").count("\n") == 0
    assert file.startswith("BEGIN:VCALENDAR\r\n")
    assert file.endswith("END:VCALENDAR\r\n")


def test_a_letter_has_the_session_in_one_line(cohort: Cohort) -> None:
    session = cohort.sessions.get(number=5)
    assert session_line(session, series=pack().series) == (
        "5. Launching your AI experiment: Tuesday 6 April 2027, 12:15 to 13:30"
    )
