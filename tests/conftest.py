"""What all tests share."""

import shutil
from collections.abc import Iterator
from typing import Any

import pytest

from tests.postgresql import Cluster
from tests.server import Server


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """The Chromium of this computer, which asks nobody outside for anything."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        pytest.skip("chromium is not installed")
    return {
        "executable_path": chromium,
        "args": [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
        ],
    }


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Journeys last: once a browser is driven, this thread has a running event loop until the end."""
    items.sort(key=_is_journey)
    for item in items:  # a file's tests share a server, so one process runs them all
        item.add_marker(pytest.mark.xdist_group(f"{item.path.stem}{'-journeys' * _is_journey(item)}"))


def _is_journey(item: pytest.Item) -> bool:
    return item.get_closest_marker("journey") is not None


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A PostgreSQL server."""
    made = Cluster()
    yield made
    made.remove()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A running demonstration."""
    running = Server(tmp_path_factory.mktemp("server"))
    running.start()
    yield running
    running.stop()
