"""Frames that no honest page sends are taken or turned away with a reason, and the honest notice nothing."""

import asyncio
import time
from random import Random

import pytest

from tests.faults.demonstration import Demonstration
from tests.faults.fuzz import fuzz
from tests.faults.warm_server import WarmServer

FRAMES = 1500
pytestmark = pytest.mark.fault


def test_hostile_frames_harm_nobody(warm: WarmServer, demonstration: Demonstration) -> None:
    seed = time.time_ns() % 1_000_000
    print(f"seed {seed}")  # shown when it fails: python -m tests.faults.fuzz --frames 1500 --seed ...
    figures = asyncio.run(fuzz(demonstration, warm, frames=FRAMES, random=Random(seed)))
    print(figures)
    assert figures.is_good, figures
    assert figures.answers["taken"] > 0
    assert figures.answers["4400 malformed"] > 0
