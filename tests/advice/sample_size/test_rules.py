"""What holds for any study, and what is refused."""

from dataclasses import replace
from itertools import pairwise
from math import inf, nan
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deepdive.advice.sample_size.development import Binary, Continuous, Survival, highest_r2_binary
from deepdive.advice.sample_size.kinds import KINDS
from deepdive.advice.sample_size.study import Study, months_of_data
from deepdive.advice.sample_size.validation import Diagnostic, ValidateBinary, ValidateContinuous
from deepdive.core.refused import Refused

BINARY = Binary(parameters=24, prevalence=0.174, r2_cox_snell=0.288)
SURVIVAL = Survival(parameters=30, rate=0.065, mean_follow_up=2.07, timepoint=2, r2_cox_snell=0.051)
CONTINUOUS = Continuous(parameters=25, r2=0.2, mean=1.9, sd=0.6)
VALIDATE_BINARY = ValidateBinary(prevalence=0.1, c_statistic=0.8)
VALIDATE_CONTINUOUS = ValidateContinuous(r2=0.5, sd=8.7, citl_ci_width=1)
DIAGNOSTIC = Diagnostic(sensitivity=0.9, prevalence=0.1, margin=0.05, specificity=0.8)
STUDIES: list[Study] = [BINARY, SURVIVAL, CONTINUOUS, VALIDATE_BINARY, VALIDATE_CONTINUOUS, DIAGNOSTIC]

FEW = settings(max_examples=30, deadline=None)
SHARES = st.floats(0.02, 0.98)


def changed(study: Any, name: str, values: list[float]) -> list[int]:
    return [replace(study, **{name: value}).needed().n for value in sorted(values)]


def rises(numbers: list[int]) -> bool:
    return all(former <= latter for former, latter in pairwise(numbers))


def falls(numbers: list[int]) -> bool:
    return rises(numbers[::-1])


@FEW
@given(
    study=st.sampled_from([BINARY, SURVIVAL, CONTINUOUS]), counts=st.lists(st.integers(1, 200), min_size=3)
)
def test_more_parameters_need_more_people(study: Any, counts: list[float]) -> None:
    assert rises(changed(study, "parameters", counts))


@FEW
@given(shares=st.lists(SHARES, min_size=3))
def test_a_better_model_needs_fewer_people(shares: list[float]) -> None:
    highest = highest_r2_binary(BINARY.prevalence)
    assert falls(changed(BINARY, "r2_cox_snell", [share * highest for share in shares]))
    assert falls(changed(SURVIVAL, "r2_cox_snell", [share * 0.5 for share in shares]))
    assert falls(changed(CONTINUOUS, "r2", shares))


@FEW
@given(c_statistics=st.lists(st.floats(0.55, 0.97), min_size=3))
def test_a_higher_c_statistic_needs_fewer_people(c_statistics: list[float]) -> None:
    by_c = replace(BINARY, r2_cox_snell=None, c_statistic=0.7)
    assert falls(changed(by_c, "c_statistic", c_statistics))


@FEW
@given(
    asked=st.sampled_from(
        [
            (BINARY, "margin"),
            (SURVIVAL, "margin"),
            (CONTINUOUS, "margin"),
            (VALIDATE_BINARY, "oe_ci_width"),
            (VALIDATE_BINARY, "slope_ci_width"),
            (VALIDATE_BINARY, "c_ci_width"),
            (VALIDATE_CONTINUOUS, "r2_ci_width"),
            (VALIDATE_CONTINUOUS, "citl_ci_width"),
            (VALIDATE_CONTINUOUS, "slope_ci_width"),
            (VALIDATE_CONTINUOUS, "margin"),
            (DIAGNOSTIC, "margin"),
        ]
    ),
    widths=st.lists(st.floats(0.01, 0.6), min_size=3),
)
def test_wider_margins_need_fewer_people(asked: tuple[Any, str], widths: list[float]) -> None:
    study, name = asked
    assert falls(changed(study, name, widths))


@FEW
@given(
    study=st.sampled_from([BINARY, SURVIVAL, CONTINUOUS]), shares=st.lists(st.floats(0.5, 0.98), min_size=3)
)
def test_less_exaggeration_needs_more_people(study: Any, shares: list[float]) -> None:
    assert rises(changed(study, "shrinkage", shares))


@pytest.mark.parametrize("study", STUDIES)
def test_the_criterion_that_asks_for_most_decides(study: Study) -> None:
    needed = study.needed()
    assert needed.n == needed.criteria[needed.binding] == max(needed.criteria.values())


@pytest.mark.parametrize("study", STUDIES)
def test_what_decides_can_be_about_halved(study: Study) -> None:
    needed = study.needed()
    plainer = study.relaxed(needed.binding)
    assert plainer is not None
    assert 0.4 * needed.n < plainer.study.needed().criteria[needed.binding] < 0.6 * needed.n


@pytest.mark.parametrize("study", STUDIES)
def test_whatever_decided_could_be_asked_for_more_plainly(study: Study) -> None:
    for criterion, n in study.needed().criteria.items():
        plainer = study.relaxed(criterion)
        assert plainer is not None
        assert plainer.study.needed().criteria[criterion] < n


def test_one_parameter_cannot_be_halved() -> None:
    assert replace(BINARY, parameters=1).relaxed("shrinkage") is None


def test_two_become_one() -> None:
    plainer = replace(BINARY, parameters=2).relaxed("shrinkage")
    assert plainer is not None
    assert plainer.words == "one parameter instead of 2"


def test_a_margin_cannot_become_everything() -> None:
    assert replace(DIAGNOSTIC, margin=0.8).relaxed("sensitivity") is None


def test_a_linear_predictor_that_is_worked_out_fits_the_prevalence() -> None:
    assert VALIDATE_BINARY.mean_risk() == pytest.approx(0.1, abs=1e-9)
    assert replace(VALIDATE_BINARY, lp_mean=-5, lp_sd=2.5).mean_risk() == pytest.approx(0.05226, abs=1e-5)


@pytest.mark.parametrize(
    ("n", "rows", "share", "months"),
    [(662, 100, 1, 7), (662, 100, 0.5, 14), (600, 100, 1, 6), (1, 1e6, 1, 1)],
)
def test_people_become_months(n: int, rows: float, share: float, months: int) -> None:
    assert months_of_data(n, rows_a_month=rows, share_eligible=share) == months


@pytest.mark.parametrize(
    ("kind", "given_", "message"),
    [
        (
            "binary",
            {"parameters": 24, "prevalence": 0.05, "r2_cox_snell": 0.35},
            "Cox-Snell's R2 must be below 0.3277, the highest possible with a prevalence of 0.05.",
        ),
        (
            "survival",
            {"parameters": 3, "rate": 0.065, "mean_follow_up": 2.07, "timepoint": 2, "r2_cox_snell": 0.6},
            "Cox-Snell's R2 must be below 0.5546, the highest possible with 0.1346 events for each person.",
        ),
        (
            "survival",
            {"parameters": 3, "rate": 0.7, "mean_follow_up": 2, "timepoint": 2, "r2_cox_snell": 0.1},
            "A rate of 0.7 over 2 is 1.40 events for each person. At most 1 is possible.",
        ),
        (
            "binary",
            {"parameters": 0, "prevalence": 0.1, "r2_cox_snell": 0.1},
            "Parameters must be 1 to 10000, not 0.",
        ),
        (
            "binary",
            {"parameters": 3, "prevalence": 1.5, "r2_cox_snell": 0.1},
            "Prevalence must be above 0 and below 1, not 1.5.",
        ),
        (
            "binary",
            {"parameters": 3, "prevalence": nan, "r2_cox_snell": 0.1},
            "Prevalence must be above 0 and below 1, not nan.",
        ),
        ("binary", {"parameters": 3, "prevalence": 0.1, "r2_cox_snell": 0}, "R2 must be above 0, not 0."),
        (
            "binary",
            {"parameters": 3, "prevalence": 0.1, "c_statistic": 0.5},
            "C-statistic must be above 0.5 and below 1, not 0.5.",
        ),
        (
            "binary",
            {"parameters": 3, "prevalence": 0.1},
            "Give either Cox-Snell's R2 or a c-statistic, and not both.",
        ),
        (
            "binary",
            {"parameters": 3, "prevalence": 0.1, "r2_cox_snell": 0.1, "c_statistic": 0.8},
            "Give either Cox-Snell's R2 or a c-statistic, and not both.",
        ),
        (
            "binary",
            {"parameters": 3, "prevalence": 0.1, "r2_cox_snell": 1e-15},
            "That would need more people than there are. Ask for less precision or expect more of the model.",
        ),
        (
            "binary",
            {"parameters": 3, "prevalence": 0.5, "r2_cox_snell": 0.6, "shrinkage": 0.5},
            "Shrinkage must be above R2, which is 0.6.",
        ),
        (
            "continuous",
            {"parameters": 3, "r2": 0.3, "mean": 0, "sd": 1},
            "A mean of 0 has no per cent. Measure from another zero, so that it is not 0.",
        ),
        ("continuous", {"parameters": 3, "r2": 0.3, "mean": inf, "sd": 1}, "Mean must be a number, not inf."),
        (
            "continuous",
            {"parameters": 3, "r2": 1, "mean": 1, "sd": 1},
            "R2 must be above 0 and below 1, not 1.",
        ),
        (
            "validate-binary",
            {"prevalence": 0.1, "c_statistic": 0.8, "lp_mean": -2},
            "Give both the mean and the standard deviation of the linear predictor.",
        ),
        (
            "validate-binary",
            {"prevalence": 0.1, "c_statistic": 0.8, "lp_mean": -2, "lp_sd": 0},
            "The standard deviation of the linear predictor must be above 0 and below 50, not 0.",
        ),
        (
            "validate-continuous",
            {"r2": 0.5, "sd": 2},
            "Give both the standard deviation and the width for the average, or neither.",
        ),
        (
            "diagnostic",
            {"sensitivity": 0.9, "prevalence": 0.1, "margin": 0},
            "Margin must be above 0 and below 1, not 0.",
        ),
    ],
)
def test_what_cannot_be_is_refused_with_its_limit(kind: str, given_: dict[str, Any], message: str) -> None:
    with pytest.raises(Refused) as refusal:
        KINDS[kind](**given_).needed()
    assert refusal.value.message == message


@pytest.mark.parametrize("share", [0, -1, 1.1, nan])
def test_a_share_that_cannot_be_used_is_refused(share: float) -> None:
    with pytest.raises(Refused, match="above 0 and at most 1"):
        months_of_data(10, rows_a_month=5, share_eligible=share)
