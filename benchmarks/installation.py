"""An installation of ours with rooms: the data folder that our server starts with, and tickets for it."""

import json
import os
import secrets
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from benchmarks.attendee import SEATS
from benchmarks.wire import block, read_block


@dataclass(frozen=True)
class Installation:
    """A data folder with cohorts of twelve, to be copied for each run."""

    folder: Path
    environment: Mapping[str, str]
    people: list[int]
    rooms: list[str]
    texts: list[str]
    values: list[str]


def make_installation(
    folder: Path, *, rooms: int, journal: Sequence[bytes] = (), secret_key: str = ""
) -> Installation:
    """Prepare a database with so many cohorts of the same twelve people.

    ``journal``: updates that the first cohort's workbook begins with. ``secret_key`` signs tickets; without
    one, it is a new one.
    """
    environment = {
        # as on a real server: production refuses what is unsafe
        "DEEPDIVE_MODE": "production",
        "DEEPDIVE_ADDRESS": "https://deepdive.example",
        "DEEPDIVE_MAIL_HOST": "127.0.0.1",
        "DEEPDIVE_SECRET_KEY": secret_key or secrets.token_urlsafe(64),
    }
    made = subprocess.run(
        [sys.executable, "-m", "benchmarks.installation", str(rooms)],
        input=b"".join(map(block, journal)),
        env={**os.environ, **environment, "DEEPDIVE_DATA_FOLDER": str(folder)},
        check=True,
        stdout=subprocess.PIPE,
    )
    said = json.loads(made.stdout.splitlines()[-1])
    return Installation(folder, environment, said["people"], said["rooms"], said["texts"], said["values"])


def copy_into(installation: Installation, folder: Path) -> None:
    """A fresh copy for one run."""
    shutil.copytree(installation.folder, folder, dirs_exist_ok=True)


class Tickets:
    """Makes tickets as the pages of an installation do."""

    def __init__(self, installation: Installation) -> None:
        from django.conf import settings

        if not settings.configured:
            settings.configure(SECRET_KEY=installation.environment["DEEPDIVE_SECRET_KEY"])
        from deepdive.workbook import tickets

        self._tickets = tickets
        self._people = installation.people

    def address(self, room: str, *, seat: int) -> str:
        """The path of the room's socket, with a ticket that is good for a minute."""
        ticket = self._tickets.Ticket(UUID(room), self._people[seat], may_write=True)
        return f"/workbooks/{room}/sync?ticket={self._tickets.seal(ticket)}"


def _prepare(rooms: int, journal: bytes) -> None:
    """In a process of its own, which is set up as the server is."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "deepdive.config.settings")
    import django

    Path(os.environ["DEEPDIVE_DATA_FOLDER"]).mkdir(parents=True, exist_ok=True)
    django.setup()
    from django.core.management import call_command

    for database in ("default", "journal"):
        call_command("migrate", database=database, verbosity=0, interactive=False)

    from deepdive.core.artefact import FieldKind
    from deepdive.curriculum.current import pack
    from deepdive.people.models import Organisation, Person
    from deepdive.programme.models import Cohort, Seat
    from deepdive.workbook.document import field_name

    people = [
        Person.objects.create(email=f"person{number}@northvale.example", name=f"Person {number}")
        for number in range(1, SEATS + 1)
    ]
    organisation = Organisation.objects.create(name="Northvale Hospice")
    cohorts = [
        Cohort(organisation=organisation, problem=f"Room {number}", platform="teams", join_link="")
        for number in range(rooms)
    ]
    Cohort.objects.bulk_create(cohorts)
    Seat.objects.bulk_create(
        Seat(cohort=cohort, person=person, number=number, job="Nurse")
        for cohort in cohorts
        for number, person in enumerate(people, start=1)
    )
    fields = [(a, about) for a in pack().artefacts.values() for about in a.fields]
    texts = [field_name(a.id, about.id) for a, about in fields if about.kind is FieldKind.TEXT]
    plain = (FieldKind.CHOICE, FieldKind.NUMBER, FieldKind.DATE)
    values = [field_name(a.id, about.id) for a, about in fields if about.kind in plain]
    if journal:
        _begin_with(journal, cohorts[0].pk, people[0].pk)
    print(
        json.dumps(
            {
                "people": [person.pk for person in people],
                "rooms": [str(cohort.pk) for cohort in cohorts],
                "texts": texts[:SEATS],
                "values": values[:SEATS],
            }
        )
    )


def _begin_with(journal: bytes, workbook_id: UUID, author_id: int) -> None:
    from deepdive.workbook.entries import compact
    from deepdive.workbook.models import JournalEntry

    at, entries = 0, []
    while at < len(journal):
        update, at = read_block(journal, at)
        entries.append(JournalEntry(workbook_id=workbook_id, author_id=author_id, update=update))
    JournalEntry.objects.bulk_create(entries)
    compact(workbook_id)  # as the server does every few hundred entries


if __name__ == "__main__":
    _prepare(int(sys.argv[1]), sys.stdin.buffer.read())
