"""Pictures of what a workbook says."""

from collections.abc import Iterable, Mapping

from deepdive.core.artefact import Artefact, Written
from deepdive.core.links import LinkKind
from deepdive.core.picture import Picture
from deepdive.core.plan import FieldAddress
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


def pictures_in(reading: Reading, artefacts: Iterable[str]) -> Mapping[FieldAddress, Drawing]:
    """The picture of each of the artefacts where somebody has written in what it draws, by the field that it
    stands at. A funnel stands at the options, where the choice is made, and not at the ideas too."""
    shown: dict[FieldAddress, Drawing] = {}
    for artefact_id in artefacts:
        artefact = pack().artefacts[artefact_id]
        fields = _drawn(artefact)
        if any(_says(reading.written, field) for field in fields):
            drawing = picture_in(reading, artefact)
            if drawing is not None:
                shown[fields[0]] = drawing
    return shown


def _drawn(artefact: Artefact) -> tuple[FieldAddress, ...]:
    """The fields of the artefact that its picture draws, the one that it stands at first."""
    picture = artefact.picture
    if picture is None:
        return ()
    if picture.link:
        end = pack().links[picture.link].to
        return (end,) if end.artefact == artefact.id else ()
    fields = (picture.rows,) if picture.rows else picture.columns("boxes")
    return tuple(FieldAddress(artefact=artefact.id, field=field) for field in fields)


def _says(written: Written, address: FieldAddress) -> bool:
    return bool(written.get(address.artefact, {}).get(address.field))


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
