"""An artefact with a field of every kind, for tests of what does not depend on the curriculum."""

from typing import Any

from deepdive.core.artefact import Artefact, Column, Field, FieldKind


def field(field_id: str, kind: FieldKind, **more: Any) -> Field:
    """A field whose guidance says nothing."""
    return Field(
        id=field_id,
        title=field_id.capitalize(),
        kind=kind,
        ask="What?",
        why="Because",
        who_knows="Somebody",
        good="Good",
        weak="Weak",
        limit=200,
        is_required=False,
        **more,
    )


NOTES = Artefact(
    id="notes",
    title="Notes",
    workshop=1,
    purpose="To test",
    fields=(
        field("headline", FieldKind.LINE),
        field("summary", FieldKind.TEXT),
        field("answer", FieldKind.CHOICE, choices=("yes", "no", "not known")),
        field("count", FieldKind.NUMBER),
        field("due", FieldKind.DATE),
        field(
            "steps",
            FieldKind.ROWS,
            columns=(
                Column(id="what", title="What", kind=FieldKind.TEXT),
                Column(id="level", title="Level", kind=FieldKind.CHOICE, choices=("high", "low")),
            ),
        ),
    ),
    examples=(),
)
