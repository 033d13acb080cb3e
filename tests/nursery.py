"""Where servers are born fast: a process that has read their libraries once, and forks for each.

Reading them takes most of a start. A child then is the ``deepdive`` command like any other, with an
environment of its own: nothing that depends on settings has been read before.
"""

import importlib
import json
import os
import pkgutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

LOOK_EVERY_SECONDS = 0.01
LIBRARIES = (
    "django.contrib.auth.hashers",
    "django.core.handlers.asgi",
    "django.core.management",
    "django.db.models",
    "django.forms",
    "django.template.loader",
    "csp",
    "docx",
    "holidays",
    "icalendar",
    "markdown_it",
    "nhsuk_frontend_jinja",
    "pycrdt",
    "pydantic_settings",
    "segno",
    "structlog",
    "typst",
    "uvicorn.protocols.http.httptools_impl",
    "uvicorn.protocols.websockets.websockets_sansio_impl",
    "whitenoise",
    "yaml",
)


class Child:
    """A process that was forked; used like one of :class:`subprocess.Popen`."""

    def __init__(self, nursery: "Nursery", pid: int) -> None:
        self.pid = pid
        self._nursery = nursery
        self._ended: int | None = None

    def poll(self) -> int | None:
        """How it ended, as ``os.waitpid`` tells; None while it runs."""
        if self._ended is None:
            self._ended = self._nursery.ask(poll=self.pid)
        return self._ended

    def send_signal(self, how: signal.Signals) -> None:
        """Send it a signal, if it still runs."""
        if self.poll() is None:
            os.kill(self.pid, how)

    def wait(self, timeout: float) -> None:
        """Wait until it has ended; TimeoutError after so many seconds."""
        deadline = time.monotonic() + timeout
        while self.poll() is None:
            if time.monotonic() > deadline:
                raise TimeoutError(f"process {self.pid} does not end")
            time.sleep(LOOK_EVERY_SECONDS)


class Nursery:
    """The process that forks. It ends with whoever has opened it."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.nursery"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        self._turn = threading.Lock()

    def start(self, words: Sequence[str], *, environment: Mapping[str, str], printed: Path) -> Child:
        """Begin ``deepdive`` with these words; what it prints goes into the file."""
        pid = self.ask(start=list(words), environment=dict(environment), printed=str(printed))
        assert pid is not None
        return Child(self, pid)

    def ask(self, **question: Any) -> int | None:
        """Its answer to one question."""
        assert self._process.stdin and self._process.stdout
        with self._turn:
            self._process.stdin.write(json.dumps(question).encode() + b"\n")
            self._process.stdin.flush()
            answer: int | None = json.loads(self._process.stdout.readline())
        return answer


@cache
def nursery() -> Nursery:
    """The one of this process."""
    return Nursery()


def main() -> None:
    """Answer questions: ``start`` with the number of a new process, ``poll`` with how one has ended."""
    for name in LIBRARIES:
        importlib.import_module(name)
    for package in ("deepdive.core", "deepdive.curriculum.rules"):
        _read_whole(importlib.import_module(package))
    for line in sys.stdin:
        question = json.loads(line)
        if "poll" in question:
            pid, status = os.waitpid(question["poll"], os.WNOHANG)
            answer = status if pid else None
        else:
            answer = os.fork()
            if answer == 0:
                _become(question)
        sys.stdout.write(f"{json.dumps(answer)}\n")
        sys.stdout.flush()


def _read_whole(package: ModuleType) -> None:
    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        importlib.import_module(module.name)


def _become(question: dict[str, Any]) -> None:
    """The rest of this process is the command."""
    from deepdive.cli import main as deepdive

    with open(question["printed"], "wb", buffering=0) as printed, open(os.devnull) as nothing:  # noqa: PTH123
        os.dup2(nothing.fileno(), 0)
        os.dup2(printed.fileno(), 1)
        os.dup2(printed.fileno(), 2)
    sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr]
    os.environ.clear()
    os.environ.update(question["environment"])
    deepdive(question["start"], prog_name="deepdive")


if __name__ == "__main__":
    main()
