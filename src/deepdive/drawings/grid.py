"""A grid of two choices, with the rows as cards in its cells."""

from collections.abc import Iterator

from deepdive.core.grid import Grid, Named, place, without_row
from deepdive.core.picture import CORNERS
from deepdive.drawings.drawing import Drawing
from deepdive.drawings.source import NOTHING_YET, Source, listed, numbered
from deepdive.drawings.svg import (
    GREY,
    INK,
    PADDING,
    PALE,
    PAPER,
    SMALL,
    WIDTH,
    Words,
    box,
    put,
    stack,
    words,
)

_LABELS = 84.0
_LOWEST_CELL = 84.0
_LOOSE_COLUMNS = 3


def draw_grid(source: Source) -> Drawing:
    """Rows by two choices. The first level of either is the lowest: left, or below."""
    across, up = source.column("across"), source.column("up")
    grid = place(
        source.rows,
        name=source.picture.column("name"),
        across=(across.id, across.choices),
        up=(up.id, up.choices),
    )
    body, y = _heading(f"↑ {up.title}", 0.0)
    cells, y = _cells(grid, source, y)
    feet, y = _feet(grid, across.title, y)
    loose, y = _loose(grid, y)
    return Drawing(
        title=source.artefact.title,
        says=tuple(_says(grid, source)) or ("Every row has its place.",),
        body="".join((body, cells, feet, loose)),
        height=y,
    )


def _heading(text: str, y: float) -> tuple[str, float]:
    said = words(text, WIDTH - 2 * PADDING, is_bold=True)
    return put(said, PADDING, y + PADDING), y + said.height + 2 * PADDING


def _cells(grid: Grid, source: Source, y: float) -> tuple[str, float]:
    width = (WIDTH - _LABELS) / len(grid.across)
    corners = {grid.corner(name): (name, source.picture.word(name)) for name in CORNERS}
    look = source.picture.word("look")
    pieces = []
    for level in reversed(range(len(grid.up))):
        drawn = []
        for place_across in range(len(grid.across)):
            x = _LABELS + place_across * width
            corner, title = corners.get((place_across, level), ("", ""))
            said = words(title, width - 2 * PADDING, size=SMALL, is_bold=True, colour=INK)
            top = y + PADDING + (said.height + 4 if title else 0)
            cards, high = stack(
                _cards(grid.cells.get((place_across, level), ())), x + PADDING, top, width - 2 * PADDING
            )
            drawn.append(
                (x, corner, put(said, x + PADDING, y + PADDING - 2) + cards, top + high + PADDING - y)
            )
        height = max(_LOWEST_CELL, *(high for *_, high in drawn))
        label = words(grid.up[level], _LABELS - PADDING, size=SMALL, is_bold=True)
        pieces.append(put(label, PADDING, y + (height - label.height) / 2))
        for x, corner, inside, _ in drawn:
            is_looked_at = bool(corner) and corner == look
            pieces.append(
                box(
                    x,
                    y,
                    width,
                    height,
                    fill=PALE if corner else PAPER,
                    edge=INK,
                )
            )
            if is_looked_at:
                pieces.append(
                    box(x + 3, y + 3, width - 6, height - 6, fill="none", edge=INK, thick=2, is_dashed=True)
                )
            pieces.append(inside)
        y += height
    return "".join(pieces), y


def _feet(grid: Grid, title: str, y: float) -> tuple[str, float]:
    width = (WIDTH - _LABELS) / len(grid.across)
    labels = [words(level, width - 2 * PADDING, size=SMALL, is_bold=True) for level in grid.across]
    pieces = [
        put(label, _LABELS + place * width, y + 4, width=width, is_middle=True)
        for place, label in enumerate(labels)
    ]
    y += max(label.height for label in labels) + 8
    said = words(f"{title} →", WIDTH - _LABELS - PADDING, is_bold=True)
    pieces.append(put(said, _LABELS + PADDING, y))
    return "".join(pieces), y + said.height + PADDING


def _loose(grid: Grid, y: float) -> tuple[str, float]:
    """Below the grid, in columns: what nobody can place yet."""
    if not grid.loose:
        return "", y
    said = Words(lines=("? Not placed yet",), is_bold=True, colour=GREY)
    top = y + PADDING + said.height + 4
    width = (WIDTH - PADDING) / _LOOSE_COLUMNS
    cards = list(_cards(grid.loose))
    pieces, heights = [], []
    for column in range(_LOOSE_COLUMNS):
        drawn, high = stack(cards[column::_LOOSE_COLUMNS], PADDING + column * width, top, width - PADDING)
        pieces.append(drawn)
        heights.append(high)
    bottom = top + max(heights) + PADDING
    frame = box(1, y, WIDTH - 2, bottom - y, fill="none", is_dashed=True)
    return frame + put(said, PADDING, y + PADDING - 2) + "".join(pieces), bottom + 1


def _cards(rows: tuple[Named, ...]) -> Iterator[str]:
    return (numbered(row) for row in rows)


def _says(grid: Grid, source: Source) -> Iterator[str]:
    if not grid.cells and not grid.loose:
        yield NOTHING_YET
    look = source.picture.word("look")
    there = grid.cells.get(grid.corner(look), ()) if look else ()
    if there:
        yield f"{source.picture.word(look).rstrip('.')}: {listed(there)}."
    group = source.picture.column("group")
    if group and (grid.cells or grid.loose):
        missing = without_row(source.rows, column=group, choices=source.column("group").choices)
        if missing:
            yield f"No row yet for: {'; '.join(missing)}."
    if grid.loose:
        yield f"Not placed, because an answer is missing or not known: {listed(grid.loose)}."
