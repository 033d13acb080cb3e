"""The agenda of a room: what is running, since when, until when, and who leads.

A room's state is never stored: it is what its events, in order, make of a run sheet. Which event a command
leads to, or why it is refused, is in :mod:`deepdive.core.leading`; :mod:`deepdive.core.timing` works out what
being late means for the rest.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from deepdive.core.groups import Group
from deepdive.core.series import Block, Method

UNDO_SECONDS = 60
# a session that begins within half an hour of its time ends when the calendar says
NEAR_PLAN = timedelta(minutes=30)


class Phase(StrEnum):
    """Where a session stands."""

    PLANNED = "planned"
    OPEN = "open"
    RUNNING = "running"
    CLOSED = "closed"


class Whereabouts(StrEnum):
    """Where the groups are."""

    TOGETHER = "together"
    APART = "apart"
    RETURNING = "returning"


@dataclass(frozen=True)
class Opened:
    """The facilitator opened the room and leads it (None: whoever may); people may come in."""

    lead: int | None = None


@dataclass(frozen=True)
class BlockStarted:
    """The block with this place in the run sheet, counted from 0, began. It lasts so many minutes (None: as
    planned)."""

    index: int
    minutes: int | None = None


@dataclass(frozen=True)
class Extended:
    """The running block got more minutes."""

    minutes: int


@dataclass(frozen=True)
class Skipped:
    """A block that is still to come is left out."""

    index: int


@dataclass(frozen=True)
class Paused:
    """The clock stands still."""


@dataclass(frozen=True)
class Resumed:
    """The clock goes on."""


@dataclass(frozen=True)
class Undone:
    """The last step is taken back."""


@dataclass(frozen=True)
class HandedOver:
    """From now on this person leads."""

    to: int


@dataclass(frozen=True)
class Revealed:
    """Everybody sees the answers to this activity, and nobody can answer any more."""

    activity: str


@dataclass(frozen=True)
class AskedAgain:
    """The activity takes answers once more, in a round of its own."""

    activity: str


@dataclass(frozen=True)
class GroupsMade:
    """These are the groups, until others are made."""

    groups: tuple[Group, ...]


@dataclass(frozen=True)
class SentOut:
    """The groups went apart, each to its own copy of what is open."""


@dataclass(frozen=True)
class CalledBack:
    """The groups are to be back after so many seconds."""

    seconds: int


@dataclass(frozen=True)
class Told:
    """Everybody sees this message from the facilitator. An empty one takes the last away."""

    message: str


@dataclass(frozen=True)
class SlideShown:
    """Everybody sees the slide with this place among the block's slides, counted from 0."""

    number: int


@dataclass(frozen=True)
class Closed:
    """The session ended."""


Event = (
    Opened
    | BlockStarted
    | Extended
    | Skipped
    | Paused
    | Resumed
    | Undone
    | HandedOver
    | Revealed
    | AskedAgain
    | GroupsMade
    | SentOut
    | CalledBack
    | Told
    | SlideShown
    | Closed
)


@dataclass(frozen=True, kw_only=True)
class RunSheet:
    """What a session is to run: the blocks, how many minutes each is planned for (in the order of the
    blocks), when it is to begin, and how many times faster than the clock it runs (rehearsals)."""

    blocks: tuple[Block, ...]
    minutes: tuple[int, ...]
    planned_at: datetime
    pace: float = 1.0

    def lasting(self, minutes: float) -> timedelta:
        """So many minutes of the session, as time on the clock."""
        return timedelta(minutes=minutes / self.pace)


@dataclass(frozen=True, kw_only=True)
class Ran:
    """A block that was started: when, and for how long it was to last."""

    index: int
    at: datetime
    minutes: int


@dataclass(frozen=True, kw_only=True)
class Agenda:
    """The state of a room. ``opened_at`` is when people could first come in. ``index`` is the running
    block's, None while none runs; ``ends_at`` is when its time is up, as long as the clock is not
    ``paused_at`` a moment. ``rounds`` counts, for activities that were asked again, the rounds after the
    first (0); ``revealed`` holds activities whose current round everybody sees. ``grouped`` are the places
    of the blocks in which the groups were apart. ``before`` is what undoing leads back to.
    """

    sheet: RunSheet
    phase: Phase = Phase.PLANNED
    lead: int | None = None
    opened_at: datetime | None = None
    index: int | None = None
    started_at: datetime | None = None
    ends_at: datetime | None = None
    paused_at: datetime | None = None
    ran: tuple[Ran, ...] = ()
    skipped: frozenset[int] = frozenset()
    revealed: frozenset[str] = frozenset()
    rounds: Mapping[str, int] = field(default_factory=dict)
    groups: tuple[Group, ...] = ()
    whereabouts: Whereabouts = Whereabouts.TOGETHER
    back_at: datetime | None = None
    grouped: frozenset[int] = frozenset()
    message: str = ""
    slide: int = 0
    closed_at: datetime | None = None
    before: "Agenda | None" = None
    undo_until: datetime | None = None

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The run sheet's."""
        return self.sheet.blocks

    @property
    def block(self) -> Block | None:
        """The running block."""
        return None if self.index is None else self.blocks[self.index]

    @property
    def coming(self) -> tuple[int, ...]:
        """The places of the blocks after the running one that are not left out."""
        first = 0 if self.index is None else self.index + 1
        if self.phase is Phase.CLOSED:
            return ()
        return tuple(place for place in range(first, len(self.blocks)) if place not in self.skipped)

    @property
    def following(self) -> Block | None:
        """The block that would start next, if any."""
        return self.blocks[self.coming[0]] if self.coming else None

    @property
    def next_index(self) -> int | None:
        """Its place."""
        return self.coming[0] if self.coming else None

    @property
    def is_live(self) -> bool:
        """Whether people are to be in the room."""
        return self.phase in (Phase.OPEN, Phase.RUNNING)

    @property
    def is_in_groups(self) -> bool:
        """Whether people work in their groups' own copies."""
        return self.whereabouts is not Whereabouts.TOGETHER

    @property
    def due_at(self) -> datetime | None:
        """When the session is to end: by the calendar if it began about then, else its length after the
        first block; None before that."""
        if not self.ran:
            return None
        planned, began = self.sheet.planned_at, self.ran[0].at
        start = planned if abs(began - planned) <= NEAR_PLAN and self.sheet.pace == 1 else began
        return start + self.sheet.lasting(sum(self.sheet.minutes))

    def round_of(self, activity: str) -> int:
        """How often the activity has been asked again."""
        return self.rounds.get(activity, 0)

    def seconds_left(self, now: datetime) -> float:
        """Seconds of the running block that are left at ``now``, below 0 when it is over; 0 if none runs."""
        if self.ends_at is None:
            return 0.0
        return (self.ends_at - (self.paused_at or now)).total_seconds()

    def apart_at(self, now: datetime) -> bool:
        """Whether people work in their groups' own copies at ``now``: not any more once the time that they
        were given to come back is over."""
        is_back = self.back_at is not None and now >= self.back_at
        return self.is_in_groups and not is_back

    def group_of(self, person: int) -> Group | None:
        """The person's group."""
        return next((group for group in self.groups if person in group.people), None)


def agenda_after(events: Iterable[tuple[Event, datetime]], *, sheet: RunSheet) -> Agenda:
    """The room's state after these events, each with when it happened, in order."""
    agenda = Agenda(sheet=sheet)
    for event, at in events:
        agenda = apply(agenda, event, at=at)
    return agenda


def apply(agenda: Agenda, event: Event, *, at: datetime) -> Agenda:
    """The state after one more event."""
    if isinstance(event, Undone):
        return agenda.before or agenda
    after = _after(replace(agenda, before=None, undo_until=None), event, at=at)
    if isinstance(event, BlockStarted | Skipped | Closed | SentOut):
        return replace(
            after,
            before=replace(agenda, before=None, undo_until=None),
            undo_until=at + timedelta(seconds=UNDO_SECONDS),
        )
    return after


def _after(agenda: Agenda, event: Event, *, at: datetime) -> Agenda:  # noqa: PLR0911, PLR0912 - a case an event
    match event:
        case Opened(lead=lead):
            return replace(agenda, phase=Phase.OPEN, lead=lead, opened_at=at)
        case BlockStarted(index=index, minutes=minutes):
            return _in_block(agenda, index, minutes, at)
        case Extended(minutes=minutes):
            return _longer(agenda, minutes, at)
        case Skipped(index=index):
            return replace(agenda, skipped=agenda.skipped | {index})
        case Paused():
            return replace(agenda, paused_at=at)
        case Resumed():
            return _going_on(agenda, at)
        case HandedOver(to=to):
            return replace(agenda, lead=to)
        case Revealed(activity=activity):
            return replace(agenda, revealed=agenda.revealed | {activity})
        case AskedAgain(activity=activity):
            rounds = {**agenda.rounds, activity: agenda.round_of(activity) + 1}
            return replace(agenda, revealed=agenda.revealed - {activity}, rounds=rounds)
        case GroupsMade(groups=groups):
            return replace(agenda, groups=groups)
        case SentOut():
            return _noting_groups(replace(agenda, whereabouts=Whereabouts.APART, back_at=None))
        case CalledBack(seconds=0):
            return replace(agenda, whereabouts=Whereabouts.TOGETHER, back_at=None, message="")
        case CalledBack(seconds=seconds):
            back_at = at + agenda.sheet.lasting(seconds / 60)
            return replace(agenda, whereabouts=Whereabouts.RETURNING, back_at=back_at)
        case Told(message=message):
            return replace(agenda, message=message)
        case SlideShown(number=number):
            return replace(agenda, slide=number)
        case Closed():
            return replace(
                _together(agenda),
                phase=Phase.CLOSED,
                index=None,
                started_at=None,
                ends_at=None,
                paused_at=None,
                message="",
                closed_at=at,
            )
        case Undone():
            return agenda


def _together(agenda: Agenda) -> Agenda:
    return replace(agenda, whereabouts=Whereabouts.TOGETHER, back_at=None)


def _noting_groups(agenda: Agenda) -> Agenda:
    """Remember that the groups are apart in the running block."""
    if agenda.index is None or not agenda.is_in_groups:
        return agenda
    return replace(agenda, grouped=agenda.grouped | {agenda.index})


def _in_block(agenda: Agenda, index: int, minutes: int | None, at: datetime) -> Agenda:
    if index >= len(agenda.blocks):
        return agenda  # the run sheet has become shorter since
    block = agenda.blocks[index]
    minutes = agenda.sheet.minutes[index] if minutes is None else minutes
    if block.method is not Method.GROUP or not agenda.apart_at(at):
        agenda = _together(agenda)
    return _noting_groups(
        replace(
            agenda,
            phase=Phase.RUNNING,
            index=index,
            started_at=at,
            ends_at=at + agenda.sheet.lasting(minutes),
            paused_at=None,
            ran=(*agenda.ran, Ran(index=index, at=at, minutes=minutes)),
            skipped=agenda.skipped - {index},
            message="",
            slide=0,
        )
    )


def _longer(agenda: Agenda, minutes: int, at: datetime) -> Agenda:
    if agenda.ends_at is None:
        return agenda  # the block that was extended is no longer in the run sheet
    # a block that has run over gets the minutes from now, not from when its time was up
    from_ = max(agenda.ends_at, agenda.paused_at or at)
    return replace(agenda, ends_at=from_ + agenda.sheet.lasting(minutes))


def _going_on(agenda: Agenda, at: datetime) -> Agenda:
    if agenda.paused_at is None or agenda.ends_at is None:
        return replace(agenda, paused_at=None)
    return replace(agenda, paused_at=None, ends_at=agenda.ends_at + (at - agenda.paused_at))
