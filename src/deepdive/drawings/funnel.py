"""A funnel: ideas on the left, options in the middle, and what was chosen on the right."""

from collections.abc import Iterator, Mapping, Sequence

from deepdive.core.funnel import Funnel, read_funnel
from deepdive.core.grid import Named
from deepdive.drawings.drawing import Drawing
from deepdive.drawings.source import NOTHING_YET, Source, counted, listed, numbered
from deepdive.drawings.svg import (
    BLUE,
    GREY,
    INK,
    PADDING,
    PALE_BLUE,
    WIDTH,
    Chip,
    Words,
    box,
    chip,
    line,
    put,
    words,
)

_GAP = 5.0
_BETWEEN = 44.0
_COLUMN = (WIDTH - 2 * _BETWEEN) / 3


def draw_funnel(source: Source) -> Drawing:
    """Three columns of cards, with a line from each idea to the options that grew out of it."""
    funnel = _funnel(source)
    lists = (("Ideas", funnel.ideas), ("Options", funnel.options), ("Chosen", funnel.chosen))
    heights = [sum(_card(row, 0, 0).height + _GAP for row in rows) for _, rows in lists]
    tallest = max(*heights, 60.0)
    pieces, middles = [], []
    top = 40.0
    for place, (title, rows) in enumerate(lists):
        x = place * (_COLUMN + _BETWEEN)
        pieces.append(box(x + 1, 1, _COLUMN - 2, 30, fill=PALE_BLUE, edge=BLUE))
        pieces.append(
            put(Words(lines=(f"{title}: {len(rows)}",), is_bold=True), x, 7, width=_COLUMN, is_middle=True)
        )
        drawn, at = _column(rows, x, top + (tallest - heights[place]) / 2, is_chosen=title == "Chosen")
        middles.append(at)
        pieces.append(drawn)
        if not rows:
            nothing = words("None yet", _COLUMN, colour=GREY)
            pieces.append(put(nothing, x, top + tallest / 2 - 10, width=_COLUMN, is_middle=True))
    lines = [_arrow(0, middles[0][start], middles[1][end]) for start, end in sorted(funnel.links)]
    lines += [_arrow(1, middles[1][row.number], middles[2][row.number]) for row in funnel.chosen]
    return Drawing(
        title=source.artefact.title,
        says=tuple(_says(funnel)),
        body="".join((*lines, *pieces)),
        height=top + tallest + PADDING,
    )


def _funnel(source: Source) -> Funnel:
    picture, kind = source.picture, source.link_kind
    if kind is None:
        return Funnel(ideas=(), options=(), chosen=(), links=frozenset())
    return read_funnel(
        source.rows_of(kind.from_.artefact, kind.from_.field),
        source.rows_of(kind.to.artefact, kind.to.field),
        idea=picture.column("idea"),
        option=picture.column("option"),
        chosen=picture.column("chosen"),
        choice=picture.word("chosen"),
        links=source.links,
    )


def _card(row: Named, x: float, y: float, *, is_strong: bool = False) -> Chip:
    return chip(numbered(row), x + 1, y, _COLUMN - 2, is_strong=is_strong)


def _column(rows: Sequence[Named], x: float, y: float, *, is_chosen: bool) -> tuple[str, Mapping[int, float]]:
    """The cards, and by number at which height the middle of each is."""
    pieces, middles = [], {}
    for row in rows:
        card = _card(row, x, y, is_strong=is_chosen)
        pieces.append(card.body)
        middles[row.number] = y + card.height / 2
        y += card.height + _GAP
    return "".join(pieces), middles


def _arrow(place: int, start: float, end: float) -> str:
    left = (place + 1) * _COLUMN + place * _BETWEEN
    return line(left, start, left + _BETWEEN, end, edge=INK, thick=1.5)


def _says(funnel: Funnel) -> Iterator[str]:
    if not funnel.ideas and not funnel.options:
        yield NOTHING_YET
        return
    ideas, options = (
        counted(len(funnel.ideas), "idea", "ideas"),
        counted(len(funnel.options), "option", "options"),
    )
    chosen = f"chosen: {listed(funnel.chosen)}" if funnel.chosen else "none is chosen yet"
    yield f"{ideas}, {options}; {chosen}."
    if funnel.unlinked and funnel.links:
        yield f"Nobody has said which idea these options grew out of: {listed(funnel.unlinked)}."
