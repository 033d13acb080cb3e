"""A real server process, started as a user starts it, for tests that kill it or look at it."""

import os
import re
import signal
import socket
import time
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener, urlopen

from tests.nursery import Child, nursery
from tests.patience import PATIENCE_SECONDS


@dataclass
class Server:
    """A ``deepdive run`` with a data folder of its own, on a free port of this computer.

    ``words`` make it another command; ``settings`` are more of its environment.
    """

    data_folder: Path
    port: int = 0
    words: tuple[str, ...] = ("run",)
    settings: dict[str, str] = field(default_factory=dict)
    links: dict[tuple[str, str], str] = field(default_factory=dict)
    _process: Child | None = None

    @property
    def address(self) -> str:
        """Where it serves."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def pid(self) -> int:
        """The process that serves."""
        assert self._process
        return self._process.pid

    def start(self) -> None:
        """Start it and wait until it serves. Reads the sign-in links that it prints."""
        self.port = self.port or free_port()
        self.data_folder.mkdir(parents=True, exist_ok=True)
        printed = self.data_folder / f"printed-{self.port}.txt"
        inherited = {k: v for k, v in os.environ.items() if not k.startswith(("DEEPDIVE_", "DJANGO_"))}
        self._process = nursery().start(
            [*self.words, "--port", str(self.port)],
            environment={**inherited, "DEEPDIVE_DATA_FOLDER": str(self.data_folder), **self.settings},
            printed=printed,
        )
        try:
            self._wait(printed)
        except AssertionError:
            self.kill()
            raise
        cohort = ""
        for line in printed.read_text().splitlines():
            if found := re.match(r"  (\S+) +(http\S+) ", line):
                self.links[cohort, found[1]] = found[2]
            elif line:
                cohort = line.split()[0]

    def kill(self) -> None:
        """End it as a power cut would: SIGKILL, no warning."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """Ask it to end, and wait until it has."""
        self._end(signal.SIGTERM)

    def letters(self, *, to: str) -> list[EmailMessage]:
        """The letters it has sent to that address, oldest first."""
        found = []
        for file in sorted((self.data_folder / "letters").glob("*.log"), key=lambda f: f.stat().st_mtime_ns):
            for part in re.split(rb"\n-{79}\n", file.read_bytes()):
                if part.strip():
                    message = message_from_bytes(part, policy=policy.default)
                    assert isinstance(message, EmailMessage)
                    if message["To"] == to:
                        found.append(message)
        return found

    def sign_in_link(self, *, to: str) -> str:
        """The link in the newest letter to that address that has one."""
        for letter in reversed(self.letters(to=to)):
            body = letter.get_body(("plain",))
            assert body is not None
            found = re.search(r"http\S+/sign-in/\S+", body.get_content())
            if found:
                return found.group()
        raise AssertionError(f"no letter to {to} has a sign-in link")

    def _wait(self, printed: Path) -> None:
        assert self._process is not None
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline:
            if self._process.poll() is not None:
                raise AssertionError(f"the server ended:\n{printed.read_text()}")
            try:
                with urlopen(f"{self.address}/healthz", timeout=2):
                    return
            except OSError:
                time.sleep(0.1)
        raise AssertionError(f"the server did not serve:\n{printed.read_text()}")

    def _end(self, how: signal.Signals) -> None:
        if self._process and self._process.poll() is None:
            self._process.send_signal(how)
            self._process.wait(PATIENCE_SECONDS)


class Visitor:
    """Somebody with a plain browser: keeps cookies, follows redirects, sends forms. No JavaScript."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self._jar = CookieJar()
        self._opener = build_opener(HTTPCookieProcessor(self._jar))

    @property
    def cookies(self) -> str:
        """The cookies as a header."""
        return "; ".join(f"{cookie.name}={cookie.value}" for cookie in self._jar)

    def get(self, path: str) -> tuple[int, str]:
        """Status and text of a page."""
        return self._open(Request(self._full(path)))

    def post(self, path: str, *, form_on: str | None = None, **values: str) -> tuple[int, str]:
        """Send a form, with the token of the page ``form_on`` (the same path unless told)."""
        _, page = self.get(form_on or path)
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        assert token, f"no form on {form_on or path}"
        body = urlencode({"csrfmiddlewaretoken": token.group(1), **values}).encode()
        return self._open(Request(self._full(path), data=body, headers={"Origin": self.server.address}))

    def send(self, path: str, **values: list[str]) -> tuple[int, str]:
        """Send a form in which one name may have several values, with the token that the cookie holds: as
        from a page that was loaded before."""
        token = next(cookie.value for cookie in self._jar if cookie.name == "csrf")
        body = urlencode({"csrfmiddlewaretoken": token, **values}, doseq=True).encode()
        return self._open(Request(self._full(path), data=body, headers={"Origin": self.server.address}))

    def sign_in(self, link: str) -> "Visitor":
        """Sign in by a link and return self."""
        status, page = self.post(link)
        assert status == 200, page
        return self

    def _full(self, path: str) -> str:
        return path if path.startswith("http") else self.server.address + path

    def _open(self, request: Request) -> tuple[int, str]:
        try:
            with self._opener.open(request, timeout=PATIENCE_SECONDS) as answer:
                return answer.status, answer.read().decode()
        except HTTPError as error:
            return error.code, error.read().decode()


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
