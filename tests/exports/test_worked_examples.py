"""Both worked examples of the pack as complete plans, in every format, opened by other programs."""

import csv
import io
import json
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import jsonschema
import pdfua
import pptx
import pytest
from django.utils import timezone

from deepdive.core.artefact import Value
from deepdive.curriculum.current import pack
from deepdive.exports.actions import add_house_template, use_house_template
from deepdive.exports.plan_file import schema
from deepdive.exports.plan_formats import export_plan
from deepdive.people.models import Person
from deepdive.programme.models import Cohort
from tests.exports.house import template_file
from tests.exports.office import pages_of_all_in_libreoffice
from tests.exports.pdf_text import text_of
from tests.exports.shown_text import lines_of, squashed, text_of_html, text_of_markdown, text_of_word
from tests.factories import add_cohort
from tests.workbook.past import as_edit, enter

pytestmark = pytest.mark.django_db(databases=["default", "journal"])
EXAMPLES = ("Westmarch", "Larkfield")
MADE_ON = date(2027, 3, 9)
VIEWS = ("whole", "board", "ig-lead", "clinical-safety", "supplier-brief")
TEXT_OF: dict[str, Callable[[bytes], str]] = {
    "docx": text_of_word,
    "html": lambda file: text_of_html(file.decode()),
    "md": lambda file: text_of_markdown(file.decode()),
}


@pytest.fixture(params=EXAMPLES)
def cohort(request: pytest.FixtureRequest) -> Cohort:
    """A cohort that has written everything as the example has."""
    made = add_cohort(organisation_name=request.param)
    for artefact in pack().artefacts.values():
        values = artefact.examples[EXAMPLES.index(request.param)].values
        enter(made.pk, artefact.id, {field: as_edit(value) for field, value in values.items()})
    return made


def values_of(cohort: Cohort) -> Iterator[Value]:
    for artefact in pack().artefacts.values():
        yield from artefact.examples[EXAMPLES.index(cohort.organisation.name)].values.values()


def cells_of(value: Value) -> list[str]:
    return [] if isinstance(value, str) else [cell for row in value for cell in row.values()]


def typed_in(cohort: Cohort) -> Iterator[str]:
    for value in values_of(cohort):
        yield from [value] if isinstance(value, str) else cells_of(value)


def file_of(cohort: Cohort, format_name: str, view: str = "whole") -> bytes:
    return export_plan(cohort, view, format_name, made_on=MADE_ON).content


def test_the_whole_plan_says_all_that_was_written(cohort: Cohort) -> None:
    lines = [line for typed in typed_in(cohort) for line in lines_of(typed)]
    assert len(lines) > 300
    for name, text_in in TEXT_OF.items():
        shown = text_in(file_of(cohort, name))
        assert [line for line in lines if line not in shown] == [], name
    # a line may go over two pages, with their numbers in between
    pages = squashed(text_of(file_of(cohort, "pdf")))
    assert [word for typed in typed_in(cohort) for word in typed.split() if word not in pages] == []


def test_accessible_files_pass_their_checks(cohort: Cohort, tmp_path: Path) -> None:
    for view in VIEWS:
        path = tmp_path / f"{view}.pdf"
        path.write_bytes(file_of(cohort, "pdf", view))
        report = pdfua.validate(str(path))
        assert [finding for outcome in report.outcomes for finding in outcome.findings] == [], view


def test_the_json_file_is_as_its_schema_says(cohort: Cohort) -> None:
    told = json.loads(file_of(cohort, "json"))
    jsonschema.validate(told, schema(), cls=jsonschema.Draft202012Validator)
    assert told["organisation"] == cohort.organisation.name


def test_tables_open_as_tables_with_every_cell(cohort: Cohort) -> None:
    tables = zipfile.ZipFile(io.BytesIO(file_of(cohort, "csv")))
    cells: list[str] = []
    for name in tables.namelist():
        header, *rows = csv.reader(io.StringIO(tables.read(name).decode("utf-8-sig")))
        assert {len(row) for row in rows} == {len(header)}, name
        cells += [squashed(cell) for row in rows for cell in row]
    written = [squashed(cell) for value in values_of(cohort) for cell in cells_of(value)]
    assert len(written) > 500
    assert [cell for cell in written if cell not in cells] == []


def test_word_files_and_slides_open_in_libreoffice(cohort: Cohort, tmp_path: Path) -> None:
    files = {f"{view}.docx": file_of(cohort, "docx", view) for view in VIEWS}
    files["slides.pptx"] = file_of(cohort, "pptx", "board")
    organiser = Person.objects.get(memberships__organisation=cohort.organisation)
    add_house_template(cohort.organisation, template_file(), by=organiser, now=timezone.now())
    use_house_template(cohort.organisation, cohort.organisation.house_templates.get().pk)
    files["whole-in-house-style.docx"] = file_of(cohort, "docx")

    pages = pages_of_all_in_libreoffice(files, tmp_path)

    assert pages["board.docx"] == 1
    assert pages["slides.pptx"] == len(pptx.Presentation(io.BytesIO(files["slides.pptx"])).slides)
    assert min(pages["whole.docx"], pages["whole-in-house-style.docx"]) > pages["supplier-brief.docx"] > 1
