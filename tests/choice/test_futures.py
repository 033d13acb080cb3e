"""Futures are drawn from ranges, the same ones each time."""

import pytest

from deepdive.choice.futures import prospects, rank_shares
from deepdive.core.choosing import choose
from deepdive.core.money import Line, LineKind, Outlook, Range


def sure(amount: float) -> Range:
    return Range(low=amount, likely=amount, high=amount)


def outlook(*, months: float = 0, fails: float = 0, stop: int = 12) -> Outlook:
    return Outlook(delay=sure(months), fails=fails, stop=stop)


def line(kind: LineKind, amount: float, rise: float = 0) -> Line:
    return Line(kind=kind, amount=sure(amount), rise=rise)


def test_what_is_sure_can_be_worked_out_by_hand() -> None:
    lines = [line(LineKind.ONCE, 1000), line(LineKind.YEARLY, 100), line(LineKind.BENEFIT, 500)]
    (one,) = prospects([("buy", lines, outlook())]).each
    years = sum(1 / 1.035**year for year in range(5))
    assert one.middle == pytest.approx(400 * years - 1000)
    assert one.low == one.high == one.works == pytest.approx(one.middle)
    assert (one.pays, one.fails) == (1, None)


def test_a_benefit_that_comes_late_is_smaller() -> None:
    (one,) = prospects([("buy", [line(LineKind.BENEFIT, 100)], outlook(months=18))]).each
    assert one.middle == pytest.approx(100 * (0.5 / 1.035 + sum(1 / 1.035**year for year in (2, 3, 4))))


def test_prices_rise() -> None:
    (one,) = prospects([("buy", [line(LineKind.YEARLY, 100, rise=3.5)], outlook())]).each
    assert one.cost == pytest.approx(500)


def test_what_does_not_work_is_paid_for_until_it_is_stopped() -> None:
    lines = [line(LineKind.YEARLY, 100), line(LineKind.BENEFIT, 500)]
    (one,) = prospects([("buy", lines, outlook(fails=1, stop=6))]).each
    assert one.middle == pytest.approx(-50)
    assert (one.pays, one.works) == (0, None)


def test_a_chance_of_failing_makes_two_futures_and_a_pilot_worth_something() -> None:
    lines = [line(LineKind.ONCE, 100), line(LineKind.BENEFIT, 100)]
    found = prospects([("buy", lines, outlook(fails=0.5, stop=0))])
    (one,) = found.each
    works = 100 * sum(1 / 1.035**year for year in range(5)) - 100
    assert one.works == pytest.approx(works)
    assert one.fails == pytest.approx(-100)
    assert one.pays == pytest.approx(0.5, abs=0.03)
    # with the future known, one loses nothing where it fails
    assert found.worth_knowing == pytest.approx(100 * (1 - one.pays))


def test_a_range_has_the_mean_of_pert() -> None:
    wide = Line(kind=LineKind.ONCE, amount=Range(low=0, likely=10, high=80))
    found = prospects([("buy", [wide], outlook())])
    assert found.each[0].middle < 0
    # the mean is 20; knowing the future saves nobody from a sure cost but by doing nothing
    assert found.worth_knowing == 0


def test_the_same_figures_give_the_same_futures() -> None:
    wide = Line(kind=LineKind.BENEFIT, amount=Range(low=1, likely=5, high=30))
    options = [("buy", [wide], outlook(fails=0.3)), ("build", [wide], outlook(fails=0.3))]
    first, second = prospects(options), prospects(options)
    assert first == second
    assert first.each[0].middle != first.each[1].middle


def test_places_add_up_and_the_better_comes_first() -> None:
    scores = {("a", "x"): [80, 85, 90], ("b", "x"): [40, 60, 50], ("c", "x"): [41, 61, 49]}
    chosen = choose(["a", "b", "c"], ["x"], scores=scores, swings=[{"x": 100}] * 3)
    assert chosen is not None
    shares = rank_shares(chosen)
    assert shares == rank_shares(chosen)
    assert all(sum(places) == pytest.approx(1) for places in shares.values())
    assert shares["a"][0] > 0.95
