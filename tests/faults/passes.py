"""A way into a workbook that needs no page: tickets made with the server's own key, of any age."""

import sqlite3
import time
from contextlib import closing
from dataclasses import dataclass, replace
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

from django.core import signing

from tests.cast import WITH_WORK, cohort_id, signed_in, sync_address
from tests.server import Server

SALT = "deepdive.workbook.ticket"


@dataclass(frozen=True)
class Pass:
    """Who may open which workbook of a server."""

    server: Server
    workbook: UUID
    person_id: int

    def address(self, *, age_seconds: int = 0, workbook: UUID | None = None) -> str:
        """The address for a websocket, with a ticket that was made so long ago."""
        key = (self.server.data_folder / "secret-key").read_text()
        signer = _Earlier(key=key, salt=SALT, fallback_keys=[])
        signer.age_seconds = age_seconds
        ticket = signer.sign_object([str(self.workbook), self.person_id, True])
        host = self.server.address.removeprefix("http://")
        return f"ws://{host}/workbooks/{workbook or self.workbook}/sync?ticket={ticket}"

    def at(self, server: Server) -> "Pass":
        """The same for another process with the same data."""
        return replace(self, server=server)


class _Earlier(signing.TimestampSigner):
    age_seconds = 0

    def timestamp(self) -> str:
        return signing.b62_encode(int(time.time()) - self.age_seconds)


def pass_for(server: Server, role: str, *, cohort: str = WITH_WORK) -> Pass:
    """The pass of somebody of the demonstration. Asks the server once for a ticket."""
    visitor = signed_in(server, role, cohort=cohort)
    [ticket] = parse_qs(urlsplit(sync_address(visitor, cohort_id(visitor))).query)["ticket"]
    key = (server.data_folder / "secret-key").read_text()
    workbook, person_id, _ = signing.loads(ticket, key=key, salt=SALT, fallback_keys=[])
    return Pass(server, UUID(workbook), person_id)


def passes_of_seats(like: Pass) -> list[Pass]:
    """A pass for everybody else who has a seat in the same cohort."""
    query = (
        "SELECT person_id FROM programme_seat WHERE cohort_id = ? AND person_id IS NOT NULL ORDER BY number"
    )
    with closing(sqlite3.connect(like.server.data_folder / "deepdive.sqlite3")) as rows:
        found = [person_id for (person_id,) in rows.execute(query, [like.workbook.hex])]
    return [replace(like, person_id=person_id) for person_id in found if person_id != like.person_id]
