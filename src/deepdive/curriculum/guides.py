"""``script.md``: the facilitator's guide to a workshop."""

from deepdive.core.guide import PARTS, BlockGuide, WorkshopGuide
from deepdive.curriculum.document import Document
from deepdive.curriculum.fault import quote
from deepdive.curriculum.parts import Part, PartReader, split, text_of
from deepdive.curriculum.yaml_file import Entry, Listing, Scalar, Table

BEFORE = {"before_you_start": "Before you start"}


def read_guide(content: bytes | None, *, file: str) -> Document[WorkshopGuide]:
    """The guide in a file: a part before you start, and eleven parts for each block."""
    reader = PartReader(content, file=file)
    if not reader.has_text:
        return reader.document(WorkshopGuide(before_you_start="", blocks=()), {})
    first, *parts = split(reader.text, deepest=3)
    reader.refuse_text(first, 'Put it under "# Before you start"')
    opening = [part for part in parts if part.level == 1]
    entries = reader.take(opening, BEFORE, level=1, line=1)
    blocks: list[BlockGuide] = []
    tables: list[Table] = []
    for head, under in _blocks(reader, parts):
        reader.refuse_text(head, "Put it under one of the headings with ###")
        taken = reader.take(under, PARTS, level=3, line=head.line, at=("blocks", len(blocks)))
        blocks.append(BlockGuide(block=head.title, **{part: text_of(taken[part]) for part in PARTS}))
        name = Entry(head.line, Scalar(head.line, head.title, is_plain=False))
        tables.append(Table(head.line, {"block": name, **taken}))
    guide = WorkshopGuide(before_you_start=text_of(entries["before_you_start"]), blocks=tuple(blocks))
    return reader.document(guide, {**entries, "blocks": Entry(1, Listing(1, tuple(tables)))})


def _blocks(reader: PartReader, parts: list[Part]) -> list[tuple[Part, list[Part]]]:
    blocks: list[tuple[Part, list[Part]]] = []
    for part in parts:
        if part.level == 2:
            blocks.append((part, []))
        elif part.level == 3 and blocks:
            blocks[-1][1].append(part)
        elif part.level == 3:
            reader.refuse(
                part.line,
                f"{quote(part.heading)} stands in no block",
                'Put it under a line such as "## welcome" with the id of a block',
            )
    return blocks
