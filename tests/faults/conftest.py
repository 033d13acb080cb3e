"""What the tests of faults share: a demonstration that is loaded once, and a server that starts fast."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.demonstration import Demonstration, load
from tests.faults.warm_server import WarmServer


@pytest.fixture(scope="session")
def demonstration(loaded: Path, tmp_path_factory: pytest.TempPathFactory) -> Demonstration:
    """A demonstration, not running."""
    folder = tmp_path_factory.mktemp("demonstration") / "data"
    shutil.copytree(loaded, folder)
    return load(folder)


@pytest.fixture(scope="session")
def warm(demonstration: Demonstration, tmp_path_factory: pytest.TempPathFactory) -> Iterator[WarmServer]:
    """A running server, to be killed, stopped and started again at will."""
    server = demonstration.copied_to(tmp_path_factory.mktemp("warm") / "data")
    server.start()
    yield server
    server.close()
