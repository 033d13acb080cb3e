"""How a session's minutes are shared out: shorter and longer sessions, and what being late means."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from deepdive.core.agenda import Agenda
from deepdive.core.series import Block, LongBreak, Method

SHORTEST_BLOCK_MINUTES = 1
# no block of a workshop has this id: the pack's checker sees to it
BREAK_ID = "long-break"
# in a longer session this work gets the time; what is said and the breaks stay as they are
STRETCHED = frozenset({Method.SOLO, Method.GROUP, Method.WHOLE})


@dataclass(frozen=True, kw_only=True)
class Slot:
    """When a block that is still to come would start and how many minutes it would get; 0 minutes: it is
    left out. ``cut`` is how many minutes fewer than planned that is."""

    index: int
    block: Block
    starts_at: datetime
    minutes: int
    cut: int

    @property
    def planned(self) -> int:
        """How many minutes it would get in a session that runs to time."""
        return self.minutes + self.cut


def shared_out(blocks: Sequence[Block], *, minutes: int) -> tuple[int, ...]:
    """Minutes for each block of a session that takes so many minutes in all.

    In a shorter session blocks are cut as they say they may be (``if_late``), a minute at a time where the
    most can be given up; where that is not enough, all are cut further in proportion, to a minute at
    least. In a longer session the work, not the talk, gets more in proportion.
    """
    planned = [block.minutes for block in blocks]
    spare = minutes - sum(planned)
    if spare == 0:
        return tuple(planned)
    if spare > 0:
        weights = [block.minutes if block.method in STRETCHED else 0 for block in blocks]
        more = _in_proportion(spare, weights if any(weights) else planned)
        return tuple(mins + extra for mins, extra in zip(planned, more, strict=True))
    given_up = _given_up([(block.minutes, _least(block)) for block in blocks], minutes=-spare)
    cut = [mins - less for mins, less in zip(planned, given_up, strict=True)]
    still = sum(cut) - minutes
    while still > 0:
        longest = max(range(len(cut)), key=lambda at: (cut[at], -at))
        if cut[longest] <= SHORTEST_BLOCK_MINUTES:
            break
        cut[longest] -= 1
        still -= 1
    return tuple(cut)


def with_break(blocks: Sequence[Block], *, minutes: int, long_break: LongBreak) -> tuple[Block, ...]:
    """The blocks of a session of so many minutes: a long one has a break, before the block that begins
    nearest to its middle. When time is short, half of the break may go."""
    if not long_break.minutes or minutes < long_break.session_minutes or len(blocks) < 2:
        return tuple(blocks)
    total = sum(block.minutes for block in blocks)
    starts = [sum(block.minutes for block in blocks[:place]) for place in range(len(blocks))]
    middle = min(range(1, len(blocks)), key=lambda place: (abs(2 * starts[place] - total), place))
    pause = Block(
        id=BREAK_ID,
        title=long_break.title,
        minutes=long_break.minutes,
        method=Method.BREAK,
        opens=None,
        covers=(),
        serves=(),
        if_late=-(-long_break.minutes // 2),
        cue=long_break.cue,
        task=long_break.task,
    )
    return (*blocks[:middle], pause, *blocks[middle:])


def minutes_late(agenda: Agenda, *, now: datetime) -> int:
    """By how many minutes the session would end after its time if everything still to come took what it is
    planned for: above 0 is late, below 0 is early, rounded to whole minutes away from on time only when
    more than half a minute. 0 before the first block."""
    if agenda.due_at is None or not agenda.is_live:
        return 0
    end = _free_at(agenda, now) + agenda.sheet.lasting(sum(agenda.sheet.minutes[at] for at in agenda.coming))
    return round((end - agenda.due_at).total_seconds() * agenda.sheet.pace / 60)


def still_to_come(agenda: Agenda, *, now: datetime) -> tuple[Slot, ...]:
    """The blocks after the running one as they would run from now, cut so that the session ends in time.

    Each says in ``if_late`` what it can give up. First minutes go, a minute at a time from the block
    that can give up the most; if that is not enough, whole blocks that may be dropped go, the last first.
    What then is still too long stays too long: blocks to be kept are never touched.
    """
    coming = [(at, agenda.blocks[at], agenda.sheet.minutes[at]) for at in agenda.coming]
    late = max(0, minutes_late(agenda, now=now))
    given_up = _given_up([(mins, min(mins, _least(block))) for _, block, mins in coming], minutes=late)
    late -= sum(given_up)
    slots, starts_at = [], _free_at(agenda, now)
    dropped: set[int] = set()
    for at, block, mins in reversed(coming):
        if late > 0 and block.if_late == "drop":
            dropped.add(at)
            late -= mins
    for (at, block, mins), less in zip(coming, given_up, strict=True):
        minutes = 0 if at in dropped else mins - less
        slots.append(Slot(index=at, block=block, starts_at=starts_at, minutes=minutes, cut=mins - minutes))
        starts_at += agenda.sheet.lasting(minutes)
    return tuple(slots)


def minutes_for(agenda: Agenda, index: int, *, now: datetime) -> int:
    """How many minutes a block is to get when it starts at ``now``: fewer than planned when late, and as
    planned when the facilitator starts a block that would be dropped, or goes back to an earlier one."""
    slot = next((slot for slot in still_to_come(agenda, now=now) if slot.index == index), None)
    return (slot.minutes if slot else 0) or agenda.sheet.minutes[index]


def _free_at(agenda: Agenda, now: datetime) -> datetime:
    """When the running block can end at the earliest, as far as its time goes."""
    return now + timedelta(seconds=max(0.0, agenda.seconds_left(now)))


def _least(block: Block) -> int:
    limit: Literal["keep", "drop"] | int = block.if_late
    return limit if isinstance(limit, int) else block.minutes


def _given_up(blocks: Sequence[tuple[int, int]], *, minutes: int) -> list[int]:
    """How many minutes each block gives up, of pairs of planned and least minutes."""
    given_up = [0] * len(blocks)
    for _ in range(minutes):
        spare = [planned - least - given for (planned, least), given in zip(blocks, given_up, strict=True)]
        if not any(left > 0 for left in spare):
            break
        most = max(range(len(blocks)), key=lambda at: (spare[at], -at))
        given_up[most] += 1
    return given_up


def _in_proportion(minutes: int, weights: Sequence[int]) -> list[int]:
    """Whole minutes in proportion to the weights (largest remainder); they add up to ``minutes``."""
    total = sum(weights)
    exact = [minutes * weight / total for weight in weights]
    shares = [int(share) for share in exact]
    by_remainder = sorted(range(len(weights)), key=lambda at: (shares[at] - exact[at], at))
    for at in by_remainder[: minutes - sum(shares)]:
        shares[at] += 1
    return shares
