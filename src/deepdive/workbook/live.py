"""A live workbook: one that somebody has open. All of this runs in the server's event loop.

The order that makes the promise: an update is read, applied, appended to the journal and *committed*,
and only then sent on and acknowledged. What anybody else has seen is on the disk.
"""

import asyncio
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from uuid import UUID

import structlog
from pycrdt import merge_updates

from deepdive.database.threads import in_thread
from deepdive.workbook import protocol
from deepdive.workbook.authorship import may_record_author
from deepdive.workbook.connection import Connection
from deepdive.workbook.demand import Demand
from deepdive.workbook.entries import SNAPSHOT_EVERY, compact, stored
from deepdive.workbook.generations import MovedOn
from deepdive.workbook.journal import JournalWriter, Line, Update
from deepdive.workbook.leases import LeaseLost, Leases
from deepdive.workbook.limits import LIMITS, Allowance, Limits
from deepdive.workbook.loop_mail import LoopMail
from deepdive.workbook.pace import Pace
from deepdive.workbook.presence import Presences
from deepdive.workbook.protocol import Malformed, Sync
from deepdive.workbook.refusals import Refusal
from deepdive.workbook.shared_document import Applied, SharedDocument
from deepdive.workbook.update import Contents, read_update

log = structlog.get_logger()

# Merging gets slow for many updates at once; more than this go out one by one.
MOST_MERGED = 100


@dataclass(slots=True)
class _Tick:
    """What one round over the queue has brought: for the journal, for everybody, and from whom."""

    entries: list[Update] = field(default_factory=list)
    news: list[bytes] = field(default_factory=list)
    authors: set[Connection | None] = field(default_factory=set)
    senders: list[Connection] = field(default_factory=list)
    is_spoilt: bool = False


class LiveWorkbook:
    """A workbook's document in memory, and the connections that have it open."""

    def __init__(
        self,
        workbook_id: UUID,
        *,
        journal: JournalWriter,
        leases: Leases | None,
        mail: LoopMail,
        pace: Pace,
        when_lost: Callable[["LiveWorkbook"], None],
        limits: Limits = LIMITS,
    ) -> None:
        self.id = workbook_id
        self.generation = 0
        # the lease under which this process has the workbook open, where there are leases
        self.epoch: int | None = None
        # everything up to this entry is in the document, and what was written here
        self.read_up_to = 0
        self.connections: set[Connection] = set()
        self.demand = Demand()
        self.presences = Presences(self._cast, most_of_one=limits.most_presences)
        self.loaded: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._document = SharedDocument(limits)
        self._limits = limits
        # of each person, so that a new connection is not a new allowance
        self._allowances: dict[int, Allowance] = {}
        self._journal, self._leases, self._mail, self._pace = journal, leases, mail, pace
        self._when_lost = when_lost
        self._line = Line()
        self._queue: list[tuple[bytes, Contents, Connection]] = []
        self._is_scheduled = False
        # for each append on its way to the disk, what is to be done once it is there
        self._on_their_way: deque[list[Callable[[], None]]] = deque()
        self._settling: set[asyncio.Future[None]] = set()
        self._is_lost = False
        self._since_snapshot = 0
        self._compacting: asyncio.Task[bool] | None = None

    async def load(self) -> None:
        """Read the journal; ``loaded`` says when that is done, or what went wrong: Unavailable if another
        process has the workbook open."""
        tick = _Tick()
        try:
            entries = await in_thread(self._load)
            # what it waited for may have been written when nobody had the workbook open
            self._add(tick, self._document.apply_ready(), author=None)
        except Exception as fault:
            self._is_lost = True
            self.loaded.set_exception(fault)
            return
        self._note_entries(entries)
        self._commit(tick)
        self.loaded.set_result(None)

    def receive(self, connection: Connection, data: bytes) -> None:
        """Take messages from a client; a malformed one ends that connection and changes nothing."""
        if connection.is_closed or self._is_lost:
            return
        if len(data) > self._limits.largest_message:
            connection.close(Refusal.TOO_LARGE)
            return
        if not self._allowance(connection).take_bytes(len(data), now=time.monotonic()):
            connection.close(Refusal.TOO_FAST)
            return
        reader, is_first = protocol.Reader(data), True
        try:
            while is_first or not (reader.is_done or connection.is_closed):
                is_first = False
                # each of them, however many come together: a megabyte holds three hundred thousand
                if not self._allowance(connection).take_message(now=time.monotonic()):
                    connection.close(Refusal.TOO_FAST)
                    return
                self._receive(connection, reader)
        except Malformed:
            connection.close(Refusal.MALFORMED)

    def _allowance(self, connection: Connection) -> Allowance:
        person_id = connection.person_id
        allowance = self._allowances.get(person_id)
        if allowance is None:
            allowance = self._allowances[person_id] = Allowance(self._limits, now=time.monotonic())
        return allowance

    def take(self, update: bytes) -> None:
        """Apply and send on an update that is committed already (a form, another process)."""
        if self._is_lost:
            return
        contents = read_update(update)
        if not self._document.has_what_it_builds_on(contents):
            self._document.set_apart(update, contents)
            return
        tick = _Tick()
        try:
            first, *more = self._document.apply(update, contents)
        except Exception as fault:
            self._note_fault(fault)
            self._spoil()
            return
        tick.news.append(first.data)
        tick.authors.add(None)
        self._add(tick, more, author=None)
        self._commit(tick)

    def leave(self, connection: Connection) -> None:
        """Forget the connection and tell the others that its people have gone."""
        self.connections.discard(connection)
        self.presences.leave(connection)

    def name(self, connection: Connection, name: str) -> None:
        """Say what others may call the person of a connection."""
        connection.name = name
        held, connection.held_presence = connection.held_presence, None
        if held is not None:
            try:
                self.presences.note(connection, held)
            except Malformed:
                connection.close(Refusal.MALFORMED)

    def move_on(self) -> None:
        """The workbook has begun a new generation: everybody here has the old history and must not come
        back with it."""
        self._is_lost = True
        self._send_away(Refusal.MOVED_ON)

    def hand_over(self) -> None:
        """Another process has the workbook now, or is to have it: everybody goes there."""
        self._is_lost = True
        self._send_away(Refusal.MOVED)

    async def settled(self) -> None:
        """Wait until everything received so far is on the disk; ConnectionError if it cannot be."""
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._settling.add(done)
        done.add_done_callback(self._settling.discard)
        if self._is_lost:
            done.set_exception(ConnectionError("the workbook has to be read again"))
        self.when_settled(lambda: None if done.done() else done.set_result(None))
        await done

    def when_settled(self, act: Callable[[], None]) -> None:
        """Do it once everything received so far is on the disk; never, if that fails."""
        self._flush()
        self._after_commit(act)

    def _load(self) -> int:
        """Become what is on the disk; how many entries have come since the snapshot."""
        if self._leases:
            self.epoch = self._leases.take(self.id)
        found = stored(self.id)
        self._document.load(found)
        self.generation, self.read_up_to = found.era.number, found.as_of
        return len(found.entries)

    def _receive(self, connection: Connection, reader: protocol.Reader) -> None:
        kind = reader.integer()
        if kind == protocol.Kind.SYNC:
            step, data = reader.integer(), reader.block()
            if step == Sync.STEP_1:
                self._answer(connection, data)
            elif step in (Sync.STEP_2, Sync.UPDATE):
                self._take_in(connection, data)
            else:
                raise Malformed("no such step")
        elif kind == protocol.Kind.AWARENESS:
            self.presences.note(connection, reader.block())
        elif kind == protocol.Kind.ASK_AWARENESS:
            self._tell_who_is_there(connection)
        else:
            raise Malformed("no such kind")

    def _answer(self, connection: Connection, state: bytes) -> None:
        """Send what the client lacks, once everything it would see is committed."""
        self._flush()
        if self._document.is_of_old(state):
            connection.close(Refusal.MOVED_ON)
            return
        lacking = self._document.lacking(state)
        if not self._may_be_answered(connection, lacking):
            return
        # taken now: what comes while the commit is under way is not on the disk yet
        mine = self._document.state()
        self._after_commit(lambda: self._send_lacking(connection, lacking, mine))

    def _send_lacking(self, connection: Connection, lacking: bytes, mine: bytes) -> None:
        connection.send(protocol.sync(Sync.STEP_2, lacking))
        connection.send(protocol.sync(Sync.STEP_1, mine))
        self._tell_who_is_there(connection)
        connection.is_synced = True

    def _tell_who_is_there(self, connection: Connection) -> None:
        everybody = self.presences.everybody()
        if everybody and self._may_be_answered(connection, everybody):
            connection.send(everybody)

    def _may_be_answered(self, connection: Connection, answer: bytes) -> bool:
        """Whether the person has not asked for too much; ends the connection if so."""
        is_fine = self._allowance(connection).take_answer(len(answer), now=time.monotonic())
        if not is_fine:
            connection.close(Refusal.TOO_FAST)
        return is_fine

    def _take_in(self, connection: Connection, data: bytes) -> None:
        contents = read_update(data)
        if not connection.may_write:
            return
        self._queue.append((data, contents, connection))
        if self._is_scheduled:
            return
        self._is_scheduled = True
        loop, hold = asyncio.get_running_loop(), self._pace.hold(time.monotonic())
        if hold > 0:
            loop.call_later(hold, self._flush)
        else:
            # what else arrives in this turn of the loop goes into the same transaction
            loop.call_soon(self._flush)

    def _flush(self) -> None:
        self._is_scheduled = False
        queue, self._queue = self._queue, []
        if not queue or self._is_lost:
            return
        tick = _Tick()
        refused: set[Connection] = set()
        for data, contents, connection in queue:
            if connection not in refused and not tick.is_spoilt:
                refusal = self._enter(tick, data, contents, connection)
                if refusal:
                    refused.add(connection)
                    connection.close(refusal)
        self._commit(tick)
        if tick.is_spoilt:
            self._spoil()

    def _enter(self, tick: _Tick, data: bytes, contents: Contents, connection: Connection) -> Refusal | None:
        """Bring an update into the document; what its client is told if it cannot be."""
        if contents.is_empty:
            tick.senders.append(connection)
            return None
        author = connection.person_id
        refusal = self._document.why_not(data, contents, author_id=author)
        if refusal:
            return refusal
        if not self._document.has_what_it_builds_on(contents):
            if not self._document.is_apart(data):
                self._document.set_apart(data, contents, author_id=author)
                # without its author: whether that may be recorded shows only once it is known what it touches
                tick.entries.append(self._entry(None, data, waits=True))
            # its client has what we lack
            connection.send(protocol.sync(Sync.STEP_1, self._document.state()))
        else:
            try:
                self._add(tick, self._document.apply(data, contents), author=connection)
            except Malformed:
                return Refusal.MALFORMED
            except Exception as fault:
                self._note_fault(fault)
                tick.is_spoilt = True
                return Refusal.MALFORMED
        tick.senders.append(connection)
        return None

    def _add(self, tick: _Tick, done: list[Applied], *, author: Connection | None) -> None:
        """Note what has been applied. What had waited is stored again, now that it is known what it
        touches and after what it builds on."""
        for one in done:
            is_theirs = not (one.is_ours or one.has_waited)
            tick.news.append(one.data)
            tick.authors.add(author if is_theirs else None)
            by = author.person_id if author and is_theirs else one.author_id
            if not may_record_author(one.touched):
                by = None
            tick.entries.append(self._entry(by, one.data, one.touched))

    def _note_fault(self, fault: Exception) -> None:
        log.error("update_not_applied", workbook=str(self.id), fault=type(fault).__name__)

    def _entry(
        self,
        author_id: int | None,
        data: bytes,
        touched: frozenset[str] = frozenset(),
        *,
        waits: bool = False,
    ) -> Update:
        return Update(
            self.id, author_id, data, touched, waits=waits, generation=self.generation, epoch=self.epoch
        )

    def _commit(self, tick: _Tick) -> None:
        """Append the entries, then tell everybody the news and each sender what is saved."""
        only_author = next(iter(tick.authors)) if len(tick.authors) == 1 else None

        def pass_on() -> None:
            self._cast_updates(tick.news, leave_out=only_author)
            for who in tick.senders:
                who.updates_saved += 1
            for who in dict.fromkeys(tick.senders):
                who.send(protocol.saved(who.updates_saved))

        if tick.entries:
            self._on_their_way.append([])
            self._journal.append_then(tick.entries, self._mail.bring(self._committed), line=self._line)
            self._note_entries(len(tick.entries))
        self._after_commit(pass_on)

    def _committed(self, fault: BaseException | None) -> None:
        """The oldest append is on the disk, or the journal could not write it."""
        if self._is_lost and not self._on_their_way:
            return
        if isinstance(fault, MovedOn):
            self.move_on()
            return
        if isinstance(fault, LeaseLost):
            self.hand_over()
            return
        if fault:
            log.error("journal_not_written", workbook=str(self.id), fault=type(fault).__name__)
            self._is_lost = True
            self._send_away()
            return
        for act in self._on_their_way.popleft():
            act()

    def _after_commit(self, act: Callable[[], None]) -> None:
        """Do it once everything that was appended so far is committed; never, if that failed."""
        if self._on_their_way:
            self._on_their_way[-1].append(act)
        elif not self._is_lost:
            act()

    def _spoil(self) -> None:
        """The document in memory is not to be trusted any more: it is read again, once all that was
        good is on the disk."""
        self._is_lost = True
        if self._on_their_way:
            self._on_their_way[-1].append(self._send_away)
        else:
            asyncio.get_running_loop().call_soon(self._send_away)

    def _send_away(self, refusal: Refusal = Refusal.TRY_AGAIN) -> None:
        """Everybody leaves, to return to the document as the journal has it. Clients keep their edits
        and send them again when they return, if the refusal lets them."""
        self._on_their_way.clear()
        self._when_lost(self)
        for connection in list(self.connections):
            connection.close(refusal)
        for future in list(self._settling):
            if not future.done():
                future.set_exception(ConnectionError("the journal could not be written"))

    def _note_entries(self, count: int) -> None:
        self._since_snapshot += count
        if self._since_snapshot >= SNAPSHOT_EVERY:
            self._since_snapshot = 0
            self._after_commit(self._compact)

    def _compact(self) -> None:
        self._compacting = asyncio.create_task(in_thread(compact, self.id))
        # a snapshot that could not be made is made another time
        self._compacting.add_done_callback(lambda done: done.cancelled() or done.exception())

    def _cast_updates(self, updates: list[bytes], *, leave_out: Connection | None) -> None:
        if 1 < len(updates) <= MOST_MERGED:
            updates = _merged(updates)
        for update in updates:
            self._cast(protocol.sync(Sync.UPDATE, update), leave_out=leave_out)

    def _cast(self, message: bytes, *, leave_out: Connection | None = None) -> None:
        for connection in self.connections:
            if connection.is_synced and connection is not leave_out:
                connection.send(message)


def _merged(updates: list[bytes]) -> list[bytes]:
    """The updates as one; as they are, if the library cannot merge them."""
    try:
        return [merge_updates(*updates)]
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # its panics are no Exceptions
        return updates
