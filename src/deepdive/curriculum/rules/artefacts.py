"""Artefacts: each has something to write, and its fields fit their kinds."""

from collections import Counter
from collections.abc import Iterator

from deepdive.core.artefact import Artefact, Column, Field, FieldKind
from deepdive.curriculum.document import Document, Path
from deepdive.curriculum.draft import Draft
from deepdive.curriculum.fault import Fault, quote


def check(draft: Draft) -> Iterator[Fault]:
    """Artefacts without fields, and fields with too few choices or columns, or with some that have none."""
    for artefact in draft.artefacts:
        if artefact.has_read("fields") and not artefact.value.fields:
            yield artefact.fault("the artefact has no field", "Add what people write", at=("fields",))
        for place, field in enumerate(artefact.value.fields):
            here = ("fields", place)
            if artefact.has_read(*here):
                yield from _choices(artefact, field, "field", here)
                yield from _columns(artefact, field, here)
                yield from _counts(artefact, field, "field", here)


def _choices(artefact: Document[Artefact], part: Field | Column, noun: str, here: Path) -> Iterator[Fault]:
    if part.kind is FieldKind.CHOICE and len(part.choices) < 2:
        yield artefact.fault(
            f"the {noun} {quote(part.id)} is a choice and has fewer than two choices",
            "List them under choices",
            at=here,
        )
    if part.kind is not FieldKind.CHOICE and part.choices:
        yield artefact.fault(
            f"the {noun} {quote(part.id)} has choices and is no choice",
            "Remove them, or write kind: choice",
            at=(*here, "choices"),
        )
    for choice, count in Counter(part.choices).items():
        if count > 1:
            yield artefact.fault(
                f"the choice {quote(choice)} is here twice", "Remove one of them", at=(*here, "choices")
            )


def _columns(artefact: Document[Artefact], field: Field, here: Path) -> Iterator[Fault]:
    if field.kind is FieldKind.ROWS and not field.columns:
        yield artefact.fault(
            f"the field {quote(field.id)} has rows and no columns", "List them under columns", at=here
        )
    if field.kind is not FieldKind.ROWS and field.columns:
        yield artefact.fault(
            f"the field {quote(field.id)} has columns and no rows",
            "Remove them, or write kind: rows",
            at=(*here, "columns"),
        )
    for place, column in enumerate(field.columns):
        below = (*here, "columns", place)
        if column.kind is FieldKind.ROWS:
            yield artefact.fault(
                f"the column {quote(column.id)} has rows of its own",
                "Write line, text, choice, number or date",
                at=(*below, "kind"),
            )
        yield from _choices(artefact, column, "column", below)
        yield from _counts(artefact, column, "column", below)


def _counts(artefact: Document[Artefact], part: Field | Column, noun: str, here: Path) -> Iterator[Fault]:
    if part.counts_people and part.kind is not FieldKind.NUMBER:
        yield artefact.fault(
            f"the {noun} {quote(part.id)} counts people and is no number",
            "Remove counts_people, or write kind: number",
            at=(*here, "counts_people"),
        )
