"""Who is in a room: noted while their pages are open, and read by those who run it."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F

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
    """Whether somebody has come just now, or come back: then they may have missed something."""

    is_new: bool
    missed_since: datetime | None


def is_here(presence: Presence, *, now: datetime) -> bool:
    """Whether they are there still, as far as anybody can know."""
    return now - presence.last_at <= (GONE_AFTER if presence.is_live else GONE_UNHEARD_AFTER)


def note_here(session: Session, person: Person, *, now: datetime) -> Stay:
    """The page that the person has open says so."""
    presence, stay = _come(session, person, now=now)
    if not presence.is_live:
        Presence.objects.filter(pk=presence.pk).update(is_live=True)
    return stay


def note_page(session: Session, person: Person, *, block: int | None, now: datetime) -> Stay:
    """The person has loaded the room's page, to look at that block; None: to follow the others."""
    presence, stay = _come(session, person, now=now)
    is_live = presence.is_live and not stay.is_new
    if (presence.block, presence.is_live) != (block, is_live):
        Presence.objects.filter(pk=presence.pk).update(block=block, is_live=is_live)
    return stay


def note_all_here(pairs: Iterable[tuple[UUID, int]], *, now: datetime) -> None:
    """The same for many at once: pairs of a session's id and a person's."""
    wanted = set(pairs)
    sessions = {session for session, _ in wanted}
    people = {person for _, person in wanted}
    rows = Presence.objects.filter(session__in=sessions, person__in=people)
    _add_time([row for row in rows if (row.session_id, row.person_id) in wanted], now=now, is_live=True)


def note_doing(
    session: Session, person: Person, *, block: int | None, is_writing: bool, now: datetime
) -> bool:
    """Where the person looks and whether they write; returns whether that is news."""
    rows = Presence.objects.filter(session=session, person=person)
    before = rows.first()
    changes: dict[str, object] = {"block": block}
    if is_writing:
        changes["wrote_at"] = now
    rows.update(**changes)
    if before is None:
        return False
    was_writing = before.wrote_at is not None and now - before.wrote_at <= WRITING_FOR
    return before.block != block or is_writing != was_writing


def _come(session: Session, person: Person, *, now: datetime) -> tuple[Presence, Stay]:
    presence, is_new = Presence.objects.get_or_create(
        session=session, person=person, defaults={"first_at": now, "last_at": now}
    )
    if is_new:
        return presence, Stay(is_new=True, missed_since=None)
    away = now - presence.last_at
    if away >= NOTED_ANEW_AFTER:
        _add_time([presence], now=now, is_live=presence.is_live)
    return presence, Stay(
        is_new=not is_here(presence, now=now), missed_since=presence.last_at if away > AWAY else None
    )


def _add_time(rows: Collection[Presence], *, now: datetime, is_live: bool) -> None:
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
