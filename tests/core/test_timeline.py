"""Rows on a line of days."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from deepdive.core.grid import Named, named
from deepdive.core.timeline import Timeline, read_timeline


def read(*rows: dict[str, str], first_day: str = "2027-03-01", days: int = 90) -> Timeline | None:
    return read_timeline(
        rows, name="action", start="start", end="end", owner="owner", first_day=first_day, days=days
    )


def test_a_plan_of_ninety_days_ends_on_the_ninetieth() -> None:
    line = read({"action": "Count", "owner": "Analyst", "start": "2027-03-15", "end": "2027-03-20"})
    assert line is not None
    assert (line.first, line.last, line.planned_until) == (
        date(2027, 3, 1),
        date(2027, 5, 29),
        date(2027, 5, 29),
    )
    assert line.days == 90
    assert line.marks == tuple(
        date(2027, month, day)
        for month, day in [(3, 1), (3, 15), (3, 29), (4, 12), (4, 26), (5, 10), (5, 24)]
    )


def test_the_line_is_long_enough_for_what_is_outside_the_plan() -> None:
    line = read({"action": "Early", "start": "2027-02-01", "end": "2027-06-30", "owner": "A"})
    assert line is not None
    assert (line.first, line.last) == (date(2027, 2, 1), date(2027, 6, 30))


def test_what_is_missing_or_the_wrong_way_round_is_named() -> None:
    line = read(
        {"action": "Backwards", "start": "2027-03-15", "end": "2027-03-02", "owner": "Analyst"},
        {"action": "No end", "start": "2027-03-15", "end": "soon"},
    )
    assert line is not None
    (bar,) = line.bars
    assert bar.is_backwards
    assert line.loose == line.unowned == (Named(2, "No end"),)


def test_without_any_day_there_is_no_line() -> None:
    assert read({"action": "Some day"}, first_day="") is None
    line = read({"action": "A", "start": "2027-03-15", "end": "2027-03-15"}, first_day="")
    assert line is not None
    assert (line.days, line.planned_until) == (1, None)


DAY = st.one_of(st.just(""), st.text(max_size=4), st.dates().map(str))


@given(
    st.lists(st.fixed_dictionaries({"action": st.text(max_size=5), "start": DAY, "end": DAY}), max_size=10),
    DAY,
)
@settings(max_examples=60)
def test_no_row_is_lost_and_few_days_are_named(rows: list[dict[str, str]], first_day: str) -> None:
    line = read(*rows, first_day=first_day)
    if line is not None:
        shown = [*line.loose, *(bar.row for bar in line.bars)]
        assert sorted(shown, key=lambda one: one.number) == [one for one, _ in named(rows, "action")]
        assert 1 <= len(line.marks) <= 8
        assert all(line.first <= mark <= line.last for mark in line.marks)
