"""When a cohort meets: once a week at the same time of day, never on a bank holiday."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta, tzinfo

from deepdive.core.refused import Refused

A_WEEK = timedelta(weeks=1)


def check_new_start(
    start: datetime,
    *,
    minutes: int,
    earlier_ends: datetime | None,
    later_starts: datetime | None,
    bank_holidays: Mapping[date, str],
    now: datetime,
) -> None:
    """Whether a session can be moved to ``start``, between the sessions before and after it (None: there is
    none). Refused with ``past-date``, ``bank-holiday`` and ``out-of-order``."""
    if start <= now:
        raise Refused("past-date", "The session must be in the future. Choose a later date or time.")
    if start.date() in bank_holidays:
        raise Refused(
            "bank-holiday",
            f"{start:%-d %B %Y} is a bank holiday ({bank_holidays[start.date()]}). Choose another date.",
        )
    if earlier_ends is not None and start < earlier_ends:
        raise Refused("out-of-order", "The session before it would come later. Choose a later date.")
    if later_starts is not None and start + timedelta(minutes=minutes) > later_starts:
        raise Refused("out-of-order", "The session after it would come earlier. Choose an earlier date.")


def weekly_starts(
    first: date, *, at: time, count: int, bank_holidays: Mapping[date, str], zone: tzinfo, now: datetime
) -> tuple[datetime, ...]:
    """The starts of ``count`` weekly sessions, aware, in ``zone``.

    The time on the clock stays the same when the clocks change. A session that would fall on a
    bank holiday moves to the next week, and the rest follow it. ``bank_holidays`` maps dates to names.

    Refused with ``past-date`` when the first session would already have begun, and with
    ``bank-holiday`` when the first date is one: there a person should choose.
    """
    if datetime.combine(first, at, tzinfo=zone) <= now:
        raise Refused("past-date", "The first session must be in the future. Choose a later date.")
    if first in bank_holidays:
        raise Refused(
            "bank-holiday",
            f"{first:%-d %B %Y} is a bank holiday ({bank_holidays[first]}). Choose another date.",
        )
    starts: list[datetime] = []
    day = first
    while len(starts) < count:
        if day not in bank_holidays:
            starts.append(datetime.combine(day, at, tzinfo=zone))
        day += A_WEEK
    return tuple(starts)
