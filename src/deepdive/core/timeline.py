"""A timeline: rows from their first day to their last."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from deepdive.core.artefact import Row
from deepdive.core.grid import Named, named

# Marks nearer than this many days to each other, of a line so long, would be too many to read.
_MOST_MARKS = 7


@dataclass(frozen=True, kw_only=True)
class Bar:
    """A row with both its days; ``end`` is its last day. ``owner`` is empty where nobody is named."""

    row: Named
    start: date
    end: date
    owner: str

    @property
    def is_backwards(self) -> bool:
        """Whether it ends before it starts."""
        return self.end < self.start


@dataclass(frozen=True, kw_only=True)
class Timeline:
    """Bars in the order of the rows, between ``first`` and ``last`` day. ``loose`` are rows without both
    days; ``planned_until`` is the last day of the plan, None where its first day is not known."""

    first: date
    last: date
    planned_until: date | None
    bars: tuple[Bar, ...]
    loose: tuple[Named, ...]
    unowned: tuple[Named, ...]

    @property
    def days(self) -> int:
        """How many days it shows."""
        return (self.last - self.first).days + 1

    @property
    def marks(self) -> tuple[date, ...]:
        """Days to name on the line: every so many weeks from the first."""
        weeks = -(-self.days // (7 * _MOST_MARKS))
        step = timedelta(weeks=max(1, weeks))
        count = -(-self.days // step.days)
        return tuple(self.first + step * place for place in range(count))


def read_timeline(
    rows: Sequence[Row], *, name: str, start: str, end: str, owner: str, first_day: str, days: int
) -> Timeline | None:
    """The rows on a line that begins on ``first_day`` (as text, perhaps empty) and is ``days`` long, and
    longer where a row is outside of it. None where no day is known at all."""
    bars: list[Bar] = []
    loose: list[Named] = []
    unowned: list[Named] = []
    for one, row in named(rows, name):
        begins, ends = read_day(row.get(start, "")), read_day(row.get(end, ""))
        who = " ".join(row.get(owner, "").split())
        if owner and not who:
            unowned.append(one)
        if begins is None or ends is None:
            loose.append(one)
        else:
            bars.append(Bar(row=one, start=begins, end=ends, owner=who))
    planned_from = read_day(first_day)
    known = [day for bar in bars for day in (bar.start, bar.end)]
    if planned_from is None and not known:
        return None
    planned_until = _later(planned_from, days) if planned_from else None
    first = min([*known, *([planned_from] if planned_from else [])])
    last = max([*known, *([planned_until] if planned_until else [])])
    return Timeline(
        first=first,
        last=last,
        planned_until=planned_until,
        bars=tuple(bars),
        loose=tuple(loose),
        unowned=tuple(unowned),
    )


def undated(rows: Sequence[Row], *, name: str) -> tuple[Named, ...]:
    """Every row, where no day is known."""
    return tuple(one for one, _ in named(rows, name))


def read_day(text: str) -> date | None:
    """The day that the text says, as 2027-03-31; None for anything else."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def _later(day: date, days: int) -> date:
    try:
        return day + timedelta(days=max(days, 1) - 1)
    except OverflowError:
        return date.max
