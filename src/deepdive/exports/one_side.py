"""Cutting a document so that it fits one side of A4."""

from bisect import bisect
from collections.abc import Callable
from dataclasses import replace

from deepdive.exports.document import Block, Bullets, Document, Note, NoteKind, Paragraph

# how long a paragraph or an item may be at most, in characters: the longest of these that fits
_LENGTHS = range(60, 1000, 20)

CUT = Note(
    text="Texts that end in … are cut here. The whole plan has all of them.", kind=NoteKind.INFORMATION
)


def cut_to_one_side(document: Document, fits: Callable[[Document], bool]) -> Document:
    """The document as it is if it fits, else with its longest texts cut between words until it does."""
    if fits(document):
        return document
    too_long = bisect(_LENGTHS, False, key=lambda length: not fits(_cut_document(document, length)))
    return _cut_document(document, _LENGTHS[max(too_long - 1, 0)])


def _cut_document(document: Document, length: int) -> Document:
    blocks = tuple(_cut_block(block, length) for block in document.blocks)
    facts = tuple((label, _cut(value, length)) for label, value in document.facts)
    return replace(document, facts=facts, blocks=(*blocks, CUT))


def _cut_block(block: Block, length: int) -> Block:
    if isinstance(block, Paragraph):
        return replace(block, text=_cut(block.text, length))
    if isinstance(block, Bullets):
        return replace(block, items=tuple(_cut(item, length) for item in block.items))
    return block


def _cut(text: str, length: int) -> str:
    if len(text) <= length:
        return text
    words = text[:length].rsplit(maxsplit=1)
    return f"{words[0] if len(words) > 1 else text[:length]} …"
