"""Build, buy, partner or wait: what people's scores and weights come to, and what would tip it.

Each person gives each option a score from 0 to 100 on each criterion, and each criterion a swing weight: 100
for the one that they would move from worst to best first, the others in proportion. What people give is
private; only how far they are apart is shown, and before any total.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import mean, stdev

from deepdive.core.refused import Refused

LOWEST, HIGHEST = 0, 100
# With fewer, what is shown could be guessed to be one person's.
FEWEST = 3

Scores = Mapping[tuple[str, str], Sequence[float]]  # by option and criterion


@dataclass(frozen=True, kw_only=True)
class Apart:
    """How far people are apart on one thing, in points of 100."""

    option: str
    criterion: str
    lowest: float
    highest: float

    @property
    def width(self) -> float:
        return self.highest - self.lowest


@dataclass(frozen=True, kw_only=True)
class Tipping:
    """What would change the leading option: if that criterion counted as much as ``at`` (a share of all
    weight) instead of ``now``, ``option`` would lead. Both are None where no weight changes it."""

    criterion: str
    now: float
    at: float | None
    option: str | None


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """Options with what they come to, the best first; ``people`` is how many gave scores and weights."""

    people: int
    options: tuple[str, ...]
    criteria: tuple[str, ...]
    weights: Mapping[str, float]
    means: Mapping[tuple[str, str], float]
    spreads: Mapping[tuple[str, str], float]
    totals: Mapping[str, float]

    @property
    def order(self) -> tuple[str, ...]:
        """The options, the highest total first."""
        return tuple(sorted(self.options, key=lambda option: -self.totals[option]))

    def at_weight(self, option: str, criterion: str, weight: float) -> float:
        """The option's total if that criterion had this share of the weight and the others kept their
        proportions."""
        score = self.means[option, criterion]
        return weight * score + (1 - weight) * self._without(option, criterion)

    def tipping(self, criterion: str) -> Tipping:
        """The nearest weight of the criterion at which another option leads."""
        now = self.weights[criterion]
        leader, *others = self.order
        crossings = [
            (abs(at - now), at, option)
            for option in others
            if (at := self._crossing(leader, option, criterion)) is not None
        ]
        if not crossings:
            return Tipping(criterion=criterion, now=now, at=None, option=None)
        _, at, option = min(crossings)
        return Tipping(criterion=criterion, now=now, at=at, option=option)

    def _without(self, option: str, criterion: str) -> float:
        rest = 1 - self.weights[criterion]
        if rest <= 0:
            others = [self.means[option, other] for other in self.criteria if other != criterion]
            return mean(others) if others else self.means[option, criterion]
        return (self.totals[option] - self.weights[criterion] * self.means[option, criterion]) / rest

    def _crossing(self, leader: str, option: str, criterion: str) -> float | None:
        here = self.means[leader, criterion] - self.means[option, criterion]
        elsewhere = self._without(leader, criterion) - self._without(option, criterion)
        if here == elsewhere:
            return None
        at = elsewhere / (elsewhere - here)
        # where they only touch, neither leads the other
        return at if 0 <= at <= 1 and (here < 0 or elsewhere < 0) else None


def check_points(value: float) -> None:
    """Refused with ``out-of-range`` where a score or a swing weight is none."""
    if not LOWEST <= value <= HIGHEST:
        raise Refused("out-of-range", f"Give a number from {LOWEST} to {HIGHEST}, not {value:g}.")


def normalised(swings: Mapping[str, float]) -> dict[str, float] | None:
    """Swing weights as shares of all weight; None where nothing has any."""
    total = sum(swings.values())
    return {criterion: swing / total for criterion, swing in swings.items()} if total > 0 else None


def choose(
    options: Sequence[str],
    criteria: Sequence[str],
    *,
    scores: Scores,
    swings: Iterable[Mapping[str, float]],
) -> Chosen | None:
    """What the group's scores and weights come to. ``swings`` has one mapping for each person.

    None while fewer than :data:`FEWEST` people have given weights, or scored each option on each criterion.
    """
    given = [one for one in (normalised({c: s.get(c, 0) for c in criteria}) for s in swings) if one]
    cells = [(option, criterion) for option in options for criterion in criteria]
    people = min([len(given), *(len(scores.get(cell, ())) for cell in cells)])
    if not cells or people < FEWEST:
        return None
    weights = {criterion: mean(one[criterion] for one in given) for criterion in criteria}
    means = {cell: mean(scores[cell]) for cell in cells}
    return Chosen(
        people=people,
        options=tuple(options),
        criteria=tuple(criteria),
        weights=weights,
        means=means,
        spreads={cell: stdev(scores[cell]) for cell in cells},
        totals={
            option: sum(weights[criterion] * means[option, criterion] for criterion in criteria)
            for option in options
        },
    )


def furthest_apart(scores: Scores, *, most: int = 3) -> tuple[Apart, ...]:
    """Where people differ most, the widest first, where at least :data:`FEWEST` gave a score."""
    found = [
        Apart(option=option, criterion=criterion, lowest=min(values), highest=max(values))
        for (option, criterion), values in scores.items()
        if len(values) >= FEWEST and max(values) > min(values)
    ]
    return tuple(sorted(found, key=lambda one: (-one.width, one.option, one.criterion))[:most])


def weights_apart(criteria: Sequence[str], swings: Iterable[Mapping[str, float]]) -> Apart | None:
    """The criterion on whose swing weight people differ most; None while too few gave any, or all agree."""
    given = list(swings)
    if len(given) < FEWEST:
        return None
    found = [
        Apart(
            option="",
            criterion=criterion,
            lowest=min(one.get(criterion, 0) for one in given),
            highest=max(one.get(criterion, 0) for one in given),
        )
        for criterion in criteria
    ]
    widest = max(found, key=lambda one: one.width, default=None)
    return widest if widest and widest.width else None
