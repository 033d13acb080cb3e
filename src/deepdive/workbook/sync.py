"""The websocket endpoint ``/workbooks/<id>/sync``: binary y-protocol messages, over plain ASGI."""

import asyncio
import re
from collections.abc import Awaitable, Callable, Mapping
from importlib import import_module
from typing import Any
from urllib.parse import parse_qs
from uuid import UUID

import structlog
from asgiref.sync import sync_to_async
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.http.cookie import parse_cookie

from deepdive.core.access import Act
from deepdive.core.refused import Refused
from deepdive.people.models import Person
from deepdive.programme.queries import find_cohort
from deepdive.workbook.live import MALFORMED, TOO_LARGE, TRY_AGAIN, Connection, close_workbook, open_workbook
from deepdive.workbook.tickets import Ticket, unseal

Scope = dict[str, Any]
Message = Mapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

ADDRESS = re.compile(r"^/workbooks/(?P<id>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/sync$")
NOT_SIGNED_IN = 4401
NOT_ALLOWED = 4403
# The largest update a page can make is a field filled to its limit; this leaves room for many at once.
LARGEST_MESSAGE = 1024 * 1024

log = structlog.get_logger()


async def sync_endpoint(scope: Scope, receive: Receive, send: Send) -> None:
    """Serve one websocket until either side ends it."""
    if (await receive())["type"] != "websocket.connect":
        return
    await send({"type": "websocket.accept"})
    ticket = await _ticket(scope)
    if isinstance(ticket, int):
        await send({"type": "websocket.close", "code": ticket})
        return
    connection = Connection(person_id=ticket.person_id, may_write=ticket.may_write)
    try:
        live = await open_workbook(ticket.workbook_id, connection)
    except Exception as fault:
        log.error("workbook_not_opened", workbook=str(ticket.workbook_id), fault=type(fault).__name__)
        await send({"type": "websocket.close", "code": TRY_AGAIN})
        return
    sender = asyncio.create_task(_send_outbox(connection, send))
    try:
        await _receive_all(receive, lambda message: live.receive(connection, message), connection)
    finally:
        sender.cancel()
        close_workbook(live, connection)


async def _receive_all(receive: Receive, take: Callable[[bytes], None], connection: Connection) -> None:
    while True:
        event = await receive()
        if event["type"] == "websocket.disconnect":
            return
        message = event.get("bytes")
        if message is None:
            connection.close(MALFORMED)
        elif len(message) > LARGEST_MESSAGE:
            connection.close(TOO_LARGE)
        else:
            take(message)


async def _send_outbox(connection: Connection, send: Send) -> None:
    while True:
        item = await connection.outbox.get()
        try:
            if isinstance(item, int):
                await send({"type": "websocket.close", "code": item})
                return
            await send({"type": "websocket.send", "bytes": item})
            connection.sent(item)
        except Exception:
            return


async def _ticket(scope: Scope) -> Ticket | int:
    """Who is there, or the code to close with. A ticket in the address, else the session cookie."""
    found = ADDRESS.match(scope["path"])
    if found is None:
        return NOT_ALLOWED
    workbook_id = UUID(found["id"])
    headers = {name.decode().lower(): value.decode("latin-1") for name, value in scope["headers"]}
    if not _is_own_origin(headers):
        return NOT_ALLOWED
    sealed = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("ticket")
    if sealed:
        ticket = unseal(sealed[0])
        if ticket is None:
            return NOT_SIGNED_IN
        return ticket if ticket.workbook_id == workbook_id else NOT_ALLOWED
    if "origin" not in headers:
        return NOT_SIGNED_IN  # a cookie counts only where the browser says which page sent it
    return await sync_to_async(_ticket_from_session)(headers.get("cookie", ""), workbook_id)


def _is_own_origin(headers: dict[str, str]) -> bool:
    """Whether a page of ours opened the socket. Programs outside a browser name no origin."""
    origin = headers.get("origin")
    return origin is None or origin.partition("://")[2] == headers.get("host")


def _ticket_from_session(cookies: str, workbook_id: UUID) -> Ticket | int:
    key = parse_cookie(cookies).get(settings.SESSION_COOKIE_NAME)
    store = import_module(settings.SESSION_ENGINE).SessionStore(key)
    person = Person.objects.filter(pk=store.get(SESSION_KEY), is_active=True).first()
    return ticket_for(person, workbook_id) if person else NOT_SIGNED_IN


def ticket_for(person: Person, workbook_id: UUID) -> Ticket | int:
    """The person's ticket for the workbook, or the close code that says why there is none."""
    try:
        access = find_cohort(workbook_id, person=person, act=Act.READ_WORKBOOK)
    except Refused:
        return NOT_ALLOWED
    return Ticket(workbook_id, person.pk, access.may(Act.WRITE_WORKBOOK))
