"""``deepdive workbook``: the commands by which an administrator removes something for good."""

import sys
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from uuid import UUID

import click

if TYPE_CHECKING:
    from deepdive.people.models import Person
    from deepdive.workbook.purge.actions import Outlook
    from deepdive.workbook.purge.wanted import Wanted

_MOMENT = click.DateTime(["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%d"])
_BACKUPS = "Backups that were made before hold it still: delete them, or let them run out."


def workbook_commands(prepare: Callable[[], None]) -> click.Group:
    """The commands. ``prepare`` makes Django and the databases ready."""

    @click.group("workbook")
    def workbook() -> None:
        """What cohorts write together."""

    @workbook.command("purge")
    @click.argument("cohort", type=click.UUID)
    @click.argument("root")
    @click.option("--by", required=True, help="The e-mail of whoever answers for this; it is recorded.")
    @click.option("--text", "is_text", is_flag=True, help="Remove a text. The command asks for it.")
    @click.option(
        "--since", type=_MOMENT, metavar="TIME", help="Remove what was added from this time (UTC) on ..."
    )
    @click.option(
        "--until", type=_MOMENT, metavar="TIME", help="... up to this time. Write it as 2027-03-02T12:30."
    )
    @click.option("--everywhere", is_flag=True, help="Remove the text wherever it stands in the workbook.")
    @click.option("--dry-run", is_flag=True, help="Only say what would be removed.")
    @click.option("--yes", is_flag=True, help="Do not ask whether to go on.")
    def purge(
        *,
        cohort: UUID,
        root: str,
        by: str,
        is_text: bool,
        since: datetime | None,
        until: datetime | None,
        everywhere: bool,
        dry_run: bool,
        yes: bool,
    ) -> None:
        """Remove something from a workbook for good, and with it the whole history of the workbook.

        COHORT is the id in the cohort's address. ROOT names where it stands, such as problem-statement/who,
        group:2/problem-statement/who or board:problem-board/notes.
        """
        if is_text == bool(since or until) or bool(since) != bool(until):
            raise click.UsageError("Give either --text, or both --since and --until.")
        prepare()
        from django.utils import timezone  # noqa: PLC0415 - needs Django set up

        from deepdive.core.refused import Refused  # noqa: PLC0415 - slow import
        from deepdive.workbook.purge import actions  # noqa: PLC0415 - needs Django set up

        person = _person(by)
        _check_cohort(cohort)
        try:
            wanted = _wanted(since, until)
            outlook = actions.look(cohort, wanted, root=root, everywhere=everywhere)
            _say(outlook, is_text=is_text)
            if dry_run:
                return
            if not yes:
                click.confirm("Remove it for good?", abort=True)
            actions.purge(cohort, wanted, root=root, by=person, now=timezone.now(), everywhere=everywhere)
        except Refused as refused:
            raise click.ClickException(refused.message) from None
        click.echo(f"Removed. {_BACKUPS}")

    @workbook.command("finish-purge")
    def finish_purge() -> None:
        """Finish a removal that could not be finished because somebody used the database's file."""
        prepare()
        from django.utils import timezone  # noqa: PLC0415 - needs Django set up

        from deepdive.core.refused import Refused  # noqa: PLC0415 - slow import
        from deepdive.workbook.purge import actions  # noqa: PLC0415 - needs Django set up

        try:
            actions.finish(now=timezone.now())
        except Refused as refused:
            raise click.ClickException(refused.message) from None
        click.echo(f"Finished. {_BACKUPS}")

    return workbook


def _wanted(since: datetime | None, until: datetime | None) -> "Wanted":
    from deepdive.workbook.purge.wanted import Additions, Words  # noqa: PLC0415 - slow import

    if since and until:
        return Additions(since.replace(tzinfo=UTC), until.replace(tzinfo=UTC))
    if not sys.stdin.isatty():
        return Words(sys.stdin.readline())
    # asked for, so that it is in no list of commands; hidden, because somebody may look on
    return Words(click.prompt("The text to remove (not shown)", hide_input=True, err=True))


def _person(email: str) -> "Person":
    from deepdive.people.models import Person  # noqa: PLC0415 - needs Django set up

    person = Person.objects.filter(email=email.lower()).first()
    if person is None:
        raise click.UsageError(f"Nobody here has the e-mail '{email}'.")
    return person


def _check_cohort(cohort: UUID) -> None:
    from deepdive.programme.models import Cohort  # noqa: PLC0415 - needs Django set up

    if not Cohort.objects.filter(pk=cohort).exists():
        raise click.UsageError(f"There is no cohort {cohort}.")


def _say(outlook: "Outlook", *, is_text: bool) -> None:
    for name, count in outlook.names.items():
        click.echo(f"{name}: {_count(count, 'place') if is_text else _count(count, 'letter')}")
    for title, count in outlook.tables.items():
        click.echo(f"{title}: {_count(count, 'row')}")
    if not outlook.names and not outlook.tables:
        click.echo("It stands nowhere now. Its history would be removed.")
    click.echo(f"{_count(outlook.entries, 'entry', 'entries')} of history would become one.")
    if outlook.waiting:
        click.echo(
            f"{_count(outlook.waiting, 'entry', 'entries')} of these could not be read, because others that "
            "belong before them never came. They would be lost."
        )
    click.echo("Whoever has the workbook open would have to load it again.")


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"
