"""Claims about tools, worked out."""

from math import nan

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deepdive.core.claims import Counts, Interval, Rates, intervals, sentences, wilson
from deepdive.core.refused import Refused

SHARES = st.floats(0, 1)


@pytest.mark.parametrize(("prevalence", "ppv"), [(0.5, 0.9), (0.1, 0.5), (0.01, 0.083), (0.001, 0.009)])
def test_the_same_tool_is_right_less_often_where_the_outcome_is_rare(prevalence: float, ppv: float) -> None:
    found = Rates(sensitivity=0.9, specificity=0.9, prevalence=prevalence).ppv
    assert found == pytest.approx(ppv, abs=0.0005)


def test_what_happens_to_a_thousand_people() -> None:
    rates = Rates(sensitivity=0.9, specificity=0.9, prevalence=0.05)
    assert rates.among() == Counts(found=45, missed=5, false_alarms=95, left_alone=855)
    assert rates.npv == pytest.approx(0.9942, abs=0.0001)


def test_counts_become_sentences() -> None:
    counts = Counts(found=42, missed=18, false_alarms=32, left_alone=908)
    assert sentences(counts.rates(), claimed_accuracy=0.95) == (
        "Of 1,000 people, 60 have the outcome. It finds 42 of them and misses 18.",
        "It raises 74 alarms: 42 are right and 32 are false.",
        "Somebody who looks at nobody and always says no is right 940 times in 1,000; "
        "the tool is right 950 times. That says little by itself: look at what it misses.",
        "The claimed accuracy of 95.0% fits these numbers.",
    )


def test_counts_elsewhere_are_seen_at_our_prevalence() -> None:
    counts = Counts(found=90, missed=10, false_alarms=10, left_alone=90)
    rates = counts.rates(prevalence=0.01)
    assert (rates.sensitivity, rates.specificity, rates.prevalence) == (0.9, 0.9, 0.01)


def test_a_tool_that_is_right_99_times_in_100_may_be_worse_than_saying_no() -> None:
    counts = Counts(found=60, missed=317, false_alarms=111, left_alone=49_949)
    said = sentences(counts.rates(), claimed_accuracy=0.9915)
    assert said[2:] == (
        "Somebody who looks at nobody and always says no is right 993 times in 1,000; "
        "the tool is right 992 times. Judge it by what it finds and misses, not by how often it is right.",
        "An accuracy of 99.2% is no better than always saying the same.",
    )


def test_a_claim_that_does_not_fit_is_told() -> None:
    rates = Rates(sensitivity=0.8, specificity=0.7, prevalence=0.2)
    assert sentences(rates, claimed_accuracy=0.95)[-1] == (
        "The claimed accuracy of 95.0% does not fit: these numbers give 72.0%. "
        "Ask which is right, and for the four counts."
    )


def test_where_most_have_the_outcome_somebody_says_yes() -> None:
    rates = Rates(sensitivity=0.8, specificity=0.7, prevalence=0.8)
    assert "always says yes is right 800 times" in sentences(rates)[2]


def test_a_tool_that_never_alarms() -> None:
    rates = Rates(sensitivity=0, specificity=1, prevalence=0.1)
    assert (rates.ppv, sentences(rates)[1]) == (None, "It raises no alarm at all.")


def test_a_tool_that_always_alarms() -> None:
    assert Rates(sensitivity=1, specificity=0, prevalence=0.1).npv is None


@pytest.mark.parametrize(
    ("count", "of", "low", "high"),
    [(8, 12, 39, 86), (8, 11, 43, 90), (5, 7, 36, 92), (0, 30, 0, 11), (30, 30, 89, 100)],
)
def test_few_people_give_wide_intervals(count: int, of: int, low: int, high: int) -> None:
    """The first three as in any table of Wilson's interval; none in 30 is close to three in 30."""
    found = wilson(count, of)
    assert (round(100 * found.low), round(100 * found.high)) == (low, high)


def test_counts_tell_how_sure_they_are() -> None:
    found = intervals(Counts(found=42, missed=18, false_alarms=32, left_alone=908))
    assert {name: (one.count, one.of) for name, one in found.items()} == {
        "sensitivity": (42, 60),
        "specificity": (908, 940),
        "ppv": (42, 74),
    }


def test_no_alarm_has_no_interval() -> None:
    assert "ppv" not in intervals(Counts(found=0, missed=3, false_alarms=0, left_alone=9))


@pytest.mark.parametrize("wrong", [-0.1, 1.1, nan])
def test_a_share_that_is_none_is_refused(wrong: float) -> None:
    with pytest.raises(Refused, match="The share that it finds must be 0 to 1"):
        Rates(sensitivity=wrong, specificity=0.5, prevalence=0.5)


def test_a_count_below_nothing_is_refused() -> None:
    with pytest.raises(Refused, match=r"A count must be 0 to 1,000,000,000, not -1\."):
        Counts(found=-1, missed=0, false_alarms=0, left_alone=0)


@pytest.mark.parametrize("counts", [(0, 0, 3, 4), (3, 4, 0, 0)])
def test_without_anybody_there_are_no_rates(counts: tuple[int, int, int, int]) -> None:
    found, missed, false_alarms, left_alone = counts
    with pytest.raises(Refused, match="There must be somebody"):
        Counts(found=found, missed=missed, false_alarms=false_alarms, left_alone=left_alone).rates()


@settings(max_examples=100)
@given(sensitivity=SHARES, specificity=SHARES, prevalence=SHARES)
def test_nobody_is_lost_among_a_thousand(sensitivity: float, specificity: float, prevalence: float) -> None:
    rates = Rates(sensitivity=sensitivity, specificity=specificity, prevalence=prevalence)
    assert rates.among().everybody == 1000
    assert 0 <= rates.accuracy <= 1 + 1e-12


@settings(max_examples=100)
@given(of=st.integers(1, 5000), part=SHARES)
def test_an_interval_holds_its_share(of: int, part: float) -> None:
    found: Interval = wilson(round(part * of), of)
    assert 0 <= found.low <= found.share <= found.high <= 1
