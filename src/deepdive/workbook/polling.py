"""The plain HTTP endpoint ``/workbooks/<id>/updates``, for where a proxy lets no websocket through.

A POST carries the messages that a socket would, one after another, and is answered with those that the
server has for this client, once all is on the disk. Between two POSTs the client stays present.
"""

import asyncio
from dataclasses import dataclass, field
from uuid import UUID

from deepdive.workbook.connection import Connection
from deepdive.workbook.live import LiveWorkbook
from deepdive.workbook.names import name_of
from deepdive.workbook.open_workbooks import OpenWorkbooks, open_workbooks
from deepdive.workbook.refusals import Refusal, Unavailable
from deepdive.workbook.tickets import Ticket

# A page asks every second or two; after this long without a word its person counts as gone.
STAYS_SECONDS = 10.0


@dataclass
class PollWire:
    """Keeps what is to be sent until the client asks."""

    waiting: list[bytes] = field(default_factory=list)

    def send(self, message: bytes) -> None:
        """Keep the message for the answer."""
        self.waiting.append(message)

    def close(self, refusal: Refusal) -> None:
        """Nothing to do: the answer says why."""


@dataclass
class _Caller:
    wire: PollWire
    connection: Connection
    live: LiveWorkbook
    leaves: asyncio.TimerHandle | None = None


_Key = tuple[OpenWorkbooks, UUID, int, str]
_callers: dict[_Key, _Caller] = {}


async def exchange(ticket: Ticket, client: str, body: bytes) -> bytes:
    """Take in the messages of ``body`` and return the messages for this client.

    ``client`` is a name that a page chose for itself, or empty. Unavailable says why not; then nothing
    of the body can be relied on to be saved.
    """
    workbooks = open_workbooks()
    key = (workbooks, ticket.workbook_id, ticket.person_id, client)
    caller = _callers.pop(key, None)
    if caller and caller.leaves:
        caller.leaves.cancel()
    if caller and caller.connection.is_closed:
        workbooks.leave(caller.live, caller.connection)
        caller = None
    caller = caller or await _enter(workbooks, ticket)
    caller.connection.may_write = ticket.may_write
    try:
        caller.live.receive(caller.connection, body)
        await caller.live.settled()
    except ConnectionError:
        caller.connection.close(Refusal.TRY_AGAIN)
    finally:
        _stay(key, caller)
    if caller.connection.refusal:
        raise Unavailable(caller.connection.refusal)
    answer, caller.wire.waiting = b"".join(caller.wire.waiting), []
    return answer


async def _enter(workbooks: OpenWorkbooks, ticket: Ticket) -> _Caller:
    wire = PollWire()
    connection = Connection(wire, person_id=ticket.person_id, may_write=ticket.may_write)
    connection.name = await name_of(ticket.person_id)
    live = await workbooks.enter(ticket.workbook_id, connection)
    return _Caller(wire, connection, live)


def _stay(key: _Key, caller: _Caller) -> None:
    """Keep the client present for a while, if it was not turned away and no other has its name."""
    # what a client gets is the answer to its own state vector, never what others send meanwhile
    caller.connection.is_synced = False
    if caller.connection.is_closed or key in _callers:
        key[0].leave(caller.live, caller.connection)
        return
    _callers[key] = caller
    caller.leaves = asyncio.get_running_loop().call_later(STAYS_SECONDS, _leave, key, caller)


def _leave(key: _Key, caller: _Caller) -> None:
    if _callers.get(key) is caller:
        del _callers[key]
    key[0].leave(caller.live, caller.connection)


def forget_callers() -> None:
    """Let everybody go who is between two POSTs; they enter again with the next."""
    for key, caller in list(_callers.items()):
        if caller.leaves:
            caller.leaves.cancel()
        _leave(key, caller)
