from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deepdive.core.refused import Refused
from deepdive.core.timetable import weekly_starts

LONDON = ZoneInfo("Europe/London")
NOON = time(12, 15)
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


def starts(first: date, holidays: dict[date, str] | None = None) -> tuple[datetime, ...]:
    return weekly_starts(first, at=NOON, count=5, bank_holidays=holidays or {}, zone=LONDON, now=LONG_AGO)


def test_five_sessions_a_week_apart() -> None:
    assert [s.date() for s in starts(date(2027, 1, 12))] == [
        date(2027, 1, 12),
        date(2027, 1, 19),
        date(2027, 1, 26),
        date(2027, 2, 2),
        date(2027, 2, 9),
    ]


def test_a_bank_holiday_moves_that_session_and_the_rest() -> None:
    monday = starts(date(2027, 4, 26), {date(2027, 5, 3): "Early May bank holiday"})
    assert [s.date() for s in monday][1:3] == [date(2027, 5, 10), date(2027, 5, 17)]


@pytest.mark.parametrize(
    ("first", "offsets"),
    [(date(2027, 3, 16), [0, 0, 1, 1, 1]), (date(2027, 10, 19), [1, 1, 0, 0, 0])],
    ids=["spring", "autumn"],
)
def test_the_clock_on_the_wall_stays_when_the_clocks_change(first: date, offsets: list[int]) -> None:
    sessions = starts(first)
    assert {s.time() for s in sessions} == {NOON}
    assert [s.utcoffset() for s in sessions] == [timedelta(hours=hours) for hours in offsets]


def test_a_past_date_is_refused() -> None:
    now = datetime(2027, 1, 12, 12, 15, tzinfo=LONDON)
    with pytest.raises(Refused) as refused:
        weekly_starts(date(2027, 1, 12), at=NOON, count=5, bank_holidays={}, zone=LONDON, now=now)
    assert refused.value.code == "past-date"
    assert refused.value.message == "The first session must be in the future. Choose a later date."


def test_a_first_date_on_a_bank_holiday_is_refused_by_name() -> None:
    with pytest.raises(Refused) as refused:
        starts(date(2027, 5, 3), {date(2027, 5, 3): "Early May bank holiday"})
    assert refused.value.code == "bank-holiday"
    assert refused.value.message == (
        "3 May 2027 is a bank holiday (Early May bank holiday). Choose another date."
    )


@given(
    st.dates(date(2025, 1, 1), date(2030, 1, 1)),
    st.sets(st.dates(date(2025, 1, 1), date(2030, 6, 1)), max_size=40),
    st.times().map(lambda t: t.replace(hour=8 + t.hour % 10, microsecond=0)),
)
def test_every_session_is_on_the_same_weekday_and_never_on_a_holiday(
    first: date, holidays: set[date], at: time
) -> None:
    if first in holidays:
        return
    named = dict.fromkeys(holidays, "A holiday")
    sessions = weekly_starts(first, at=at, count=5, bank_holidays=named, zone=LONDON, now=LONG_AGO)
    assert len(sessions) == 5
    assert list(sessions) == sorted(sessions)
    for session in sessions:
        assert session.weekday() == first.weekday()
        assert session.date() not in holidays
        assert session.time() == at
