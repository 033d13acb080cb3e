"""The facilitator's guide to a workshop as a document."""

from collections.abc import Iterator
from datetime import date

from deepdive.core.guide import BlockGuide
from deepdive.core.pack import Pack
from deepdive.core.series import Block as RunSheetBlock
from deepdive.exports.document import Block, Bullets, Document, Heading, Note, NoteKind, Paragraph, Table
from deepdive.exports.markdown_blocks import MarkdownBlocks


def guide_document(pack: Pack, number: int, *, made_on: date) -> Document:
    """The whole guide: run sheet, what to prepare, every block, and the sources it cites."""
    workshop, guide = pack.series.workshop(number), pack.guides[number]
    markdown = MarkdownBlocks({term.id: term.term for term in pack.glossary.values()})
    return Document(
        title=f"Workshop {number}: {workshop.title}",
        subtitle="Facilitator's guide",
        author=pack.series.title,
        made_on=made_on,
        facts=(("Aim", workshop.aim), ("Minutes", str(pack.series.minutes))),
        blocks=(
            Heading(level=1, text="Run sheet", anchor="run-sheet"),
            _run_sheet(workshop.blocks),
            Heading(level=1, text="Before you start", anchor="before"),
            *markdown.blocks(guide.before_you_start),
            *(
                part
                for block, told in zip(workshop.blocks, guide.blocks, strict=True)
                for part in _block(block, told, markdown)
            ),
            *_sources(pack, markdown),
        ),
    )


def _run_sheet(blocks: tuple[RunSheetBlock, ...]) -> Table:
    rows, start = [], 0
    for block in blocks:
        rows.append((f"{start} to {start + block.minutes}", block.title, str(block.minutes)))
        start += block.minutes
    return Table(caption="What happens when", header=("From minute", "Block", "Minutes"), rows=tuple(rows))


def _block(block: RunSheetBlock, guide: BlockGuide, markdown: MarkdownBlocks) -> Iterator[Block]:
    yield Heading(level=1, text=f"{block.title}, {block.minutes} minutes", anchor=f"block-{block.id}")
    yield Paragraph(text=f"In short: {block.cue}")
    yield Note(text=f"Attendees read: {block.task}", kind=NoteKind.INFORMATION)
    for title, text in guide.parts:
        yield Heading(level=2, text=title)
        yield from markdown.blocks(text)


def _sources(pack: Pack, markdown: MarkdownBlocks) -> Iterator[Block]:
    if not markdown.sources:
        return
    yield Heading(level=1, text="Sources", anchor="sources")
    yield Bullets(
        items=tuple(
            f"[{number}] {source.title}, {source.publisher}. {source.url} "
            f"(last checked {source.checked_on:%-d %B %Y}; {source.confidence})"
            for number, source in enumerate((pack.sources[name] for name in markdown.sources), 1)
        )
    )
