"""The plan as a document."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import groupby

from deepdive.core.plan import Entry, Plan, Readiness, Section
from deepdive.core.table import ShownTable
from deepdive.exports.document import (
    Block,
    Bullets,
    Document,
    Heading,
    Note,
    NoteKind,
    Paragraph,
    Table,
)
from deepdive.exports.legible import legible

PRESS_RELEASE = "press-release"

READINESS_IN_WORDS = {
    Readiness.READY: "Ready",
    Readiness.THIN: "Thin: partly written",
    Readiness.MISSING: "Missing: nothing written yet",
}

_BULLET = re.compile(r"\s*[-•]\s+(?=\S)")


def plan_document(plan: Plan, *, organisation: str, problem: str, made_on: date) -> Document:
    """The whole plan: how ready it is, what is missing, then every section with what was written."""
    return Document(
        title=plan.title,
        subtitle=organisation,
        author=organisation,
        made_on=made_on,
        facts=(
            ("Problem", problem),
            ("Date", f"{made_on.day} {made_on:%B %Y}"),
            ("Sections ready", _sections_ready(plan)),
        ),
        blocks=(
            Heading(level=1, text="How ready this plan is", anchor="readiness"),
            _readiness_table(plan),
            Heading(level=1, text="What is still missing", anchor="still-missing"),
            _missing_list(plan),
            *(block for section in plan.sections for block in _section_blocks(section)),
        ),
    )


def _sections_ready(plan: Plan) -> str:
    ready = sum(section.readiness is Readiness.READY for section in plan.sections)
    return f"{ready} of {len(plan.sections)}"


def _readiness_table(plan: Plan) -> Table:
    return Table(
        caption="Readiness of each section",
        header=("Section", "Readiness", "What is missing"),
        rows=tuple(
            (
                section.title,
                READINESS_IN_WORDS[section.readiness],
                "\n".join(entry.field.title for entry in section.missing) or "Nothing",
            )
            for section in plan.sections
        ),
    )


def _missing_list(plan: Plan) -> Block:
    if not plan.missing:
        return Paragraph(text="Everything that this plan needs has been written.")
    return Table(
        caption="What to write, where it belongs, and who knows",
        header=("What is missing", "Where to write it", "Who knows this locally"),
        rows=tuple(
            (entry.field.title, entry.artefact_title, entry.field.who_knows) for entry in plan.missing
        ),
    )


def _section_blocks(section: Section) -> Iterator[Block]:
    yield Heading(level=1, text=section.title, anchor=f"section-{section.id}")
    if section.intro:
        yield Paragraph(text=section.intro, is_introduction=True)
    shown = [entry for entry in section.entries if entry.is_written or entry.is_missing]
    if not shown:
        yield Note(text="Nothing is written here yet.", kind=NoteKind.MISSING)
    is_labelled = False
    for entry in shown:
        if entry.address.artefact == PRESS_RELEASE and not is_labelled:
            yield _press_release_label(entry)
            is_labelled = True
        yield from _entry_blocks(entry, section)


def _press_release_label(entry: Entry) -> Note:
    return Note(
        text=f"{entry.artefact_title}: imagined, and written for planning. It is not an announcement.",
        kind=NoteKind.WATERMARK,
    )


def _entry_blocks(entry: Entry, section: Section) -> Iterator[Block]:
    is_imagined = entry.address.artefact == PRESS_RELEASE
    title = f"{entry.artefact_title}: {entry.field.title}" if is_imagined else entry.field.title
    anchor = f"{section.id}-{entry.address.artefact}-{entry.address.field}"
    yield Heading(level=2, text=title, anchor=anchor)
    if entry.rows:
        yield from table_blocks(entry.table, caption=entry.field.title)
    elif entry.text:
        yield from text_blocks(entry.text)
    else:
        yield Note(text=_not_written(entry), kind=NoteKind.MISSING)


def _not_written(entry: Entry) -> str:
    who = entry.field.who_knows.strip()
    return f"Not written yet. Who knows this locally: {who}" if who else "Not written yet."


def table_blocks(table: ShownTable, *, caption: str) -> Iterator[Block]:
    """Rows as a table, or where it would be too wide to read, each row as a list of labelled answers."""
    if not table.is_wide:
        yield Table(caption=caption, header=table.header, rows=table.rows)
        return
    for number, row in enumerate(table.labelled, 1):
        yield Paragraph(text=f"{caption}, {number} of {len(table.rows)}", is_introduction=True)
        yield Bullets(items=tuple(f"{label}: {text}" for label, text in row))


def text_blocks(text: str) -> Iterator[Block]:
    """What somebody typed, as blocks: an empty line parts paragraphs, "- " starts a bullet."""
    lines = (line.rstrip() for line in legible(text).split("\n"))
    bullets: list[str] = []
    for is_blank, run in groupby(lines, key=lambda line: not line):
        if is_blank:
            continue
        for is_bullet, group in groupby(run, key=lambda line: _BULLET.match(line) is not None):
            if is_bullet:
                bullets += (_BULLET.sub("", line, count=1) for line in group)
                continue
            if bullets:
                yield Bullets(items=tuple(bullets))
                bullets = []
            yield Paragraph(text="\n".join(group))
    if bullets:
        yield Bullets(items=tuple(bullets))
