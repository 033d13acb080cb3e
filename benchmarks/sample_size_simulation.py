"""Do studies of the size that ``deepdive sample-size`` asks for give what they promise?

    python -m benchmarks.sample_size_simulation --times 2000

For each kind of study cases are tried many times: a study of that size is made up from a known truth, and
what came out is set beside what was asked for. Ends with 1 if they are further apart than a tenth.
"""

import sys
from argparse import ArgumentParser
from collections.abc import Callable
from dataclasses import dataclass
from math import exp, log, sqrt

import numpy as np
from numpy.typing import NDArray

from deepdive.advice.sample_size.arithmetic import Z, normals_apart
from deepdive.advice.sample_size.development import Binary, Continuous, Survival
from deepdive.advice.sample_size.validation import Diagnostic, ValidateBinary, ValidateContinuous

Numbers = NDArray[np.float64]
Random = np.random.Generator
NEAR = 0.1
# Cases that take one draw for each study are tried so many times as often.
CHEAP = 100


@dataclass(frozen=True)
class Agreement:
    """``asked`` is what the size was worked out for, ``found`` the mean of what came out."""

    what: str
    n: int
    asked: float
    found: float

    @property
    def is_near(self) -> bool:
        """Whether they differ by less than a tenth."""
        return abs(self.found - self.asked) < NEAR * self.asked

    def __str__(self) -> str:
        return f"{self.what:<52}{self.n:>7,}{self.asked:>9.3f}{self.found:>9.3f}"


def binary_shrinkage(times: int, random: Random) -> Agreement:
    """How far a new logistic model exaggerates: the slope of the truth on what it predicts for new people."""
    parameters, prevalence = 10, 0.3
    c_statistic = 0.72
    needed = Binary(parameters=parameters, prevalence=prevalence, c_statistic=c_statistic).needed()
    n, effect = needed.criteria["shrinkage"], normals_apart(c_statistic)
    slopes = []
    for _ in range(times):
        predictors, outcome = _two_groups(random, n, parameters, prevalence, effect)
        learned = _fitted(predictors, outcome, _logistic)
        new_predictors, new_outcome = _two_groups(random, 4_000, parameters, prevalence, effect)
        slopes.append(_fitted((new_predictors @ learned[1:])[:, None], new_outcome, _logistic)[1])
    return Agreement("binary: slope of a new model, for new people", n, 0.9, float(np.mean(slopes)))


def survival_shrinkage(times: int, random: Random) -> Agreement:
    """The same for a model of rates, everybody followed until the event or for a year."""
    parameters, effect, base = 10, 0.5, 0.25
    probe = random.standard_normal(100_000)
    rates = base * np.exp(effect * probe)
    time, happened = _followed(random, rates)
    rate, mean_follow_up = happened.sum() / time.sum(), time.mean()
    truth = float(np.mean(happened * np.log(rates) - rates * time))
    none = float(np.mean(happened * np.log(rate) - rate * time))
    study = Survival(
        parameters=parameters,
        rate=float(rate),
        mean_follow_up=float(mean_follow_up),
        timepoint=1,
        r2_cox_snell=1 - exp(2 * (none - truth)),
    )
    n, slopes = study.needed().criteria["shrinkage"], []
    for _ in range(times):
        predictors = random.standard_normal((n, parameters))
        time, happened = _followed(random, base * np.exp(effect * predictors[:, 0]))
        learned = _fitted(predictors, happened, _exponential(time))
        # predictors are independent, so the slope for new people is known without making any up
        slopes.append(effect * learned[1] / float(learned[1:] @ learned[1:]))
    return Agreement("survival: slope of a new model, for new people", n, 0.9, float(np.mean(slopes)))


def survival_risk(times: int, random: Random) -> Agreement:
    """How far off the further limit of the overall risk is."""
    study = Survival(parameters=1, rate=0.065, mean_follow_up=2.07, timepoint=2, r2_cox_snell=0.051)
    n = study.needed().criteria["overall-risk"]
    rate = random.poisson(study.rate * study.mean_follow_up * n, CHEAP * times) / (study.mean_follow_up * n)
    lower = rate - Z * np.sqrt(rate / (study.mean_follow_up * n))
    off = np.exp(-lower * study.timepoint) - np.exp(-rate * study.timepoint)
    return Agreement("survival: how far off the overall risk may be", n, study.margin, float(np.mean(off)))


def continuous_shrinkage(times: int, random: Random) -> Agreement:
    """The slope for new people of a linear model."""
    study = Continuous(parameters=25, r2=0.2, mean=1.9, sd=0.6)
    n, effect = study.needed().criteria["shrinkage"], sqrt(study.r2)
    slopes = []
    for _ in range(times):
        predictors = random.standard_normal((n, study.parameters))
        outcome = effect * predictors[:, 0] + sqrt(1 - study.r2) * random.standard_normal(n)
        learned = np.linalg.solve(predictors.T @ predictors, predictors.T @ outcome)
        slopes.append(effect * learned[0] / float(learned @ learned))
    return Agreement("continuous: slope of a new model, for new people", n, 0.9, float(np.mean(slopes)))


def validate_c(times: int, random: Random) -> Agreement:
    """How wide the interval of a c-statistic is."""
    study = ValidateBinary(prevalence=0.1, c_statistic=0.8)
    n, found = study.needed().criteria["c-statistic"], []
    for _ in range(times):
        predictor, outcome = _two_groups(random, n, 1, study.prevalence, normals_apart(study.c_statistic))
        ranks = predictor[:, 0].argsort().argsort() + 1
        events = outcome.sum()
        found.append((ranks[outcome == 1].sum() - events * (events + 1) / 2) / (events * (n - events)))
    return Agreement(
        "validate-binary: width for the c-statistic", n, study.c_ci_width, 2 * Z * float(np.std(found))
    )


def validate_slope(times: int, random: Random) -> Agreement:
    """How wide the interval of the calibration slope is."""
    study = ValidateBinary(prevalence=0.3, c_statistic=0.75, lp_mean=-1, lp_sd=1, slope_ci_width=0.4)
    n, found = study.needed().criteria["calibration-slope"], []
    for _ in range(times):
        predictor = random.normal(-1, 1, n)
        outcome = (random.random(n) < 1 / (1 + np.exp(-predictor))).astype(float)
        found.append(_fitted(predictor[:, None], outcome, _logistic)[1])
    width = 2 * Z * float(np.std(found))
    return Agreement("validate-binary: width for the slope", n, study.slope_ci_width, width)


def validate_observed_expected(times: int, random: Random) -> Agreement:
    """How wide the interval of observed/expected is."""
    study = ValidateBinary(prevalence=0.1, c_statistic=0.8)
    n = study.needed().criteria["observed-expected"]
    log_error = float(
        np.std(np.log(random.binomial(n, study.prevalence, CHEAP * times) / (n * study.prevalence)))
    )
    width = exp(Z * log_error) - exp(-Z * log_error)
    return Agreement("validate-binary: width for observed/expected", n, study.oe_ci_width, width)


def validate_r2(times: int, random: Random) -> Agreement:
    """How wide the interval of R2 is."""
    study = ValidateContinuous(r2=0.5)
    n, found = study.needed().criteria["r2"], []
    for _ in range(times):
        predicted = random.standard_normal(n)
        observed = sqrt(study.r2) * predicted + sqrt(1 - study.r2) * random.standard_normal(n)
        found.append(np.corrcoef(predicted, observed)[0, 1] ** 2)
    width = 2 * Z * float(np.std(found))
    return Agreement("validate-continuous: width for R2", n, study.r2_ci_width, width)


def diagnostic_margin(times: int, random: Random) -> Agreement:
    """How far off the sensitivity is, 19 times in 20."""
    study = Diagnostic(sensitivity=0.9, prevalence=0.1, margin=0.05)
    n = study.needed().n
    ill = random.binomial(n, study.prevalence, CHEAP * times)
    found = random.binomial(ill, study.sensitivity) / ill
    return Agreement("diagnostic: margin of the sensitivity", n, study.margin, Z * float(np.std(found)))


CASES: tuple[Callable[[int, Random], Agreement], ...] = (
    binary_shrinkage,
    survival_shrinkage,
    survival_risk,
    continuous_shrinkage,
    validate_c,
    validate_slope,
    validate_observed_expected,
    validate_r2,
    diagnostic_margin,
)


def main() -> None:
    """Try every case and print what came out."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=500, help="how often each is tried")
    parser.add_argument("--seed", type=int, default=1, help="the same seed gives the same figures")
    asked = parser.parse_args()
    print(f"{'':<52}{'people':>7}{'asked':>9}{'found':>9}")
    agreements = [case(asked.times, np.random.default_rng(asked.seed)) for case in CASES]
    for agreement in agreements:
        print(agreement)
    sys.exit(not all(agreement.is_near for agreement in agreements))


def _two_groups(
    random: Random, n: int, parameters: int, prevalence: float, effect: float
) -> tuple[Numbers, Numbers]:
    """People with and without an outcome, whose first predictor is higher by ``effect`` where it is there."""
    outcome = (random.random(n) < prevalence).astype(float)
    predictors = random.standard_normal((n, parameters))
    predictors[:, 0] += effect * outcome
    return predictors, outcome


def _followed(random: Random, rates: Numbers) -> tuple[Numbers, Numbers]:
    """For each person: time until the event or a year, and whether it happened."""
    until = random.exponential(1 / rates)
    return np.minimum(until, 1), (until < 1).astype(float)


# From linear predictor: what is expected for each person, and how much that bends.
Link = Callable[[Numbers], tuple[Numbers, Numbers]]


def _logistic(predictor: Numbers) -> tuple[Numbers, Numbers]:
    risk = 1 / (1 + np.exp(-predictor))
    return risk, risk * (1 - risk)


def _exponential(time: Numbers) -> Link:
    def link(predictor: Numbers) -> tuple[Numbers, Numbers]:
        events = time * np.exp(predictor)
        return events, events

    return link


def _fitted(predictors: Numbers, outcome: Numbers, link: Link) -> Numbers:
    """The coefficients of highest likelihood, the intercept first, by Newton's method."""
    design = np.column_stack([np.ones(len(outcome)), predictors])
    found = np.zeros(design.shape[1])
    share = outcome.mean()
    found[0] = log(share / (1 - share))
    for _ in range(6):
        expected, weight = link(design @ found)
        found += np.linalg.solve(design.T @ (design * weight[:, None]), design.T @ (outcome - expected))
    return found


if __name__ == "__main__":
    main()
