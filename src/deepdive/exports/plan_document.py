"""The plan as a document: the whole of it, a view for one reader, or a draft."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from deepdive.advice.for_plan import PlanAdvice
from deepdive.core.annex import AnnexPart
from deepdive.core.pack import Source
from deepdive.core.plan import Decision, Entry, Open, OpenQuestion, Plan, PlanKind, Readiness, Section
from deepdive.core.table import ShownTable
from deepdive.exports.advice_blocks import advice_blocks
from deepdive.exports.contradiction_blocks import contradiction_blocks
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
from deepdive.workbook.contradictions import ShownContradictions

PRESS_RELEASE = "press-release"

READINESS_IN_WORDS = {
    Readiness.READY: "Ready",
    Readiness.WAITING: "Waiting for an answer",
    Readiness.THIN: "Thin: partly written",
    Readiness.MISSING: "Missing: nothing written yet",
}

DRAFT_LABEL = "Draft, filled in from the plan by a program. Nobody has checked, advised on or approved it."

_BULLET = re.compile(r"\s*[-•]\s+(?=\S)")


def plan_document(
    plan: Plan,
    *,
    organisation: str,
    problem: str,
    made_on: date,
    sources: Sequence[Source] = (),
    contradictions: ShownContradictions | None = None,
    annex: Sequence[AnnexPart] = (),
    advice: PlanAdvice | None = None,
) -> Document:
    """The plan, or a view or draft of it, as a document. ``sources`` are what a draft follows,
    ``contradictions`` what does not fit together in the whole plan, ``annex`` what stands in no section,
    ``advice`` what the decision tables say to its reader."""
    return Document(
        title=plan.title,
        subtitle=organisation,
        author=organisation,
        made_on=made_on,
        facts=tuple(_facts(plan, problem=problem, made_on=made_on)),
        blocks=(*_blocks(plan, sources, contradictions, advice), *_annex_blocks(annex)),
        is_one_side=plan.kind is PlanKind.ONE_SIDE,
    )


def _facts(plan: Plan, *, problem: str, made_on: date) -> Iterator[tuple[str, str]]:
    if plan.kind is PlanKind.VIEW:
        yield "For", plan.reader
    if plan.kind is PlanKind.DRAFT:
        yield "Who completes it", plan.reader
    yield "Problem", problem
    yield "Date", f"{made_on.day} {made_on:%B %Y}"
    if plan.kind is not PlanKind.DRAFT:
        yield "Sections ready", _sections_ready(plan)


def _sections_ready(plan: Plan) -> str:
    ready = sum(section.readiness is Readiness.READY for section in plan.sections)
    return f"{ready} of {len(plan.sections)}"


def _blocks(
    plan: Plan,
    sources: Sequence[Source],
    contradictions: ShownContradictions | None,
    advice: PlanAdvice | None,
) -> Iterator[Block]:
    if plan.kind is PlanKind.ONE_SIDE:
        for section in plan.sections:
            yield from _short_section(section)
        return
    if plan.kind is PlanKind.DRAFT:
        yield Note(text=DRAFT_LABEL, kind=NoteKind.WATERMARK)
        yield Paragraph(text=plan.purpose)
    else:
        yield Heading(level=1, text="How ready this plan is", anchor="readiness")
        yield _readiness_table(plan)
    yield Heading(level=1, text="Open questions", anchor="open-questions")
    yield _open_questions(plan)
    if advice:
        yield from advice_blocks(advice)
    if contradictions:
        yield from contradiction_blocks(contradictions)
    if plan.decisions:
        yield Heading(level=1, text="What we decided, and why", anchor="decisions")
        for decision in plan.decisions:
            yield from _decision_blocks(decision)
    for section in plan.sections:
        yield from _section_blocks(section)
    if sources:
        yield Heading(level=1, text="What this draft follows", anchor="sources")
        yield Bullets(
            items=tuple(
                f"{one.title}, {one.publisher}. {one.url} (last checked {one.checked_on:%-d %B %Y}; "
                f"{one.confidence})"
                for one in sources
            )
        )


def _annex_blocks(parts: Sequence[AnnexPart]) -> Iterator[Block]:
    if parts:
        yield Heading(level=1, text="Annex: everything else that was written", anchor="annex")
    for part in parts:
        yield Heading(level=2, text=part.title, anchor=f"annex-{part.id}")
        for item in part.items:
            yield Heading(level=3, text=item.title)
            if item.table:
                yield from table_blocks(item.table, caption=item.title)
            else:
                yield from text_blocks(item.text)


def _readiness_table(plan: Plan) -> Table:
    """What is missing is counted here; the table of open questions behind it names it."""
    return Table(
        caption="Readiness of each section",
        header=("Section", "Readiness", "Answers missing"),
        rows=tuple(
            (
                section.title,
                READINESS_IN_WORDS[section.readiness],
                str(len(section.missing) or "None"),
            )
            for section in plan.sections
        ),
    )


def _open_questions(plan: Plan) -> Block:
    if not plan.open_questions:
        return Paragraph(text="None: everything that is needed here has been written.")
    return Table(
        caption="What is open, where it belongs, and who can answer",
        header=("What is open", "Where it belongs", "Who can answer"),
        rows=tuple(
            (_what_is_open(question), question.entry.artefact_title, question.who)
            for question in plan.open_questions
        ),
    )


def _what_is_open(question: OpenQuestion) -> str:
    title = question.entry.field.title
    match question.why:
        case Open.MISSING:
            return f"{title}: not written yet"
        case Open.NOT_KNOWN:
            return "\n".join((f"{title}: not known yet", *question.about))
        case Open.COMMENT:
            return f"{title}: a comment is open"


def _decision_blocks(decision: Decision) -> Iterator[Block]:
    yield Heading(level=2, text=decision.title)
    yield from _answer(decision.decided)
    for heading, entries in (("Why", decision.reasons), ("Who disagreed", decision.dissent)):
        if entries:
            yield Heading(level=3, text=heading)
            for entry in entries:
                yield from _answer(entry)


def _short_section(section: Section) -> Iterator[Block]:
    """A section of a page that has to be short: each answer behind its title, in one paragraph."""
    yield Heading(level=1, text=section.title, anchor=f"section-{section.id}")
    written = [entry for entry in section.entries if entry.is_written or entry.is_missing]
    yield Bullets(
        items=tuple(f"{_before_an_answer(entry.field.title)} {_in_short(entry)}" for entry in written)
    )


def _before_an_answer(title: str) -> str:
    return title if title.endswith(("?", "…")) else f"{title}:"


def _in_short(entry: Entry) -> str:
    if entry.rows:
        return "; ".join(", ".join(text for text in row if text) for row in entry.table.rows)
    return " ".join(entry.text.split()) or "not written yet"


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
    yield Heading(level=2, text=title, anchor=anchor_of(entry, section))
    yield from _answer(entry)


def anchor_of(entry: Entry, section: Section) -> str:
    """The anchor of the heading of an entry."""
    return f"{section.id}-{entry.address.artefact}-{entry.address.field}"


def _answer(entry: Entry) -> Iterator[Block]:
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
