"""A small cast, each person standing for a permission, made by the real actions on a real database."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.http import HttpResponse
from django.utils import timezone
from pycrdt import Doc

from deepdive.comments.actions import Words, begin_thread
from deepdive.core.access import Act, Role
from deepdive.core.comments import Place
from deepdive.curriculum.current import pack
from deepdive.people.actions import find_or_add_organisation, find_or_add_person, make_organiser
from deepdive.people.models import Person
from deepdive.programme.actions import Invitee, accept_request, appoint, ask_for_series, invite
from deepdive.programme.bank_holidays import bank_holidays
from deepdive.programme.models import Cohort, SeriesRequest
from deepdive.programme.queries import find_cohort
from deepdive.workbook.document import change
from deepdive.workbook.models import JournalEntry

if TYPE_CHECKING:  # what the test client answers; the class has this name only in the stubs
    from django.test.client import _MonkeyPatchedWSGIResponse

    Page = _MonkeyPatchedWSGIResponse
else:
    Page = HttpResponse

TEAMS_LINK = "https://teams.microsoft.com/l/meetup-join/northvale-7f3a"
ANSWERS: dict[str, Any] = {
    "organisation_name": "Northvale Hospice",
    "contact_name": "Rosalind Okafor",
    "contact_email": "rosalind.okafor@northvale.example",
    "contact_role": "Head of nursing",
    "problem": "Families ring three times to hear when a bed is free",
    "why": "Two nurses spend each morning on the telephone.",
    "people_expected": 8,
    "roles_expected": "Nurses, the bed manager, our data officer",
    "weekday": 1,
    "time": time(12, 15),
    "platform": "teams",
    "access_needs": "Captions",
}


@dataclass(frozen=True)
class Cast:
    """One person for each thing that somebody can be to the cohort, and two who are nothing to it."""

    cohort: Cohort
    organiser: Person
    facilitator: Person
    co_facilitator: Person
    attendee: Person
    sponsor: Person
    reviewer: Person
    # attends and leads a cohort of another organisation
    outsider: Person
    # organises for another organisation
    organiser_elsewhere: Person

    def secrets(self) -> Iterator[str]:
        """What nobody outside the cohort may read."""
        for role in ("organiser", "facilitator", "co_facilitator", "attendee", "sponsor", "reviewer"):
            person: Person = getattr(self, role)
            yield from (person.name, person.email)
        cohort = self.cohort
        yield from (cohort.organisation.name, cohort.problem, cohort.join_link, WRITTEN, SAID)


SAID = "Has anybody counted how often the sheet is wrong?"
WRITTEN = "The bed list is a sheet of paper on the door of the office"


def add_person(name: str) -> Person:
    """Somebody with that name and an e-mail made from it."""
    return find_or_add_person(email=f"{name.lower().replace(' ', '.')}@northvale.example", name=name)


def add_organiser(name: str, *, organisation: str) -> Person:
    """Somebody who organises for the organisation."""
    person = add_person(name)
    make_organiser(person, organisation=find_or_add_organisation(organisation))
    return person


def add_request(*, now: datetime | None = None, **answers: Any) -> SeriesRequest:
    """A request that waits; ``answers`` replace some of the usual ones."""
    return ask_for_series({**ANSWERS, **answers}, summary="-", now=now or timezone.now())


def accept(
    request: SeriesRequest, *, by: Person, first: date | None = None, now: datetime | None = None, **how: Any
) -> Cohort:
    """The cohort that the request becomes; ``how`` replaces some of the usual choices."""
    choices: dict[str, Any] = {
        "at": time(12, 15),
        "join_link": TEAMS_LINK,
        "facilitator_name": "Gwen Facey",
        "facilitator_email": "gwen.facey@northvale.example",
    } | how
    return accept_request(request, by=by, first=first or a_free_day(), now=now or timezone.now(), **choices)


def a_free_day() -> date:
    """A day in two months that is no bank holiday."""
    day = timezone.localdate() + timedelta(days=60)
    while day in bank_holidays(day.year):
        day += timedelta(days=1)
    return day


def invitee(name: str, *, job: str = "Nurse") -> Invitee:
    """Somebody to invite."""
    return Invitee(name=name, email=f"{name.lower().replace(' ', '.')}@northvale.example", job=job)


def add_cohort(*, seats: int = 0, **answers: Any) -> Cohort:
    """An accepted cohort with so many people in it."""
    organiser = add_organiser("Olga Anders", organisation="Eastmoor Trust")
    cohort = accept(add_request(**answers), by=organiser)
    invite(cohort, [invitee(f"Nurse {n}") for n in range(seats)], by=organiser, now=timezone.now())
    return cohort


def write(cohort: Cohort, *, artefact: str, field: str, text: str) -> None:
    """Put text into the cohort's workbook, past the journal's own thread, so that a test can undo it."""
    update = change(Doc(), pack().artefacts[artefact], {field: text})
    JournalEntry.objects.create(workbook_id=cohort.pk, author_id=None, update=update)


def add_cast() -> Cast:
    """The whole cast, around one cohort with something written. Needs both databases."""
    now = timezone.now()
    organiser = add_organiser("Olga Anders", organisation="Northvale Hospice")
    cohort = accept(add_request(), by=organiser)
    (seat,) = invite(cohort, [invitee("Atul Tandon")], by=organiser, now=now)
    appointed = {
        Role.CO_FACILITATOR: add_person("Cora Farrow"),
        Role.SPONSOR: add_person("Simon Ponsonby"),
        Role.REVIEWER: add_person("Rita Viewer"),
    }
    for role, person in appointed.items():
        appoint(cohort, person, role=role, by=organiser, now=now)
    artefact = pack().artefacts["problem-statement"]
    write(cohort, artefact=artefact.id, field=artefact.fields[0].id, text=WRITTEN)
    begin_thread(
        find_cohort(cohort.pk, person=appointed[Role.REVIEWER], act=Act.COMMENT),
        Place(artefact=artefact.id, field=artefact.fields[0].id),
        Words(text=SAID, tell=frozenset(), form=uuid4()),
        assign_to=None,
        now=now,
    )
    outsider = find_or_add_person(email="otto.sider@eastmoor.example", name="Otto Sider")
    elsewhere = add_organiser("Elsie Where", organisation="Eastmoor Trust")
    other = accept(
        add_request(organisation_name="Eastmoor Trust", problem="Letters arrive late"),
        by=elsewhere,
        facilitator_name=outsider.name,
        facilitator_email=outsider.email,
    )
    invite(other, [Invitee(outsider.name, outsider.email, "Clerk")], by=elsewhere, now=now)
    return Cast(
        cohort=cohort,
        organiser=organiser,
        facilitator=cohort.appointments.get(role=Role.FACILITATOR).person,
        co_facilitator=appointed[Role.CO_FACILITATOR],
        attendee=seat.person,
        sponsor=appointed[Role.SPONSOR],
        reviewer=appointed[Role.REVIEWER],
        outsider=outsider,
        organiser_elsewhere=elsewhere,
    )
