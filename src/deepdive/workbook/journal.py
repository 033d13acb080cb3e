"""The journal's one writer: commits what is waiting, together, and tells when it is durable."""

import threading
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from queue import SimpleQueue
from uuid import UUID

from django.db import connections

from deepdive.workbook.models import JournalEntry
from deepdive.workbook.routing import JOURNAL

# One transaction takes at most this many waiting writes, so that the first never waits for ever.
MOST_TOGETHER = 500


@dataclass(frozen=True)
class Update:
    """An update to append: to which workbook, by whom (a person's id, or None for the server)."""

    workbook_id: UUID
    author_id: int | None
    data: bytes


_Job = tuple[Sequence[Update], "Future[None]"]


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
        done: Future[None] = Future()
        self._start()
        self._waiting.put((updates, done))
        return done

    def close(self) -> None:
        """Write what waits and end the thread. A later append starts it again."""
        thread = self._thread
        if thread:
            self._waiting.put(None)
            thread.join()
            self._thread = None

    def _start(self) -> None:
        with self._starting:
            if self._thread is None:
                self._thread = threading.Thread(target=self._write_on, name="journal", daemon=True)
                self._thread.start()

    def _write_on(self) -> None:
        while True:
            job = self._waiting.get()
            jobs: list[_Job] = []
            while job is not None:
                jobs.append(job)
                if self._waiting.empty() or len(jobs) == MOST_TOGETHER:
                    break
                job = self._waiting.get()
            if jobs:
                _commit(jobs)
            if job is None:
                connections[JOURNAL].close()
                return


def _commit(jobs: Sequence[_Job]) -> None:
    entries = [
        JournalEntry(workbook_id=update.workbook_id, author_id=update.author_id, update=update.data)
        for updates, _ in jobs
        for update in updates
    ]
    try:
        JournalEntry.objects.bulk_create(entries)
    except Exception as fault:
        connections[JOURNAL].close()
        for _, done in jobs:
            done.set_exception(fault)
    else:
        for _, done in jobs:
            done.set_result(None)


journal = JournalWriter()


def updates_of(workbook_id: UUID, *, up_to: int | None = None) -> tuple[list[bytes], int]:
    """The workbook's updates in order, and the id of the last; 0 if there is none.

    ``up_to`` leaves out entries with a higher id: the workbook as it was then.
    """
    entries = JournalEntry.objects.filter(workbook_id=workbook_id).order_by("pk")
    if up_to is not None:
        entries = entries.filter(pk__lte=up_to)
    rows = list(entries.values_list("pk", "update"))
    return [bytes(data) for _, data in rows], rows[-1][0] if rows else 0
