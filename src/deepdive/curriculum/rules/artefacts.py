"""Artefacts: each has something to write, and an example that could have been written so."""

from collections.abc import Iterator

from deepdive.core.artefact import Artefact, FieldKind, WorkedExample
from deepdive.curriculum.document import Document
from deepdive.curriculum.draft import Draft
from deepdive.curriculum.fault import Fault, advise_instead, quote


def check(draft: Draft) -> Iterator[Fault]:
    """Artefacts without fields or examples, and examples that the artefact would not accept."""
    for artefact in draft.artefacts:
        if artefact.has_read("fields") and not artefact.value.fields:
            yield artefact.fault("the artefact has no field", "Add what people write", at=("fields",))
        if artefact.has_read("examples") and not artefact.value.examples:
            yield artefact.fault(
                "the artefact has no worked example",
                "Add one, filled in for a fictional organisation",
                at=("examples",),
            )
        for place, example in enumerate(artefact.value.examples):
            if artefact.has_read("fields") and artefact.has_read("examples", place):
                yield from _example(artefact, example, place)


def _example(artefact: Document[Artefact], example: WorkedExample, place: int) -> Iterator[Fault]:
    here = ("examples", place, "values")
    fields = {field.id: field for field in artefact.value.fields}
    for field_id, text in example.values.items():
        if field_id not in fields:
            yield artefact.fault(
                f"no field of this artefact is called {quote(field_id)}",
                advise_instead(field_id, fields),
                at=(*here, field_id),
            )
            continue
        limit = fields[field_id].limit
        if len(text) > limit:
            yield artefact.fault(
                f"the example for {quote(field_id)} has {len(text)} characters and the field takes {limit}",
                f"Shorten it by {len(text) - limit}, or raise the limit of the field",
                at=(*here, field_id),
            )
        if fields[field_id].kind is FieldKind.LINE and "\n" in text:
            yield artefact.fault(
                f"the example for {quote(field_id)} has several lines and the field takes one",
                "Write it on one line, or make the field a text",
                at=(*here, field_id),
            )
    for field in fields.values():
        if field.is_required and field.id not in example.values:
            yield artefact.fault(
                f"the example {quote(example.title)} lacks the required field {quote(field.id)}",
                "Fill it in",
                at=here,
            )
