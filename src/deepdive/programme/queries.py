"""Reads about requests and cohorts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import CharField, Q, QuerySet, Value

from deepdive.core.access import Act, Role, may
from deepdive.core.refused import Refused
from deepdive.people.models import Person
from deepdive.programme.models import Appointment, Cohort, Seat, SeriesRequest, Session

NOT_YOURS = (
    "We cannot find this cohort among yours. You may be signed in with another e-mail, or your "
    "seat may have been given back. Ask the organiser."
)


@dataclass(frozen=True)
class Access:
    """A cohort together with what one person is to it."""

    cohort: Cohort
    person: Person
    roles: frozenset[Role]

    def may(self, act: Act) -> bool:
        """Whether the person may do that here."""
        return may(self.roles, act)


def roles_in(cohort: Cohort, person: Person) -> frozenset[Role]:
    """Everything the person is to the cohort; empty for an outsider."""
    appointed = cohort.appointments.filter(person=person).values_list("role")
    seated = cohort.seats.filter(person=person).values_list(_role(Role.ATTENDEE))
    organising = cohort.organisation.memberships.filter(person=person).values_list(_role(Role.ORGANISER))
    parts = appointed.order_by().union(seated.order_by(), organising.order_by())
    return frozenset(Role(role) for (role,) in parts)


def _role(role: Role) -> Value:
    return Value(role.value, output_field=CharField())


def find_cohort(cohort_id: UUID, *, person: Person, act: Act) -> Access:
    """The cohort, if the person may do ``act`` there.

    Refused with ``no-such-cohort`` when it does not exist or the person has no part in it (an
    outsider cannot tell which), and with ``wrong-role`` when they have a part that does not allow it.
    """
    cohort = Cohort.objects.select_related("organisation").filter(pk=cohort_id).first()
    return _access(cohort, person=person, act=act)


def find_session(session_id: UUID, *, person: Person, act: Act) -> tuple[Session, Access]:
    """The session and the person's access to its cohort; refused as :func:`find_cohort`."""
    session = Session.objects.select_related("cohort__organisation").filter(pk=session_id).first()
    if session is None:
        raise Refused("no-such-cohort", NOT_YOURS)
    return session, _access(session.cohort, person=person, act=act)


def _access(cohort: Cohort | None, *, person: Person, act: Act) -> Access:
    roles = roles_in(cohort, person) if cohort else frozenset()
    if cohort is None or not roles:
        raise Refused("no-such-cohort", NOT_YOURS)
    if not may(roles, act):
        mine = " and ".join(sorted(roles))
        raise Refused("wrong-role", f"You are here as {mine}, and that role cannot {act.value}.")
    return Access(cohort=cohort, person=person, roles=roles)


def cohorts_of(person: Person) -> QuerySet[Cohort]:
    """The cohorts in which the person has any part, newest first."""
    part = (
        Q(seats__person=person) | Q(appointments__person=person) | Q(organisation__memberships__person=person)
    )
    return Cohort.objects.filter(part).select_related("organisation").distinct()


def may_read_request(request: SeriesRequest, *, person: Person) -> bool:
    """Whether an organiser may read a request: all may while it waits; once it is decided, whoever
    decided, and those who organise for the organisation that it became a cohort of."""
    if request.status == SeriesRequest.Status.WAITING or request.decided_by_id == person.pk:
        return True
    return Cohort.objects.filter(request=request, organisation__memberships__person=person).exists()


def waiting_requests() -> QuerySet[SeriesRequest]:
    """Requests nobody has decided on, oldest first."""
    return SeriesRequest.objects.filter(status=SeriesRequest.Status.WAITING).order_by("made_at")


def next_session(sessions: Sequence[Session], *, now: datetime) -> Session | None:
    """The first session that has not ended by ``now``."""
    return next((session for session in sessions if session.ends_at > now), None)


def roles_of_many(pairs: Iterable[tuple[UUID, int]]) -> dict[tuple[UUID, int], set[Role]]:
    """What each person is to each cohort, for pairs of cohort and person, in four queries.

    People who may not sign in, or do not exist, are left out; those without a role have an empty set.
    """
    wanted = set(pairs)
    people = {person_id for _, person_id in wanted}
    active = set(Person.objects.filter(pk__in=people, is_active=True).values_list("pk", flat=True))
    roles: dict[tuple[UUID, int], set[Role]] = {pair: set() for pair in wanted if pair[1] in active}
    cohorts = {cohort_id for cohort_id, _ in wanted}
    of_them = {"cohort__in": cohorts, "person__in": people}
    seated = Seat.objects.filter(**of_them).values_list("cohort_id", "person_id")
    found = [(cohort, person, Role.ATTENDEE) for cohort, person in seated]
    appointed = Appointment.objects.filter(**of_them).values_list("cohort_id", "person_id", "role")
    found += [(cohort, person, Role(role)) for cohort, person, role in appointed]
    organising = Cohort.objects.filter(pk__in=cohorts, organisation__memberships__person__in=people)
    found += [
        (cohort, person, Role.ORGANISER)
        for cohort, person in organising.values_list("pk", "organisation__memberships__person")
    ]
    for cohort, person, role in found:
        if (cohort, person) in roles:
            roles[cohort, person].add(role)
    return roles


@dataclass(frozen=True)
class Member:
    """Somebody with a part in a cohort; ``part`` says which, in words: a job or a role."""

    person: Person
    part: str


def members_of(cohort: Cohort) -> list[Member]:
    """Everybody who can sign in and has a part in the cohort, each once, by name."""
    parts: dict[Person, list[str]] = {}
    for seat in cohort.seats.select_related("person"):
        parts.setdefault(seat.person, []).append(seat.job)
    for appointment in cohort.appointments.select_related("person"):
        parts.setdefault(appointment.person, []).append(appointment.get_role_display())
    for membership in cohort.organisation.memberships.select_related("person"):
        parts.setdefault(membership.person, []).append(Role.ORGANISER.value.capitalize())
    members = [Member(person, ", ".join(part)) for person, part in parts.items() if person.is_active]
    return sorted(members, key=lambda member: (member.person.name.casefold(), member.person.pk))
