"""Ways in which a server's disk is full, and room is made again."""

import os
import resource
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Protocol

import pytest

from tests.faults.warm_server import WarmServer

SMALL_DISK = 64 * 1024 * 1024


class Disk(Protocol):
    """A disk that can be full."""

    def fill(self) -> None:
        """From now on nothing more can be written."""

    def make_room(self) -> None:
        """From now on it can again."""


class ProcessLimit:
    """The system refuses the server's process every write beyond the first bytes of any file, as if there
    were no room. Needs no rights."""

    def __init__(self, server: WarmServer) -> None:
        self._server = server
        self._before = resource.prlimit(server.pid, resource.RLIMIT_FSIZE)

    def fill(self) -> None:
        """Limit the size of files."""
        resource.prlimit(self._server.pid, resource.RLIMIT_FSIZE, (16, self._before[1]))

    def make_room(self) -> None:
        """As it was before."""
        resource.prlimit(self._server.pid, resource.RLIMIT_FSIZE, self._before)


class SmallDisk:
    """A disk of a few megabytes, in which a file takes all the room that is left."""

    def __init__(self, mounted: Path) -> None:
        self._ballast = mounted / "ballast"

    def fill(self) -> None:
        """Write until nothing more can be written."""
        with self._ballast.open("wb", buffering=0) as ballast, suppress(OSError):
            for size in (1024 * 1024, 4096, 1):
                with suppress(OSError):
                    while ballast.write(b"x" * size) == size:
                        pass

    def make_room(self) -> None:
        """Remove the file."""
        self._ballast.unlink()


@contextmanager
def small_disk(at: Path) -> Iterator[SmallDisk]:
    """A disk of its own at that folder; skips the test where we may not have one."""
    at.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SMALL_DISK}", "tmpfs", str(at)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode != 0:
        pytest.skip("only the system's administrator can have a small disk")
    try:
        yield SmallDisk(at)
    finally:
        subprocess.run(["umount", "--lazy", str(at)], check=False)
