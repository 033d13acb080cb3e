"""Pictures of a choice: net benefit of each option, totals against a weight, and places in many futures."""

from collections.abc import Mapping, Sequence

from deepdive.core.choosing import Chosen
from deepdive.core.prospects import Prospects, RankShares
from deepdive.drawings.drawing import Drawing
from deepdive.drawings.svg import (
    BLUE,
    GREY,
    INK,
    LINE,
    PADDING,
    PALE,
    PALE_BLUE,
    SMALL,
    WARNING,
    WIDTH,
    Words,
    box,
    line,
    put,
    words,
)

Names = Mapping[str, str]

_NAMES = 200.0
_BAR = 26.0
_CHART = 260.0
# Lines differ by thickness, dashes and their names, so that colour is not needed.
_LOOKS = ((BLUE, 3.0, False), (INK, 2.0, False), (WARNING, 2.0, True), (GREY, 2.0, True))
_SHADES = (BLUE, "#6ea3d8", "#b9d2ec", PALE_BLUE, PALE)


def draw_net_benefit(prospects: Prospects, names: Names) -> Drawing:
    """A bar for each option over the net benefits of eight in ten futures, with a line for the middle one;
    doing nothing is the line at zero."""
    lowest = min([0.0, *(one.low for one in prospects.each)])
    highest = max([0.0, *(one.high for one in prospects.each)])
    left, right = _NAMES + PADDING, WIDTH - 150.0
    scale = (right - left) / ((highest - lowest) or 1)
    zero = left + (0 - lowest) * scale
    pieces, y = [], 34.0
    for one in prospects.each:
        said = words(names[one.option], _NAMES - PADDING, size=SMALL, most_lines=3)
        height = max(said.height, _BAR) + 2 * PADDING
        start, end = left + (one.low - lowest) * scale, left + (one.high - lowest) * scale
        middle = left + (one.middle - lowest) * scale
        pieces += [
            put(said, PADDING, y + PADDING, width=_NAMES - PADDING),
            box(start, y + PADDING, max(end - start, 2), _BAR, fill=PALE_BLUE, edge=BLUE),
            line(middle, y + PADDING - 3, middle, y + PADDING + _BAR + 3, edge=INK, thick=3),
            put(Words(lines=(f"{one.pays:.0%} chance", "that it pays"), size=SMALL), right + 24, y + PADDING),
        ]
        y += height
    pieces += [
        line(zero, 26, zero, y, edge=INK, thick=1.5, is_dashed=True),
        put(
            Words(lines=("Do nothing: £0",), size=SMALL, is_bold=True),
            zero - 60,
            4,
            width=120,
            is_middle=True,
        ),
    ]
    says = tuple(
        f"{names[one.option]}: eight in ten futures bring {pounds(one.low)} to {pounds(one.high)}, "
        f"half of them more than {pounds(one.middle)}. Chance that it pays: {one.pays:.0%}."
        for one in prospects.each
    )
    return Drawing(title="Net benefit over five years", says=says, body="".join(pieces), height=y + PADDING)


def draw_score_lines(chosen: Chosen, criterion: str, names: Names, criteria: Names) -> Drawing:
    """Each option's total while one criterion counts for nothing, up to everything. Our weight is marked."""
    left, right, top, bottom = 48.0, WIDTH - 210.0, 30.0, 30.0 + _CHART
    now = chosen.weights[criterion]

    def at(weight: float, total: float) -> tuple[float, float]:
        return left + weight * (right - left), bottom - total / 100 * _CHART

    pieces = [
        line(left, bottom, right, bottom, edge=INK),
        line(left, top, left, bottom, edge=INK),
        *(
            put(Words(lines=(str(mark),), size=SMALL), 12, bottom - mark / 100 * _CHART - 9)
            for mark in (0, 50, 100)
        ),
        *(
            put(
                Words(lines=(f"{share}%",), size=SMALL),
                left + share / 100 * (right - left) - 20,
                bottom + 4,
                width=40,
                is_middle=True,
            )
            for share in (0, 50, 100)
        ),
    ]
    marked, _ = at(now, 0)
    pieces += [
        line(marked, top, marked, bottom, edge=GREY, is_dashed=True),
        put(
            Words(lines=(f"Our weight: {now:.0%}",), size=SMALL, is_bold=True),
            marked - 60,
            6,
            width=120,
            is_middle=True,
        ),
    ]
    ends = []
    for place, option in enumerate(chosen.order):
        edge, thick, is_dashed = _LOOKS[place % len(_LOOKS)]
        start, end = (
            at(0, chosen.at_weight(option, criterion, 0)),
            at(1, chosen.at_weight(option, criterion, 1)),
        )
        pieces.append(line(*start, *end, edge=edge, thick=thick, is_dashed=is_dashed))
        ends.append((end[1], option))
    pieces.append(_labels(ends, right, names))
    tipping = chosen.tipping(criterion)
    if tipping.at is not None and tipping.option is not None:
        x, y = at(tipping.at, chosen.at_weight(tipping.option, criterion, tipping.at))
        pieces.append(box(x - 5, y - 5, 10, 10, edge=INK, thick=2))
    title = f"Totals while “{criteria[criterion]}” counts for more or less"
    return Drawing(
        title=title,
        says=(tipping_sentence(chosen, criterion, names, criteria),),
        body="".join(pieces),
        height=bottom + 34,
    )


def draw_rank_shares(shares: RankShares, names: Names) -> Drawing:
    """A bar for each option, in as many parts as there are places."""
    left, right = _NAMES + PADDING, WIDTH - PADDING
    pieces, y = [], PADDING
    for option, places in sorted(shares.items(), key=lambda one: -one[1][0]):
        said = words(names[option], _NAMES - PADDING, size=SMALL, most_lines=3)
        x = left
        pieces.append(put(said, PADDING, y + 4, width=_NAMES - PADDING))
        for place, share in enumerate(places):
            wide = share * (right - left)
            shade = _SHADES[min(place, len(_SHADES) - 1)]
            pieces.append(box(x, y, wide, _BAR, fill=shade, edge=LINE))
            if wide > 30:
                colour = "#ffffff" if place == 0 else INK
                text = Words(lines=(f"{place + 1}",), size=SMALL, is_bold=True, colour=colour)
                pieces.append(put(text, x, y + 5, width=wide, is_middle=True))
            x += wide
        y += max(said.height, _BAR) + PADDING
    says = tuple(f"{names[option]} comes first in {places[0]:.0%}." for option, places in shares.items())
    return Drawing(title="Which place each option takes", says=says, body="".join(pieces), height=y + PADDING)


def tipping_sentence(chosen: Chosen, criterion: str, names: Names, criteria: Names) -> str:
    """What the weight of a criterion would have to be for another option to lead."""
    tipping, leader = chosen.tipping(criterion), chosen.order[0]
    about = f"“{criteria[criterion]}” counts for {tipping.now:.0%} now."
    if tipping.at is None or tipping.option is None:
        return f"{about} However much it counts, {names[leader]} leads."
    return f"{about} At {tipping.at:.0%}, {names[tipping.option]} would lead instead of {names[leader]}."


def pounds(amount: float) -> str:
    """Pounds as people say them, to three figures."""
    size = abs(amount)
    sign = "-" if amount < 0 and size >= 0.5 else ""
    for unit, letter in ((1e6, " million"), (1e3, ",000")):
        if size >= unit:
            number = f"{size / unit:.3g}"
            if letter == ",000":
                return f"{sign}£{round(float(f'{size:.3g}')):,}"
            return f"{sign}£{number}{letter}"
    return f"{sign}£{size:.0f}"


def _labels(ends: Sequence[tuple[float, str]], x: float, names: Names) -> str:
    """The names at the ends of their lines, moved apart where they would lie on each other."""
    pieces, free = [], 0.0
    for y, option in sorted(ends):
        said = words(names[option], 196, size=SMALL, most_lines=2)
        top = max(y - said.height / 2, free)
        pieces.append(line(x, y, x + 10, top + said.height / 2, edge=LINE))
        pieces.append(put(said, x + 12, top))
        free = top + said.height + 2
    return "".join(pieces)
