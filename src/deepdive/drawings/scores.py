"""Options side by side: a score for each line, where people differed, and only then the total."""

from collections.abc import Iterator, Sequence

from deepdive.core.scoring import DOUBLE, HIGHEST, LESS, MORE, USUAL, Comparison, Option, compare
from deepdive.drawings.drawing import Drawing
from deepdive.drawings.source import NOTHING_YET, Source, listed
from deepdive.drawings.svg import (
    BLUE,
    GREY,
    INK,
    LINE,
    PADDING,
    PALE,
    PAPER,
    SMALL,
    WARNING,
    WIDTH,
    Words,
    box,
    line,
    put,
    words,
)

_LINES = 216.0
_SQUARE = 14.0
MOST_OPTIONS = 4


def draw_scores(source: Source) -> Drawing:
    """Lines below each other, options side by side. A score is so many full squares of four; below it stands
    what people gave alone."""
    columns = source.picture.columns("scores")
    titles = [source.columns_by_id[column].title for column in columns]
    compared = compare(
        source.rows,
        option=source.picture.column("option"),
        lines=columns,
        stops=source.picture.column("stops"),
        notes=source.notes,
    )
    if not compared.options:
        said = words(NOTHING_YET, WIDTH - 2 * PADDING, colour=GREY)
        body = box(1, 1, WIDTH - 2, 60, is_dashed=True) + put(said, 2 * PADDING, 2 * PADDING)
        return Drawing(title=source.artefact.title, says=(NOTHING_YET,), body=body, height=62)
    pieces, y = [], 0.0
    for start in range(0, len(compared.options), MOST_OPTIONS):
        drawn, y = _band(compared, range(start, min(start + MOST_OPTIONS, len(compared.options))), titles, y)
        pieces.append(drawn)
    return Drawing(
        title=source.artefact.title, says=tuple(_says(compared, titles)), body="".join(pieces), height=y
    )


def _band(compared: Comparison, shown: range, titles: Sequence[str], y: float) -> tuple[str, float]:
    """The options at these positions."""
    width = (WIDTH - _LINES) / len(shown)
    options = compared.options[shown.start : shown.stop]
    heads, y = _heads(options, width, y)
    pieces = [heads]
    for place, title in enumerate(titles):
        drawn, y = _line(compared, shown, (place, title), y)
        pieces.append(drawn)
    totals, y = _totals(options, width, y)
    return "".join((*pieces, totals)), y


def _heads(options: Sequence[Option], width: float, y: float) -> tuple[str, float]:
    heads = [
        words(one.row.name, width - 2 * PADDING, size=SMALL, is_bold=True, most_lines=5) for one in options
    ]
    height = max(head.height for head in heads) + 2 * PADDING
    pieces = [
        put(head, _LINES + place * width + PADDING, y + height - head.height - 4, width=width - 2 * PADDING)
        for place, head in enumerate(heads)
    ]
    return "".join(pieces), y + height


def _line(compared: Comparison, shown: range, about: tuple[int, str], y: float) -> tuple[str, float]:
    """One line: its position and title, and for each option shown the score."""
    place, title = about
    width = (WIDTH - _LINES) / len(shown)
    is_widest = any(at[0] == place for at in compared.widest)
    label = words(
        f"{title} - you differed most here" if is_widest else title,
        _LINES - 2 * PADDING,
        size=SMALL,
        is_bold=is_widest,
    )
    has_given = any(at[0] == place for at in compared.given)
    height = max(label.height, 36.0 if has_given else 20.0) + 12
    pieces = [line(0, y, WIDTH, y), put(label, PADDING, y + 5)]
    if is_widest:
        pieces.append(box(2, y + 2, WIDTH - 4, height - 4, fill="none", edge=INK, thick=2, is_dashed=True))
    for position in shown:
        x = _LINES + (position - shown.start) * width + PADDING
        pieces.append(_score(compared.options[position].scores[place], x, y + 7))
        spread = compared.given.get((place, position))
        if spread:
            alone = (
                f"alone {spread.lowest} to {spread.highest}" if spread.width else f"alone all {spread.lowest}"
            )
            pieces.append(
                put(Words(lines=(f"{alone} (n {spread.people})",), size=SMALL, colour=GREY), x, y + 25)
            )
    return "".join(pieces), y + height


def _score(score: int | None, x: float, y: float) -> str:
    pieces = [
        box(
            x + place * (_SQUARE + 2),
            y,
            _SQUARE,
            _SQUARE,
            fill=BLUE if score is not None and place < score else PAPER if score is not None else PALE,
            edge=LINE if score is None else BLUE,
            is_dashed=score is None,
        )
        for place in range(HIGHEST)
    ]
    said = Words(lines=("not known" if score is None else str(score),), size=SMALL, is_bold=score is not None)
    return "".join(pieces) + put(said, x + HIGHEST * (_SQUARE + 2) + 5, y - 2)


def _totals(options: Sequence[Option], width: float, y: float) -> tuple[str, float]:
    pieces = [
        line(0, y, WIDTH, y, edge=INK, thick=2),
        put(Words(lines=("Total, every line alike",), size=SMALL, is_bold=True), PADDING, y + 6),
    ]
    for place, option in enumerate(options):
        said = words(
            "! Stopped by a 0" if option.is_stopped else in_words(option),
            width - 2 * PADDING,
            is_bold=True,
            colour=WARNING if option.is_stopped else INK,
        )
        pieces.append(put(said, _LINES + place * width + PADDING, y + 6))
    return "".join(pieces), y + 46


def in_words(option: Option) -> str:
    """What the scores come to, such as "30" or "14 to 22" where some are not known."""
    least, most = option.plain_total
    return str(least) if least == most else f"{least} to {most}"


def _says(compared: Comparison, titles: Sequence[str]) -> Iterator[str]:
    if compared.widest:
        places = "; ".join(
            f"{titles[place].lower()} for {compared.options[position].letter} "
            f"(from {compared.given[place, position].lowest} to {compared.given[place, position].highest})"
            for place, position in compared.widest[:3]
        )
        yield f"Before you saw each other's scores, you differed most about: {places}."
    elif compared.given:
        yield "Before you saw each other's scores, you agreed."
    stopped = [option.row for option in compared.options if option.is_stopped]
    if stopped:
        yield f"Stopped by a 0 until somebody has given advice: {listed(stopped)}."
    yield from _leading(compared, titles)


def _leading(compared: Comparison, titles: Sequence[str]) -> Iterator[str]:
    leading = compared.may_lead([USUAL] * len(titles))
    if not leading:
        return
    if len(leading) > 1:
        yield f"No option is ahead for certain: it could be {listed(option.row for option in leading)}."
    else:
        yield f"Ahead with every line alike: {listed(option.row for option in leading)}."
    small = [
        titles[place].lower()
        for place in range(len(titles))
        if compared.changes_with(place, MORE) or compared.changes_with(place, LESS)
    ]
    large = [titles[place].lower() for place in range(len(titles)) if compared.changes_with(place, DOUBLE)]
    if small:
        yield f"That changes if one of these counts a fifth more or less: {'; '.join(small)}. So it is close."
    elif large:
        yield "That stays so if any line counts a fifth more or less."
        yield f"It changes if one of these counts double: {'; '.join(large)}."
    else:
        yield "That stays so whichever line counts double."
