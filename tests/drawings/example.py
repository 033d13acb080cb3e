"""Pictures of the curriculum's own artefacts, with what a test writes in them."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

from deepdive.core.artefact import Artefact, Value
from deepdive.core.pack import Pack
from deepdive.curriculum.load import load_pack
from deepdive.drawings.draw import draw
from deepdive.drawings.drawing import Drawing
from deepdive.drawings.source import Source

SVG = "{http://www.w3.org/2000/svg}"
PACK: Pack = load_pack(Path("curriculum"), today=date(2026, 11, 1))
PICTURED: tuple[Artefact, ...] = tuple(one for one in PACK.artefacts.values() if one.picture)


def drawn(
    artefact_id: str,
    values: Mapping[str, Value],
    *,
    others: Mapping[str, Mapping[str, Value]] | None = None,
    links: frozenset[tuple[int, int]] = frozenset(),
    notes: Mapping[str, Sequence[str]] | None = None,
) -> Drawing:
    """The picture of that artefact of the pack with these values."""
    artefact = PACK.artefacts[artefact_id]
    assert artefact.picture
    return draw(
        Source(
            artefact=artefact,
            picture=artefact.picture,
            written={**(others or {}), artefact_id: values},
            link_kind=PACK.links.get(artefact.picture.link),
            links=links,
            notes=notes or {},
        )
    )


def texts(drawing: Drawing) -> list[str]:
    """Every line of text in the picture, which must be well-formed XML."""
    return [one.text or "" for one in ElementTree.fromstring(drawing.svg).iter(f"{SVG}text")]


def boxes(drawing: Drawing) -> list[tuple[float, float, float, float]]:
    """Where each rectangle is: left, top, right, bottom."""
    found = []
    for one in ElementTree.fromstring(drawing.svg).iter(f"{SVG}rect"):
        x, y = float(one.get("x", 0)), float(one.get("y", 0))
        found.append((x, y, x + float(one.get("width", 0)), y + float(one.get("height", 0))))
    return found
