"""Pictures of what a workbook says."""

from collections.abc import Mapping

from deepdive.core.artefact import Artefact, Written
from deepdive.core.links import LinkKind
from deepdive.core.picture import Picture
from deepdive.curriculum.current import pack
from deepdive.drawings.draw import draw
from deepdive.drawings.drawing import Drawing
from deepdive.drawings.source import Source
from deepdive.workbook.document import YDoc, live_links, read_board, rows_of
from deepdive.workbook.queries import Reading


def picture_in(reading: Reading, artefact: Artefact) -> Drawing | None:
    """The artefact's picture as the workbook makes it now; None where the pack asks for none."""
    picture = artefact.picture
    if picture is None:
        return None
    kind = pack().links.get(picture.link)
    return draw(
        Source(
            artefact=artefact,
            picture=picture,
            written=reading.written,
            link_kind=kind,
            links=_linked(reading.document, kind) if kind else frozenset(),
            notes=_given_alone(reading.document, picture) if picture.board else {},
        )
    )


def pictures_in(reading: Reading) -> Mapping[str, Drawing]:
    """The picture of each artefact in which somebody has written, by its id. Two artefacts that have the same
    picture show it once, where the second of them is: it is the further of the two."""
    shown: dict[str, Drawing] = {}
    for artefact in pack().artefacts.values():
        drawing = picture_in(reading, artefact) if _is_written(reading.written, artefact) else None
        if drawing is not None:
            shown = {one: before for one, before in shown.items() if before.body != drawing.body}
            shown[artefact.id] = drawing
    return shown


def _is_written(written: Written, artefact: Artefact) -> bool:
    picture = artefact.picture
    if picture is None:
        return False
    drawn = [picture.rows] if picture.rows else [*picture.columns("boxes")]
    if picture.link and (kind := pack().links.get(picture.link)):
        return bool(written.get(kind.to.artefact, {}).get(kind.to.field))
    return any(written.get(artefact.id, {}).get(field) for field in drawn)


def _linked(document: YDoc, kind: LinkKind) -> frozenset[tuple[int, int]]:
    """Links as pairs of the numbers of their rows, counting from 1."""
    known = pack().artefacts
    numbers = []
    for end in (kind.from_, kind.to):
        rows = rows_of(document, end.artefact, known[end.artefact].field(end.field))
        numbers.append({row.id: number for number, row in enumerate(rows, 1)})
    starts, ends = numbers
    return frozenset(
        (starts[link.from_], ends[link.to])
        for link in live_links(document, kind)
        if link.from_ in starts and link.to in ends
    )


def _given_alone(document: YDoc, picture: Picture) -> Mapping[str, list[str]]:
    """The notes on the picture's board, by the item that they stand under."""
    notes: dict[str, list[str]] = {}
    for note in read_board(document, picture.board).notes:
        notes.setdefault(note.heading, []).append(note.text)
    return notes
