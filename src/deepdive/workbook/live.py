"""Live workbooks: those that somebody has open. All of this runs in the server's event loop.

The order that makes the promise: an update is applied, appended to the journal and *committed*, and
only then sent on and acknowledged. What anybody else has seen is on the disk.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import Future
from uuid import UUID

import structlog
from pycrdt import Doc, merge_updates

from deepdive.core.patient_data import without_nhs_numbers
from deepdive.curriculum.current import pack
from deepdive.workbook import protocol
from deepdive.workbook.document import Watched, YDoc, change, cleaned, replay, watch
from deepdive.workbook.journal import Update, journal, updates_of
from deepdive.workbook.protocol import Presence, Sync

log = structlog.get_logger()

# Close codes. Stock Yjs clients do not come back after 4400 to 4499, and do after 1012 and 1013.
MALFORMED = 4400
TOO_LARGE = 4413
TRY_AGAIN = 1013


class Connection:
    """One client of a live workbook: what waits to be sent to it, and what it has sent us."""

    MOST_WAITING = 4 * 1024 * 1024  # bytes; a client that reads no faster is cut off and synchronises anew

    def __init__(self, *, person_id: int, may_write: bool) -> None:
        self.person_id = person_id
        self.may_write = may_write
        self.is_synced = False
        self.is_closed = False
        self.updates_saved = 0
        self.outbox: asyncio.Queue[bytes | int] = asyncio.Queue()
        self._waiting_bytes = 0

    def send(self, message: bytes) -> None:
        """Queue a message; never waits."""
        self._waiting_bytes += len(message)
        if self._waiting_bytes > self.MOST_WAITING:
            self.close(TRY_AGAIN)
        else:
            self.outbox.put_nowait(message)

    def sent(self, message: bytes) -> None:
        """Told when a queued message has gone out."""
        self._waiting_bytes -= len(message)

    def close(self, code: int) -> None:
        """Queue the end of the connection; what it still sends is not heard."""
        self.is_closed = True
        self.outbox.put_nowait(code)


class LiveWorkbook:
    """A workbook's document in memory, and the connections that have it open."""

    def __init__(self, workbook_id: UUID) -> None:
        self.id = workbook_id
        self.connections: set[Connection] = set()
        self.document: YDoc = Doc()
        self.loaded: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._presences: dict[int, tuple[Presence, Connection]] = {}
        self._waiting: list[tuple[bytes, Connection]] = []
        self._committed: Future[None] | None = None
        self._touched: set[tuple[str, str]] = set()
        # kept, because a text that nobody holds stops telling what happens to it
        self._watched: list[Watched] = []

    async def load(self) -> None:
        """Read the journal."""
        try:
            updates, _ = await asyncio.to_thread(updates_of, self.id)
            self.document = replay(updates)
            # so that the patient-data guard reads only the fields that an update touches
            self._watched = watch(
                self.document, pack().artefacts, lambda *address: self._touched.add(address)
            )
        except Exception as fault:
            self.loaded.set_exception(fault)
            raise
        self.loaded.set_result(None)

    def receive(self, connection: Connection, message: bytes) -> None:
        """Take a message from a client; a malformed one ends that connection and changes nothing."""
        if connection.is_closed:
            return
        try:
            self._receive(connection, protocol.Reader(message))
        except protocol.Malformed:
            connection.close(MALFORMED)

    def take(self, update: bytes) -> None:
        """Apply and send on an update that is committed already (a form, another process)."""
        self.document.apply_update(update)
        # in turn with what is being committed, so that somebody who is about to join does not miss it
        self._after_commit(lambda: self._cast(protocol.sync(Sync.UPDATE, update)))

    def leave(self, connection: Connection) -> None:
        """Forget the connection and tell the others that its people have gone."""
        self.connections.discard(connection)
        gone = [presence for presence, owner in self._presences.values() if owner is connection]
        for presence in gone:
            del self._presences[presence.client]
        if gone:
            # with the same clock, so that somebody who comes straight back is seen at once
            self._cast(protocol.awareness([Presence(p.client, p.clock, b"null") for p in gone]))

    def _receive(self, connection: Connection, reader: protocol.Reader) -> None:
        kind = reader.integer()
        if kind == protocol.Kind.SYNC:
            step, data = reader.integer(), reader.block()
            if step == Sync.STEP_1:
                self._answer(connection, data)
            elif step in (Sync.STEP_2, Sync.UPDATE):
                self._queue(connection, data)
            else:
                raise protocol.Malformed("no such step")
        elif kind == protocol.Kind.AWARENESS:
            self._note_presences(connection, reader.block())
        elif kind == protocol.Kind.ASK_AWARENESS:
            connection.send(self._everybody())
        else:
            raise protocol.Malformed("no such kind")

    def _answer(self, connection: Connection, state: bytes) -> None:
        """Send what the client lacks, once everything it would see is committed."""
        self._flush()
        try:
            lacking = self.document.get_update(state)
        except ValueError:
            connection.close(MALFORMED)
            return
        # taken now: what comes while the commit is under way is not on the disk yet
        mine = self.document.get_state()
        self._after_commit(lambda: self._send_lacking(connection, lacking, mine))

    def _send_lacking(self, connection: Connection, lacking: bytes, mine: bytes) -> None:
        connection.send(protocol.sync(Sync.STEP_2, lacking))
        connection.send(protocol.sync(Sync.STEP_1, mine))
        if self._presences:
            connection.send(self._everybody())
        connection.is_synced = True

    def _queue(self, connection: Connection, data: bytes) -> None:
        if not connection.may_write:
            return
        if not self._waiting:
            # what else arrives in this turn of the loop goes into the same transaction
            asyncio.get_running_loop().call_soon(self._flush)
        self._waiting.append((data, connection))

    def _flush(self) -> None:
        waiting, self._waiting = self._waiting, []
        accepted: list[tuple[bytes, Connection | None]] = []
        is_spoilt = False
        for data, connection in waiting:
            try:
                accepted += [(data, connection), *((fix, None) for fix in self._apply(data))]
            except ValueError:
                connection.close(MALFORMED)
            except Exception:  # pycrdt stopped in the middle: the document in memory may hold a part of it
                connection.close(MALFORMED)
                is_spoilt = True
        if accepted:
            self._commit(accepted)
        if is_spoilt:
            self._read_again()

    def _apply(self, data: bytes) -> list[bytes]:
        """Apply an update; returns the updates that take NHS numbers out again, mostly none."""
        self._touched.clear()
        self.document.apply_update(data)
        fixes = []
        for artefact_id, field_id in sorted(self._touched):
            artefact = pack().artefacts[artefact_id]
            edit = cleaned(self.document, artefact_id, artefact.field(field_id), without_nhs_numbers)
            fix = None if edit is None else change(self.document, artefact, {field_id: edit})
            fixes += [fix] if fix else []
        return fixes

    def _commit(self, accepted: list[tuple[bytes, Connection | None]]) -> None:
        entries = [Update(self.id, who.person_id if who else None, data) for data, who in accepted]
        self._committed = journal.append(entries)
        merged = accepted[0][0] if len(accepted) == 1 else merge_updates(*(data for data, _ in accepted))
        message = protocol.sync(Sync.UPDATE, merged)
        authors = {who for _, who in accepted}
        only_author = authors.pop() if len(authors) == 1 else None

        def pass_on() -> None:
            self._cast(message, leave_out=only_author)
            for _, who in accepted:
                if who:
                    who.updates_saved += 1
            for who in {who for _, who in accepted if who}:
                who.send(protocol.saved(who.updates_saved))

        self._after_commit(pass_on)

    def _after_commit(self, act: Callable[[], None]) -> None:
        """Do it in the loop once the latest append is committed; if that failed, send everybody away."""
        committed, loop = self._committed, asyncio.get_running_loop()
        if committed is None:
            act()
            return

        def done(future: "Future[None]") -> None:
            loop.call_soon_threadsafe(self._fail if future.exception() else act)

        committed.add_done_callback(done)

    def _fail(self) -> None:
        """The journal could not write. Clients keep their edits and send them again when they return."""
        log.error("journal_not_written", workbook=str(self.id))
        self._read_again()

    def _read_again(self) -> None:
        """Send everybody away to return to the document as the journal has it."""
        forget(self)
        for connection in self.connections:
            connection.close(TRY_AGAIN)

    def _note_presences(self, connection: Connection, data: bytes) -> None:
        news = [presence for presence in protocol.read_presences(data) if self._is_news(presence)]
        for presence in news:
            if presence.state == b"null":
                self._presences.pop(presence.client, None)
            else:
                self._presences[presence.client] = presence, connection
        if news:
            # to the sender too: stock clients take silence for a lost connection
            self._cast(protocol.awareness(news))

    def _is_news(self, presence: Presence) -> bool:
        """Whether it says more than we know. Stock clients repeat what they hear about others, and
        must not become the owners of it."""
        known = self._presences.get(presence.client)
        if known is None:
            return True
        if presence.state == b"null":
            return presence.clock >= known[0].clock
        return presence.clock > known[0].clock

    def _everybody(self) -> bytes:
        return protocol.awareness([presence for presence, _ in self._presences.values()])

    def _cast(self, message: bytes, *, leave_out: Connection | None = None) -> None:
        for connection in self.connections:
            if connection.is_synced and connection is not leave_out:
                connection.send(message)


_live: dict[UUID, LiveWorkbook] = {}
_loop: asyncio.AbstractEventLoop | None = None


async def open_workbook(workbook_id: UUID, connection: Connection) -> LiveWorkbook:
    """The live workbook, with the connection in it; read from the journal if nobody had it open."""
    global _loop  # noqa: PLW0603 - the one server loop of this process
    _loop = asyncio.get_running_loop()
    live = _live.get(workbook_id)
    if live is None:
        live = _live[workbook_id] = LiveWorkbook(workbook_id)
        live.connections.add(connection)
        try:
            await live.load()
        except Exception:
            forget(live)
            raise
    else:
        live.connections.add(connection)
        await asyncio.shield(live.loaded)
    return live


def close_workbook(live: LiveWorkbook, connection: Connection) -> None:
    """Take the connection out; the last one out lets the document go."""
    live.leave(connection)
    if not live.connections:
        forget(live)


def open_workbooks() -> list[LiveWorkbook]:
    """Every workbook that somebody has open in this process."""
    return list(_live.values())


def forget(live: LiveWorkbook) -> None:
    """Let the document go; the next to open it reads the journal again."""
    if _live.get(live.id) is live:
        del _live[live.id]


def pass_on(workbook_id: UUID, update: bytes) -> None:
    """Show a committed update to those who have the workbook open. Callable from any thread."""
    if _loop and not _loop.is_closed():
        _loop.call_soon_threadsafe(_pass_on, workbook_id, update)


def _pass_on(workbook_id: UUID, update: bytes) -> None:
    live = _live.get(workbook_id)
    if live is None:
        return
    if live.loaded.done():
        live.take(update)
    else:
        live.loaded.add_done_callback(lambda _: live.take(update))
