"""The tests that need a database, run once more on PostgreSQL."""

import os
import subprocess
import sys
from pathlib import Path

from tests.postgresql import Cluster

PROJECT = Path(__file__).resolve().parents[2]
# what keeps rows in every way that we have, and nothing that starts a server or a browser
FILES = [
    # first, while no other test's threads have connections of the pool: it cuts all that there are
    "tests/workbook/test_journal.py",
    "tests/workbook/test_order_of_entries.py",
    "tests/workbook/test_leases.py",
    "tests/workbook/test_giving_way.py",
    "tests/database/test_notices.py",
    "tests/database/test_transactions.py",
    "tests/workbook/test_entries.py",
    "tests/workbook/test_old_entries.py",
    "tests/workbook/purge/test_purge.py",
    "tests/workbook/purge/test_stores.py",
    "tests/guard",
    "tests/people/test_people.py",
    "tests/programme/test_inviting.py",
    "tests/programme/test_deciding.py",
    "tests/programme/test_query_counts.py",
    "tests/room/test_commands.py",
    "tests/mail",
    "tests/comments/test_actions.py",
    "tests/answers/test_actions.py",
    "tests/plan/test_signing.py",
]


def test_what_keeps_rows_works_on_postgresql_too(cluster: Cluster, tmp_path: Path) -> None:
    inherited = {k: v for k, v in os.environ.items() if not k.startswith(("DEEPDIVE_", "PYTEST_"))}
    finished = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *FILES],
        cwd=PROJECT,
        env={
            **inherited,
            "DEEPDIVE_DATABASE_URL": cluster.database("rows"),
            "DEEPDIVE_DATA_FOLDER": str(tmp_path),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert finished.returncode == 0, finished.stdout + finished.stderr
