"""Pictures in a plan: each behind the heading of the field that it draws, above its rows."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from deepdive.core.plan import FieldAddress, Plan
from deepdive.drawings.drawing import Drawing
from deepdive.exports.document import Block, Document, Heading, Picture
from deepdive.exports.plan_document import anchor_of


def with_pictures(document: Document, plan: Plan, pictures: Mapping[FieldAddress, Drawing]) -> Document:
    """The document of the plan with those of the ``pictures`` whose fields it shows."""
    by_anchor = {
        anchor_of(entry, section): pictures[entry.address]
        for section in plan.sections
        for entry in section.entries
        if entry.address in pictures
    }
    return replace(document, blocks=tuple(_blocks(document, by_anchor)))


def _blocks(document: Document, by_anchor: Mapping[str, Drawing]) -> Iterator[Block]:
    for block in document.blocks:
        yield block
        if isinstance(block, Heading) and block.anchor in by_anchor:
            drawing = by_anchor[block.anchor]
            yield Picture(svg=drawing.svg, alt=drawing.alternative)
