"""Who is in a room: noted while their pages are open, and read by those who run it."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q, QuerySet

from deepdive.people.models import Person
from deepdive.programme.models import Session
from deepdive.room.models import Presence

# a page says every few seconds that it is there; who has been silent for longer than this is gone
GONE_AFTER = timedelta(seconds=45)
# a page without JavaScript says nothing while somebody reads it, or writes in it
GONE_UNHEARD_AFTER = timedelta(minutes=10)
WRITING_FOR = timedelta(seconds=20)
# whoever loads the page again so soon is not noted again: the next time counts for both
NOTED_ANEW_AFTER = timedelta(seconds=5)
# a stay after a longer absence begins anew: they may want to be told what they missed
AWAY = timedelta(minutes=2)


@dataclass(frozen=True)
class Stay:
    """Whether somebody has come just now, or come back: then they may have missed something. ``beside`` are
    the people who sit at their screen."""

    is_new: bool
    missed_since: datetime | None
    beside: tuple[Person, ...] = ()


def is_here(presence: Presence, *, now: datetime) -> bool:
    """Whether they are there still, as far as anybody can know."""
    return now - presence.last_at <= (GONE_AFTER if presence.is_live else GONE_UNHEARD_AFTER)


def note_here(session: Session, person: Person, *, now: datetime) -> Stay:
    """The page that the person has open says so."""
    rows, stay = _come(session, person, now=now)
    if not rows[0].is_live:
        _of(rows).update(is_live=True)
    return stay


def note_page(session: Session, person: Person, *, block: int | None, now: datetime) -> Stay:
    """The person has loaded the room's page, to look at that block; None: to follow the others. So they sit
    at a screen of their own."""
    rows, stay = _come(session, person, now=now)
    own = rows[0]
    is_live = own.is_live and not stay.is_new
    if own.beside_id is not None:
        _of([own]).update(beside=None)
    if (own.block, own.is_live) != (block, is_live):
        _of(rows).update(block=block, is_live=is_live)
    return stay


def note_all_here(pairs: Iterable[tuple[UUID, int]], *, now: datetime) -> None:
    """The same for many at once: pairs of a session's id and a person's."""
    wanted = set(pairs)
    sessions = {session for session, _ in wanted}
    people = {person for _, person in wanted}
    rows = Presence.objects.filter(Q(person__in=people) | Q(beside__in=people), session__in=sessions)
    _add_time(
        [row for row in rows if {(row.session_id, row.person_id), (row.session_id, row.beside_id)} & wanted],
        now=now,
        is_live=True,
    )


def note_beside(session: Session, host: Person, people: Collection[int], *, now: datetime) -> None:
    """These people, by id, sit at the host's screen from now on, and nobody else does. Who has gone from it
    is here until as long after as if their own page had been closed."""
    with transaction.atomic():
        rows, _ = _come(session, host, now=now)
        here = Presence.objects.filter(session=session)
        here.filter(person=host).update(beside=None)
        here.filter(beside=host).exclude(person__in=people).update(beside=None, is_live=True)
        came = here.filter(person__in=people)
        _add_time(came, now=now, is_live=rows[0].is_live)
        came.update(beside=host, block=rows[0].block)
        there = set(came.values_list("person", flat=True))
        new = [
            Presence(session=session, person_id=person, first_at=now, last_at=now, beside=host)
            for person in people
            if person not in there
        ]
        for row in new:
            row.block, row.is_live = rows[0].block, rows[0].is_live
        Presence.objects.bulk_create(new, ignore_conflicts=True)


def note_doing(
    session: Session, person: Person, *, block: int | None, is_writing: bool, now: datetime
) -> bool:
    """Where the person looks and whether they write; returns whether that is news."""
    rows = Presence.objects.filter(_at_screen_of(person), session=session)
    before = next((row for row in rows if row.person_id == person.pk), None)
    changes: dict[str, object] = {"block": block}
    if is_writing:
        changes["wrote_at"] = now
    rows.update(**changes)
    if before is None:
        return False
    was_writing = before.wrote_at is not None and now - before.wrote_at <= WRITING_FOR
    return before.block != block or is_writing != was_writing


def _come(session: Session, person: Person, *, now: datetime) -> tuple[list[Presence], Stay]:
    """The presences of all at the person's screen, their own first, and how they come."""
    there = Presence.objects.filter(_at_screen_of(person), session=session).select_related("person")
    rows = sorted(there, key=lambda row: row.person_id != person.pk)
    beside = tuple(row.person for row in rows if row.person_id != person.pk)
    if len(rows) == len(beside):
        own, is_new = Presence.objects.get_or_create(
            session=session, person=person, defaults={"first_at": now, "last_at": now}
        )
        rows.insert(0, own)
        if is_new:
            return rows, Stay(is_new=True, missed_since=None, beside=beside)
    away = now - rows[0].last_at
    if away >= NOTED_ANEW_AFTER:
        _add_time(rows, now=now, is_live=rows[0].is_live)
    return rows, Stay(
        is_new=not is_here(rows[0], now=now),
        missed_since=rows[0].last_at if away > AWAY else None,
        beside=tuple(sorted(beside, key=lambda one: (one.name.casefold(), one.pk))),
    )


def _at_screen_of(person: Person) -> Q:
    return Q(person=person) | Q(beside=person)


def _of(rows: Iterable[Presence]) -> QuerySet[Presence]:
    return Presence.objects.filter(pk__in=[row.pk for row in rows])


def _add_time(rows: Iterable[Presence], *, now: datetime, is_live: bool) -> None:
    """Count the time since they were last seen, unless they were away."""
    by_seconds: defaultdict[int, list[int]] = defaultdict(list)
    for row in rows:
        seconds = round((now - row.last_at).total_seconds()) if is_here(row, now=now) else 0
        by_seconds[max(0, seconds)].append(row.pk)
    with transaction.atomic():
        for seconds, keys in by_seconds.items():
            Presence.objects.filter(pk__in=keys).update(
                last_at=now, seconds=F("seconds") + seconds, is_live=is_live
            )
