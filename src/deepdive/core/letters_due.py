"""Which letters about sessions are due: before a session, after it, and long after the last.

Each letter has a time from which it may go, and one until which it makes sense, so that a server that was
away for a while sends late what still helps and nothing that does not.
"""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from enum import StrEnum
from uuid import UUID

from deepdive.core.follow_up import FOLLOW_UP_DAYS, due_on

MORNING = time(8)
REMIND_BEFORE = timedelta(hours=24)
# facilitators have so long to correct who was there
AFTER_THE_SESSION = timedelta(hours=2)
STILL_FRESH = timedelta(days=3)
# days after the session before; in front of the first session as many days before it, the other way round
NUDGE_DAYS = (2, 5)
FOLLOW_UP_WITHIN = timedelta(days=14)


class Kind(StrEnum):
    """What a letter is about."""

    REMINDER = "session-reminder"
    FIRST_NUDGE = "pre-work-first"
    SECOND_NUDGE = "pre-work-second"
    THANKS = "thank-you"
    MISSED = "missed-you"
    SUMMARY = "session-summary"
    AFTER_30_DAYS = "follow-up-30-days"
    AFTER_90_DAYS = "follow-up-90-days"
    AFTER_180_DAYS = "follow-up-180-days"

    @property
    def letter(self) -> str:
        """The id of the pack's letter."""
        return "pre-work" if self in (Kind.FIRST_NUDGE, Kind.SECOND_NUDGE) else self.value

    @property
    def once(self) -> str:
        """What somebody gets once a session: thanks, or that they were missed, and never both."""
        return "attendance" if self in (Kind.THANKS, Kind.MISSED) else self.value


# the follow-ups, and after how many days each comes
FOLLOW_UPS = dict(
    zip((Kind.AFTER_30_DAYS, Kind.AFTER_90_DAYS, Kind.AFTER_180_DAYS), FOLLOW_UP_DAYS, strict=True)
)

# what was sent: the kind's ``once``, a session, a person and a revision
Sent = tuple[str, UUID, int, int]


@dataclass(frozen=True, kw_only=True)
class Meeting:
    """A session, as far as letters go. ``held_at`` is when it ended (None: it was not held, or is not over),
    ``was_there`` and ``prepared`` are ids of people; ``revision`` counts changes of its time."""

    id: UUID
    starts_at: datetime
    revision: int = 0
    held_at: datetime | None = None
    was_there: frozenset[int] = frozenset()
    prepared: frozenset[int] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Course:
    """A cohort's sessions in order, and the ids of those with a seat and of those who lead."""

    meetings: Sequence[Meeting]
    seated: frozenset[int]
    leads: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Due:
    """A letter that is to go to somebody. It goes once; a reminder once for each time that the session had,
    which ``revision`` counts (0 for all other letters)."""

    kind: Kind
    meeting: UUID
    person: int
    revision: int = 0

    @property
    def once(self) -> Sent:
        """What it is known by once it is sent."""
        return (self.kind.once, self.meeting, self.person, self.revision)


def letters_due(
    course: Course, *, sent: AbstractSet[Sent] = frozenset(), zone: tzinfo, now: datetime
) -> frozenset[Due]:
    """The letters that are to go now and are not among those sent. Mornings are in ``zone``."""
    due: set[Due] = set()
    for place, meeting in enumerate(course.meetings):
        earlier = course.meetings[place - 1] if place else None
        due |= set(_before(course, meeting, earlier, zone=zone, now=now))
        due |= set(_after(course, meeting, zone=zone, now=now))
    if course.meetings:
        due |= set(_long_after(course, course.meetings[-1], zone=zone, now=now))
    return frozenset(one for one in due if one.once not in sent)


def _before(
    course: Course, meeting: Meeting, earlier: Meeting | None, *, zone: tzinfo, now: datetime
) -> Iterator[Due]:
    if meeting.held_at is not None or now >= meeting.starts_at:
        return
    if now >= meeting.starts_at - REMIND_BEFORE:
        for person in course.seated | course.leads:
            yield Due(Kind.REMINDER, meeting.id, person, meeting.revision)
    first, second = nudge_times(meeting.starts_at, earlier.starts_at if earlier else None, zone=zone)
    if now < first:
        return
    kind = Kind.FIRST_NUDGE if now < second else Kind.SECOND_NUDGE
    for person in course.seated - meeting.prepared:
        yield Due(kind, meeting.id, person)


def nudge_times(starts_at: datetime, earlier: datetime | None, *, zone: tzinfo) -> tuple[datetime, datetime]:
    """When people are asked to prepare, and asked once more: in the morning, so many days after the session
    before (:data:`NUDGE_DAYS`), or before the first session."""
    day = (earlier or starts_at).astimezone(zone).date()
    few, many = NUDGE_DAYS
    if earlier is None:
        return _morning(day - timedelta(days=many), zone), _morning(day - timedelta(days=few), zone)
    return _morning(day + timedelta(days=few), zone), _morning(day + timedelta(days=many), zone)


def _after(course: Course, meeting: Meeting, *, zone: tzinfo, now: datetime) -> Iterator[Due]:
    if meeting.held_at is None or now >= meeting.held_at + STILL_FRESH:
        return
    if now >= meeting.held_at + AFTER_THE_SESSION:
        for person in course.seated:
            kind = Kind.THANKS if person in meeting.was_there else Kind.MISSED
            yield Due(kind, meeting.id, person)
    if now >= _morning(meeting.held_at.astimezone(zone).date() + timedelta(days=1), zone):
        for person in course.seated | course.leads:
            yield Due(Kind.SUMMARY, meeting.id, person)


def _long_after(course: Course, last: Meeting, *, zone: tzinfo, now: datetime) -> Iterator[Due]:
    if last.held_at is None:
        return
    day = last.held_at.astimezone(zone).date()
    for kind, days in FOLLOW_UPS.items():
        from_ = _morning(due_on(day, days), zone)
        if from_ <= now < from_ + FOLLOW_UP_WITHIN:
            for person in course.seated:
                yield Due(kind, last.id, person)


def _morning(day: date, zone: tzinfo) -> datetime:
    return datetime.combine(day, MORNING, tzinfo=zone)
