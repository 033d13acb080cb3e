"""Gaps: each row with what is known about it, and what somebody has to find out."""

from collections.abc import Iterator, Sequence
from string import ascii_uppercase

from deepdive.core.gaps import Judged, Known, judge
from deepdive.drawings.drawing import Drawing
from deepdive.drawings.source import NOTHING_YET, Source, counted, listed, numbered
from deepdive.drawings.svg import (
    GREY,
    INK,
    LINE,
    PADDING,
    PALE_BLUE,
    PALE_WARNING,
    PAPER,
    SMALL,
    WARNING,
    WIDTH,
    Words,
    box,
    line,
    put,
    tick,
    words,
)

_NAMES = 220.0
_SQUARE = 24.0
_LOOKS = {
    Known.YES: ("", PALE_BLUE, INK),
    Known.IN_PART: ("~", PAPER, INK),
    Known.NO: ("?", PALE_WARNING, WARNING),
}


def draw_gaps(source: Source) -> Drawing:
    """A square for each row and column: known, known in part, or a gap. The columns have letters, which are
    explained below."""
    columns = source.picture.columns("columns")
    titles = [source.columns_by_id[column].title for column in columns]
    judged = judge(source.rows, name=source.picture.column("name"), columns=columns)
    squares = len(columns) * (_SQUARE + 4)
    left = _NAMES + PADDING
    right = left + squares + PADDING
    pieces, y = [], PADDING
    for place in range(len(columns)):
        letter = Words(lines=(_letter(place),), size=SMALL, is_bold=True)
        pieces.append(put(letter, left + place * (_SQUARE + 4), y, width=_SQUARE, is_middle=True))
    pieces.append(put(Words(lines=("To find out",), size=SMALL, is_bold=True), right, y))
    y += 24
    for one in judged:
        drawn, y = _row(one, titles, (left, right), y)
        pieces.append(drawn)
    if not judged:
        empty = words(NOTHING_YET, WIDTH - 4 * PADDING, colour=GREY)
        pieces.append(put(empty, PADDING, y))
        y += empty.height + PADDING
    pieces.append(line(0, y, WIDTH, y))
    legend = "; ".join(f"{_letter(place)} {title}" for place, title in enumerate(titles))
    legend = f"A tick: known. ~: known in part. ?: a gap. {legend}"
    said = words(legend, WIDTH - 2 * PADDING, size=SMALL, colour=GREY)
    pieces.append(put(said, PADDING, y + PADDING))
    return Drawing(
        title=source.artefact.title,
        says=tuple(_says(judged)),
        body="".join(pieces),
        height=y + said.height + 2 * PADDING,
    )


def _row(one: Judged, titles: Sequence[str], at: tuple[float, float], y: float) -> tuple[str, float]:
    left, right = at
    name = words(numbered(one.row), _NAMES - PADDING, size=SMALL, most_lines=4)
    to_find = "; ".join(f"{_letter(place)} {titles[place]}" for place in one.gaps) or "Nothing"
    gaps = words(
        to_find, WIDTH - right - PADDING, size=SMALL, most_lines=6, colour=WARNING if one.gaps else GREY
    )
    height = max(name.height, gaps.height, _SQUARE) + 2 * PADDING
    pieces = [line(0, y, WIDTH, y), put(name, PADDING, y + PADDING - 2, width=_NAMES - PADDING)]
    for place, cell in enumerate(one.cells):
        sign, fill, colour = _LOOKS[cell]
        x = left + place * (_SQUARE + 4)
        is_gap = cell is Known.NO
        pieces.append(
            box(
                x,
                y + PADDING,
                _SQUARE,
                _SQUARE,
                fill=fill,
                edge=WARNING if is_gap else LINE,
                is_dashed=is_gap,
            )
        )
        if cell is Known.YES:
            pieces.append(tick(x + 5, y + PADDING + 5, _SQUARE - 10))
        else:
            mark = Words(lines=(sign,), is_bold=True, colour=colour)
            pieces.append(put(mark, x, y + PADDING + 3, width=_SQUARE, is_middle=True))
    pieces.append(put(gaps, right, y + PADDING - 2, width=WIDTH - right - PADDING))
    return "".join(pieces), y + height


def _letter(place: int) -> str:
    return ascii_uppercase[place % len(ascii_uppercase)]


def _says(judged: Sequence[Judged]) -> Iterator[str]:
    if not judged:
        yield NOTHING_YET
        return
    with_gaps = [one.row for one in judged if one.gaps]
    if with_gaps:
        rows = counted(len(judged), "row", "rows")
        have = "has" if len(with_gaps) == 1 else "have"
        yield f"{len(with_gaps)} of {rows} {have} a gap: {listed(with_gaps)}."
    else:
        yield "No row has a gap."
