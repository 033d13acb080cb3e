"""Several processes write to the journal: a workbook's entries are committed in the order of their ids."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID, uuid4

import pytest
from django.db import connections, transaction

from deepdive.workbook.entries import stored
from deepdive.workbook.journal import JournalWriter, Update, insert
from deepdive.workbook.models import JournalEntry
from deepdive.workbook.routing import JOURNAL, is_one_database
from tests.patience import PATIENCE_SECONDS

pytestmark = [
    pytest.mark.django_db(transaction=True, databases=["default", "journal"]),
    pytest.mark.skipif(
        not is_one_database(), reason="SQLite has one writer; tests/database runs this on PostgreSQL"
    ),
]


@pytest.fixture
def writer() -> Iterator[JournalWriter]:
    made = JournalWriter()
    yield made
    made.close()


@contextmanager
def another_process_writes(*workbooks: UUID) -> Iterator[None]:
    """Its entry for each workbook has an id from the start of the block, and is committed at its end."""
    has_written, is_over = threading.Event(), threading.Event()

    def write() -> None:
        with transaction.atomic(using=JOURNAL):
            insert([Update(workbook, None, b"of another process") for workbook in workbooks])
            has_written.set()
            is_over.wait(PATIENCE_SECONDS)
        connections[JOURNAL].close()

    thread = threading.Thread(target=write)
    thread.start()
    assert has_written.wait(PATIENCE_SECONDS)
    try:
        yield
    finally:
        is_over.set()
        thread.join()


def test_an_entry_waits_for_one_that_has_an_earlier_id(writer: JournalWriter) -> None:
    workbook = uuid4()
    with another_process_writes(workbook):
        ours = writer.append([Update(workbook, None, b"ours")])
        writer.append([Update(workbook, None, b"and more")])
        with pytest.raises(TimeoutError):
            ours.result(0.5)
        assert [entry.data for entry in stored(workbook).entries] == []
    ours.result(PATIENCE_SECONDS)
    writer.close()
    assert [entry.data for entry in stored(workbook).entries] == [b"of another process", b"ours", b"and more"]


def test_other_workbooks_do_not_wait(writer: JournalWriter) -> None:
    workbook = uuid4()
    with another_process_writes(uuid4()):
        writer.append([Update(workbook, None, b"ours")]).result(PATIENCE_SECONDS)
        assert [entry.data for entry in stored(workbook).entries] == [b"ours"]


def test_whoever_has_read_up_to_an_entry_misses_none_before_it() -> None:
    """Six processes write to three workbooks, in transactions that overlap, while somebody reads."""
    workbooks = [uuid4() for _ in range(3)]
    writers = [JournalWriter() for _ in range(6)]
    read: dict[UUID, list[bytes]] = {workbook: [] for workbook in workbooks}
    last = dict.fromkeys(workbooks, 0)

    def read_on() -> None:
        for workbook in workbooks:
            found = entries_after(workbook, last[workbook])
            read[workbook] += [update for _, update in found]
            last[workbook] = found[-1][0] if found else last[workbook]

    futures = []
    for number in range(100):
        for at, writer in enumerate(writers):
            turned = workbooks[at % 3 :] + workbooks[: at % 3]
            updates = [Update(workbook, None, f"{at} {number}".encode()) for workbook in turned]
            futures.append(writer.append(updates))
        read_on()
    for future in futures:
        while not future.done():
            read_on()
        future.result()
    read_on()
    for writer in writers:
        writer.close()
    for workbook in workbooks:
        assert read[workbook] == [entry.data for entry in stored(workbook).entries]
        assert len(read[workbook]) == 600


def entries_after(workbook: UUID, last: int) -> list[tuple[int, bytes]]:
    rows = JournalEntry.objects.filter(workbook_id=workbook, pk__gt=last).order_by("pk")
    return [(pk, bytes(update)) for pk, update in rows.values_list("pk", "update")]
