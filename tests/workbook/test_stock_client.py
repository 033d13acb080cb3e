"""A stock Yjs client, unchanged, joins: the promise that the protocol is the standard one."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.cast import cohort_id, signed_in, sync_address
from tests.patience import PATIENCE_SECONDS
from tests.server import Server

ON_BOTH = True

PACKAGES = Path(__file__).resolve().parents[2] / "frontend"
SCRIPT = Path(__file__).with_name("stock_client.mjs")
NODE = shutil.which("node")

pytestmark = pytest.mark.skipif(
    NODE is None or not (PACKAGES / "node_modules" / "y-websocket").is_dir(),
    reason="node or the front-end packages are not installed",
)


def run_stock_clients(server: Server) -> dict[str, Any]:
    people = [signed_in(server, role) for role in ("attendee", "facilitator")]
    workbook = cohort_id(people[0])
    told = {
        "address": server.address.replace("http", "ws"),
        "workbook": workbook,
        "tickets": [sync_address(person, workbook).partition("ticket=")[2] for person in people],
    }
    # from standard input, so that packages are looked for in the working folder
    finished = subprocess.run(
        [str(NODE), "--input-type=module", "-", json.dumps(told)],
        input=SCRIPT.read_text(encoding="utf-8"),
        capture_output=True,
        text=True,
        cwd=PACKAGES,
        timeout=PATIENCE_SECONDS,
        check=False,
    )
    assert finished.returncode == 0, finished.stderr
    said: dict[str, Any] = json.loads(finished.stdout)
    return said


def test_two_stock_clients_write_together_and_know_of_each_other(server: Server) -> None:
    assert run_stock_clients(server) == {
        "text": "Families wait 😀. We call them.",
        "present": ["Ann", "Ben"],
        "left": ["Ann"],
        "closed": [],
    }
