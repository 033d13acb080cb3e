"""A server that starts within a fraction of a second, to be killed over and over.

Reading the program and the curriculum takes most of a start. Here one process does that once, and for each
start forks a child that runs ``deepdive run`` from there: the same command, the same files, the same death.
"""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

from tests.patience import PATIENCE_SECONDS
from tests.server import Server, free_port

LOOK_EVERY_SECONDS = 0.02


@dataclass
class WarmServer(Server):
    """A :class:`Server` in test mode: it shows no demonstration, but serves one that is there already."""

    _nursery: subprocess.Popen[bytes] | None = None
    _child: int = 0

    def start(self) -> None:
        """Start it and wait until it serves."""
        self.port = self.port or free_port()
        nursery = self._nursery = self._nursery or self._open_nursery()
        assert nursery.stdin and nursery.stdout
        nursery.stdin.write(b"start\n")
        nursery.stdin.flush()
        self._child = int(nursery.stdout.readline())
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline:
            with suppress(OSError), urlopen(f"{self.address}/healthz", timeout=2):
                return
            time.sleep(LOOK_EVERY_SECONDS)
        raise AssertionError("the server did not serve")

    @property
    def pid(self) -> int:
        """The process that serves."""
        return self._child

    def printed(self) -> str:
        """Everything that it has printed and logged."""
        return self._printed.read_text()

    def close(self) -> None:
        """End it for good."""
        self.kill()
        if self._nursery:
            assert self._nursery.stdin and self._nursery.stdout
            self._nursery.stdin.close()
            self._nursery.wait(PATIENCE_SECONDS)
            self._nursery.stdout.close()

    @property
    def _printed(self) -> Path:
        return self.data_folder / f"printed-{self.port}.txt"

    def _open_nursery(self) -> subprocess.Popen[bytes]:
        inherited = {k: v for k, v in os.environ.items() if not k.startswith(("DEEPDIVE_", "DJANGO_"))}
        return subprocess.Popen(
            [sys.executable, "-m", "tests.faults.warm_server", str(self.port)],
            env={
                **inherited,
                "DEEPDIVE_DATA_FOLDER": str(self.data_folder),
                "DEEPDIVE_MODE": "test",
                "PYTHONUNBUFFERED": "1",
                **self.settings,
            },
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._printed.open("ab"),
        )

    def _end(self, how: signal.Signals) -> None:
        if self._child and self._nursery:
            assert self._nursery.stdin and self._nursery.stdout
            os.kill(self._child, how)
            self._nursery.stdin.write(b"wait\n")
            self._nursery.stdin.flush()
            self._nursery.stdout.readline()
            self._child = 0


def main() -> None:
    """Get ready, then fork a server for each line ``start``; ``wait`` answers when it has ended."""
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "deepdive.config.settings"
    django.setup()
    from django.core.management import call_command
    from django.db import connections

    from deepdive.cli import main as deepdive
    from deepdive.config import asgi, direct_websocket, urls  # noqa: F401
    from deepdive.curriculum.current import pack

    pack()
    for database in connections:
        call_command("migrate", database=database, verbosity=0)  # reads all migrations
    connections.close_all()
    child = 0
    for line in sys.stdin:
        if line == "start\n":
            child = os.fork()
            if child == 0:
                os.dup2(2, 1)  # what it prints is not for whoever started us
                deepdive(["run", "--port", sys.argv[1]])
            print(child, flush=True)
        else:
            print(os.waitpid(child, 0)[1], flush=True)


if __name__ == "__main__":
    main()
