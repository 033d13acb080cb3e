"""How a session went: when it was held, how long it lasted, and how long each block took."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from deepdive.core.agenda import Agenda, Phase
from deepdive.core.series import Block

# a session that nobody ended counts as over when it has been due for so long
FORGOTTEN = timedelta(hours=6)


@dataclass(frozen=True, kw_only=True)
class BlockTime:
    """What a block was to take and what it took on the clock, in whole minutes, pauses included; it took
    None where it did not run. A block that ran twice took both times together."""

    block: Block
    planned: int
    started_at: datetime | None = None
    took: int | None = None

    @property
    def over(self) -> int:
        """By how many minutes it took longer than planned; below 0 it was shorter."""
        return 0 if self.took is None else self.took - self.planned


def held_at(agenda: Agenda, *, now: datetime) -> datetime | None:
    """When the session ended; None if it has not, or if it was opened and no block ever ran."""
    if not agenda.ran:
        return None
    if agenda.phase is Phase.CLOSED:
        return agenda.closed_at
    due_at = agenda.due_at
    return due_at if due_at is not None and now >= due_at + FORGOTTEN else None


def lasted(agenda: Agenda, *, now: datetime) -> timedelta:
    """How long the session has lasted: from its first block until its end, or until now."""
    if not agenda.ran:
        return timedelta(0)
    return max(timedelta(0), (held_at(agenda, now=now) or now) - agenda.ran[0].at)


def block_times(agenda: Agenda, *, now: datetime) -> tuple[BlockTime, ...]:
    """Each block of the run sheet, planned and as it went."""
    ends = (*(ran.at for ran in agenda.ran[1:]), held_at(agenda, now=now) or now)
    took: dict[int, timedelta] = {}
    started_at: dict[int, datetime] = {}
    for ran, end in zip(agenda.ran, ends, strict=False):  # no block ran: there is only an end
        started_at.setdefault(ran.index, ran.at)
        took[ran.index] = took.get(ran.index, timedelta(0)) + max(timedelta(0), end - ran.at)
    return tuple(
        BlockTime(
            block=block,
            planned=agenda.sheet.minutes[index],
            started_at=started_at.get(index),
            took=_minutes(took[index], agenda.sheet.pace) if index in took else None,
        )
        for index, block in enumerate(agenda.blocks)
    )


def _minutes(span: timedelta, pace: float) -> int:
    return round(span.total_seconds() * pace / 60)
