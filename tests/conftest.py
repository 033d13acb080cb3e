"""What all tests share."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, expect

from tests.patience import PATIENCE_SECONDS
from tests.postgresql import Cluster
from tests.server import Server
from tests.shards import Shards

# two browsers and their servers share two cores: what is expected may take a while, and is not timed here
expect.set_options(timeout=PATIENCE_SECONDS * 1000)
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")

ONE_PROCESS, SEVERAL = "one-process", "several-processes"


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


@pytest.fixture(autouse=True)
def leave_no_page_open(request: pytest.FixtureRequest) -> Iterator[None]:
    """A page that stays open asks its server for news until the end of all tests."""
    yield
    if "browser" in request.fixturenames:
        browser: Browser = request.getfixturevalue("browser")
        for context in browser.contexts:
            context.close()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """The tests of a module that says ``ON_BOTH = True`` run twice: see :func:`server`."""
    if "server" in metafunc.fixturenames and getattr(metafunc.module, "ON_BOTH", False):
        metafunc.parametrize("server", [ONE_PROCESS, SEVERAL], indirect=True, scope="module")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Journeys last: once a browser is driven, this thread has a running event loop until the end."""
    items.sort(key=_is_journey)
    for item in items:  # a file's tests share a server, so one process runs them all
        kind = "-journeys" * _is_journey(item) + f"-{SEVERAL}" * (SEVERAL in item.name)
        item.add_marker(pytest.mark.xdist_group(f"{item.path.stem}{kind}"))


def _is_journey(item: pytest.Item) -> bool:
    return item.get_closest_marker("journey") is not None


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A PostgreSQL server."""
    made = Cluster()
    yield made
    made.remove()


@pytest.fixture(scope="session")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of a demonstration that nobody has used yet, to be copied."""
    folder = tmp_path_factory.mktemp("loaded")
    first = Server(folder)
    first.start()
    first.stop()
    return folder


@pytest.fixture(scope="session")
def loaded_into_database(cluster: Cluster, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of one whose rows are in the database ``loaded``."""
    folder = tmp_path_factory.mktemp("loaded")
    first = Server(folder, settings={"DEEPDIVE_DATABASE_URL": cluster.database("loaded")})
    first.start()
    first.stop()
    return folder


@pytest.fixture(scope="module")
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A running demonstration: one process on SQLite files or, in modules that say ``ON_BOTH``, also
    several on PostgreSQL behind a proxy."""
    folder = tmp_path_factory.mktemp("server") / "data"
    if getattr(request, "param", ONE_PROCESS) == ONE_PROCESS:
        shutil.copytree(request.getfixturevalue("loaded"), folder)
        running = Server(folder)
        running.start()
        yield running
        running.stop()
        return
    shutil.copytree(request.getfixturevalue("loaded_into_database"), folder)
    cluster: Cluster = request.getfixturevalue("cluster")
    shards = Shards(folder, cluster.database(f"d{uuid4().hex}", like="loaded"))
    shards.start()
    yield shards
    shards.stop()
    shards.proxy.stop()
