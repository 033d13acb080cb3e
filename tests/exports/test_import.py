"""A plan that is read in from a file, by the actions and from the shell."""

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from django.utils import timezone

from deepdive.cli import main
from deepdive.core.access import Role
from deepdive.core.refused import Refused
from deepdive.exports.actions import import_as_cohort, import_plan
from deepdive.exports.plan_file import read_plan_file
from deepdive.exports.plan_formats import export_plan
from deepdive.people.models import Person
from deepdive.plan.queries import plan_of
from deepdive.programme.models import Cohort
from deepdive.programme.queries import roles_in
from tests.factories import add_cohort, add_organiser, write

pytestmark = pytest.mark.django_db(databases=["default", "journal"], transaction=True)
MADE_ON = date(2027, 3, 9)
# valid, and one that nobody can have
NUMBER = "999 000 0018"


@pytest.fixture
def cohort() -> Cohort:
    made = add_cohort()
    write(made, artefact="problem-statement", field="who", text="The bed manager & families 😀")
    return made


def exported(cohort: Cohort) -> bytes:
    return export_plan(cohort, "whole", "json", made_on=MADE_ON).content


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["plan", *map(str, arguments)])


def test_a_plan_becomes_a_cohort_of_its_organisation_and_says_the_same(cohort: Cohort) -> None:
    organiser = Person.objects.get(email="olga.anders@northvale.example")
    place = {"artefact": "problem-statement", "field": "who", "row": ""}
    cohort.threads.create(**place, begun_at=timezone.now(), assigned_to=organiser)
    came = import_as_cohort(read_plan_file(exported(cohort)), by=organiser)

    assert came.cohort.pk != cohort.pk
    assert (came.cohort.organisation, came.cohort.problem) == (cohort.organisation, cohort.problem)
    assert Role.ORGANISER in roles_in(came.cohort, organiser)
    assert exported(came.cohort) == exported(cohort)


def test_nobody_brings_a_plan_into_an_organisation_of_others(cohort: Cohort) -> None:
    other = add_organiser("Elsie Where", organisation="Eastmoor Hospice")
    with pytest.raises(Refused, match="has organisers of its own"):
        import_as_cohort(read_plan_file(exported(cohort)), by=other)

    assert Cohort.objects.count() == 1


def test_a_workbook_with_something_in_it_takes_no_plan(cohort: Cohort) -> None:
    with pytest.raises(Refused, match="Something is written in this workbook already") as refused:
        import_plan(read_plan_file(exported(cohort)), into=cohort, by=None)

    assert refused.value.code == "workbook-not-empty"


def test_nhs_numbers_in_a_file_stay_out(cohort: Cohort) -> None:
    plain = json.loads(exported(cohort))
    plain["artefacts"][0]["fields"][0]["text"] = f"Ring {NUMBER} first"
    into = add_cohort(organisation_name="Eastmoor Trust")
    came = import_plan(read_plan_file(json.dumps(plain).encode()), into=into, by=None)

    assert came.numbers_removed == 1
    assert NUMBER not in exported(into).decode()
    assert "Ring " in exported(into).decode()


def test_from_the_shell_out_and_in_again(cohort: Cohort, tmp_path: Path) -> None:
    file = tmp_path / "plan.json"
    out = run("export", cohort.pk, "--format", "json", "--to", file)
    assert (out.exit_code, out.output) == (0, f"{file}: {file.stat().st_size} bytes.\n")

    into = run("import", file, "--organiser", "Olga.Anders@northvale.example")
    assert into.exit_code == 0, into.output
    new = Cohort.objects.exclude(pk=cohort.pk).get()
    assert into.output == f"The plan is in cohort {new.pk}.\n"
    assert plan_of(new) == plan_of(cohort)

    again = run("import", file, "--into", new.pk)
    assert again.exit_code == 1
    assert again.output.startswith("Error: Something is written in this workbook already")


def test_every_format_is_written_from_the_shell(cohort: Cohort, tmp_path: Path) -> None:
    beginnings = {"docx": b"PK", "html": b"<!DOCTYPE html>", "md": b"# Our AI", "json": b"{", "csv": b"PK"}
    for name, beginning in beginnings.items():
        assert run("export", cohort.pk, "--format", name, "--to", tmp_path / name).exit_code == 0
        assert (tmp_path / name).read_bytes().startswith(beginning)
    slides = run("export", cohort.pk, "--format", "pptx", "--view", "board", "--to", tmp_path / "slides")
    assert slides.exit_code == 0
    assert (
        run("export", cohort.pk, "--format", "md", "--to", "-").stdout_bytes == (tmp_path / "md").read_bytes()
    )


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("--format", "pptx"), 2, "does not come as pptx. It comes as: docx, pdf, html, md, json, csv."),
        (("--format", "json", "--view", "board"), 2, "“Board page” does not come as json."),
        (("--format", "pdf", "--view", "boards"), 2, "There is no view boards. There are: whole, board, "),
        (("--format", "odt"), 2, "'odt' is not one of"),
        (("--format", "md", "--to", "/no/such/folder/plan.md"), 1, "Cannot write /no/such/folder/plan.md"),
    ],
)
def test_what_cannot_be_exported_is_said_in_a_line(
    cohort: Cohort, tmp_path: Path, arguments: tuple[str, ...], code: int, says: str
) -> None:
    told = run("export", cohort.pk, "--to", tmp_path / "plan", *arguments)

    assert told.exit_code == code
    assert says in told.output


def test_what_cannot_be_imported_is_said_in_a_line(cohort: Cohort, tmp_path: Path) -> None:
    file = tmp_path / "plan.json"
    file.write_bytes(exported(cohort))
    missing = run("import", tmp_path / "none.json", "--into", cohort.pk)
    unknown = run("import", file, "--organiser", "nobody@northvale.example")
    nowhere = run("import", file)
    elsewhere = run("import", file, "--into", "00000000-0000-4000-8000-000000000000")

    assert (missing.exit_code, "No such file" in missing.output) == (1, True)
    assert (unknown.exit_code, "Nobody here has the e-mail" in unknown.output) == (1, True)
    assert (nowhere.exit_code, "Give either --into or --organiser." in nowhere.output) == (2, True)
    assert (elsewhere.exit_code, "There is no cohort 00000000" in elsewhere.output) == (1, True)
