"""As much of a browser as the pages of a room need: requests, and the stream of a room's events."""

import asyncio
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import cast
from urllib.parse import urlencode

import httptools

from benchmarks.crowd import NotServed

HOST = "deepdive.example"
PATIENCE_SECONDS = 60.0

clock = time.perf_counter


@dataclass(frozen=True)
class Message:
    """One server-sent event: its kind, its data, and how many bytes it was, with the line that ends it."""

    kind: str
    data: str
    size: int


class MessageReader:
    """Puts server-sent events together, however they were cut on their way."""

    def __init__(self) -> None:
        self._unread = b""

    def read(self, part: bytes) -> Iterator[Message]:
        """The messages that are complete with this part; those without an event are passed over."""
        *whole, self._unread = (self._unread + part).split(b"\n\n")
        for message in whole:
            lines = dict(line.partition(": ")[::2] for line in message.decode().split("\n"))
            if "event" in lines:
                yield Message(lines["event"], lines.get("data", ""), len(message) + 2)


@dataclass(frozen=True)
class Reply:
    """What a server answered."""

    status: int
    body: bytes


@dataclass(frozen=True)
class Asked:
    """What a browser sends: a page that it wants, or a form."""

    path: str
    cookies: str = ""
    form: Mapping[str, str] | None = None

    def as_bytes(self, *, stays: bool = False) -> bytes:
        """The request as a proxy hands it on. ``stays``: the connection is to stay open."""
        lines = [
            f"{'GET' if self.form is None else 'POST'} {self.path} HTTP/1.1",
            f"Host: {HOST}",
            "X-Forwarded-Proto: https",
            f"Connection: {'keep-alive' if stays else 'close'}",
            *([f"Cookie: {self.cookies}"] if self.cookies else []),
        ]
        if self.form is None:
            return ("\r\n".join(lines) + "\r\n\r\n").encode()
        body = urlencode(self.form)
        lines += [
            f"Origin: https://{HOST}",
            "Content-Type: application/x-www-form-urlencoded",
            f"Content-Length: {len(body)}",
        ]
        return ("\r\n".join(lines) + f"\r\n\r\n{body}").encode()


async def ask(port: int, asked: Asked) -> Reply:
    """The server's answer, on a connection of its own. Raises NotServed where there is none."""
    loop = asyncio.get_running_loop()
    exchange = _Exchange(asked, loop.create_future())
    try:
        await loop.create_connection(lambda: exchange, "127.0.0.1", port)
        return await asyncio.wait_for(exchange.answer, PATIENCE_SECONDS)
    except (OSError, TimeoutError) as fault:
        raise NotServed(f"{asked.path}: {fault!r}") from None


@dataclass(eq=False)
class _Exchange(asyncio.Protocol):
    asked: Asked
    answer: asyncio.Future[Reply]
    _body: bytearray = field(default_factory=bytearray)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        # uvloop's are no subclass
        self._link = cast(asyncio.Transport, transport)
        self._parser = httptools.HttpResponseParser(self)
        self._link.write(self.asked.as_bytes())

    def data_received(self, data: bytes) -> None:
        self._parser.feed_data(data)

    def on_body(self, body: bytes) -> None:
        self._body += body

    def on_message_complete(self) -> None:
        if not self.answer.done():
            self.answer.set_result(Reply(self._parser.get_status_code(), bytes(self._body)))
        self._link.close()

    def connection_lost(self, _fault: Exception | None) -> None:
        if not self.answer.done():
            self.answer.set_exception(ConnectionResetError("cut off"))


@dataclass(eq=False)
class Stream(asyncio.Protocol):
    """An open stream of events. ``heard`` is called with each message and with when it came."""

    asked: Asked
    heard: Callable[[Message, float], None]
    status: int = 0
    is_open: bool = False
    _reader: MessageReader = field(default_factory=MessageReader)

    async def listen(self, port: int) -> None:
        """Open it, and wait for the first message. Raises NotServed where none comes."""
        loop = asyncio.get_running_loop()
        self._first: asyncio.Future[None] = loop.create_future()
        try:
            await loop.create_connection(lambda: self, "127.0.0.1", port)
            await asyncio.wait_for(self._first, PATIENCE_SECONDS)
        except (OSError, TimeoutError) as fault:
            raise NotServed(f"{self.asked.path}: {fault!r}, {self.status}") from None

    def close(self) -> None:
        """Stop listening."""
        if self.is_open:
            self._link.close()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._link, self.is_open = cast(asyncio.Transport, transport), True
        self._parser = httptools.HttpResponseParser(self)
        self._link.write(self.asked.as_bytes(stays=True))

    def data_received(self, data: bytes) -> None:
        self._parser.feed_data(data)

    def on_headers_complete(self) -> None:
        self.status = self._parser.get_status_code()

    def on_body(self, body: bytes) -> None:
        now = clock()
        for message in self._reader.read(body):
            if not self._first.done():
                self._first.set_result(None)
            self.heard(message, now)

    def connection_lost(self, _fault: Exception | None) -> None:
        self.is_open = False
        if not self._first.done():
            self._first.set_exception(ConnectionResetError("cut off"))
