"""Worked examples as pages show them to read."""

from collections.abc import Iterator
from dataclasses import dataclass

from deepdive.core.artefact import Artefact, Column, Value
from deepdive.core.table import ShownTable, as_table


@dataclass(frozen=True)
class ShownAnswer:
    """What a field says: a text, or rows as a table."""

    title: str
    text: str
    table: ShownTable | None


@dataclass(frozen=True)
class ShownExample:
    """A worked example of an artefact."""

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
        yield ShownExample(f"Example: {example.title} ({example.setting})", answers)


def shown(title: str, value: Value, columns: tuple[Column, ...]) -> ShownAnswer:
    """A field's value, to read."""
    if isinstance(value, str):
        return ShownAnswer(title, value, None)
    return ShownAnswer(title, "", as_table(value, columns))
