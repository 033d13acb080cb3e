"""A workshop of 75 minutes in which twelve people type, before and after its old entries are folded."""

import argparse
import os
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar
from uuid import UUID, uuid4

from benchmarks.attendee import SEATS
from benchmarks.processes import machine
from benchmarks.report import Row, print_report, ratio, say
from benchmarks.servers import empty_folder
from benchmarks.typists import typing

COLUMNS = ("when", "entries", "updates_kb", "file_kb", "read_ms", "list_ms", "equal")
TEXTS = [f"problem-statement/text-{number}" for number in range(8)]
BEGAN = datetime(2027, 3, 1, 12, 15, tzinfo=UTC)
T = TypeVar("T")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--minutes", type=int, default=75)
    parser.add_argument("--quick", action="store_true", help="five minutes of it, to see that it works")
    asked = parser.parse_args()
    asked.minutes = 5 if asked.quick else asked.minutes
    with empty_folder("old-entries") as folder:
        _set_up(folder)
        rows = _measure(folder, asked.minutes)
    before, after = rows
    print_report(
        "old_entries",
        machine=machine(),
        settings=vars(asked),
        rounds=rows,
        results=rows,
        ratios=[
            ratio(f"{figure} before over after", before[figure], after[figure]) for figure in COLUMNS[1:-1]
        ],
        columns=COLUMNS,
    )


def _set_up(folder: Path) -> None:
    os.environ |= {"DEEPDIVE_MODE": "test", "DEEPDIVE_DATA_FOLDER": str(folder)}
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "deepdive.config.settings")
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", database="journal", verbosity=0, interactive=False)


def _measure(folder: Path, minutes: int) -> list[Row]:
    from deepdive.workbook.entries import stored
    from deepdive.workbook.journal import Update, insert
    from deepdive.workbook.models import JournalEntry
    from deepdive.workbook.old_entries import fold_old_entries

    workbook = uuid4()
    say(f"{SEATS} people type for {minutes} minutes ...")
    edits = list(typing(minutes * 60, texts=TEXTS))
    insert([Update(workbook, one.author, one.update, frozenset({one.name})) for one in edits])
    rows = list(JournalEntry.objects.order_by("pk").only("pk"))
    for row, edit in zip(rows, edits, strict=True):
        row.made_at = BEGAN + timedelta(seconds=edit.second)
    JournalEntry.objects.bulk_update(rows, ["made_at"], batch_size=1000)

    said = _says(workbook)

    def look(when: str) -> Row:
        entries = JournalEntry.objects.filter(workbook_id=workbook)
        updates = [bytes(update) for update in entries.values_list("update", flat=True)]
        return {
            "when": when,
            "entries": len(updates),
            "updates_kb": round(sum(map(len, updates)) / 1024),
            "file_kb": _file_kb(folder),
            "read_ms": _fastest(lambda: stored(workbook).document()),
            "list_ms": _fastest(lambda: list(entries.values_list("author_id", "touched", "made_at"))),
            "equal": _says(workbook) == said,
        }

    before = look("before")
    began = time.perf_counter()
    fold_old_entries(before=BEGAN + timedelta(days=1))
    say(f"folded in {time.perf_counter() - began:.1f} s")
    return [before, look("after")]


def _says(workbook: UUID) -> list[str]:
    from deepdive.workbook.document import read_root
    from deepdive.workbook.entries import stored

    document = stored(workbook).document()
    return [read_root(document, name).text for name in TEXTS]


def _file_kb(folder: Path) -> int:
    """How large the file is without the room that deleted rows have left in it."""
    from django.db import connections

    with connections["journal"].cursor() as cursor:
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return round((folder / "journal.sqlite3").stat().st_size / 1024)


def _fastest(act: Callable[[], T]) -> float:
    """The shortest of five times, in milliseconds."""
    times = []
    for _ in range(5):
        began = time.perf_counter()
        act()
        times.append(time.perf_counter() - began)
    return round(1000 * min(times), 1)


if __name__ == "__main__":
    main()
