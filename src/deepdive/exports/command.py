"""``deepdive plan``: plans as files, and from files."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

import click

if TYPE_CHECKING:
    from deepdive.exports.actions import Imported
    from deepdive.programme.models import Cohort

FORMATS = ("docx", "pdf", "html", "md", "json", "csv", "pptx")


def plan_commands(prepare: Callable[[], None]) -> click.Group:
    """The commands. ``prepare`` makes Django and the databases ready."""

    @click.group("plan")
    def plan() -> None:
        """What a cohort's plan says, as files."""

    @plan.command("export")
    @click.argument("cohort", type=click.UUID)
    @click.option(
        "--format", "format_name", type=click.Choice(FORMATS), required=True, help="What kind of file."
    )
    @click.option("--view", default="whole", show_default=True, help="For which reader, or which draft.")
    @click.option(
        "--to",
        type=click.Path(path_type=Path),
        required=True,
        help="Where to put the file; - for the output.",
    )
    @click.option(
        "--comments", is_flag=True, help="Put the open comments into the Word document of the whole plan."
    )
    def export(*, cohort: UUID, format_name: str, view: str, to: Path, comments: bool) -> None:
        """Write the plan as it stands into a file.

        COHORT is the id in the cohort's address. The tables (csv) come as a ZIP file.
        """
        prepare()
        from django.utils import timezone  # noqa: PLC0415 - needs Django set up

        from deepdive.core.refused import Refused  # noqa: PLC0415 - slow import
        from deepdive.exports.plan_formats import export_plan  # noqa: PLC0415 - needs Django set up

        try:
            made = export_plan(
                _cohort(cohort), view, format_name, made_on=timezone.localdate(), with_comments=comments
            )
        except Refused as refused:
            fault = click.ClickException if refused.code == "no-such-cohort" else click.UsageError
            raise fault(refused.message) from None
        if str(to) == "-":
            sys.stdout.buffer.write(made.content)
            return
        try:
            to.write_bytes(made.content)
        except OSError as fault:
            raise click.ClickException(f"Cannot write {to} ({fault.strerror}).") from None
        click.echo(f"{to}: {len(made.content)} bytes.")

    @plan.command("import")
    @click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
    @click.option("--into", type=click.UUID, help="The id of a cohort whose workbook is empty.")
    @click.option("--organiser", help="Without --into: the e-mail of who organises the new cohort.")
    def import_(*, file: Path, into: UUID | None, organiser: str | None) -> None:
        """Read a plan from a JSON file into a cohort, with its links.

        Without --into a new cohort is made for the organisation and the problem in the file.
        """
        if bool(into) == bool(organiser):
            raise click.UsageError("Give either --into or --organiser.")
        try:
            content = file.read_bytes()
        except OSError as fault:
            raise click.ClickException(f"Cannot read {file} ({fault.strerror}).") from None
        prepare()
        from deepdive.core.refused import Refused  # noqa: PLC0415 - slow import
        from deepdive.exports import actions  # noqa: PLC0415 - needs Django set up
        from deepdive.exports.plan_file import read_plan_file  # noqa: PLC0415 - needs Django set up
        from deepdive.people.models import Person  # noqa: PLC0415 - needs Django set up

        try:
            plan = read_plan_file(content)
            if into:
                came = actions.import_plan(plan, into=_cohort(into), by=None)
            else:
                person = Person.objects.filter(email__iexact=organiser).first()
                if person is None:
                    raise click.ClickException(
                        f"Nobody here has the e-mail {organiser}. Run deepdive user add-organiser first."
                    )
                came = actions.import_as_cohort(plan, by=person)
        except Refused as refused:
            raise click.ClickException(refused.message) from None
        _tell(came)

    @plan.command("schema")
    def schema_() -> None:
        """Print the JSON Schema of a plan as JSON, for programs that read or write one."""
        from deepdive.exports.plan_file import schema  # noqa: PLC0415 - slow import

        click.echo(json.dumps(schema(), indent=1))

    return plan


def _tell(came: "Imported") -> None:
    click.echo(f"The plan is in cohort {came.cohort.pk}.")
    for remark in came.remarks:
        click.echo(remark)


def _cohort(cohort_id: UUID) -> "Cohort":
    from deepdive.core.refused import Refused  # noqa: PLC0415 - slow import
    from deepdive.programme.models import Cohort  # noqa: PLC0415 - needs Django set up

    found = Cohort.objects.select_related("organisation").filter(pk=cohort_id).first()
    if found is None:
        raise Refused("no-such-cohort", f"There is no cohort {cohort_id}.")
    return found
