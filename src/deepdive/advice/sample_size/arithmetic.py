"""The arithmetic that the closed forms share."""

from collections.abc import Callable
from math import ceil, log, sqrt
from statistics import NormalDist
from typing import TYPE_CHECKING

from deepdive.core.refused import Refused

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Points = NDArray[np.float64]

# The papers round the 97.5th centile of the normal distribution to this.
Z = 1.96


def up(people: float) -> int:
    """Whole people, rounded up; a last digit that is only the computer's rounding does not make one more."""
    if not people < 1e12:
        raise Refused(
            "too-many-people",
            "That would need more people than there are. Ask for less precision or expect more of the model.",
        )
    return max(1, ceil(people * (1 - 1e-12)))


def smallest(is_enough: Callable[[int], bool], *, at_least: int) -> int:
    """The smallest whole number that is enough, where all that are larger are enough too."""
    enough = at_least
    while not is_enough(enough):
        enough *= 2
        up(enough)
    too_few = max(at_least - 1, enough // 2)
    while enough - too_few > 1:
        middle = (enough + too_few) // 2
        if is_enough(middle):
            enough = middle
        else:
            too_few = middle
    return enough


def spread_known(margin: float) -> int:
    """How many degrees of freedom tell a standard deviation to within this share of it, 19 times in 20."""
    from scipy.special import chdtri  # noqa: PLC0415 - slow import

    def is_known(freedom: int) -> bool:
        highest, lowest = float(chdtri(freedom, 0.025)), float(chdtri(freedom, 0.975))
        return sqrt(max(highest / freedom, freedom / lowest)) <= 1 + margin

    return smallest(is_known, at_least=1)


def expected(of: "Callable[[Points], Points]", *, mean: float, sd: float) -> float:
    """The mean of a smooth function of a normal value. Sums over an even grid of such functions are exact
    to more digits than anybody needs."""
    import numpy as np  # noqa: PLC0415 - slow import

    step = np.linspace(-10, 10, 4001)
    weight = np.exp(-step * step / 2)
    return float((of(mean + sd * step) * weight).sum() / weight.sum())


def normals_apart(c_statistic: float) -> float:
    """How far apart two normal distributions with a spread of 1 stand that a model tells apart so well."""
    return sqrt(2) * NormalDist().inv_cdf(c_statistic)


def log_odds(risk: float) -> float:
    return log(risk / (1 - risk))
