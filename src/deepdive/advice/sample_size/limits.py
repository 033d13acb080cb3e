"""Numbers that cannot be are refused, with the limit."""

from math import inf, isfinite

from deepdive.core.refused import Refused

MOST_PARAMETERS = 10_000
NAMES = {
    "mean_follow_up": "mean follow-up",
    "sd": "the standard deviation",
    "lp_mean": "the mean of the linear predictor",
    "lp_sd": "the standard deviation of the linear predictor",
    "oe_ci_width": "the width for observed/expected",
    "slope_ci_width": "the width for the slope",
    "c_ci_width": "the width for the c-statistic",
    "r2_ci_width": "the width for R2",
    "citl_ci_width": "the width for the average",
    "rows_a_month": "rows a month",
}


def between(name: str, value: float, low: float, high: float) -> None:
    if not low < value < high:
        raise Refused(
            "out-of-range", f"{called(name)} must be above {low:g} and below {high:g}, not {value:g}."
        )


def above_zero(name: str, value: float) -> None:
    if not 0 < value < inf:
        raise Refused("out-of-range", f"{called(name)} must be above 0, not {value:g}.")


def finite(name: str, value: float) -> None:
    if not isfinite(value):
        raise Refused("out-of-range", f"{called(name)} must be a number, not {value:g}.")


def whole_parameters(parameters: int) -> None:
    if not 1 <= parameters <= MOST_PARAMETERS:
        raise Refused("out-of-range", f"Parameters must be 1 to {MOST_PARAMETERS}, not {parameters}.")


def called(name: str) -> str:
    words = NAMES.get(name, name)
    return words[0].upper() + words[1:]
