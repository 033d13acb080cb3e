"""The ``deepdive`` command. Exit codes: 0 done, 1 it did not work, 2 the words of the command are off."""

import os
import socket
import sys
from datetime import date
from importlib.util import find_spec
from itertools import groupby
from pathlib import Path

import click
from pydantic import ValidationError

from deepdive.advice.command import advise_command
from deepdive.advice.sample_size.command import sample_size
from deepdive.config.one_heap import share_one_heap
from deepdive.config.options import Options, options
from deepdive.exports.command import plan_commands
from deepdive.workbook.purge.command import workbook_commands

LISTEN_BACKLOG = 2048
PORT = click.IntRange(1, 65535)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="deepdive")
def main() -> None:
    """Run the AI Deep Dive workshop series in your organisation."""


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The network address to listen on.")
@click.option("--port", type=PORT, default=8000, show_default=True, help="The port to listen on.")
def run(host: str, port: int) -> None:
    """Prepare the database and serve. In a demonstration, load it and print sign-in links."""
    share_one_heap()
    import uvicorn  # noqa: PLC0415 - slow import

    from deepdive.config.direct_websocket import DirectWebSocket  # noqa: PLC0415 - slow import
    from deepdive.workbook.limits import LIMITS  # noqa: PLC0415 - slow import

    shown_host = f"[{host}]" if ":" in host else host
    os.environ.setdefault("DEEPDIVE_ADDRESS", f"http://{shown_host}:{port}")
    listener = _listen(host, port)
    _set_up()
    _prepare()
    if options().mode == "demonstration":
        _show_demonstration()
    click.echo(f"\nAI Deep Dive is served at {options().address}  (stop it with Ctrl+C)")
    server = uvicorn.Server(
        uvicorn.Config(
            "deepdive.config.asgi:application",
            log_level="warning",
            ws=DirectWebSocket,
            # half of the time of a small update goes into compressing it
            ws_per_message_deflate=False,
            ws_max_size=LIMITS.largest_frame,
            timeout_graceful_shutdown=5,
        )
    )
    server.run(sockets=[listener])


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The network address to listen on.")
@click.option("--port", type=PORT, required=True, help="The port for websockets, /workbooks/<id>/sync.")
@click.option(
    "--http-port", type=PORT, help="The port for plain HTTP, /workbooks/<id>/updates.  [default: the next]"
)
def sync(host: str, port: int, http_port: int | None) -> None:
    """Serve only live workbooks, beside the processes that serve pages."""
    share_one_heap()
    import uvicorn  # noqa: PLC0415 - slow import

    if find_spec("picows") is None:
        raise click.ClickException("This needs what requirements-sync.lock lists: see docs/running.md.")
    sockets, plain = _listen(host, port), _listen(host, http_port or port + 1)
    _set_up()
    _migrate()
    from deepdive.config.sync_asgi import sync_application  # noqa: PLC0415 - needs Django set up

    click.echo(f"Workbooks are served on port {port}, and by plain HTTP on port {http_port or port + 1}")
    server = uvicorn.Server(
        uvicorn.Config(
            sync_application(sockets, backlog=LISTEN_BACKLOG),
            log_level="warning",
            ws="none",
            timeout_graceful_shutdown=5,
        )
    )
    server.run(sockets=[plain])


@main.command()
def demo() -> None:
    """Load the demonstration, if it is not there yet, and print a sign-in link for each role."""
    _set_up()
    _prepare()
    _show_demonstration()


@main.group()
def pack() -> None:
    """The curriculum's files."""


@pack.command("check")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), required=False)
def check(folder: Path | None) -> None:
    """Check a pack and print every fault with its file, line and remedy."""
    from deepdive.curriculum.load import check_pack  # noqa: PLC0415 - slow import

    folder = folder or _checked_options().curriculum_folder
    if not folder.is_dir():
        raise click.UsageError(f"There is no folder {folder}.")
    faults = check_pack(folder, today=date.today())  # noqa: DTZ011 - the day where the editor sits
    for fault in faults:
        click.echo(str(fault))
    if faults:
        click.echo(f"{len(faults)} faults." if len(faults) > 1 else "1 fault.", err=True)
        sys.exit(1)
    click.echo(f"{folder.name}: no faults.")


@main.group()
def user() -> None:
    """People who can sign in."""


@user.command("add-organiser")
@click.argument("email")
@click.option("--name", required=True, help="Their name.")
@click.option("--organisation", required=True, help="The organisation they organise programmes for.")
def add_organiser(email: str, name: str, organisation: str) -> None:
    """Make somebody an organiser and print a sign-in link for them."""
    _set_up()
    _prepare()
    from django.core.exceptions import ValidationError as Invalid  # noqa: PLC0415 - needs Django set up
    from django.core.validators import validate_email  # noqa: PLC0415 - needs Django set up
    from django.utils import timezone  # noqa: PLC0415 - needs Django set up

    from deepdive.people import actions  # noqa: PLC0415 - needs Django set up

    try:
        validate_email(email)
    except Invalid:
        raise click.UsageError(f"'{email}' is not an e-mail address.") from None
    person = actions.find_or_add_person(email=email, name=name)
    actions.make_organiser(person, organisation=actions.find_or_add_organisation(organisation))
    click.echo(f"{person.name} can sign in once, within 14 days, at")
    click.echo(actions.make_sign_in_link(person, now=timezone.now()))


def _set_up() -> None:
    """Make Django ready; wrong settings end the command."""
    import django  # noqa: PLC0415 - slow import

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "deepdive.config.settings")
    folder = _checked_options().data_folder
    try:
        folder.mkdir(parents=True, exist_ok=True)
        django.setup()
    except OSError as fault:
        raise click.ClickException(
            f"Cannot use the data folder {folder} ({fault.strerror}). "
            "Choose another with DEEPDIVE_DATA_FOLDER."
        ) from None


def _checked_options() -> Options:
    """The settings; wrong ones end the command with one line for each fault."""
    try:
        return options()
    except ValidationError as faults:
        for fault in faults.errors():
            where = f"DEEPDIVE_{str(fault['loc'][0]).upper()}: " if fault["loc"] else ""
            click.echo(f"{where}{fault['msg'].removeprefix('Value error, ')}", err=True)
        sys.exit(1)


def _prepare() -> None:
    """Bring the databases and the static files up to date."""
    from django.core.management import call_command  # noqa: PLC0415 - slow import

    _migrate()
    if options().mode != "test":
        call_command("collectstatic", verbosity=0, interactive=False)


def _migrate() -> None:
    """Bring the databases up to date."""
    from django.core.management import call_command  # noqa: PLC0415 - slow import
    from django.db import OperationalError  # noqa: PLC0415 - slow import

    from deepdive.database.turns import one_process_prepares  # noqa: PLC0415 - needs Django set up

    try:
        with one_process_prepares():
            for database in ("default", "journal"):
                call_command("migrate", database=database, verbosity=0, interactive=False)
    except OperationalError as fault:
        hint = " Check DEEPDIVE_DATABASE_URL." if options().database_url else ""
        raise click.ClickException(f"The database does not answer ({fault}).{hint}") from None


def _show_demonstration() -> None:
    from django.utils import timezone  # noqa: PLC0415 - needs Django set up

    from deepdive.database.turns import one_process_prepares  # noqa: PLC0415 - needs Django set up
    from deepdive.demonstration.load import load_demonstration  # noqa: PLC0415 - needs Django set up

    with one_process_prepares():
        made = load_demonstration(now=timezone.now())
    click.echo("\nA demonstration with made-up people. Open a link to be that person.")
    for cohort, links in groupby(made, key=lambda link: link.cohort):
        click.echo(f"\n{cohort}")
        for link in links:
            click.echo(f"  {link.role:<16}{link.address}   {link.name}")


def _ready() -> None:
    _set_up()
    _prepare()


main.add_command(workbook_commands(_ready))
main.add_command(plan_commands(_ready))
main.add_command(sample_size)
main.add_command(advise_command(lambda: _checked_options().curriculum_folder))


def _listen(host: str, port: int) -> socket.socket:
    """The listening socket, made before anything else, so that a taken port is told at once."""
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(LISTEN_BACKLOG)
    except OSError as fault:
        raise click.ClickException(
            f"Cannot listen on {host} port {port} ({fault.strerror}). "
            "Stop what uses the port, or choose another with --port."
        ) from None
    return listener


if __name__ == "__main__":
    main()
