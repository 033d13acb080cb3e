"""A PostgreSQL of the tests' own: a new cluster in a folder of its own, reached by a socket there."""

import os
import pwd
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import pytest


class Cluster:
    """A PostgreSQL server with the databases that tests ask for."""

    def __init__(self) -> None:
        self._programs = programs()
        # a short path, because a socket's name must fit into 107 letters
        self.folder = Path(tempfile.mkdtemp(prefix="pg-"))
        self._data = self.folder / "data"
        if as_whom := _as_whom():
            shutil.chown(self.folder, as_whom["user"], as_whom["group"])
        self._run("initdb", "-D", self._data, "-U", "deepdive", "-A", "trust", "-E", "UTF8", "--no-sync")
        self.start()

    def start(self) -> None:
        """Start it and wait until it answers."""
        # the tests kill processes, not computers: what a process has written stays
        options = f"-k {self.folder} -c listen_addresses='' -c max_connections=200 -c fsync=off"
        log = self.folder / "log"
        self._run("pg_ctl", "-D", self._data, "-w", "-l", log, "-o", options, "start")

    def stop(self, how: str = "fast") -> None:
        """Stop it; ``immediate`` is a crash: it writes nothing more and has to recover when it starts."""
        self._run("pg_ctl", "-D", self._data, "-w", "-m", how, "stop")

    def database(self, name: str, *, like: str = "template1") -> str:
        """The address of a new database; empty, or one like another that nobody is connected to."""
        self._run("createdb", "-h", self.folder, "-U", "deepdive", "-T", like, name)
        return f"postgresql://deepdive@/{name}?host={self.folder}"

    def remove(self) -> None:
        """End it and leave nothing behind."""
        if self.is_running:
            self.stop("immediate")
        shutil.rmtree(self.folder)

    @property
    def is_running(self) -> bool:
        """Whether its server process is there."""
        return (self._data / "postmaster.pid").exists()

    def _run(self, program: str, *arguments: str | Path) -> None:
        # to a file: a server that pg_ctl starts would hold a pipe open for ever
        with (self.folder / "printed").open("w+") as printed:
            finished = subprocess.run(
                [self._programs / program, *arguments],
                stdin=subprocess.DEVNULL,
                stdout=printed,
                stderr=subprocess.STDOUT,
                cwd=self.folder,
                check=False,
                **_as_whom(),
            )
            printed.seek(0)
            assert finished.returncode == 0, printed.read()


def programs() -> Path:
    """The folder of the newest PostgreSQL server's programs; skips the test if there is none."""
    found = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]), reverse=True
    )
    on_path = shutil.which("initdb")
    if not found and on_path is None:
        pytest.skip("postgresql is not installed")
    return found[0].parent if found else Path(str(on_path)).resolve().parent


@cache
def _as_whom() -> dict[str, Any]:
    """PostgreSQL refuses to run as root: then the user that its package has made runs it."""
    if os.geteuid() != 0:
        return {}
    try:
        postgres = pwd.getpwnam("postgres")
    except KeyError:
        pytest.skip("root cannot run postgresql, and there is no user 'postgres'")
    return {"user": postgres.pw_uid, "group": postgres.pw_gid, "extra_groups": []}
