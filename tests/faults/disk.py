"""What is on the disk of a server, read without it."""

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
from pycrdt import Doc, Text


@dataclass(frozen=True)
class OnDisk:
    """The entries of a workbook in its journal, raw, those that wait apart."""

    entries: list[bytes]
    waiting: list[bytes]

    def text(self, name: str) -> str:
        """What a text says."""
        document: Doc[Any] = Doc()
        with document.transaction():
            for update in self.entries:
                document.apply_update(update)
        return str(document.get(name, type=Text))

    def missing(self, words: Iterable[str], name: str) -> set[str]:
        """Those words, each of which somebody typed in one piece, that are not there, not even in an update
        that waits."""
        text = self.text(name)
        gone = {word for word in words if word not in text}
        return {word for word in gone if not any(word.encode() in update for update in self.waiting)}


def read_disk(data_folder: Path, workbook: UUID) -> OnDisk:
    """The workbook as SQLite's recovery finds it."""
    query = 'SELECT waits, "update" FROM workbook_journalentry WHERE workbook_id = ? ORDER BY id'
    with closing(sqlite3.connect(data_folder / "journal.sqlite3")) as journal:
        rows = journal.execute(query, [workbook.hex]).fetchall()
    return OnDisk([data for waits, data in rows if not waits], [data for waits, data in rows if waits])


def read_postgresql(url: str, workbook: UUID) -> OnDisk:
    """The same of a workbook in PostgreSQL."""
    query = "SELECT waits, update FROM workbook_journalentry WHERE workbook_id = %s ORDER BY id"
    with psycopg.connect(url) as journal:
        rows = journal.execute(query, [workbook]).fetchall()
    return OnDisk([data for waits, data in rows if not waits], [data for waits, data in rows if waits])


def newest_snapshot(data_folder: Path, workbook: UUID) -> int:
    """Up to which entry the newest snapshot of the workbook goes; 0 if there is none."""
    query = "SELECT coalesce(max(up_to), 0) FROM workbook_snapshot WHERE workbook_id = ?"
    with closing(sqlite3.connect(data_folder / "journal.sqlite3")) as journal:
        (up_to,) = journal.execute(query, [workbook.hex]).fetchone()
    return int(up_to)
