"""A transaction that a restart of the database does not spoil."""

from collections.abc import Callable, Iterator

import pytest
from django.db import DatabaseError, connection

from deepdive.database.transactions import in_one_transaction

pytestmark = pytest.mark.django_db(transaction=True)
on_postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="nobody cuts the way to a file")


@pytest.fixture
def kept() -> Iterator[Callable[[], list[int]]]:
    """What is in a table of numbers."""
    do("CREATE TABLE number (value integer)")
    yield lambda: [row[0] for row in do("SELECT value FROM number ORDER BY value")]
    do("DROP TABLE number")


def do(sql: str) -> list[tuple[int, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall() if cursor.description else []


class Writing:
    """Writes one number, and counts how often it has tried; its first attempts are cut off."""

    def __init__(self, *, cuts: int = 0) -> None:
        self.attempts = 0
        self._cuts = cuts

    def __call__(self) -> str:
        self.attempts += 1
        do("INSERT INTO number VALUES (7)")
        if self.attempts <= self._cuts:
            do("SELECT pg_terminate_backend(pg_backend_pid())")
        return "done"


def test_what_is_done_is_kept_and_its_answer_returned(kept: Callable[[], list[int]]) -> None:
    writing = Writing()
    assert in_one_transaction(writing, using="default") == "done"
    assert (writing.attempts, kept()) == (1, [7])


def test_what_fails_is_taken_back_and_not_tried_again(kept: Callable[[], list[int]]) -> None:
    writing = Writing()
    with pytest.raises(DatabaseError):
        in_one_transaction(lambda: (writing(), do("SELECT nonsense")), using="default")
    assert (writing.attempts, kept()) == (1, [])


@on_postgresql
def test_what_is_cut_off_is_done_once_more(kept: Callable[[], list[int]]) -> None:
    writing = Writing(cuts=1)
    assert in_one_transaction(writing, using="default") == "done"
    assert (writing.attempts, kept()) == (2, [7])


@on_postgresql
def test_what_is_cut_off_again_is_given_up(kept: Callable[[], list[int]]) -> None:
    writing = Writing(cuts=2)
    with pytest.raises(DatabaseError):
        in_one_transaction(writing, using="default")
    assert (writing.attempts, kept()) == (2, [])


@on_postgresql
def test_what_is_cut_off_in_its_commit_is_not_done_again_because_it_may_be_there(
    kept: Callable[[], list[int]],
) -> None:
    do(
        "CREATE FUNCTION cut() RETURNS trigger LANGUAGE plpgsql AS"
        " 'BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END'"
    )
    do(
        "CREATE CONSTRAINT TRIGGER late AFTER INSERT ON number DEFERRABLE INITIALLY DEFERRED"
        " FOR EACH ROW EXECUTE FUNCTION cut()"
    )
    writing = Writing()
    with pytest.raises(DatabaseError):
        in_one_transaction(writing, using="default")
    assert (writing.attempts, kept()) == (1, [])
    do("DROP FUNCTION cut CASCADE")
