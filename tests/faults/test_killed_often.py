"""The server dies again and again at random moments; what it acknowledged survives, and all end alike."""

import time
from pathlib import Path
from random import Random

import pytest

from tests.faults.demonstration import Demonstration
from tests.faults.kill_often import kill_often, people_at_work

TIMES = 12
pytestmark = pytest.mark.fault


def test_however_often_the_server_is_killed_no_acknowledged_word_is_lost(
    demonstration: Demonstration, tmp_path: Path
) -> None:
    seed = time.time_ns() % 1_000_000
    print(f"seed {seed}")  # shown when it fails: python -m tests.faults.kill_often --times 12 --seed ...
    server = demonstration.copied_to(tmp_path / "data")
    people = people_at_work(demonstration, server)
    figures = kill_often(server, people, times=TIMES, random=Random(seed))
    server.close()
    print(figures)
    assert figures.is_good, figures
    assert figures.acknowledged > 0
