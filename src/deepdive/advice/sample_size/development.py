"""How many people it takes to make a prediction model. docs/sample-size.md names the papers."""

from dataclasses import dataclass, replace
from math import exp, log, log1p, nextafter, sqrt

from deepdive.advice.sample_size.arithmetic import (
    Z,
    expected,
    log_odds,
    normals_apart,
    smallest,
    spread_known,
    up,
)
from deepdive.advice.sample_size.limits import above_zero, between, finite, whole_parameters
from deepdive.advice.sample_size.study import Needed, Plainer, most, wider
from deepdive.core.refused import Refused

# Apparent and adjusted R2 may differ by this much (Riley 2019).
R2_DIFFERENCE = 0.05
# The mean absolute error of predicted risks that van Smeden's formula is asked for, and its range.
MEAN_ERROR = 0.05
MEAN_ERROR_PARAMETERS = 30


@dataclass(frozen=True, kw_only=True)
class Binary:
    """A model that tells yes from no is made. ``parameters`` counts all candidates, not only those kept.

    How well it will predict is either Cox-Snell's R2 or a c-statistic, from which R2 is worked out.
    """

    parameters: int
    prevalence: float
    r2_cox_snell: float | None = None
    c_statistic: float | None = None
    shrinkage: float = 0.9
    margin: float = 0.05

    def needed(self) -> Needed:
        whole_parameters(self.parameters)
        between("prevalence", self.prevalence, 0, 1)
        between("margin", self.margin, 0, 1)
        highest = highest_r2_binary(self.prevalence)
        r2 = self._r2()
        below_highest(r2, highest, f"with a prevalence of {self.prevalence:g}")
        criteria = overfitting(self.parameters, r2=r2, highest=highest, shrinkage=self.shrinkage)
        criteria["overall-risk"] = up((Z / self.margin) ** 2 * self.prevalence * (1 - self.prevalence))
        return most(criteria, share=self.prevalence, also=self._mean_error())

    def relaxed(self, criterion: str) -> Plainer | None:
        if criterion == "overall-risk":
            return wider(self, "margin", "a margin of")
        return fewer(self)

    def _r2(self) -> float:
        if (self.r2_cox_snell is None) == (self.c_statistic is None):
            raise Refused("one-of-two", "Give either Cox-Snell's R2 or a c-statistic, and not both.")
        if self.r2_cox_snell is not None:
            return self.r2_cox_snell
        assert self.c_statistic is not None
        return r2_from_c(self.c_statistic, prevalence=self.prevalence)

    def _mean_error(self) -> dict[str, int]:
        if self.parameters > MEAN_ERROR_PARAMETERS:
            return {}
        risk, size = 0.259 * log(self.prevalence), 0.504 * log(self.parameters)
        return {"mean-error": up(exp((-0.508 + risk + size - log(MEAN_ERROR)) / 0.544))}


@dataclass(frozen=True, kw_only=True)
class Survival:
    """A model that tells when something happens is made.

    ``rate`` is events for each person and unit of time; ``mean_follow_up`` and ``timepoint`` are in it too.
    """

    parameters: int
    rate: float
    mean_follow_up: float
    timepoint: float
    r2_cox_snell: float
    shrinkage: float = 0.9
    margin: float = 0.05

    def needed(self) -> Needed:
        whole_parameters(self.parameters)
        for name in ("rate", "mean_follow_up", "timepoint"):
            above_zero(name, getattr(self, name))
        between("margin", self.margin, 0, 1)
        each = self.rate * self.mean_follow_up
        if each > 1:
            raise Refused(
                "too-many-events",
                f"A rate of {self.rate:g} over {self.mean_follow_up:g} is {each:.2f} events for each person. "
                "At most 1 is possible.",
            )
        highest = highest_r2_survival(each)
        below_highest(self.r2_cox_snell, highest, f"with {each:.4g} events for each person")
        criteria = overfitting(
            self.parameters, r2=self.r2_cox_snell, highest=highest, shrinkage=self.shrinkage
        )
        criteria["overall-risk"] = self._overall_risk()
        return most(criteria, share=each)

    def relaxed(self, criterion: str) -> Plainer | None:
        if criterion == "overall-risk":
            return wider(self, "margin", "a margin of")
        return fewer(self)

    def _overall_risk(self) -> int:
        """The risk bends downwards as the rate grows, so its lower limit is the further one. It is reached
        where the rate is lower by ``lower``."""
        lower = log1p(self.margin * exp(self.rate * self.timepoint)) / self.timepoint
        return up(Z**2 * self.rate / (self.mean_follow_up * lower**2))


@dataclass(frozen=True, kw_only=True)
class Continuous:
    """A model that tells how much is made. ``r2`` is adjusted; ``mean`` and ``sd`` are of what is predicted.

    ``margin`` is relative: 0.1 for a mean and a residual standard deviation known to within 10 per cent.
    """

    parameters: int
    r2: float
    mean: float
    sd: float
    shrinkage: float = 0.9
    margin: float = 0.1

    def needed(self) -> Needed:
        whole_parameters(self.parameters)
        between("R2", self.r2, 0, 1)
        finite("mean", self.mean)
        if self.mean == 0:
            raise Refused(
                "mean-is-zero", "A mean of 0 has no per cent. Measure from another zero, so that it is not 0."
            )
        above_zero("sd", self.sd)
        between("shrinkage", self.shrinkage, 0, 1)
        between("margin", self.margin, 0, 1)
        fewest = self.parameters + 2
        criteria = {
            "shrinkage": smallest(self._shrinks_enough, at_least=fewest),
            "optimism": max(fewest, up(1 + self.parameters * (1 - self.r2) / R2_DIFFERENCE)),
            "residual-sd": spread_known(self.margin) + self.parameters + 1,
            "mean": smallest(self._mean_is_known, at_least=fewest),
        }
        return most(criteria)

    def relaxed(self, criterion: str) -> Plainer | None:
        if criterion in ("residual-sd", "mean"):
            return wider(self, "margin", "a margin of")
        return fewer(self)

    def _shrinks_enough(self, n: int) -> bool:
        parameters = self.parameters
        unexplained = (1 - self.r2) * (n - parameters - 1) / (n - 1)
        return 1 + (parameters - 2) / (n * log(unexplained)) >= self.shrinkage

    def _mean_is_known(self, n: int) -> bool:
        from scipy.special import stdtrit  # noqa: PLC0415 - slow import

        quantile = float(stdtrit(n - self.parameters - 1, 0.975))
        return quantile * self.sd * sqrt((1 - self.r2) / n) <= self.margin * abs(self.mean)


def highest_r2_binary(prevalence: float) -> float:
    """The highest Cox-Snell R2 that a model of a yes-or-no outcome can have."""
    return 1 - exp(2 * log_likelihood_of_prevalence(prevalence))


def highest_r2_survival(events_each: float) -> float:
    """The same for a time to an event, with so many events for each person."""
    return 1 - exp(2 * (events_each * log(events_each) - events_each))


def r2_from_c(c_statistic: float, *, prevalence: float) -> float:
    """Cox-Snell's R2 of a model with this c-statistic, if its linear predictor is normal with the same spread
    among those with the outcome and among the others (Riley 2021). The logistic model is then exact."""
    import numpy as np  # noqa: PLC0415 - slow import

    between("c-statistic", c_statistic, 0.5, 1)
    apart = normals_apart(c_statistic)
    middle = log_odds(prevalence)
    with_outcome = expected(lambda lp: -np.logaddexp(0, -lp), mean=middle + apart**2 / 2, sd=apart)
    without = expected(lambda lp: -np.logaddexp(0, lp), mean=middle - apart**2 / 2, sd=apart)
    fitted = prevalence * with_outcome + (1 - prevalence) * without
    return 1 - exp(2 * (log_likelihood_of_prevalence(prevalence) - fitted))


def overfitting(parameters: int, *, r2: float, highest: float, shrinkage: float) -> dict[str, int]:
    between("shrinkage", shrinkage, 0, 1)
    if r2 >= shrinkage:
        raise Refused("out-of-range", f"Shrinkage must be above R2, which is {r2:.3g}.")
    small_difference = r2 / (r2 + R2_DIFFERENCE * highest)

    def people(wanted: float) -> int:
        return up(parameters / ((wanted - 1) * log1p(-r2 / wanted)))

    return {"shrinkage": people(shrinkage), "optimism": people(small_difference)}


def fewer(study: Binary | Survival | Continuous) -> Plainer | None:
    fewer = study.parameters // 2
    if not fewer:
        return None
    words = "one parameter" if fewer == 1 else f"{fewer} parameters"
    return Plainer(f"{words} instead of {study.parameters}", replace(study, parameters=fewer))


def log_likelihood_of_prevalence(prevalence: float) -> float:
    """For each person, of a model that gives everybody the same risk."""
    return prevalence * log(prevalence) + (1 - prevalence) * log(1 - prevalence)


def below_highest(r2: float, highest: float, where: str) -> None:
    above_zero("R2", r2)
    if r2 >= highest:
        most = nextafter(highest, 0)
        raise Refused(
            "r2-too-high", f"Cox-Snell's R2 must be below {most:.4g}, the highest possible {where}."
        )
