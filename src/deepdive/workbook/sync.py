"""The websocket endpoint ``/workbooks/<id>/sync``: binary y-protocol messages.

The server that ``deepdive run`` starts offers an extension, ``deepdive.direct``, by which messages pass
without the queues and tasks of plain ASGI: they take more time than everything that we do with a message.
"""

import asyncio
import re
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Protocol
from uuid import UUID

import structlog
from django.db import DatabaseError

from deepdive.workbook.admission import admit
from deepdive.workbook.connection import Connection, Wire
from deepdive.workbook.live import LiveWorkbook
from deepdive.workbook.names import name_of
from deepdive.workbook.open_workbooks import open_workbooks
from deepdive.workbook.refusals import Refusal, Unavailable
from deepdive.workbook.tickets import Ticket

Scope = dict[str, Any]
Message = Mapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

ADDRESS = re.compile(r"^/workbooks/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/sync$")
log = structlog.get_logger()


class TakingWire(Wire, Protocol):
    """A wire that hands each binary message straight to ``take``."""

    take: Callable[[bytes], None] | None


# Waits until the client is gone. It is told the connection, if the client was let in.
Gone = Callable[[Connection | None], Awaitable[None]]


async def sync_endpoint(scope: Scope, receive: Receive, send: Send) -> None:
    """Serve one websocket until either side ends it."""
    if (await receive())["type"] != "websocket.connect":
        return
    wire: TakingWire = scope["extensions"]["deepdive.direct"]
    early: list[bytes] = []
    wire.take = early.append  # what arrives before the workbook is open
    await send({"type": "websocket.accept"})
    headers = {name.decode().lower(): value.decode("latin-1") for name, value in scope["headers"]}
    query = scope.get("query_string", b"").decode("latin-1")
    await come_in(
        wire, scope["path"], query, headers, early, until=lambda connection: _watch(receive, connection)
    )


async def come_in(
    wire: TakingWire,
    path: str,
    query: str,
    headers: Mapping[str, str],
    early: list[bytes],
    *,
    until: Gone,
) -> None:
    """Serve a client that asks to be let in, or turn it away, until it has gone.

    ``headers`` have names in small letters. ``early`` is what it has sent so far; ``wire.take`` adds to it.
    """
    found = ADDRESS.match(path)
    ticket = await _admit(UUID(found[1]), query, headers) if found else Refusal.NOT_ALLOWED
    if isinstance(ticket, Refusal):
        wire.close(ticket)
        await until(None)
    else:
        await _serve(wire, ticket, early, until=until)


async def _serve(wire: TakingWire, ticket: Ticket, early: list[bytes], *, until: Gone) -> None:
    """Bring a client into its workbook, and out again when it has gone."""
    connection = Connection(wire, person_id=ticket.person_id, may_write=ticket.may_write)
    workbooks = open_workbooks()
    try:
        live = await workbooks.enter(ticket.workbook_id, connection)
    except Unavailable as fault:
        connection.close(fault.refusal)
        await until(connection)
        return
    naming = asyncio.create_task(_name(live, connection))
    try:
        wire.take = lambda message: live.receive(connection, message)
        for message in early:
            wire.take(message)
        await until(connection)
    finally:
        naming.cancel()
        wire.take = None
        workbooks.leave(live, connection)


async def _admit(workbook_id: UUID, query: str, headers: Mapping[str, str]) -> Ticket | Refusal:
    try:
        return await admit(workbook_id, query, headers)
    except DatabaseError as fault:
        log.error("nobody_admitted", fault=type(fault).__name__)
        return Refusal.TRY_AGAIN


async def _name(live: LiveWorkbook, connection: Connection) -> None:
    live.name(connection, await name_of(connection.person_id))


async def _watch(receive: Receive, connection: Connection | None) -> None:
    """Until the socket is gone. Only what is not binary comes this way."""
    while (await receive())["type"] != "websocket.disconnect":
        if connection:
            connection.close(Refusal.MALFORMED)
