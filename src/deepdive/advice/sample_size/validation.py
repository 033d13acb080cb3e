"""How many people it takes to check a model elsewhere, or to judge a test.

docs/sample-size.md names the papers.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import asinh, inf, sqrt
from typing import TYPE_CHECKING

from deepdive.advice.sample_size.arithmetic import (
    Z,
    expected,
    log_odds,
    normals_apart,
    smallest,
    spread_known,
    up,
)
from deepdive.advice.sample_size.limits import above_zero, between
from deepdive.advice.sample_size.study import Needed, Plainer, most, wider
from deepdive.core.refused import Refused

if TYPE_CHECKING:
    from deepdive.advice.sample_size.arithmetic import Points

WIDEST_LINEAR_PREDICTOR = 50.0


@dataclass(frozen=True, kw_only=True)
class ValidateBinary:
    """A model that tells yes from no is checked on other people.

    ``lp_mean`` and ``lp_sd`` are of the model's linear predictor (the log odds that it gives), which is taken
    as normal. Without both, it is worked out from the c-statistic: normal among those with the outcome and
    normal among the others. Each width is that of a whole 95 % interval, around 1, 1 and the c-statistic.
    """

    prevalence: float
    c_statistic: float
    lp_mean: float | None = None
    lp_sd: float | None = None
    oe_ci_width: float = 0.2
    slope_ci_width: float = 0.2
    c_ci_width: float = 0.1

    def needed(self) -> Needed:
        between("prevalence", self.prevalence, 0, 1)
        between("c-statistic", self.c_statistic, 0.5, 1)
        above_zero("oe_ci_width", self.oe_ci_width)
        above_zero("slope_ci_width", self.slope_ci_width)
        between("c_ci_width", self.c_ci_width, 0, 1)
        log_error = asinh(self.oe_ci_width / 2) / Z
        criteria = {
            "observed-expected": up((1 - self.prevalence) / (self.prevalence * log_error**2)),
            "calibration-slope": self._slope(),
            "c-statistic": smallest(self._c_is_known, at_least=2),
        }
        return most(criteria, share=self.prevalence)

    def relaxed(self, criterion: str) -> Plainer | None:
        return {
            "observed-expected": wider(
                self, "oe_ci_width", "an interval for observed/expected of width", below=inf
            ),
            "calibration-slope": wider(
                self, "slope_ci_width", "an interval for the slope of width", below=inf
            ),
            "c-statistic": wider(self, "c_ci_width", "an interval for the c-statistic of width"),
        }[criterion]

    def mean_risk(self) -> float:
        """The average risk that the model gives; where it is far from the prevalence, something is off."""
        return self._expected(lambda _, risk: risk)

    def _slope(self) -> int:
        """From what one person adds to what is known of the intercept and slope of the recalibrated model."""
        intercept = self._expected(lambda _, risk: risk * (1 - risk))
        both = self._expected(lambda lp, risk: lp * risk * (1 - risk))
        slope = self._expected(lambda lp, risk: lp * lp * risk * (1 - risk))
        left = intercept * slope - both**2
        error = self.slope_ci_width / (2 * Z)
        return up(intercept / (error**2 * left) if left > 0 else inf)

    def _expected(self, of: "Callable[[Points, Points], Points]") -> float:
        import numpy as np  # noqa: PLC0415 - slow import

        def of_lp(lp: "Points") -> "Points":
            return of(lp, 1 / (1 + np.exp(-lp)))

        return sum(share * expected(of_lp, mean=mean, sd=sd) for share, mean, sd in self._linear_predictor())

    def _linear_predictor(self) -> "Iterable[tuple[float, float, float]]":
        """The normal parts that it is made of: share, mean and standard deviation of each."""
        if (self.lp_mean is None) != (self.lp_sd is None):
            raise Refused(
                "half-of-two", "Give both the mean and the standard deviation of the linear predictor."
            )
        if self.lp_mean is None or self.lp_sd is None:
            apart = normals_apart(self.c_statistic)
            middle = log_odds(self.prevalence)
            yield self.prevalence, middle + apart**2 / 2, apart
            yield 1 - self.prevalence, middle - apart**2 / 2, apart
            return
        between("lp_mean", self.lp_mean, -WIDEST_LINEAR_PREDICTOR, WIDEST_LINEAR_PREDICTOR)
        between("lp_sd", self.lp_sd, 0, WIDEST_LINEAR_PREDICTOR)
        yield 1, self.lp_mean, self.lp_sd

    def _c_is_known(self, n: int) -> bool:
        """By Newcombe's standard error of a c-statistic."""
        c = self.c_statistic
        spread = 1 + (n / 2 - 1) * (1 - c) / (2 - c) + (n / 2 - 1) * c / (1 + c)
        error = sqrt(c * (1 - c) * spread / (n**2 * self.prevalence * (1 - self.prevalence)))
        return 2 * Z * error <= self.c_ci_width


@dataclass(frozen=True, kw_only=True)
class ValidateContinuous:
    """A model that tells how much is checked on other people.

    How far it is off on average can be judged only against a scale: give ``sd`` (of what is observed) and
    ``citl_ci_width`` in the same unit, or neither.
    """

    r2: float
    sd: float | None = None
    r2_ci_width: float = 0.1
    citl_ci_width: float | None = None
    slope_ci_width: float = 0.2
    margin: float = 0.1

    def needed(self) -> Needed:
        between("R2", self.r2, 0, 1)
        between("r2_ci_width", self.r2_ci_width, 0, 1)
        above_zero("slope_ci_width", self.slope_ci_width)
        between("margin", self.margin, 0, 1)
        error = {"r2": self.r2_ci_width / (2 * Z), "slope": self.slope_ci_width / (2 * Z)}
        criteria = {
            "r2": up(4 * self.r2 * (1 - self.r2) ** 2 / error["r2"] ** 2),
            "calibration-slope": up((1 - self.r2) / (error["slope"] ** 2 * self.r2) + 1),
            "residual-variance": spread_known(self.margin) + 2,
        }
        if (self.sd is None) != (self.citl_ci_width is None):
            raise Refused(
                "half-of-two", "Give both the standard deviation and the width for the average, or neither."
            )
        if self.sd is not None and self.citl_ci_width is not None:
            above_zero("sd", self.sd)
            above_zero("citl_ci_width", self.citl_ci_width)
            criteria["calibration-in-the-large"] = up(
                (1 - self.r2) * (self.sd * 2 * Z / self.citl_ci_width) ** 2
            )
        return most(criteria)

    def relaxed(self, criterion: str) -> Plainer | None:
        match criterion:
            case "r2":
                return wider(self, "r2_ci_width", "an interval for R2 of width")
            case "calibration-slope":
                return wider(self, "slope_ci_width", "an interval for the slope of width", below=inf)
            case "residual-variance":
                return wider(self, "margin", "a margin of")
            case _:
                return wider(self, "citl_ci_width", "an interval for the average of width", below=inf)


@dataclass(frozen=True, kw_only=True)
class Diagnostic:
    """A test is judged. ``margin`` is half the width of the 95 % interval around what it finds."""

    sensitivity: float
    prevalence: float
    margin: float
    specificity: float | None = None

    def needed(self) -> Needed:
        between("sensitivity", self.sensitivity, 0, 1)
        between("prevalence", self.prevalence, 0, 1)
        between("margin", self.margin, 0, 1)
        criteria = {"sensitivity": self._people(self.sensitivity, among=self.prevalence)}
        if self.specificity is not None:
            between("specificity", self.specificity, 0, 1)
            criteria["specificity"] = self._people(self.specificity, among=1 - self.prevalence)
        return most(criteria, share=self.prevalence)

    def relaxed(self, criterion: str) -> Plainer | None:  # noqa: ARG002 - one margin for both
        return wider(self, "margin", "a margin of")

    def _people(self, share: float, *, among: float) -> int:
        return up(Z**2 * share * (1 - share) / (self.margin**2 * among))
