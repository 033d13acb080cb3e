"""Begin a rehearsal, let its simulated attendees act, and remove it."""

import uuid
from datetime import datetime, timedelta
from pathlib import Path

import structlog
import yaml
from django.db import transaction

from deepdive.core.access import Role
from deepdive.core.agenda import Agenda
from deepdive.core.refused import Refused
from deepdive.core.rehearsal import MANNERS, Deed, Doing, deeds, is_here
from deepdive.database.notices import tell
from deepdive.guard.models import KeptFinding
from deepdive.people.actions import find_or_add_person
from deepdive.people.models import Organisation, Person
from deepdive.programme.models import Appointment, Cohort, Seat, Session
from deepdive.rehearsal.models import Rehearsal
from deepdive.rehearsal.script import answer_now, question, write_now
from deepdive.room.actions import give_sign, park_question, stir
from deepdive.room.models import Sign
from deepdive.room.presence import note_doing, note_here
from deepdive.room.queries import read_room
from deepdive.workbook.models import JournalEntry, Snapshot, WorkbookLease

KEPT = timedelta(hours=24)
# after its end nobody is connected any more to what is removed
SETTLE = timedelta(minutes=2)
PACES = (1.0, 5.0, 20.0)
DOMAIN = "rehearsal.invalid"
log = structlog.get_logger()


@transaction.atomic
def begin_rehearsal(original: Session, *, by: Person, pace: float, now: datetime) -> Session:
    """A session that is like the original, in a made-up cohort, led by ``by``. Earlier rehearsals of the same
    workshop by the same person end. Refused with ``no-such-pace``."""
    if pace not in PACES:
        raise Refused("no-such-pace", "Choose one of the speeds.")
    for earlier in Rehearsal.objects.filter(original=original, person=by, over_at__gt=now):
        end_rehearsal(earlier, now=now)
    number = uuid.uuid4().hex[:8]
    cohort = Cohort.objects.create(
        organisation=Organisation.objects.create(name=f"Rehearsal {number}"),
        problem=original.cohort.problem,
        platform=original.cohort.platform,
        join_link=original.cohort.join_link,
        is_rehearsal=True,
    )
    session = Session.objects.create(
        cohort=cohort, number=original.number, starts_at=now, minutes=original.minutes, pace=pace
    )
    Appointment.objects.create(cohort=cohort, person=by, role=Role.FACILITATOR.value)
    for place, about in enumerate(_attendees(), 1):
        person = find_or_add_person(email=f"{place}-{number}@{DOMAIN}", name=about["name"])
        person.is_active = False  # nobody signs in as somebody who does not exist
        person.save(update_fields=["is_active"])
        Seat.objects.create(cohort=cohort, person=person, number=place, job=about["job"], team=about["team"])
    Rehearsal.objects.create(
        session=session, original=original, person=by, seen_until=now, over_at=now + KEPT
    )
    return session


@transaction.atomic
def end_rehearsal(rehearsal: Rehearsal, *, now: datetime) -> None:
    """It is over: soon it is removed. Whoever leads it loses access at once, also to what they have open."""
    Rehearsal.objects.filter(pk=rehearsal.pk, over_at__gt=now).update(over_at=now)
    cohort = rehearsal.session.cohort
    deleted, _ = cohort.appointments.all().delete()
    if deleted:
        tell("part-ended", f"{cohort.pk} {rehearsal.person_id}")


def act_in_rehearsals(*, now: datetime) -> None:
    """Let all simulated attendees do what is due, and remove what is over."""
    for rehearsal in Rehearsal.objects.filter(over_at__gt=now).select_related("session__cohort"):
        # guarded: of two processes one acts
        mine = Rehearsal.objects.filter(pk=rehearsal.pk, seen_until=rehearsal.seen_until)
        if mine.update(seen_until=now):
            act(rehearsal, since=rehearsal.seen_until, until=now)
    for rehearsal in Rehearsal.objects.filter(over_at__lte=now).select_related("session__cohort"):
        if rehearsal.over_at <= now - SETTLE:
            remove(rehearsal)
        else:
            end_rehearsal(rehearsal, now=now)  # of those whose day is over


def act(rehearsal: Rehearsal, *, since: datetime, until: datetime) -> None:
    """What the simulated attendees of one rehearsal do in that time."""
    session = rehearsal.session
    agenda = read_room(session).agenda
    people = [seat.person for seat in session.cohort.seats.select_related("person").order_by("number")]
    manners = dict(zip((person.pk for person in people), MANNERS, strict=False))
    here = [person for person in people if is_here(manners[person.pk], agenda, now=until)]
    stays = [note_here(session, person, now=until) for person in here]
    if any(stay.is_new for stay in stays):
        stir(session)
    by_id = {person.pk: person for person in people}
    for deed in deeds(agenda, manners, since=since, until=until):
        try:
            _do(session, agenda, by_id[deed.person], deed)
        except Refused as refused:
            log.info("rehearsal_refused", code=refused.code, doing=deed.doing.value)


def _do(session: Session, agenda: Agenda, person: Person, deed: Deed) -> None:
    block = agenda.block
    if block is None:
        return
    match deed.doing:
        case Doing.WRITE:
            note_doing(session, person, block=None, is_writing=True, now=deed.at)
            write_now(session, agenda, block, person, now=deed.at)
        case Doing.ANSWER:
            answer_now(session, agenda, block, person)
        case Doing.SAY_DONE:
            give_sign(session, Sign.Kind.DONE, person=person, block=block.id, now=deed.at)
        case Doing.SAY_LOST:
            give_sign(session, Sign.Kind.LOST, person=person, block=block.id, now=deed.at)
        case Doing.ASK:
            park_question(session, question(block), by=person, now=deed.at)
    stir(session)


def remove(rehearsal: Rehearsal) -> None:
    """Remove everything that belongs to a rehearsal: its cohort with all that hangs from it, the simulated
    people, and what was written."""
    cohort = rehearsal.session.cohort
    workbook_id = cohort.pk
    people = list(cohort.seats.values_list("person_id", flat=True))
    organisation = cohort.organisation
    with transaction.atomic():
        cohort.delete()
        organisation.delete()
        Person.objects.filter(pk__in=people, email__endswith=f"@{DOMAIN}").delete()
    # these are not rows of the cohort: the journal may be a database of its own
    for model in (JournalEntry, Snapshot, WorkbookLease, KeptFinding):
        model._default_manager.filter(workbook_id=workbook_id).delete()


def _attendees() -> list[dict[str, str]]:
    text = (Path(__file__).parent / "attendees.yaml").read_text(encoding="utf-8")
    people: list[dict[str, str]] = yaml.safe_load(text)
    return people
