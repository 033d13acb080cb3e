"""Many possible futures, drawn from the ranges that a group gave. The same input gives the same result."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from deepdive.core.choosing import HIGHEST, LOWEST, Chosen
from deepdive.core.money import DISCOUNT, YEARS, Line, LineKind, Outlook, Range
from deepdive.core.prospects import Prospect, Prospects, RankShares

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Draws = NDArray[np.float64]

DRAWS = 5_000
SEED = 20_270_301
# How close drawn weights stay to the group's, and the least that a mean score may be off.
CONCENTRATION = 25.0
LEAST_SPREAD = 5.0

Money = tuple[str, Sequence[Line], Outlook]


def rank_shares(chosen: Chosen) -> RankShares:
    """How often each option comes first, second and so on if weights are drawn around the group's (Dirichlet)
    and scores around their means (normal, as wide as people differ)."""
    import numpy as np  # noqa: PLC0415 - slow import

    random = np.random.default_rng(SEED)
    # a weight of nothing has no distribution
    around = np.array([max(chosen.weights[criterion], 1e-6) for criterion in chosen.criteria])
    weights = random.dirichlet(CONCENTRATION * around, DRAWS)
    cells = [[(option, criterion) for criterion in chosen.criteria] for option in chosen.options]
    means = np.array([[chosen.means[cell] for cell in row] for row in cells])
    spreads = np.array([[max(chosen.spreads[cell], LEAST_SPREAD) for cell in row] for row in cells])
    scores = random.normal(means, spreads, (DRAWS, *means.shape)).clip(LOWEST, HIGHEST)
    totals = np.einsum("doc,dc->do", scores, weights)
    places = (-totals).argsort(axis=1, kind="stable").argsort(axis=1, kind="stable")
    return {
        option: tuple(float((places[:, column] == place).mean()) for place in range(len(chosen.options)))
        for column, option in enumerate(chosen.options)
    }


def prospects(options: Iterable[Money]) -> Prospects:
    """What each option may bring over five years, in today's pounds, beside doing nothing."""
    import numpy as np  # noqa: PLC0415 - slow import

    found, nets = [], [np.zeros(DRAWS)]
    for place, (option, lines, outlook) in enumerate(options):
        random = np.random.default_rng([SEED, place])
        works = random.random(DRAWS) >= outlook.fails
        delay = _pert(random, outlook.delay) / 12
        cost, benefit = np.zeros(DRAWS), np.zeros(DRAWS)
        for line in lines:
            amount = _pert(random, line.amount)
            match line.kind:
                case LineKind.ONCE:
                    cost += amount
                case LineKind.YEARLY:
                    ends = np.where(works, float(YEARS), outlook.stop / 12)
                    cost += amount * _years(np.zeros(DRAWS), ends, rise=line.rise)
                case LineKind.BENEFIT:
                    full = np.full(DRAWS, float(YEARS))
                    benefit += works * amount * _years(delay, full, rise=line.rise)
        net = benefit - cost
        nets.append(net)
        low, middle, high = (float(each) for each in np.quantile(net, [0.1, 0.5, 0.9]))
        found.append(
            Prospect(
                option=option,
                low=low,
                middle=middle,
                high=high,
                cost=float(np.median(cost)),
                pays=float((net > 0).mean()),
                works=_middle(net[works]),
                fails=_middle(net[~works]),
            )
        )
    every = np.array(nets)
    worth = every.max(axis=0).mean() - every.mean(axis=1).max()
    return Prospects(each=tuple(found), worth_knowing=max(0.0, float(worth)))


def _pert(random: "np.random.Generator", about: Range) -> "Draws":
    """PERT: a beta distribution over the range whose mean is (least + 4 x most likely + most) / 6."""
    import numpy as np  # noqa: PLC0415 - slow import

    width = about.high - about.low
    if width <= 0:
        return np.full(DRAWS, about.low)
    first = 1 + 4 * (about.likely - about.low) / width
    second = 1 + 4 * (about.high - about.likely) / width
    return about.low + width * random.beta(first, second, DRAWS)


def _years(begins: "Draws", ends: "Draws", *, rise: float) -> "Draws":
    """How many of today's yearly amounts fall between these moments (in years), with the rise of prices and
    discounted by whole years. Year 0 is not discounted."""
    import numpy as np  # noqa: PLC0415 - slow import

    total = np.zeros(DRAWS)
    for year in range(YEARS):
        part = (np.minimum(ends, year + 1) - np.maximum(begins, year)).clip(0, 1)
        total += part * ((1 + rise / 100) / (1 + DISCOUNT)) ** year
    return total


def _middle(net: "Draws") -> float | None:
    import numpy as np  # noqa: PLC0415 - slow import

    return float(np.median(net)) if net.size else None
