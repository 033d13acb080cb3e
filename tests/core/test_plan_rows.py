"""The plan shows rows as it shows text."""

import pytest

from deepdive.core.artefact import Artefact, Column, Field, FieldKind, Row, Value
from deepdive.core.plan import Entry, FieldAddress, PlanLayout, Readiness, Section, SectionLayout, assemble

STEPS = Field(
    id="steps",
    title="Steps",
    kind=FieldKind.ROWS,
    ask="?",
    why="",
    who_knows="",
    good="",
    weak="",
    limit=20,
    is_required=True,
    columns=(
        Column(id="what", title="What", kind=FieldKind.LINE),
        Column(id="owner", title="Owner", kind=FieldKind.LINE),
    ),
)
ARTEFACT = Artefact(id="next", title="Next", workshop=5, purpose="", fields=(STEPS,), examples=())
LAYOUT = PlanLayout(
    title="Plan",
    sections=(
        SectionLayout(
            id="next", title="Next", intro="", fields=(FieldAddress(artefact="next", field="steps"),)
        ),
    ),
)


def section_of(value: Value) -> Section:
    plan = assemble(LAYOUT, artefacts={"next": ARTEFACT}, written={"next": {"steps": value}})
    return plan.sections[0]


def entry_of(value: Value) -> Entry:
    return section_of(value).entries[0]


def test_cells_are_trimmed_and_rows_without_a_word_left_out() -> None:
    entry = entry_of(({"what": " Count ", "owner": ""}, {"what": " ", "owner": "\n"}, {}, {"owner": "Ada"}))

    assert entry.rows == ({"what": "Count", "owner": ""}, {"owner": "Ada"})
    assert entry.text == ""


@pytest.mark.parametrize("rows", [(), ({},), ({"what": " "},)])
def test_rows_that_nobody_wrote_in_are_missing(rows: tuple[Row, ...]) -> None:
    assert entry_of(rows).is_missing
    assert section_of(rows).readiness is Readiness.MISSING


def test_a_row_makes_a_section_ready() -> None:
    assert not entry_of(({"what": "Count"},)).is_missing
    assert section_of(({"what": "Count"},)).readiness is Readiness.READY


def test_text_written_before_a_field_had_rows_is_shown() -> None:
    entry = entry_of(" Count the letters ")

    assert (entry.text, entry.rows, entry.is_missing) == ("Count the letters", (), False)
