"""``slides.md``: the slides of a workshop."""

import re
from dataclasses import dataclass

from deepdive.core.slides import Slide
from deepdive.curriculum.document import Document
from deepdive.curriculum.fault import quote
from deepdive.curriculum.parts import Part, PartReader, split, text_of
from deepdive.curriculum.yaml_file import Entry, Listing, Scalar, Table

NOTES = {"notes": "Notes"}

_BLOCK = re.compile(r"block:[ \t]*([^\s]+)[ \t]*")


@dataclass(frozen=True, kw_only=True)
class SlideDeck:
    """What ``slides.md`` holds."""

    slides: tuple[Slide, ...]


def read_slides(content: bytes | None, *, file: str) -> Document[SlideDeck]:
    """The slides in a file, each with its title, its block, its body and its notes."""
    reader = PartReader(content, file=file)
    if not reader.has_text:
        return reader.document(SlideDeck(slides=()), {})
    first, *parts = split(reader.text, deepest=3)
    reader.refuse_text(first, 'Put it under a line such as "## Title of the slide"')
    slides: list[Slide] = []
    tables: list[Table] = []
    for head, under in _slides(reader, parts):
        here = ("slides", len(slides))
        block, body = _block_and_body(reader, head, at=here)
        notes = reader.take(under, NOTES, level=3, line=head.line, at=here)
        slides.append(
            Slide(title=head.title, block=text_of(block), body=text_of(body), notes=text_of(notes["notes"]))
        )
        title = Entry(head.line, Scalar(head.line, head.title, is_plain=False))
        tables.append(Table(head.line, {"title": title, "block": block, "body": body, **notes}))
    return reader.document(SlideDeck(slides=tuple(slides)), {"slides": Entry(1, Listing(1, tuple(tables)))})


def _slides(reader: PartReader, parts: list[Part]) -> list[tuple[Part, list[Part]]]:
    slides: list[tuple[Part, list[Part]]] = []
    for part in parts:
        if part.level == 2:
            slides.append((part, []))
        elif part.level == 3 and slides:
            slides[-1][1].append(part)
        else:
            reader.refuse(
                part.line,
                f"{quote(part.heading)} stands in no slide",
                "Begin each slide with a line of two # and its title",
            )
    return slides


def _block_and_body(reader: PartReader, head: Part, *, at: tuple[str | int, ...]) -> tuple[Entry, Entry]:
    first, _, rest = head.text.partition("\n")
    match = _BLOCK.fullmatch(first)
    if match is None:
        reader.refuse(
            head.line,
            f"the slide {quote(head.title)} does not say which block shows it",
            'Write a line such as "block: welcome" under its title',
            at=(*at, "block"),
        )
        rest, line = head.text, head.text_line
    else:
        line = head.text_line + 1
    body = rest.lstrip("\n")
    line += len(rest) - len(body)
    if not body.strip():
        reader.refuse(
            head.line, f"the slide {quote(head.title)} is empty", "Write its body", at=(*at, "body")
        )
    block = Entry(head.text_line, Scalar(head.text_line, match[1] if match else "", is_plain=False))
    return block, Entry(line, Scalar(line, body, is_plain=False))
