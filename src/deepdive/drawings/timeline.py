"""A timeline: rows as bars between their first day and their last."""

from collections.abc import Iterator
from datetime import date

from deepdive.core.timeline import Bar, Timeline, read_timeline, undated
from deepdive.drawings.drawing import Drawing
from deepdive.drawings.letters import width_of
from deepdive.drawings.source import NOTHING_YET, Source, listed, numbered
from deepdive.drawings.svg import (
    BLUE,
    GREY,
    INK,
    PADDING,
    PALE_BLUE,
    PALE_LINE,
    PALE_WARNING,
    SMALL,
    WARNING,
    WIDTH,
    Words,
    alarm,
    box,
    line,
    put,
    words,
)

_NAMES = 250.0
_BAR = 20.0
_LEFT = _NAMES + PADDING
_ROOM = WIDTH - _LEFT - PADDING


def draw_timeline(source: Source) -> Drawing:
    """One line for each row. The days on the line are named above it."""
    name = source.picture.column("name")
    shown = read_timeline(
        source.rows,
        name=name,
        start=source.picture.column("start"),
        end=source.picture.column("end"),
        owner=source.picture.column("owner"),
        first_day=source.text(source.picture.word("first-day")),
        days=_days(source.picture.word("days")),
    )
    rows = undated(source.rows, name=name) if shown is None else shown.loose
    body, y = ("", 0.0) if shown is None else _line(shown)
    pieces = [body]
    for row in rows:
        said = words(numbered(row), _NAMES - 2 * PADDING, size=SMALL, most_lines=3)
        note = Words(lines=("? start or end is missing",), size=SMALL, colour=WARNING)
        pieces.append(line(0, y, WIDTH, y) + put(said, PADDING, y + 6, width=_NAMES - 2 * PADDING))
        pieces.append(put(note, _LEFT, y + 6))
        y += said.height + 14
    if not rows and (shown is None or not shown.bars):
        empty = words(NOTHING_YET, WIDTH - 2 * PADDING, colour=GREY)
        pieces.append(put(empty, PADDING, y + PADDING))
        y += empty.height + 2 * PADDING
    pieces.append(line(0, y, WIDTH, y))
    return Drawing(
        title=source.artefact.title, says=tuple(_says(shown, source)), body="".join(pieces), height=y + 2
    )


def _line(shown: Timeline) -> tuple[str, float]:
    top = 26.0
    rows, y = [], top
    for bar in shown.bars:
        drawn, y = _bar(bar, shown, y)
        rows.append(drawn)
    marks = []
    for mark in shown.marks:
        x = _x(mark, shown)
        marks.append(line(x, top - 4, x, y, edge=PALE_LINE))
        marks.append(put(Words(lines=(day_in_words(mark),), size=SMALL), x - 4, 4))
    if shown.planned_until:
        x = _x(shown.planned_until, shown)
        marks.append(line(x, top - 4, x, y, edge=INK, thick=2, is_dashed=True))
    return "".join((*marks, *rows)), y


def _bar(bar: Bar, shown: Timeline, y: float) -> tuple[str, float]:
    name = words(numbered(bar.row), _NAMES - 2 * PADDING, size=SMALL, most_lines=3)
    owner = words(bar.owner or "? no owner", _NAMES - 2 * PADDING, size=SMALL, most_lines=2, colour=GREY)
    height = max(name.height + owner.height, _BAR) + 12
    start, end = sorted((bar.start, bar.end))
    left = _x(start, shown)
    # a day is at least so wide that it can be seen
    width = max(_x(end, shown) - left + _ROOM / shown.days, 6.0)
    left = min(left, WIDTH - PADDING - width)
    middle = y + (height - _BAR) / 2
    pieces = [
        line(0, y, WIDTH, y),
        put(name, PADDING, y + 5, width=_NAMES - 2 * PADDING),
        put(owner, PADDING, y + 5 + name.height, width=_NAMES - 2 * PADDING),
        box(
            left,
            middle,
            width,
            _BAR,
            fill=PALE_WARNING if bar.is_backwards else PALE_BLUE,
            edge=WARNING if bar.is_backwards else BLUE,
            thick=2,
            is_dashed=bar.is_backwards,
            round=3,
        ),
    ]
    if bar.is_backwards:
        pieces.append(alarm(left + width / 2 - 9, middle + 1, 18))
    else:
        said = Words(lines=(_from_to(bar),), size=SMALL)
        pieces.append(_beside(said, left, width, middle + 2))
    return "".join(pieces), y + height


def _beside(said: Words, left: float, width: float, y: float) -> str:
    """The days in the bar, or where it is too short, behind or before it."""
    long = width_of(said.lines[0], said.size)
    if long + 8 < width:
        return put(said, left + 6, y)
    x = left + width + 4 if left + width + long + 8 < WIDTH else left - long - 6
    return box(x, y - 1, long + 2, said.height + 2, edge="none") + put(said, x + 1, y)


def day_in_words(day: date) -> str:
    """A day as people say it, without the year."""
    return f"{day.day} {day:%b}"


def _from_to(bar: Bar) -> str:
    if bar.start == bar.end:
        return day_in_words(bar.start)
    return f"{day_in_words(bar.start)} to {day_in_words(bar.end)}"


def _x(day: date, shown: Timeline) -> float:
    return _LEFT + _ROOM * (day - shown.first).days / shown.days


def _days(text: str) -> int:
    return int(text) if text.isdecimal() else 0


def _says(shown: Timeline | None, source: Source) -> Iterator[str]:
    if shown is None:
        rows = undated(source.rows, name=source.picture.column("name"))
        yield f"No day is known yet: {listed(rows)}." if rows else NOTHING_YET
        return
    if not shown.bars and not shown.loose:
        yield NOTHING_YET
    if shown.planned_until:
        yield f"The dashed line is {_whole(shown.planned_until)}, the last day of the plan."
    backwards = [bar.row for bar in shown.bars if bar.is_backwards]
    if backwards:
        yield f"Ends before it starts: {listed(backwards)}."
    if shown.loose:
        yield f"Start or end is missing: {listed(shown.loose)}."
    if shown.bars and not (shown.planned_until or backwards or shown.loose or shown.unowned):
        yield "Every row has its days."
    if shown.unowned:
        yield f"Nobody owns: {listed(shown.unowned)}."


def _whole(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"
