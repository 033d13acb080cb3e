"""The facilitator's guide to a workshop as a document."""

from collections.abc import Iterator
from datetime import date

from deepdive.core.activity import Activity, Choice
from deepdive.core.artefact import Artefact
from deepdive.core.guide import BlockGuide
from deepdive.core.pack import Pack
from deepdive.core.series import Block as RunSheetBlock
from deepdive.exports.document import Block, Bullets, Document, Heading, Note, NoteKind, Paragraph, Table
from deepdive.exports.markdown_blocks import MarkdownBlocks

# as the room shows the choices
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


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
            *markdown.blocks(guide.before_you_start, top_heading=2),
            *(
                part
                for block, told in zip(workshop.blocks, guide.blocks, strict=True)
                for part in _block(block, told, pack.opened_by(block), markdown)
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


def _block(
    block: RunSheetBlock, guide: BlockGuide, opened: Activity | Artefact | None, markdown: MarkdownBlocks
) -> Iterator[Block]:
    yield Heading(level=1, text=f"{block.title}, {block.minutes} minutes", anchor=f"block-{block.id}")
    yield Paragraph(text=f"In short: {block.cue}")
    yield Note(text=f"Attendees read: {block.task}", kind=NoteKind.INFORMATION)
    yield from _opened(opened)
    for title, text in guide.parts:
        yield Heading(level=2, text=title)
        yield from markdown.blocks(text)


def _opened(opened: Activity | Artefact | None) -> Iterator[Block]:
    """What the block opens, so that whoever has the guide on paper has the questions and their answers."""
    if opened is None:
        return
    yield Heading(level=2, text=f"What it opens: {opened.title}")
    if isinstance(opened, Artefact):
        yield Paragraph(text=opened.purpose)
        yield Bullets(items=tuple(f"{field.title}: {field.ask}" for field in opened.fields))
        return
    if opened.instead:
        yield Note(
            text=f"This version cannot show the lab. Do this instead: {opened.instead}",
            kind=NoteKind.INFORMATION,
        )
        yield Paragraph(text=f"What people should see: {opened.expected}")
    yield Bullets(items=opened.steps)
    for number, item in enumerate(opened.items, 1):
        yield Paragraph(text=f"{number}. {item.text}", is_introduction=bool(item.choices))
        if item.choices:
            lettered = zip(LETTERS, item.choices, strict=False)
            yield Bullets(items=tuple(_choice(letter, choice) for letter, choice in lettered))


def _choice(letter: str, choice: Choice) -> str:
    mark = " (right)" if choice.is_right else ""
    return f"{letter}. {choice.text}{mark}{'. ' if choice.explanation else ''}{choice.explanation}"


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
