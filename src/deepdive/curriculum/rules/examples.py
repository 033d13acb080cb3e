"""Worked examples: two for each artefact, such as the artefact itself would accept."""

from collections import Counter
from collections.abc import Iterator

from deepdive.core.answer import accepts
from deepdive.core.artefact import Artefact, Column, Field, FieldKind, Row, WorkedExample
from deepdive.curriculum.document import Document, Path
from deepdive.curriculum.draft import Draft
from deepdive.curriculum.fault import Fault, advise_instead, quote

SETTINGS = ("hospital", "adult social care")

_REMEDIES = {
    FieldKind.LINE: ("has several lines and the {noun} takes one", "Write it on one line, or make it a text"),
    FieldKind.CHOICE: ("is none of its choices", "Write one of: {choices}"),
    FieldKind.NUMBER: ("is no number", "Write digits, such as 12 or 0.5"),
    FieldKind.DATE: ("is no date", "Write a date such as 2027-03-31"),
}
_COUNT = ("is no count of people", "Write a whole number such as 12, 'fewer than 8' or '8 to 12'")


def check(draft: Draft) -> Iterator[Fault]:
    """Artefacts without an example for each setting, and examples that they would not accept."""
    for artefact in draft.artefacts:
        if artefact.has_read("examples"):
            yield from _settings(artefact)
        for place, example in enumerate(artefact.value.examples):
            if artefact.has_read("fields") and artefact.has_read("examples", place):
                yield from _example(artefact, example, ("examples", place, "values"))


def _settings(artefact: Document[Artefact]) -> Iterator[Fault]:
    examples = artefact.value.examples
    if not examples:
        yield artefact.fault(
            "the artefact has no worked example",
            f"Add two, filled in for fictional organisations: {' and '.join(SETTINGS)}",
            at=("examples",),
        )
        return
    count = Counter(example.setting for example in examples)
    for place, example in enumerate(examples):
        here = ("examples", place, "setting")
        if example.setting not in SETTINGS:
            problem = f"the setting of an example is {quote(example.setting)}"
            yield artefact.fault(problem, f"Write {' or '.join(SETTINGS)}", at=here)
        elif count[example.setting] > 1:
            count[example.setting] = 1
            problem = f"several examples have the setting {quote(example.setting)}"
            yield artefact.fault(problem, "Keep one of them", at=here)
    for setting in SETTINGS:
        if not count[setting]:
            problem = f"no example has the setting {quote(setting)}"
            yield artefact.fault(problem, "Add one", at=("examples",))


def _example(artefact: Document[Artefact], example: WorkedExample, here: Path) -> Iterator[Fault]:
    fields = {field.id: field for field in artefact.value.fields}
    for field_id, value in example.values.items():
        at = (*here, field_id)
        if field_id not in fields:
            problem = f"no field of this artefact is called {quote(field_id)}"
            yield artefact.fault(problem, advise_instead(field_id, fields), at=at)
        elif isinstance(value, str):
            yield from _text(artefact, fields[field_id], value, at)
        else:
            yield from _rows(artefact, fields[field_id], value, at)
    for field in fields.values():
        if field.is_required and not example.values.get(field.id):
            yield artefact.fault(
                f"the example {quote(example.title)} lacks the required field {quote(field.id)}",
                "Fill it in",
                at=here,
            )


def _text(artefact: Document[Artefact], field: Field, text: str, at: Path) -> Iterator[Fault]:
    if field.kind is FieldKind.ROWS:
        yield artefact.fault(
            f"the example for {quote(field.id)} is a text and the field has rows",
            f"Write a list, each with the keys {', '.join(column.id for column in field.columns)}",
            at=at,
        )
        return
    if len(text) > field.limit:
        yield artefact.fault(
            f"the example for {quote(field.id)} has {len(text)} characters and the field takes {field.limit}",
            f"Shorten it by {len(text) - field.limit}, or raise the limit of the field",
            at=at,
        )
    yield from _kind(artefact, field, "field", text, at)


def _rows(artefact: Document[Artefact], field: Field, rows: tuple[Row, ...], at: Path) -> Iterator[Fault]:
    if field.kind is not FieldKind.ROWS:
        yield artefact.fault(
            f"the example for {quote(field.id)} is a list and the field is a {field.kind}",
            "Write a text, or make the field rows",
            at=at,
        )
        return
    if len(rows) > field.limit:
        yield artefact.fault(
            f"the example for {quote(field.id)} has {len(rows)} rows and the field takes {field.limit}",
            f"Remove {len(rows) - field.limit}, or raise the limit of the field",
            at=at,
        )
    columns = {column.id: column for column in field.columns}
    for place, row in enumerate(rows):
        for column_id, text in row.items():
            cell = (*at, place, column_id)
            if column_id in columns:
                yield from _kind(artefact, columns[column_id], "column", text, cell)
            else:
                problem = f"no column of {quote(field.id)} is called {quote(column_id)}"
                yield artefact.fault(problem, advise_instead(column_id, columns), at=cell)


def _kind(
    artefact: Document[Artefact], question: Field | Column, noun: str, text: str, at: Path
) -> Iterator[Fault]:
    if question.kind in _REMEDIES and not accepts(question, text):
        problem, remedy = _COUNT if question.counts_people else _REMEDIES[question.kind]
        yield artefact.fault(
            f"the example for {quote(question.id)} {problem.format(noun=noun)}",
            remedy.format(choices=", ".join(question.choices)),
            at=at,
        )
