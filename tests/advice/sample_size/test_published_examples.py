"""Figures that are in print, met exactly. Each names where it stands."""

from math import sqrt

import pytest

from deepdive.advice.sample_size.arithmetic import normals_apart, spread_known
from deepdive.advice.sample_size.development import (
    Binary,
    Continuous,
    Survival,
    highest_r2_binary,
    highest_r2_survival,
    r2_from_c,
)
from deepdive.advice.sample_size.validation import Diagnostic, ValidateBinary, ValidateContinuous


def test_chagas_disease_needs_five_events_for_each_parameter() -> None:
    """Riley and others, Stat Med 2019;38:1276 (part II), doi 10.1002/sim.7992: 24 parameters, prevalence
    0.174, R2 0.288, "an EPP of at least 4.8"."""
    needed = Binary(parameters=24, prevalence=0.174, r2_cox_snell=0.288).needed()
    assert needed.criteria == {"shrinkage": 623, "optimism": 662, "overall-risk": 221}
    assert (needed.n, needed.binding) == (662, "optimism")
    assert round(needed.n * 0.174 / 24, 1) == 4.8


def test_thrombosis_that_comes_back_needs_23_events_for_each_parameter() -> None:
    """The same paper, and Riley and others, BMJ 2020;368:m441: 30 parameters, 0.065 events a year, 2.07
    years, R2 0.051, "an EPP of at least 23"."""
    study = Survival(parameters=30, rate=0.065, mean_follow_up=2.07, timepoint=2, r2_cox_snell=0.051)
    needed = study.needed()
    assert (needed.n, needed.events, needed.binding) == (5143, 692, "shrinkage")
    assert int(needed.n * 0.065 * 2.07 / 30) == 23


def test_the_same_with_25_parameters() -> None:
    """What the R package pmsampsize, by the authors of part II, checks itself with."""
    study = Survival(parameters=25, rate=0.065, mean_follow_up=2.07, timepoint=2, r2_cox_snell=0.051)
    assert study.needed().criteria["shrinkage"] == 4286
    assert study.needed().criteria["optimism"] == 866


def test_pre_eclampsia_needs_5249_people() -> None:
    """Riley and others, BMJ 2020;368:m441: prevalence 0.05, 30 parameters, highest R2 0.33 and so R2 0.05."""
    assert round(highest_r2_binary(0.05), 2) == 0.33
    needed = Binary(parameters=30, prevalence=0.05, r2_cox_snell=0.05).needed()
    assert (needed.n, needed.events, needed.binding) == (5249, 263, "shrinkage")


def test_fat_free_mass_of_children_needs_254_people() -> None:
    """Riley and others, BMJ 2020;368:m441: 20 parameters, R2 0.9, mean 26.7 kg, spread 8.7 kg."""
    needed = Continuous(parameters=20, r2=0.9, mean=26.7, sd=8.7).needed()
    assert (needed.n, needed.events, needed.binding) == (254, None, "residual-sd")


def test_a_breath_of_1_9_litres_needs_918_people() -> None:
    """Riley and others, Stat Med 2019;38:1262 (part I), doi 10.1002/sim.7993: 25 parameters, R2 0.2, mean
    1.9, spread 0.6."""
    needed = Continuous(parameters=25, r2=0.2, mean=1.9, sd=0.6).needed()
    assert needed.criteria == {"shrinkage": 918, "optimism": 401, "residual-sd": 259, "mean": 38}


def test_a_negative_mean_is_known_as_soon_as_a_positive_one() -> None:
    below = Continuous(parameters=25, r2=0.2, mean=-1.9, sd=0.6).needed()
    assert below == Continuous(parameters=25, r2=0.2, mean=1.9, sd=0.6).needed()


def test_234_people_tell_a_standard_deviation_to_a_tenth() -> None:
    """Riley and others, part I: n - P - 1 of at least 233, from which "234 + P" comes."""
    assert spread_known(0.1) == 233


def test_a_calibration_slope_to_a_standard_error_of_a_tenth_needs_1536_people() -> None:
    """Pavlou and others, Stat Methods Med Res 2021;30:2187, doi 10.1177/09622802211007522, example of their
    software: prevalence 0.1, c-statistic 0.75, standard errors 0.1, 0.1 and 0.025. They take the linear
    predictor as normal with the mean and spread below."""
    prevalence, apart = 0.1, normals_apart(0.75)
    study = ValidateBinary(
        prevalence=prevalence,
        c_statistic=0.75,
        lp_mean=(2 * prevalence - 1) * apart**2 / 2 - 2.1972245773,
        lp_sd=sqrt(apart**2 + prevalence * (1 - prevalence) * apart**4),
        slope_ci_width=2 * 1.96 * 0.1,
    )
    assert study.needed().criteria["calibration-slope"] == 1536


@pytest.mark.parametrize(
    ("c_statistic", "prevalence", "people"),
    [(0.8, 0.018, 4252), (0.8, 0.1, 836), (0.7, 0.1, 1154), (0.8, 0.3, 360)],
)
def test_a_c_statistic_to_half_a_tenth(c_statistic: float, prevalence: float, people: int) -> None:
    """By Newcombe's formula as in Riley and others, Stat Med 2021;40:4230, doi 10.1002/sim.9025."""
    study = ValidateBinary(prevalence=prevalence, c_statistic=c_statistic)
    assert study.needed().criteria["c-statistic"] == people


def test_observed_over_expected_of_half_to_one_and_a_half_needs_906_people() -> None:
    """The same paper: (1 - F) / (F * SE^2), with the SE whose interval on the ratio itself has that width."""
    study = ValidateBinary(prevalence=0.018, c_statistic=0.8, oe_ci_width=1)
    assert study.needed().criteria["observed-expected"] == 906


def test_a_model_of_measurements_is_checked_on_235_people_or_more() -> None:
    """Archer and others, Stat Med 2021;40:133, doi 10.1002/sim.8766, for R2 0.9."""
    needed = ValidateContinuous(r2=0.9, sd=8.7, citl_ci_width=1).needed()
    assert needed.criteria == {
        "r2": 56,
        "calibration-slope": 44,
        "residual-variance": 235,
        "calibration-in-the-large": 117,
    }


@pytest.mark.parametrize(
    ("sensitivity", "prevalence", "n", "events"), [(0.9, 0.1, 1383, 139), (0.95, 0.02, 3650, 73)]
)
def test_a_sensitivity_to_five_in_a_hundred(
    sensitivity: float, prevalence: float, n: int, events: int
) -> None:
    """Buderer, Acad Emerg Med 1996;3:895."""
    needed = Diagnostic(sensitivity=sensitivity, prevalence=prevalence, margin=0.05).needed()
    assert (needed.n, needed.events) == (n, events)


@pytest.mark.parametrize(
    ("prevalence", "parameters", "criteria", "mean_error"),
    [
        (0.10, 20, {"shrinkage": 2409, "optimism": 797, "overall-risk": 139}, 520),
        (0.05, 10, {"shrinkage": 1781, "optimism": 591, "overall-risk": 73}, 197),
        (0.30, 30, {"shrinkage": 2400, "optimism": 790, "overall-risk": 323}, 1276),
        (0.02, 20, {"shrinkage": 6640, "optimism": 2207, "overall-risk": 31}, 242),
    ],
)
def test_where_nothing_is_known_r2_is_15_per_cent_of_the_highest(
    prevalence: float, parameters: int, criteria: dict[str, int], mean_error: int
) -> None:
    """The advice of BMJ 2020;368:m441, worked out by hand; the mean error is van Smeden and others,
    Stat Methods Med Res 2019;28:2455."""
    r2 = 0.15 * highest_r2_binary(prevalence)
    needed = Binary(parameters=parameters, prevalence=prevalence, r2_cox_snell=r2).needed()
    assert (needed.criteria, needed.also) == (criteria, {"mean-error": mean_error})


def test_the_mean_error_is_not_worked_out_for_more_parameters_than_it_was_tried_for() -> None:
    assert Binary(parameters=31, prevalence=0.1, r2_cox_snell=0.05).needed().also == {}


def test_r2_comes_from_a_c_statistic() -> None:
    """Riley and others, Stat Med 2021;40:859: the same two normal distributions. They simulate, we
    integrate."""
    assert r2_from_c(0.89, prevalence=0.174) == pytest.approx(0.29095491, abs=1e-8)
    by_c = Binary(parameters=24, prevalence=0.174, c_statistic=0.89).needed()
    assert (by_c.n, by_c.events) == (660, 115)


def test_the_highest_r2_of_a_time_to_an_event() -> None:
    """Part II, for thrombosis: 0.1346 events for each person."""
    assert round(highest_r2_survival(0.065 * 2.07), 2) == 0.55
