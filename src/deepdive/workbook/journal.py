"""The journal's one writer: commits what is waiting, together, and tells when it is durable."""

import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from functools import partial
from queue import SimpleQueue
from uuid import UUID

import structlog
from django.db import connections, transaction
from django.utils import timezone

from deepdive.database.notices import tell
from deepdive.database.transactions import in_one_transaction
from deepdive.workbook.generations import MovedOn, all_numbers
from deepdive.workbook.leases import LeaseLost, epochs_now
from deepdive.workbook.models import JournalEntry
from deepdive.workbook.routing import JOURNAL
from deepdive.workbook.turns import take_turns

log = structlog.get_logger()

# A commit waits this long for the one before it, so that a busy server makes few large commits. A lone edit
# is committed at once.
SHORTEST_PAUSE_SECONDS = 0.005
# One transaction takes at most this many waiting writes, so that the first never waits for ever.
MOST_TOGETHER = 500
_COLUMNS = ("workbook_id", "author_id", "made_at", "update", "touched", "waits", "epoch")


@dataclass(frozen=True, slots=True)
class Update:
    """An update to append: to which workbook, by whom (a person's id, or None for the server and for
    what is anonymous), which top-level names it changes, whether it waits for edits before it, the
    generation of the workbook that it was made for, and the lease under which it was made, if any."""

    workbook_id: UUID
    author_id: int | None
    data: bytes
    touched: frozenset[str] = frozenset()
    waits: bool = False
    generation: int = 0
    epoch: int | None = None


class Line:
    """Appends that build on each other. Once one of them has failed, all after it fail too: on the disk
    they would stand without what they build on."""

    def __init__(self) -> None:
        # read and written by the writer's thread alone
        self.fault: BaseException | None = None


# Told with None once the updates are on the disk, or with what went wrong. Runs in the writer's thread.
Done = Callable[[BaseException | None], None]


@dataclass(frozen=True, slots=True)
class _Job:
    """Updates to append. ``is_news``: whoever has the workbook open does not have them yet."""

    updates: Sequence[Update]
    done: Done
    line: Line
    is_news: bool


class JournalWriter:
    """A thread that appends updates. Everything that waits is committed in one transaction."""

    def __init__(self) -> None:
        self._waiting: SimpleQueue[_Job | None] = SimpleQueue()
        self._thread: threading.Thread | None = None
        self._starting = threading.Lock()

    def append(self, updates: Sequence[Update]) -> "Future[None]":
        """Append the updates, in order; the future is done when they are on the disk, or fails.

        Other processes are told, so that one that has the workbook open takes them in. Callbacks of the
        future run in the writer's thread, in the order of the calls.
        """
        future: Future[None] = Future()

        def done(fault: BaseException | None) -> None:
            if fault:
                future.set_exception(fault)
            else:
                future.set_result(None)

        self._put(_Job(updates, done, Line(), is_news=True))
        return future

    def append_then(self, updates: Sequence[Update], done: Done, *, line: Line | None = None) -> None:
        """Append what the open workbook in this process has already, in order, and tell ``done``; the
        calls of all ``done`` are in order too. Without a ``line`` they build only on what is on the disk."""
        self._put(_Job(updates, done, line or Line(), is_news=False))

    def close(self) -> None:
        """Write what waits and end the thread. A later append starts it again."""
        thread = self._thread
        if thread:
            self._waiting.put(None)
            thread.join()
            self._thread = None

    def _put(self, job: _Job) -> None:
        self._start()
        self._waiting.put(job)

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
    sound = [job for job in jobs if job.line.fault is None]
    try:
        _insert_all(sound)
    except Exception as fault:
        connections[JOURNAL].close()
        for job in sound:
            job.line.fault = job.line.fault or fault
    for job in jobs:
        try:
            job.done(job.line.fault)
        except Exception as fault:  # whoever waited for it is gone, and the next is not to wait for ever
            log.error("nobody_told", fault=type(fault).__name__)


def _insert_all(jobs: Sequence[_Job]) -> None:
    """Write what is for the workbooks as they are now; the lines of the others end."""
    left = list(jobs)
    while left and not in_one_transaction(partial(_insert_unless_outdated, left), using=JOURNAL):
        left = [job for job in left if job.line.fault is None]


def _insert_unless_outdated(jobs: Sequence[_Job]) -> bool:
    """Write it all, or nothing if the lines of some have ended; whether it was written."""
    take_turns({update.workbook_id for job in jobs for update in job.updates})
    for is_news in (False, True):
        _insert([u for job in jobs if job.is_news is is_news for u in job.updates], is_news)
    # after the writes, so that nobody can begin a new generation in between
    is_outdated = _end_outdated_lines(jobs)
    if is_outdated:
        transaction.set_rollback(True, using=JOURNAL)
    return not is_outdated


def _end_outdated_lines(jobs: Sequence[_Job]) -> bool:
    """End the lines of what was made for a workbook as it is no more; whether there were any."""
    leased = {update.workbook_id for job in jobs for update in job.updates if update.epoch is not None}
    numbers, epochs = all_numbers(), epochs_now(leased) if leased else {}
    for job in jobs:
        for update in job.updates:
            if update.generation != numbers.get(update.workbook_id, 0):
                job.line.fault = MovedOn()
            elif update.epoch is not None and update.epoch != epochs.get(update.workbook_id):
                job.line.fault = LeaseLost()
    return any(job.line.fault for job in jobs)


def insert(updates: Sequence[Update]) -> None:
    """Write the entries in one transaction, from this thread."""
    with transaction.atomic(using=JOURNAL):
        take_turns({update.workbook_id for update in updates})
        _insert(updates, is_news=True)


def _insert(updates: Sequence[Update], is_news: bool) -> None:
    """Write the rows, past the object mapper, which takes ten times as long for each."""
    if not updates:
        return
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
            update.epoch,
        )
        for update in updates
    ]
    sql = f"INSERT INTO {table} ({columns}) VALUES ({places})"  # noqa: S608 - our names
    with connection.cursor() as cursor:
        if is_news and connection.vendor == "postgresql":
            for row in rows:
                cursor.execute(f"{sql} RETURNING id", row)
                tell("entry", f"{row[0]} {cursor.fetchone()[0]}", using=JOURNAL)
        else:
            cursor.executemany(sql, rows)


journal = JournalWriter()
