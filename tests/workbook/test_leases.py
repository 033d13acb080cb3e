"""One process at a time has a workbook open, and one that has lost its lease can write no more."""

from collections.abc import Iterator
from concurrent.futures import Future
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db.models import F

from deepdive.workbook.entries import stored, written_by_others
from deepdive.workbook.journal import JournalWriter, Update
from deepdive.workbook.leases import LEASE_SECONDS, LeaseLost, Leases
from deepdive.workbook.models import WorkbookLease
from deepdive.workbook.refusals import Refusal, Unavailable
from deepdive.workbook.routing import is_one_database
from tests.patience import PATIENCE_SECONDS

pytestmark = [
    pytest.mark.django_db(transaction=True, databases=["default", "journal"]),
    pytest.mark.skipif(
        not is_one_database(), reason="one process needs no leases; tests/database runs this on PostgreSQL"
    ),
]


@pytest.fixture
def writer() -> Iterator[JournalWriter]:
    made = JournalWriter()
    yield made
    made.close()


def is_refused(leases: Leases, workbook: UUID) -> bool:
    try:
        leases.take(workbook)
    except Unavailable as fault:
        assert fault.refusal is Refusal.MOVED
        return True
    return False


def time_passes(workbook: UUID, seconds: float) -> None:
    WorkbookLease.objects.filter(pk=workbook).update(expires_at=F("expires_at") - timedelta(seconds=seconds))


def updates(workbook: UUID) -> list[bytes]:
    return [entry.data for entry in stored(workbook).entries]


def write(writer: JournalWriter, workbook: UUID, data: bytes, epoch: int | None) -> BaseException | None:
    """Append as the live workbook does; what it is told."""
    told: Future[BaseException | None] = Future()
    writer.append_then([Update(workbook, None, data, epoch=epoch)], told.set_result)
    return told.result(PATIENCE_SECONDS)


def test_one_process_has_a_workbook_and_the_others_are_sent_to_it() -> None:
    one, other, workbook = Leases(), Leases(), uuid4()
    assert one.take(workbook) == 1
    assert is_refused(other, workbook)
    assert other.take(uuid4()) == 1


def test_a_lease_that_is_given_back_can_be_taken_at_once() -> None:
    one, other, workbook = Leases(), Leases(), uuid4()
    one.give_back({workbook: one.take(workbook)})
    assert other.take(workbook) == 2
    assert is_refused(one, workbook)


def test_the_lease_of_a_process_that_is_silent_can_be_taken_after_a_while() -> None:
    one, other, workbook = Leases(), Leases(), uuid4()
    one.take(workbook)
    time_passes(workbook, LEASE_SECONDS - 5)
    assert is_refused(other, workbook)
    time_passes(workbook, 5)
    assert other.take(workbook) == 2


def test_a_renewed_lease_is_good_for_as_long_again() -> None:
    one, other, workbook = Leases(), Leases(), uuid4()
    epoch = one.take(workbook)
    time_passes(workbook, LEASE_SECONDS - 5)
    assert one.renew({workbook: epoch}) == {workbook}
    time_passes(workbook, LEASE_SECONDS - 5)
    assert is_refused(other, workbook)


def test_a_lease_that_has_run_out_is_renewed_as_long_as_nobody_has_taken_it() -> None:
    leases, workbook = Leases(), uuid4()
    epoch = leases.take(workbook)
    time_passes(workbook, LEASE_SECONDS + 100)
    assert leases.renew({workbook: epoch}) == {workbook}


def test_renewing_tells_which_leases_are_lost() -> None:
    one, other = Leases(), Leases()
    kept, lost = uuid4(), uuid4()
    held = {kept: one.take(kept), lost: one.take(lost)}
    time_passes(lost, LEASE_SECONDS)
    other.take(lost)
    assert one.renew(held) == {kept}
    assert one.renew({}) == set()


def test_giving_back_an_older_lease_leaves_the_newer_one() -> None:
    one, other, workbook = Leases(), Leases(), uuid4()
    first = one.take(workbook)
    assert one.take(workbook) == 2
    one.give_back({workbook: first})
    assert is_refused(other, workbook)


def test_what_is_written_under_a_lost_lease_is_not_taken(writer: JournalWriter) -> None:
    one, other, workbook = Leases(), Leases(), uuid4()
    old = one.take(workbook)
    assert write(writer, workbook, b"in time", old) is None
    time_passes(workbook, LEASE_SECONDS)
    new = other.take(workbook)
    assert isinstance(write(writer, workbook, b"too late", old), LeaseLost)
    assert write(writer, workbook, b"by the new owner", new) is None
    assert write(writer, workbook, b"by a form", None) is None
    assert updates(workbook) == [b"in time", b"by the new owner", b"by a form"]


def test_other_workbooks_of_the_same_commit_do_not_suffer(writer: JournalWriter) -> None:
    one, other, lost, kept = Leases(), Leases(), uuid4(), uuid4()
    held = {lost: one.take(lost), kept: one.take(kept)}
    time_passes(lost, LEASE_SECONDS)
    other.take(lost)
    told: list[Future[BaseException | None]] = [Future() for _ in range(40)]
    for number, future in enumerate(told):
        workbook = lost if number % 4 == 0 else kept
        update = Update(workbook, None, str(number).encode(), epoch=held[workbook])
        writer.append_then([update], future.set_result)
    kinds = [type(future.result(PATIENCE_SECONDS)) for future in told]
    assert kinds == [LeaseLost, type(None), type(None), type(None)] * 10
    assert updates(lost) == []
    assert updates(kept) == [str(number).encode() for number in range(40) if number % 4]


def test_the_owner_finds_what_others_have_written(writer: JournalWriter) -> None:
    workbook = uuid4()
    epoch = Leases().take(workbook)
    write(writer, workbook, b"known", epoch)
    read_up_to = stored(workbook).as_of
    write(writer, workbook, b"ours", epoch)
    writer.append([Update(workbook, 7, b"by a form")]).result(PATIENCE_SECONDS)
    write(writer, workbook, b"ours too", epoch)
    found = written_by_others(workbook, after=read_up_to, epoch=epoch)
    assert [update for _, update in found] == [b"by a form"]
    assert written_by_others(workbook, after=found[0][0], epoch=epoch) == []
