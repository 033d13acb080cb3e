"""A journey: its stages side by side, a lane for each thing that is said of them."""

from collections.abc import Iterator, Sequence

from deepdive.core.artefact import Row
from deepdive.core.grid import Named, named
from deepdive.core.journey import unknown, unwritten_decisions
from deepdive.core.picture import is_known
from deepdive.drawings.drawing import Drawing
from deepdive.drawings.source import NOTHING_YET, Source, counted, listed, numbered
from deepdive.drawings.svg import (
    BLUE,
    GREY,
    PADDING,
    PALE_BLUE,
    SMALL,
    WIDTH,
    Words,
    alarm,
    box,
    diamond,
    drum,
    line,
    put,
    shape,
    words,
)

LANES = ("happens", "touched", "information", "feeling", "pain", "wait", "decision", "data")
MOST_SIDE_BY_SIDE = 4
_LABELS = 104.0
_ICON = 16.0
_MOST_LINES = 9
# how full the cylinder is for what the pack calls so
_FULL = {"yes": 1.0, "in part": 0.5, "no": 0.0}

Stage = tuple[Named, Row]


def draw_journey(source: Source) -> Drawing:
    """Stages in bands of at most four; each lane is as high as its longest cell."""
    stages = list(named(source.rows, source.picture.column("stage")))
    pieces, y = [], 0.0
    for band in bands(stages, MOST_SIDE_BY_SIDE):
        drawn, y = _band(band, source, y)
        pieces.append(drawn)
        y += 2 * PADDING
    if not stages:
        empty = words(NOTHING_YET, WIDTH - 4 * PADDING, colour=GREY)
        pieces.append(box(1, 1, WIDTH - 2, 60, is_dashed=True) + put(empty, 2 * PADDING, 2 * PADDING))
        y = 62.0
    return Drawing(
        title=source.artefact.title, says=tuple(_says(stages, source)), body="".join(pieces), height=y
    )


def bands(items: Sequence[Stage], most: int) -> Iterator[Sequence[Stage]]:
    """The items in runs of at most ``most`` that are as equal in length as can be."""
    count = -(-len(items) // most)
    start = 0
    for place in range(count):
        length = len(items) // count + (place < len(items) % count)
        yield items[start : start + length]
        start += length


def _band(band: Sequence[Stage], source: Source, y: float) -> tuple[str, float]:
    width = (WIDTH - _LABELS) / len(band)
    heads, y = _heads([one for one, _ in band], width, y)
    pieces = [heads]
    for lane in LANES:
        column = source.picture.column(lane)
        if not column:
            continue
        label = words(source.columns_by_id[column].title, _LABELS - PADDING, size=SMALL, is_bold=True)
        cells = [_cell(lane, row.get(column, ""), width) for _, row in band]
        height = max(label.height, *(high for _, high, _ in cells)) + 2 * PADDING
        pieces.append(line(0, y, WIDTH, y))
        pieces.append(put(label, 0, y + PADDING - 2))
        for place, (said, _, has_icon) in enumerate(cells):
            x = _LABELS + place * width + PADDING
            pieces.append(_icon(lane, band[place][1].get(column, ""), x, y + PADDING - 1) if has_icon else "")
            indent = _ICON + 5 if has_icon else 0
            pieces.append(put(said, x + indent, y + PADDING - 2, width=width - 2 * PADDING - indent))
        y += height
    pieces.append(line(0, y, WIDTH, y))
    return "".join(pieces), y


def _heads(stages: Sequence[Named], width: float, y: float) -> tuple[str, float]:
    """The names of the stages in arrows that point to the next."""
    said = [words(numbered(one), width - 36, is_bold=True, most_lines=4, colour=BLUE) for one in stages]
    height = max(one.height for one in said) + 2 * PADDING
    pieces = []
    for place, one in enumerate(said):
        left, right = _LABELS + place * width, _LABELS + (place + 1) * width - 3
        arrow = [
            (left, y + 1),
            (right - 12, y + 1),
            (right, y + height / 2),
            (right - 12, y + height),
            (left, y + height),
            (left + 12, y + height / 2),
        ]
        pieces.append(shape(arrow, fill=PALE_BLUE, edge=BLUE))
        pieces.append(put(one, left + 17, y + (height - one.height) / 2 - 1, width=width - 36))
    return "".join(pieces), y + height + PADDING


def _cell(lane: str, text: str, width: float) -> tuple[Words, float, bool]:
    has_icon = lane == "data" or (lane in ("pain", "decision") and is_known(text))
    room = width - 2 * PADDING - (_ICON + 5 if has_icon else 0)
    said = words(text.strip() or "?", room, size=SMALL, most_lines=_MOST_LINES)
    return said, max(said.height, _ICON if has_icon else 0), has_icon


def _icon(lane: str, text: str, x: float, y: float) -> str:
    if lane == "pain":
        return alarm(x, y, _ICON)
    if lane == "decision":
        return diamond(x, y, _ICON)
    return drum(x, y, _ICON, full=_FULL.get(text, 0.0))


def _says(stages: Sequence[Stage], source: Source) -> Iterator[str]:
    if not stages:
        yield NOTHING_YET
        return
    rows, picture = source.rows, source.picture
    stage = picture.column("stage")
    if pain := picture.column("pain"):
        bad = len(stages) - len(unknown(rows, stage=stage, column=pain))
        yield f"Something goes wrong in {bad} of {counted(len(stages), 'stage', 'stages')}."
    decision, data = picture.column("decision"), picture.column("data")
    if decision and data:
        unwritten = unwritten_decisions(rows, stage=stage, decision=decision, data=data)
        if unwritten:
            yield f"Somebody decides, and nothing is known to be written down: {listed(unwritten)}."
    if feeling := picture.column("feeling"):
        unasked = unknown(rows, stage=stage, column=feeling)
        if unasked:
            yield f"Nobody has said how the person feels: {listed(unasked)}."
