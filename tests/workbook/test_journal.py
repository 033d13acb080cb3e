"""The journal's writer: in order, together, and honest when the disk does not take it."""

import asyncio
import threading
from collections.abc import Iterator
from concurrent.futures import Future
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, connections

from deepdive.workbook.entries import stored
from deepdive.workbook.journal import JournalWriter, Line, Update
from deepdive.workbook.models import JournalEntry
from deepdive.workbook.routing import JOURNAL, is_one_database
from tests.patience import PATIENCE_SECONDS

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "journal"])


@pytest.fixture
def writer() -> Iterator[JournalWriter]:
    made = JournalWriter()
    yield made
    made.close()


@pytest.fixture
def no_table() -> Iterator[None]:
    """The journal's table is away for a while, as if the disk had failed."""
    with connections[JOURNAL].cursor() as cursor:
        cursor.execute("ALTER TABLE workbook_journalentry RENAME TO away")
    yield
    put_back()


def put_back() -> None:
    with connections[JOURNAL].cursor() as cursor:
        if "away" in connections[JOURNAL].introspection.table_names(cursor):
            cursor.execute("ALTER TABLE away RENAME TO workbook_journalentry")


def entry(workbook: UUID, data: bytes, author: int | None = None) -> Update:
    return Update(workbook, author, data)


def updates(workbook: UUID, *, up_to: int | None = None) -> list[bytes]:
    return [entry.data for entry in stored(workbook, up_to=up_to).entries]


def numbers(count: int) -> list[bytes]:
    return [str(number).encode() for number in range(count)]


def test_what_is_appended_can_be_read_once_the_future_is_done(writer: JournalWriter) -> None:
    workbook = uuid4()
    writer.append([entry(workbook, b"update")]).result(PATIENCE_SECONDS)
    assert updates(workbook) == [b"update"]


def test_many_appends_are_kept_in_the_order_of_the_calls(writer: JournalWriter) -> None:
    workbook = uuid4()
    futures = [writer.append([entry(workbook, data)]) for data in numbers(1200)]
    futures[-1].result(PATIENCE_SECONDS)
    assert updates(workbook) == numbers(1200)
    assert all(future.done() for future in futures)


def test_the_updates_of_one_append_stay_together(writer: JournalWriter) -> None:
    workbook = uuid4()
    pairs = [[entry(workbook, data), entry(workbook, data + b"!")] for data in numbers(50)]
    for future in [writer.append(pair) for pair in pairs]:
        future.result(PATIENCE_SECONDS)
    assert updates(workbook) == [update.data for pair in pairs for update in pair]


def test_callbacks_come_in_the_order_of_the_calls(writer: JournalWriter) -> None:
    told: list[int] = []

    def tell(number: int) -> None:
        told.append(number)

    futures = []
    for number in range(300):
        future = writer.append([entry(uuid4(), b"x")])
        future.add_done_callback(lambda _, number=number: tell(number))  # type: ignore[misc]
        futures.append(future)
    futures[-1].result(PATIENCE_SECONDS)
    writer.close()
    assert told == list(range(300))


def test_what_waits_together_is_committed_together(writer: JournalWriter) -> None:
    """While the first commit is held up, the others gather; one commit takes them all."""
    held, let_go = threading.Event(), threading.Event()
    times: list[int] = []
    workbook = uuid4()

    def hold(_: Future[None]) -> None:
        held.set()
        let_go.wait(PATIENCE_SECONDS)

    def count(_: Future[None]) -> None:
        times.append(JournalEntry.objects.filter(workbook_id=workbook).count())

    writer.append([entry(workbook, b"first")]).add_done_callback(hold)
    held.wait(PATIENCE_SECONDS)
    waiting = [writer.append([entry(workbook, data)]) for data in numbers(40)]
    for future in waiting:
        future.add_done_callback(count)
    let_go.set()
    waiting[-1].result(PATIENCE_SECONDS)
    writer.close()
    assert times == [41] * 40


def test_the_author_is_recorded(writer: JournalWriter) -> None:
    workbook = uuid4()
    writer.append([entry(workbook, b"by a person", 7), entry(workbook, b"by the server")]).result(
        PATIENCE_SECONDS
    )
    authors = JournalEntry.objects.filter(workbook_id=workbook).order_by("pk")
    assert list(authors.values_list("author_id", flat=True)) == [7, None]


def test_a_failed_commit_is_told_to_everybody_who_waits(writer: JournalWriter, no_table: None) -> None:
    futures = [writer.append([entry(uuid4(), data)]) for data in numbers(3)]
    for future in futures:
        with pytest.raises(DatabaseError):
            future.result(PATIENCE_SECONDS)


def test_the_writer_goes_on_once_the_journal_is_back(writer: JournalWriter, no_table: None) -> None:
    workbook = uuid4()
    lost = writer.append([entry(workbook, b"lost")])
    assert isinstance(lost.exception(PATIENCE_SECONDS), DatabaseError)
    put_back()
    writer.append([entry(workbook, b"kept")]).result(PATIENCE_SECONDS)
    assert updates(workbook) == [b"kept"]


def test_what_builds_on_an_append_that_failed_is_not_written_either(
    writer: JournalWriter, no_table: None
) -> None:
    workbook, other = uuid4(), uuid4()
    line = Line()
    told: list[BaseException | None] = []
    is_back = threading.Event()

    def tell_and_put_back(fault: BaseException | None) -> None:
        told.append(fault)
        put_back()
        is_back.set()

    writer.append_then([entry(workbook, b"lost")], tell_and_put_back, line=line)
    assert is_back.wait(PATIENCE_SECONDS)
    writer.append_then([entry(workbook, b"builds on it")], told.append, line=line)
    writer.append([entry(other, b"of another")]).result(PATIENCE_SECONDS)
    assert [isinstance(fault, DatabaseError) for fault in told] == [True, True]
    assert (updates(workbook), updates(other)) == ([], [b"of another"])


def test_one_who_cannot_be_told_does_not_keep_the_others_from_being_told(writer: JournalWriter) -> None:
    def gone(_: BaseException | None) -> None:
        raise RuntimeError("the loop is closed")

    workbook = uuid4()
    writer.append_then([entry(workbook, b"one")], gone)
    writer.append([entry(workbook, b"two")]).result(PATIENCE_SECONDS)
    assert updates(workbook) == [b"one", b"two"]


def test_closing_writes_what_waits_and_a_later_append_starts_again(writer: JournalWriter) -> None:
    workbook = uuid4()
    for data in numbers(20):
        writer.append([entry(workbook, data)])
    writer.close()
    assert updates(workbook) == numbers(20)
    writer.append([entry(workbook, b"later")]).result(PATIENCE_SECONDS)
    assert updates(workbook) == [*numbers(20), b"later"]


def test_updates_up_to_an_entry_leave_out_what_came_later(writer: JournalWriter) -> None:
    workbook = uuid4()
    writer.append([entry(workbook, b"one"), entry(workbook, b"two")]).result(PATIENCE_SECONDS)
    as_of = stored(workbook).as_of
    writer.append([entry(workbook, b"three")]).result(PATIENCE_SECONDS)
    then = stored(workbook, up_to=as_of)
    assert (updates(workbook, up_to=as_of), then.as_of) == ([b"one", b"two"], as_of)
    assert updates(workbook) == [b"one", b"two", b"three"]


def test_a_workbook_nobody_wrote_in_has_no_updates(writer: JournalWriter) -> None:
    writer.append([entry(uuid4(), b"of another")]).result(PATIENCE_SECONDS)
    nothing = stored(uuid4())
    assert (nothing.entries, nothing.as_of) == ([], 0)


def test_an_append_does_not_hold_up_the_loop_that_made_it(writer: JournalWriter) -> None:
    async def append() -> None:
        await asyncio.wait_for(asyncio.wrap_future(writer.append([entry(uuid4(), b"x")])), PATIENCE_SECONDS)

    asyncio.run(append())


@pytest.mark.skipif(not is_one_database(), reason="nobody cuts the way to a file")
def test_a_restart_of_the_database_between_two_appends_is_not_noticed(writer: JournalWriter) -> None:
    workbook = uuid4()
    writer.append([entry(workbook, b"before")]).result(PATIENCE_SECONDS)
    with connections[JOURNAL].cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    writer.append([entry(workbook, b"after")]).result(PATIENCE_SECONDS)
    assert updates(workbook) == [b"before", b"after"]
