"""A document as Markdown: CommonMark with tables, as GitHub reads it."""

import re
from collections.abc import Iterator
from typing import assert_never

from deepdive.exports.document import (
    Block,
    Bullets,
    Document,
    Heading,
    Note,
    NoteKind,
    Paragraph,
    Picture,
    Table,
)

_MARKUP = re.compile(r"([\\`*_{}\[\]<>|~&#])")
# what would begin a list, a heading, a quotation, a rule or code, at the beginning of a line
_BEGINNING = re.compile(r"^([-+=:]|\d{1,9}(?=[.)]))", re.MULTILINE)
_LABELS = {NoteKind.INFORMATION: "Note", NoteKind.MISSING: "Missing", NoteKind.WATERMARK: "Please note"}


def to_markdown(document: Document) -> bytes:
    """The document as UTF-8 text. What people wrote is shown as they wrote it, never read as markup."""
    parts = [f"# {_line(document.title)}"]
    if document.subtitle:
        parts.append(_line(document.subtitle))
    parts += [f"**{_line(label)}:** {_lines(value)}" for label, value in document.facts]
    parts += [part for block in document.blocks for part in _block(block)]
    return ("\n\n".join(parts) + "\n").encode()


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield f"{'#' * (block.level + 1)} {_line(block.text)}"
        case Paragraph():
            yield _lines(block.text)
        case Bullets():
            # a comment keeps two lists apart that follow each other
            yield "<!-- -->"
            yield "\n".join(f"- {_lines(item, indent='  ')}" for item in block.items)
        case Table():
            yield f"**{_line(block.caption)}**"
            yield "\n".join(
                (_row(block.header), _row(("---",) * len(block.header), is_rule=True), *map(_row, block.rows))
            )
        case Note():
            yield f"> **{_LABELS[block.kind]}:** {_lines(block.text, indent='> ')}"
        case Picture():
            yield f"**Picture:** {_lines(block.alt)}"
        case _:
            assert_never(block)


def _row(cells: tuple[str, ...], *, is_rule: bool = False) -> str:
    shown = cells if is_rule else tuple(_escaped(cell).replace("\n", "<br>") for cell in cells)
    return f"| {' | '.join(shown)} |"


def _lines(text: str, *, indent: str = "") -> str:
    """The text with its line breaks."""
    lines = [_escaped(line.strip()) for line in text.split("\n")]
    return f"\\\n{indent}".join(line or "&nbsp;" for line in lines)


def _line(text: str) -> str:
    return _escaped(" ".join(text.split()))


def _escaped(text: str) -> str:
    return _BEGINNING.sub(_escaped_beginning, _MARKUP.sub(r"\\\1", text))


def _escaped_beginning(found: re.Match[str]) -> str:
    # a number is no longer one of a list when its full stop is escaped
    return f"{found[1]}\\" if found[1].isdigit() else f"\\{found[1]}"
