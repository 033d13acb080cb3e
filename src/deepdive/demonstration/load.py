"""Load the demonstration: two fictional organisations, each with a cohort, and one waiting request.

What is made up stands in the YAML files of this folder; loading goes by each file once and leaves
what is there alone.
"""

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction

from deepdive.core.access import Role
from deepdive.core.agenda import BlockStarted, Closed, Event, Opened
from deepdive.curriculum.current import pack
from deepdive.demonstration.advice import add_answers
from deepdive.demonstration.boards import add_boards
from deepdive.demonstration.comments import add_comments
from deepdive.demonstration.links import add_asides, add_links
from deepdive.demonstration.versions import add_versions
from deepdive.people.actions import (
    find_or_add_organisation,
    find_or_add_person,
    make_organiser,
    make_sign_in_link,
)
from deepdive.people.models import Person
from deepdive.programme.actions import add_sessions, session_starts
from deepdive.programme.bank_holidays import bank_holidays
from deepdive.programme.calendar import LONDON
from deepdive.programme.models import Appointment, Cohort, Seat, SeriesRequest, Session
from deepdive.room.events import to_row
from deepdive.room.models import Presence, RoomEvent
from deepdive.workbook.actions import write_fields
from deepdive.workbook.document import Edit, KeptRow, RowEdits
from deepdive.workbook.queries import read_workbook

FOLDER = Path(__file__).parent
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday")
A_FORTNIGHT = timedelta(days=14)
Story = Mapping[str, Any]


@dataclass(frozen=True)
class RoleLink:
    """A sign-in link for somebody of the demonstration."""

    cohort: str
    role: str
    name: str
    address: str


def load_demonstration(*, now: datetime) -> list[RoleLink]:
    """Load what is not there yet; returns a link for each role of each cohort. The links work for
    14 days, as often as one likes."""
    links: list[RoleLink] = []
    for file in ("westmarch.yaml", "larkfield.yaml"):
        story = _story(file)
        if not Cohort.objects.filter(organisation__name=story["organisation"]["name"]).exists():
            with transaction.atomic():
                cohort = _cohort(story, now=now)
            _write(cohort, story["written"])
            add_links(cohort, story.get("links", {}))
            add_asides(cohort, story.get("set_aside", ()), now=now)
            add_boards(cohort, story.get("boards", {}))
            add_comments(cohort, story.get("comments", ()), now=now)
            add_versions(cohort, story.get("versions", ()), story.get("signers", ()), now=now)
            add_answers(cohort, story.get("advice_like", ""), now=now)
        links += _links(story, now=now)
    _waiting_request(_story("waiting-request.yaml"), now=now)
    return links


def _story(file: str) -> Story:
    # every value as the text it is: "yes" and "no" are answers that people chose
    story: Story = yaml.load((FOLDER / file).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506
    return story


def _cohort(story: Story, *, now: datetime) -> Cohort:
    organisation = find_or_add_organisation(story["organisation"]["name"])
    organiser = _person(story["organiser"])
    make_organiser(organiser, organisation=organisation)
    starts = starts_around(
        now,
        held=int(story["workshops_held"]),
        weekday=WEEKDAYS.index(story["request"]["weekday"]),
        at=time.fromisoformat(story["request"]["time"]),
    )
    accepted_at = starts[0] - A_FORTNIGHT
    request = _request(
        story,
        made_at=accepted_at,
        status=SeriesRequest.Status.ACCEPTED,
        decided_by=organiser,
        decided_at=accepted_at,
    )
    cohort = Cohort.objects.create(
        organisation=organisation,
        request=request,
        problem=request.problem,
        platform=request.platform,
        join_link=story["join_link"],
    )
    add_sessions(cohort, starts, minutes=pack().series.minutes)
    for role in (Role.FACILITATOR, Role.CO_FACILITATOR, Role.SPONSOR, Role.REVIEWER):
        person = _person(story[role.value.replace("-", "_")])
        Appointment.objects.create(cohort=cohort, person=person, role=role.value)
    for number, attendee in enumerate(story["attendees"], 1):
        Seat.objects.create(
            cohort=cohort,
            person=_person(attendee),
            number=number,
            job=attendee["role"],
            team=attendee.get("team", ""),
        )
    for session in cohort.sessions.filter(starts_at__lt=now):
        _hold(session)
    return cohort


def starts_around(now: datetime, *, held: int, weekday: int, at: time) -> tuple[datetime, ...]:
    """Five weekly starts, so that ``held`` workshops are over and the next is to come, and soon."""
    today = now.astimezone(LONDON).date()
    first: date = today + timedelta(days=(weekday - today.weekday()) % 7 or 7) - timedelta(weeks=held)
    step = timedelta(weeks=-1 if held else 1)
    while first in bank_holidays(first.year) or (held and _held_by(first, at)[held - 1] >= now):
        # a bank holiday makes the series a week longer: begin earlier, so that enough is over
        first += step
    return _held_by(first, at)


def _held_by(first: date, at: time) -> tuple[datetime, ...]:
    return session_starts(first, at=at, now=datetime.combine(first, at, LONDON) - A_FORTNIGHT)


def _hold(session: Session) -> None:
    """The session as it would have been held to the minute."""
    blocks = pack().series.workshop(session.number).blocks
    at = session.starts_at
    held: list[tuple[Event, datetime]] = [(Opened(), at - timedelta(minutes=5))]
    for index, block in enumerate(blocks):
        held.append((BlockStarted(index), at))
        at += timedelta(minutes=block.minutes)
    held.append((Closed(), at))
    for place, (event, when) in enumerate(held, 1):
        kind, data = to_row(event)
        RoomEvent.objects.create(session=session, place=place, kind=kind, data=data, at=when)
    seats = list(session.cohort.seats.all())
    Presence.objects.bulk_create(
        Presence(
            session=session,
            person_id=seat.person_id,
            first_at=session.starts_at,
            last_at=at,
            seconds=round((at - session.starts_at).total_seconds()),
        )
        # the last but so many was away each time: never the first, whose link the demonstration prints
        for place, seat in enumerate(seats)
        if place != len(seats) - session.number
    )


def _write(cohort: Cohort, written: Mapping[str, Mapping[str, Any]]) -> None:
    """Write the artefacts, field by field, each by another attendee."""
    authors = list(cohort.seats.values_list("person_id", flat=True))
    fields = [
        (artefact, field, value) for artefact, values in written.items() for field, value in values.items()
    ]
    for turn, (artefact, field, value) in enumerate(fields):
        write_fields(
            cohort.pk,
            pack().artefacts[artefact],
            {field: _edit(value)},
            as_of=read_workbook(cohort.pk).as_of,
            author_id=authors[turn % len(authors)],
        )


def _edit(value: str | list[dict[str, str]]) -> Edit:
    """A field's value in the story as an edit of the document."""
    if isinstance(value, str):
        return value.strip()
    return RowEdits(rows=tuple(KeptRow(str(uuid.uuid4()), row) for row in value))


def _links(story: Story, *, now: datetime) -> Iterator[RoleLink]:
    cohort = story["organisation"]["name"]
    people = {
        "organiser": story["organiser"],
        "facilitator": story["facilitator"],
        "co-facilitator": story["co_facilitator"],
        "attendee": story["attendees"][0],
        "sponsor": story["sponsor"],
        "reviewer": story["reviewer"],
    }
    for role, about in people.items():
        address = make_sign_in_link(_person(about), now=now, is_reusable=True)
        yield RoleLink(cohort=cohort, role=role, name=about["name"], address=address)


def _waiting_request(story: Story, *, now: datetime) -> None:
    if not SeriesRequest.objects.filter(contact_email=story["request"]["contact_email"]).exists():
        _request(story, made_at=now)


def _request(story: Story, *, made_at: datetime, **decided: Any) -> SeriesRequest:
    asked = story["request"]
    return SeriesRequest.objects.create(
        organisation_name=story["organisation"]["name"],
        contact_name=asked["contact_name"],
        contact_email=asked["contact_email"],
        contact_role=asked["contact_role"],
        problem=story["problem"],
        why=asked["why"],
        people_expected=int(asked["people_expected"]),
        roles_expected=asked["roles"],
        weekday=WEEKDAYS.index(asked["weekday"]),
        time=time.fromisoformat(asked["time"]),
        platform=asked["platform"],
        access_needs=asked["access_needs"],
        made_at=made_at,
        **decided,
    )


def _person(about: Mapping[str, str]) -> Person:
    return find_or_add_person(email=about["email"], name=about["name"])
