"""The journal's one writer: commits what is waiting, together, and tells when it is durable."""

import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from queue import SimpleQueue
from uuid import UUID

import structlog
from django.db import connections, transaction
from django.utils import timezone

from deepdive.workbook.generations import MovedOn, all_numbers
from deepdive.workbook.models import JournalEntry
from deepdive.workbook.routing import JOURNAL

log = structlog.get_logger()

# A commit waits this long for the one before it, so that a busy server makes few large commits. A lone edit
# is committed at once.
SHORTEST_PAUSE_SECONDS = 0.005
# One transaction takes at most this many waiting writes, so that the first never waits for ever.
MOST_TOGETHER = 500
_COLUMNS = ("workbook_id", "author_id", "made_at", "update", "touched", "waits")


@dataclass(frozen=True, slots=True)
class Update:
    """An update to append: to which workbook, by whom (a person's id, or None for the server and for
    what is anonymous), which top-level names it changes, whether it waits for edits before it, and the
    generation of the workbook that it was made for."""

    workbook_id: UUID
    author_id: int | None
    data: bytes
    touched: frozenset[str] = frozenset()
    waits: bool = False
    generation: int = 0


class Line:
    """Appends that build on each other. Once one of them has failed, all after it fail too: on the disk
    they would stand without what they build on."""

    def __init__(self) -> None:
        # read and written by the writer's thread alone
        self.fault: BaseException | None = None


# Told with None once the updates are on the disk, or with what went wrong. Runs in the writer's thread.
Done = Callable[[BaseException | None], None]
_Job = tuple[Sequence[Update], Done, Line]


class JournalWriter:
    """A thread that appends updates. Everything that waits is committed in one transaction."""

    def __init__(self) -> None:
        self._waiting: SimpleQueue[_Job | None] = SimpleQueue()
        self._thread: threading.Thread | None = None
        self._starting = threading.Lock()

    def append(self, updates: Sequence[Update]) -> "Future[None]":
        """Append the updates, in order; the future is done when they are on the disk, or fails.

        Callbacks of the future run in the writer's thread, in the order of the calls.
        """
        future: Future[None] = Future()

        def done(fault: BaseException | None) -> None:
            if fault:
                future.set_exception(fault)
            else:
                future.set_result(None)

        self.append_then(updates, done)
        return future

    def append_then(self, updates: Sequence[Update], done: Done, *, line: Line | None = None) -> None:
        """Append the updates, in order, and tell ``done``; the calls of all ``done`` are in order too.
        Without a ``line`` they build only on what is on the disk."""
        self._start()
        self._waiting.put((updates, done, line or Line()))

    def close(self) -> None:
        """Write what waits and end the thread. A later append starts it again."""
        thread = self._thread
        if thread:
            self._waiting.put(None)
            thread.join()
            self._thread = None

    def _start(self) -> None:
        if self._thread is not None:
            return
        with self._starting:
            if self._thread is None:
                self._thread = threading.Thread(target=self._write_on, name="journal", daemon=True)
                self._thread.start()

    def _write_on(self) -> None:
        committed_at = 0.0
        while True:
            job = self._waiting.get()
            time.sleep(max(0.0, committed_at + SHORTEST_PAUSE_SECONDS - time.monotonic()))
            jobs: list[_Job] = []
            while job is not None:
                jobs.append(job)
                if self._waiting.empty() or len(jobs) == MOST_TOGETHER:
                    break
                job = self._waiting.get()
            if jobs:
                _commit(jobs)
                committed_at = time.monotonic()
            if job is None:
                connections[JOURNAL].close()
                return


def _commit(jobs: Sequence[_Job]) -> None:
    sound = [job for job in jobs if job[2].fault is None]
    try:
        _insert_all(sound)
    except Exception as fault:
        connections[JOURNAL].close()
        for _, _, line in sound:
            line.fault = line.fault or fault
    for _, done, line in jobs:
        try:
            done(line.fault)
        except Exception as fault:  # whoever waited for it is gone, and the next is not to wait for ever
            log.error("nobody_told", fault=type(fault).__name__)


def _insert_all(jobs: Sequence[_Job]) -> None:
    """Write what is not for an older generation; the lines of the others end."""
    left = list(jobs)
    while left:
        with transaction.atomic(using=JOURNAL):
            _insert([update for updates, _, _ in left for update in updates])
            # after the writes, so that nobody can begin a new generation in between
            numbers = all_numbers()
            stale = [line for updates, _, line in left if _is_stale(updates, numbers)]
            if stale:
                transaction.set_rollback(True, using=JOURNAL)
        if not stale:
            break
        for line in stale:
            line.fault = MovedOn()
        left = [job for job in left if job[2].fault is None]


def _is_stale(updates: Sequence[Update], numbers: Mapping[UUID, int]) -> bool:
    return any(update.generation != numbers.get(update.workbook_id, 0) for update in updates)


def insert(updates: Sequence[Update]) -> None:
    """Write the entries in one transaction, from this thread."""
    with transaction.atomic(using=JOURNAL):
        _insert(updates)


def _insert(updates: Sequence[Update]) -> None:
    """Write the rows, past the object mapper, which takes ten times as long for each."""
    take_turns({update.workbook_id for update in updates})
    connection = connections[JOURNAL]
    columns = ", ".join(connection.ops.quote_name(name) for name in _COLUMNS)
    table = connection.ops.quote_name(JournalEntry._meta.db_table)
    places = ", ".join(["%s"] * len(_COLUMNS))
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    has_uuids = connection.features.has_native_uuid_field
    rows = [
        (
            update.workbook_id if has_uuids else update.workbook_id.hex,
            update.author_id,
            now,
            update.data,
            " ".join(sorted(update.touched)),
            update.waits,
        )
        for update in updates
    ]
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({places})", rows)  # noqa: S608 - our names


def take_turns(workbook_ids: Iterable[UUID]) -> None:
    """Wait until no other process is writing to these workbooks, and let none until the end of the
    transaction. Where there is one file for all, the database sees to that.

    So the entries of one workbook are committed in the order of their ids, and whoever has read up to an
    entry has read everything before it. In one order for everybody, so that nobody waits in a circle.
    """
    connection = connections[JOURNAL]
    if connection.vendor != "postgresql":
        return
    keys = sorted(int.from_bytes(one.bytes[:8], signed=True) for one in workbook_ids)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(key) FROM unnest(%s::bigint[]) AS key", [keys])


journal = JournalWriter()
