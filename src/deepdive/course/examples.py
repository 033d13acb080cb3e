"""Worked examples as pages show them to read."""

from collections.abc import Iterator
from dataclasses import dataclass

from deepdive.core.artefact import Artefact, Column, Value, WorkedExample
from deepdive.core.table import ShownTable, as_table
from deepdive.curriculum.current import pack
from deepdive.drawings.draw import draw
from deepdive.drawings.drawing import Drawing
from deepdive.drawings.source import Source


@dataclass(frozen=True)
class ShownAnswer:
    """What a field says: a text, or rows as a table."""

    title: str
    text: str
    table: ShownTable | None


@dataclass(frozen=True)
class ShownExample:
    """A worked example of an artefact."""

    title: str
    summary: str
    answers: tuple[ShownAnswer, ...]


def examples_of(artefact: Artefact) -> Iterator[ShownExample]:
    """The worked examples of the pack, field by field."""
    for example in artefact.examples:
        answers = tuple(
            shown(field.title, example.values[field.id], field.columns)
            for field in artefact.fields
            if example.values.get(field.id)
        )
        yield ShownExample(example.title, f"Example: {example.title} ({example.setting})", answers)


def example_picture(artefact: Artefact, example: WorkedExample) -> Drawing | None:
    """The picture of a worked example, beside the examples of other artefacts in the same setting; None
    where the artefact has no picture."""
    if artefact.picture is None:
        return None
    known = pack()
    written = {
        one.id: other.values
        for one in known.artefacts.values()
        for other in one.examples
        if other.setting == example.setting
    }
    return draw(
        Source(
            artefact=artefact,
            picture=artefact.picture,
            written={**written, artefact.id: example.values},
            link_kind=known.links.get(artefact.picture.link),
        )
    )


def shown(title: str, value: Value, columns: tuple[Column, ...]) -> ShownAnswer:
    """A field's value, to read."""
    if isinstance(value, str):
        return ShownAnswer(title, value, None)
    return ShownAnswer(title, "", as_table(value, columns))
