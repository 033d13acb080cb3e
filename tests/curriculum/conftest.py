"""The example pack, in a folder that a test may change."""

import shutil
from pathlib import Path

import pytest

from tests.curriculum.example import EXAMPLE_PACK


@pytest.fixture
def pack_folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(EXAMPLE_PACK, tmp_path / "pack"))
