"""A canvas: fields of an artefact as boxes, three side by side."""

from collections.abc import Iterator

from deepdive.drawings.drawing import Drawing
from deepdive.drawings.source import Source
from deepdive.drawings.svg import GREY, INK, PADDING, PALE, PAPER, SMALL, WIDTH, box, put, words

SIDE_BY_SIDE = 3
_MOST_LINES = 20
_LOWEST = 96.0


def draw_canvas(source: Source) -> Drawing:
    """Each box with the title of its field and what it says. Boxes side by side are equally high."""
    fields = [source.artefact.field(field_id) for field_id in source.picture.columns("boxes")]
    width = (WIDTH - 2) / SIDE_BY_SIDE
    inner = width - 2 * PADDING
    pieces, y = [], 1.0
    for start in range(0, len(fields), SIDE_BY_SIDE):
        row = [
            (
                words(field.title, inner, is_bold=True),
                words(
                    source.text(field.id) or "Nothing written yet",
                    inner,
                    size=SMALL,
                    most_lines=_MOST_LINES,
                    colour=INK if source.text(field.id) else GREY,
                ),
                bool(source.text(field.id)),
            )
            for field in fields[start : start + SIDE_BY_SIDE]
        ]
        height = max(_LOWEST, *(title.height + said.height + 3 * PADDING for title, said, _ in row))
        for place, (title, said, is_written) in enumerate(row):
            x = 1 + place * width
            fill = PAPER if is_written else PALE
            pieces.append(box(x, y, width, height, fill=fill, edge=INK, is_dashed=not is_written))
            pieces.append(put(title, x + PADDING, y + PADDING - 2, width=inner))
            pieces.append(put(said, x + PADDING, y + title.height + 2 * PADDING - 2, width=inner))
        y += height
    return Drawing(title=source.artefact.title, says=tuple(_says(source)), body="".join(pieces), height=y + 1)


def _says(source: Source) -> Iterator[str]:
    boxes = source.picture.columns("boxes")
    empty = [source.artefact.field(box_id).title for box_id in boxes if not source.text(box_id)]
    yield f"{len(boxes) - len(empty)} of {len(boxes)} boxes are filled in."
    if empty and len(empty) < len(boxes):
        yield f"Still empty: {'; '.join(empty)}."
