"""A frozen version of the plan as a document: who signed it, what it says, and how to know it again."""

from collections.abc import Iterator, Sequence

from django.utils import timezone

from deepdive.core.frozen import FrozenField, FrozenSection
from deepdive.core.signing import Answer
from deepdive.exports.document import Block, Bullets, Document, Heading, Note, NoteKind, Paragraph, Table
from deepdive.exports.plan_document import PRESS_RELEASE, table_blocks, text_blocks
from deepdive.plan.models import Signature, Version

ALTERED = (
    "An administrator has removed something from this version for good, so it no longer says what it said "
    "when it was frozen. Signatures stand for what it said then."
)
_ANSWERS = {Answer.SIGNED: "Signed", Answer.DECLINED: "Declined", Answer.WAITING: "Has not signed"}


def version_document(version: Version, signatures: Sequence[Signature]) -> Document:
    """The version with its signatures as they stand."""
    plan = version.plan
    frozen_on = timezone.localtime(version.frozen_at)
    return Document(
        title=f"{plan.title}: version {version.number}",
        subtitle=plan.organisation,
        author=plan.organisation,
        made_on=frozen_on.date(),
        facts=(
            ("Problem", plan.problem),
            ("Frozen", f"{frozen_on:%-d %B %Y, %H:%M}"),
            *((("What is new", version.note),) if version.note else ()),
        ),
        blocks=(
            *_signature_blocks(version, signatures),
            *(block for section in plan.sections for block in _section_blocks(section)),
            *_linked_blocks(plan.linked),
            Heading(level=1, text="How to know this version again", anchor="fingerprint"),
            Paragraph(text=f"Fingerprint: {version.fingerprint_in_groups}"),
            Paragraph(text=f"It was laid out by the curriculum {plan.pack}."),
        ),
    )


def _signature_blocks(version: Version, signatures: Sequence[Signature]) -> Iterator[Block]:
    yield Heading(level=1, text="Signatures", anchor="signatures")
    if not version.is_intact:
        yield Note(text=ALTERED, kind=NoteKind.WATERMARK)
    if not signatures:
        yield Paragraph(text="Nobody has been asked to sign this version.")
        return
    yield Table(
        caption="Who signs, in order",
        header=("Name", "As", "Answer", "When"),
        rows=tuple((one.name, one.part, _answer(one), _when(one)) for one in signatures),
    )


def _answer(signature: Signature) -> str:
    said = _ANSWERS[Answer(signature.answer)]
    return f"{said}: {signature.reason}" if signature.reason else said


def _when(signature: Signature) -> str:
    if signature.answered_at is None:
        return ""
    return f"{timezone.localtime(signature.answered_at):%-d %B %Y, %H:%M}"


def _section_blocks(section: FrozenSection) -> Iterator[Block]:
    yield Heading(level=1, text=section.title, anchor=f"section-{section.id}")
    if section.intro:
        yield Paragraph(text=section.intro, is_introduction=True)
    shown = [field for field in section.fields if field.is_written or field.is_required]
    imagined = next((field for field in shown if field.address.artefact == PRESS_RELEASE), None)
    if imagined:
        yield Note(
            text=f"{imagined.artefact_title}: imagined, and written for planning. It is not an announcement.",
            kind=NoteKind.WATERMARK,
        )
    if not shown:
        yield Note(text="Nothing was written here.", kind=NoteKind.MISSING)
    for field in shown:
        yield from _field_blocks(field)


def _field_blocks(field: FrozenField) -> Iterator[Block]:
    is_imagined = field.address.artefact == PRESS_RELEASE
    yield Heading(level=2, text=f"{field.artefact_title}: {field.title}" if is_imagined else field.title)
    if field.filled:
        yield from table_blocks(field.table, caption=field.title)
    elif field.is_written:
        yield from text_blocks(field.text)
    else:
        yield Note(text="Not written when this version was frozen.", kind=NoteKind.MISSING)


def _linked_blocks(linked: Sequence[tuple[str, str, str]]) -> Iterator[Block]:
    if linked:
        yield Heading(level=1, text="What belongs together", anchor="links")
        yield Bullets(items=tuple(" ".join(words) for words in linked))
