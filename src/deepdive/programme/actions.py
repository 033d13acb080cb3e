"""Writes of the programme: ask for a series, decide, fill the seats."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse

from deepdive.core.access import Role
from deepdive.core.meeting import Platform, check_join_link
from deepdive.core.refused import Refused
from deepdive.core.seats import seats_for
from deepdive.core.timetable import weekly_starts
from deepdive.curriculum.current import pack
from deepdive.database.notices import tell
from deepdive.mail.actions import Attachment, post_letter
from deepdive.people.actions import (
    find_or_add_organisation,
    find_or_add_person,
    link_expiry,
    make_organiser,
    make_sign_in_link,
)
from deepdive.people.models import Organisation, Person
from deepdive.people.queries import organisers
from deepdive.programme.bank_holidays import bank_holidays
from deepdive.programme.calendar import LONDON, session_calendar, session_line
from deepdive.programme.models import Appointment, Cohort, Seat, SeriesRequest, Session


@transaction.atomic
def ask_for_series(answers: Mapping[str, Any], *, summary: str, now: datetime) -> SeriesRequest:
    """Keep the request; the requester gets a copy (``summary``: the answers in words), organisers are told.

    ``answers`` are the fields of :class:`SeriesRequest` that the requester fills in.
    """
    request = SeriesRequest.objects.create(**answers, made_at=now)
    post_letter(
        "request-copy",
        to=request.contact_email,
        contact_name=request.contact_name,
        organisation=request.organisation_name,
        series=pack().series.title,
        answers=summary,
        address=settings.ADDRESS,
    )
    for organiser in organisers():
        post_letter(
            "request-received",
            to=organiser.email,
            organiser_name=organiser.name,
            organisation=request.organisation_name,
            contact_name=request.contact_name,
            link=settings.ADDRESS + reverse("programme:decide", args=[request.pk]),
        )
    return request


@transaction.atomic
def decline_request(request: SeriesRequest, *, by: Person, reason: str, now: datetime) -> None:
    """Say no, with a reason that the requester reads. Refused when somebody has decided already."""
    _decide(request, SeriesRequest.Status.DECLINED, by=by, reason=reason, now=now)
    post_letter(
        "request-declined",
        to=request.contact_email,
        contact_name=request.contact_name,
        organisation=request.organisation_name,
        series=pack().series.title,
        reason=reason,
        organiser_name=by.name,
    )


@transaction.atomic
def accept_request(
    request: SeriesRequest,
    *,
    by: Person,
    first: date,
    at: time,
    join_link: str,
    facilitator_name: str,
    facilitator_email: str,
    now: datetime,
    minutes: int | None = None,
) -> Cohort:
    """Say yes: make the cohort with its five sessions and tell requester and facilitator. ``minutes`` is how
    long each session takes (None: as the series says).

    Refused as :func:`~deepdive.core.timetable.weekly_starts` and
    :func:`~deepdive.core.meeting.check_join_link` refuse, and when somebody has decided already.
    """
    link = check_join_link(join_link, platform=Platform(request.platform))
    starts = session_starts(first, at=at, now=now)
    _decide(request, SeriesRequest.Status.ACCEPTED, by=by, reason="", now=now)
    # the name came from a public form: accepting must not open another organisation's cohorts
    organisation = _organised_by(request.organisation_name, by=by, what="accept this request")
    cohort = Cohort.objects.create(
        organisation=organisation,
        request=request,
        problem=request.problem,
        platform=request.platform,
        join_link=link,
        capacity=pack().series.capacity.max,
    )
    minutes = minutes or pack().series.minutes
    add_sessions(cohort, starts, minutes=minutes)
    post_letter(
        "request-accepted",
        to=request.contact_email,
        contact_name=request.contact_name,
        organisation=organisation.name,
        series=pack().series.title,
        sessions=session_lines(cohort),
        minutes=str(minutes),
        organiser_name=by.name,
    )
    facilitator = find_or_add_person(email=facilitator_email, name=facilitator_name)
    appoint(cohort, facilitator, role=Role.FACILITATOR, by=by, now=now)
    return cohort


def session_starts(first: date, *, at: time, now: datetime) -> tuple[datetime, ...]:
    """When the sessions of a series that begins then are held; refused as ``weekly_starts`` refuses."""
    return weekly_starts(
        first,
        at=at,
        count=len(pack().series.workshops),
        bank_holidays=bank_holidays(first.year),
        zone=LONDON,
        now=now,
    )


def add_sessions(cohort: Cohort, starts: Sequence[datetime], *, minutes: int) -> None:
    """Give the cohort a session of so many minutes for each workshop."""
    Session.objects.bulk_create(
        Session(cohort=cohort, number=number, starts_at=start, minutes=minutes)
        for number, start in enumerate(starts, 1)
    )


@dataclass(frozen=True)
class Invitee:
    """Somebody who is to have a seat."""

    name: str
    email: str
    job: str


def invite(cohort: Cohort, invitees: Sequence[Invitee], *, by: Person, now: datetime) -> list[Seat]:
    """Give each invitee a seat and send a personal sign-in link with the calendar files.

    All or none. Refused with ``cohort-full`` when there are too few seats, and with ``seated-already``
    when somebody has one. Two organisers at the same moment cannot oversell: the seat numbers are
    unique in the database, and whoever comes second is asked again.
    """
    for _ in range(cohort.capacity + 1):
        try:
            with transaction.atomic():
                return _seat(cohort, invitees, by=by, now=now)
        except IntegrityError:
            continue
    raise Refused("busy", "Somebody else is changing the seats of this cohort. Try again.")


def _seat(cohort: Cohort, invitees: Sequence[Invitee], *, by: Person, now: datetime) -> list[Seat]:
    people = [find_or_add_person(email=invitee.email, name=invitee.name) for invitee in invitees]
    seats = list(cohort.seats.select_related("person"))
    seated = {seat.person_id for seat in seats}
    twice = [person.name for person in people if person.pk in seated]
    if twice or len({person.pk for person in people}) < len(people):
        names = ", ".join(twice) or "one of them"
        raise Refused(
            "seated-already", f"Each person has one seat, and {names} would have two. Take the line out."
        )
    numbers = seats_for(len(people), taken={seat.number for seat in seats}, capacity=cohort.capacity)
    new = [
        Seat.objects.create(cohort=cohort, person=person, number=number, job=invitee.job)
        for person, number, invitee in zip(people, numbers, invitees, strict=True)
    ]
    for seat in new:
        _send_invitation(cohort, seat.person, role=f"attendee ({seat.job})", by=by, now=now)
    return new


@transaction.atomic
def appoint(cohort: Cohort, person: Person, *, role: Role, by: Person, now: datetime) -> None:
    """Give the person a part in the cohort and send them a sign-in link with the calendar files."""
    _, is_new = Appointment.objects.get_or_create(cohort=cohort, person=person, role=role.value)
    if is_new:
        _send_invitation(cohort, person, role=role.value, by=by, now=now)


@transaction.atomic
def end_part(appointment: Appointment) -> None:
    """Take the part away; the person loses what it allowed, also in a workbook that they have open. What they
    wrote stays."""
    appointment.delete()
    tell("part-ended", f"{appointment.cohort_id} {appointment.person_id}")


@transaction.atomic
def give_back_seat(seat: Seat) -> None:
    """Free the seat; the person loses access to the cohort, to its pages and to a workbook that they have
    open. What they wrote stays."""
    seat.delete()
    tell("part-ended", f"{seat.cohort_id} {seat.person_id}")


@transaction.atomic
def set_teams(cohort: Cohort, teams: Mapping[int, str]) -> None:
    """Say where people come from: seat number -> team, empty for not known."""
    for number, team in teams.items():
        cohort.seats.filter(number=number).update(team=team)


def session_lines(cohort: Cohort) -> str:
    """The cohort's sessions, one line each."""
    return "\n".join(session_line(session, series=pack().series) for session in cohort.sessions.all())


def calendar_file(session: Session, *, now: datetime) -> Attachment:
    """The session's calendar file."""
    room = settings.ADDRESS + reverse("room:room", args=[session.pk])
    return Attachment(
        name=f"workshop-{session.number}.ics",
        type="text/calendar",
        text=session_calendar(session, series=pack().series, room_address=room, made_at=now),
    )


def _send_invitation(cohort: Cohort, person: Person, *, role: str, by: Person, now: datetime) -> None:
    post_letter(
        "seat-invitation",
        to=person.email,
        attachments=[calendar_file(session, now=now) for session in cohort.sessions.all()],
        name=person.name,
        organisation=cohort.organisation.name,
        series=pack().series.title,
        role=role,
        sessions=session_lines(cohort),
        link=make_sign_in_link(person, now=now),
        link_expires=link_expiry(now),
        join_link=cohort.join_link,
        organiser_name=by.name,
    )


def add_cohort_of_plan(organisation_name: str, *, problem: str, by: Person) -> Cohort:
    """A cohort for a plan that was made elsewhere, without sessions and a call. Refused with
    ``not-your-organisation``."""
    organisation = _organised_by(organisation_name, by=by, what="import this plan")
    return Cohort.objects.create(
        organisation=organisation, problem=problem, platform=Platform.TEAMS.value, join_link=""
    )


def _organised_by(name: str, *, by: Person, what: str) -> Organisation:
    """The organisation of that name, with ``by`` among its organisers. One that has only others refuses."""
    organisation = find_or_add_organisation(name)
    if organisation.memberships.exists() and not organisation.memberships.filter(person=by).exists():
        raise Refused(
            "not-your-organisation",
            f"{organisation} has organisers of its own. Ask one of them to {what}.",
        )
    make_organiser(by, organisation=organisation)
    return organisation


def _decide(request: SeriesRequest, status: str, *, by: Person, reason: str, now: datetime) -> None:
    # guarded update: of two organisers who decide at the same moment one is told
    waiting = SeriesRequest.objects.filter(pk=request.pk, status=SeriesRequest.Status.WAITING)
    if not waiting.update(status=status, decided_by=by, decided_at=now, reason=reason):
        raise Refused("decided-already", "Somebody has already decided on this request. Go back to see how.")
    request.refresh_from_db()
