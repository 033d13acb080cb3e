"""A server that starts folds what is old, and everybody finds what they wrote."""

import asyncio
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.cast import cohort_id, signed_in, sync_address
from tests.patience import PATIENCE_SECONDS
from tests.server import Server
from tests.workbook.test_forms_meet_live import open_form
from tests.yjs_client import YjsClient

pytestmark = pytest.mark.fault
FIELD, WORDS = "user-story/measure", "letters that leave before noon"


@contextmanager
def journal(folder: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(folder / "journal.sqlite3", timeout=20)
    with connection:
        yield connection
    connection.close()


def how_many(folder: Path) -> int:
    with journal(folder) as connection:
        found: int = connection.execute("SELECT count(*) FROM workbook_journalentry").fetchone()[0]
    return found


def test_what_was_typed_two_days_ago_is_folded_and_still_there(tmp_path: Path) -> None:
    server = Server(tmp_path)
    server.start()
    ann = signed_in(server, "attendee")
    workbook = cohort_id(ann)

    async def types() -> None:
        async with YjsClient(sync_address(ann, workbook)) as live:
            live.replace(FIELD, "")
            for letter in WORDS:
                live.type(FIELD, letter)
                await live.all_saved()

    asyncio.run(types())
    server.stop()
    before = how_many(tmp_path)
    with journal(tmp_path) as connection:
        connection.execute("UPDATE workbook_journalentry SET made_at = '2026-01-05 12:15:10'")
    server.start()
    deadline = time.monotonic() + PATIENCE_SECONDS
    while how_many(tmp_path) > before - len(WORDS) + 1 and time.monotonic() < deadline:
        time.sleep(0.2)
    assert how_many(tmp_path) <= before - len(WORDS) + 1

    async def reads() -> None:
        async with YjsClient(sync_address(ann, workbook)) as live:
            await live.reads(FIELD, WORDS)
            live.type(FIELD, "!")
            await live.all_saved()

    try:
        assert open_form(ann, "user-story")["measure"] == WORDS
        asyncio.run(reads())
        assert open_form(ann, "user-story")["measure"] == f"{WORDS}!"
    finally:
        server.stop()
