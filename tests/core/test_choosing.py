"""Scores and weights of a group: apart first, then what they come to, then what would tip it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deepdive.core.choosing import (
    Apart,
    Tipping,
    check_points,
    choose,
    furthest_apart,
    normalised,
    weights_apart,
)
from deepdive.core.money import Line, LineKind, Outlook, Range
from deepdive.core.refused import Refused

# On "benefit" partner wins, on "fit" the fix; three people who nearly agree.
SCORES = {
    ("fix", "benefit"): [40, 40, 40],
    ("fix", "fit"): [90, 80, 100],
    ("partner", "benefit"): [80, 90, 70],
    ("partner", "fit"): [50, 50, 50],
}
SWINGS = [{"benefit": 40, "fit": 100}, {"benefit": 25, "fit": 100}, {"benefit": 100, "fit": 300 - 200}]


def test_a_weight_is_its_part_of_all_weight() -> None:
    assert normalised({"benefit": 100, "fit": 50, "cost": 50}) == {"benefit": 0.5, "fit": 0.25, "cost": 0.25}
    assert normalised({"benefit": 0}) is None


def test_totals_and_what_tips_them() -> None:
    chosen = choose(["fix", "partner"], ["benefit", "fit"], scores=SCORES, swings=SWINGS)
    assert chosen is not None
    # 40/140, 25/125 and 100/200
    assert chosen.weights["benefit"] == pytest.approx((2 / 7 + 1 / 5 + 1 / 2) / 3)
    assert chosen.order == ("fix", "partner")
    assert chosen.totals["fix"] == pytest.approx(90 - 50 * chosen.weights["benefit"])
    # 90 - 50 w = 50 + 30 w at w = 0.5
    assert chosen.tipping("benefit") == Tipping(
        criterion="benefit", now=chosen.weights["benefit"], at=0.5, option="partner"
    )
    assert chosen.at_weight("fix", "benefit", 0.5) == pytest.approx(
        chosen.at_weight("partner", "benefit", 0.5)
    )


def test_an_option_that_is_best_everywhere_is_never_tipped() -> None:
    scores = {
        ("fix", "fit"): [9, 9, 9],
        ("wait", "fit"): [1, 1, 1],
        ("fix", "cost"): [9, 8, 9],
        ("wait", "cost"): [2, 2, 2],
    }
    chosen = choose(["fix", "wait"], ["fit", "cost"], scores=scores, swings=[{"fit": 100, "cost": 10}] * 3)
    assert chosen is not None
    assert [chosen.tipping(one).at for one in ("fit", "cost")] == [None, None]


def test_a_criterion_with_all_the_weight_can_still_be_looked_at() -> None:
    scores = {(option, one): [50, 60, 70] for option in ("fix", "wait") for one in ("fit", "cost")}
    chosen = choose(["fix", "wait"], ["fit", "cost"], scores=scores, swings=[{"fit": 100}] * 3)
    assert chosen is not None
    assert chosen.at_weight("fix", "fit", 0) == 60


def test_too_few_people_have_no_result() -> None:
    few = {cell: values[:2] for cell, values in SCORES.items()}
    assert choose(["fix", "partner"], ["benefit", "fit"], scores=few, swings=SWINGS) is None
    assert choose(["fix", "partner"], ["benefit", "fit"], scores=SCORES, swings=SWINGS[:2]) is None
    assert choose([], ["benefit"], scores=SCORES, swings=SWINGS) is None
    assert furthest_apart(few) == ()
    assert weights_apart(["benefit"], SWINGS[:2]) is None


def test_where_people_are_furthest_apart() -> None:
    assert furthest_apart(SCORES, most=1) == (Apart(option="fix", criterion="fit", lowest=80, highest=100),)
    assert weights_apart(["benefit", "fit"], SWINGS) == Apart(
        option="", criterion="benefit", lowest=25, highest=100
    )


@pytest.mark.parametrize("points", [-1, 101])
def test_points_are_0_to_100(points: int) -> None:
    with pytest.raises(Refused, match="from 0 to 100"):
        check_points(points)


@settings(max_examples=60)
@given(data=st.data())
def test_at_the_tipping_point_two_are_level_and_nobody_is_above(data: st.DataObject) -> None:
    options, criteria = ["a", "b", "c"], ["x", "y", "z"]
    points = st.lists(st.integers(0, 100), min_size=3, max_size=3)
    scores = {(option, one): data.draw(points) for option in options for one in criteria}
    weights = st.fixed_dictionaries(dict.fromkeys(criteria, st.integers(1, 100)))
    chosen = choose(options, criteria, scores=scores, swings=[data.draw(weights) for _ in range(3)])
    assert chosen is not None
    tipping = chosen.tipping("x")
    if tipping.at is None or tipping.option is None:
        return
    totals = {option: chosen.at_weight(option, "x", tipping.at) for option in options}
    assert totals[tipping.option] == pytest.approx(totals[chosen.order[0]], abs=1e-6)
    assert totals[tipping.option] == pytest.approx(max(totals.values()), abs=1e-6)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Range(low=3, likely=2, high=4), "most likely not less"),
        (lambda: Range(low=-1, likely=2, high=4), "0 or more"),
        (lambda: Range(low=0, likely=0, high=2e9), "1,000,000,000 or less"),
        (lambda: Line(kind=LineKind.ONCE, amount=Range(low=0, likely=1, high=2), rise=40), "0 to 25%"),
        (lambda: Outlook(delay=Range(low=0, likely=1, high=2), fails=1.5, stop=3), "0% to 100%"),
        (lambda: Outlook(delay=Range(low=0, likely=1, high=2), fails=0.5, stop=70), "0 to 60"),
        (lambda: Outlook(delay=Range(low=0, likely=1, high=70), fails=0.5, stop=7), "60 or less"),
    ],
)
def test_money_that_cannot_be_is_refused(make: object, message: str) -> None:
    assert callable(make)
    with pytest.raises(Refused, match=message):
        make()
