"""What a group's choice comes to, put together for the page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from deepdive.choice.futures import prospects, rank_shares
from deepdive.choice.queries import Choice, money_of, scores_of, weights_of
from deepdive.core.choosing import Apart, Chosen, Tipping, choose, furthest_apart, weights_apart
from deepdive.core.prospects import Prospects, RankShares
from deepdive.drawings.drawing import Drawing
from deepdive.drawings.futures import (
    draw_net_benefit,
    draw_rank_shares,
    draw_score_lines,
    pounds,
    tipping_sentence,
)
from deepdive.programme.models import Cohort


@dataclass(frozen=True)
class Table:
    """A picture's figures, for whoever would rather read them."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Shown:
    """A picture with its figures."""

    drawing: Drawing
    table: Table


@dataclass(frozen=True)
class Results:
    """Everything that the page of results shows; None and empty where there is too little yet."""

    apart: tuple[str, ...]
    chosen: Chosen | None
    leading: str
    tipping: tuple[str, ...]
    money: Prospects | None
    without_money: tuple[str, ...]
    worth_knowing: str
    net_benefit: Shown | None
    score_lines: Shown | None
    rank_shares: Shown | None

    def summary(self) -> str:
        """The result in a few sentences, to be kept in the plan; empty while there is none."""
        said = [self.leading, *self.tipping[:1]]
        if self.money is not None and self.net_benefit is not None:
            said += self.net_benefit.drawing.says[:2]
        return " ".join(one for one in said if one)


def results_of(cohort: Cohort, choice: Choice, *, criterion: str) -> Results:
    """The results; ``criterion`` is the one whose weight the picture of lines changes."""
    scores, swings = scores_of(cohort, choice), weights_of(cohort, choice)
    chosen = choose(list(choice.names), list(choice.criteria), scores=scores, swings=swings)
    filled = money_of(cohort, choice)
    money = prospects(filled) if filled else None
    known = {option for option, *_ in filled}
    tips = [chosen.tipping(one) for one in choice.criteria] if chosen else []
    tips.sort(key=lambda one: abs(one.at - one.now) if one.at is not None else 2)
    return Results(
        apart=tuple(_apart(choice, furthest_apart(scores), weights_apart(list(choice.criteria), swings))),
        chosen=chosen,
        leading=_leading(chosen, choice),
        tipping=tuple(_tipping(chosen, tips, choice)) if chosen else (),
        money=money,
        without_money=tuple(
            option.name for option in choice.options if not option.is_zero and option.id not in known
        ),
        worth_knowing=pounds(money.worth_knowing) if money else "",
        net_benefit=_net_benefit(money, choice) if money else None,
        score_lines=_score_lines(chosen, criterion, choice) if chosen else None,
        rank_shares=_rank_shares(rank_shares(chosen), choice) if chosen else None,
    )


def _apart(choice: Choice, scores: tuple[Apart, ...], weights: Apart | None) -> Iterator[str]:
    for one in scores:
        yield (
            f"{choice.names[one.option]}, “{choice.criteria[one.criterion]}”: "
            f"scores from {one.lowest:g} to {one.highest:g}."
        )
    if weights:
        yield (
            f"How much “{choice.criteria[weights.criterion]}” counts: "
            f"from {weights.lowest:g} to {weights.highest:g}."
        )


def _tipping(chosen: Chosen, tips: Sequence[Tipping], choice: Choice) -> Iterator[str]:
    """What would tip the order, the nearest first; what would not, in one sentence."""
    for one in tips:
        if one.at is not None:
            yield tipping_sentence(chosen, one.criterion, choice.names, choice.criteria)
    never = [f"“{choice.criteria[one.criterion]}”" for one in tips if one.at is None]
    if never:
        yield f"{choice.names[chosen.order[0]]} leads however much these count: {', '.join(never)}."


def _leading(chosen: Chosen | None, choice: Choice) -> str:
    if chosen is None:
        return ""
    first, *others = chosen.order
    said = f"By our scores and weights ({chosen.people} people), {choice.names[first]} leads"
    if not others:
        return f"{said}."
    behind = chosen.totals[first] - chosen.totals[others[0]]
    return f"{said}, {behind:.0f} points of 100 before {choice.names[others[0]]}."


def _net_benefit(money: Prospects, choice: Choice) -> Shown:
    header = (
        "Option",
        "8 in 10 futures, from",
        "Middle",
        "To",
        "Cost, middle",
        "Chance that it pays",
        "If it works",
        "If not",
    )
    rows = tuple(
        (
            choice.names[one.option],
            pounds(one.low),
            pounds(one.middle),
            pounds(one.high),
            pounds(one.cost),
            f"{one.pays:.0%}",
            "never" if one.works is None else pounds(one.works),
            "never" if one.fails is None else pounds(one.fails),
        )
        for one in money.each
    )
    return Shown(draw_net_benefit(money, choice.names), Table(header, rows))


def _score_lines(chosen: Chosen, criterion: str, choice: Choice) -> Shown:
    now = chosen.weights[criterion]
    weights = (0.0, now, 1.0)
    header = ("Option", "Counts for nothing", f"Our weight, {now:.0%}", "Counts for everything")
    rows = tuple(
        (choice.names[option], *(f"{chosen.at_weight(option, criterion, weight):.0f}" for weight in weights))
        for option in chosen.order
    )
    drawing = draw_score_lines(chosen, criterion, choice.names, choice.criteria)
    return Shown(drawing, Table(header, rows))


def _rank_shares(shares: RankShares, choice: Choice) -> Shown:
    header = ("Option", *(f"Place {place}" for place in range(1, len(shares) + 1)))
    rows = tuple(
        (choice.names[option], *(f"{share:.0%}" for share in places)) for option, places in shares.items()
    )
    return Shown(draw_rank_shares(shares, choice.names), Table(header, rows))
