"""One attendee's connection: speaks as the stock Yjs providers do, and notes which edits it has got."""

import base64
import hashlib
import json
import os
import socket
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum

from benchmarks.edits import MARK, Writer
from benchmarks.ledger import Ledger
from benchmarks.wire import CLOSE, PING, PONG, block, frame, integer, read_block, read_frame, read_integer

SYNC, AWARENESS, AUTH, SYNC_REPLY = 0, 1, 2, 4
STEP_1, STEP_2, UPDATE = 0, 1, 2
SEATS = 12
EVERYBODY = (1 << SEATS) - 1
NOTHING = b"\0\0"  # an update without content
_READ_AT_ONCE = 16384
_GUID = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"


class Dialect(Enum):
    """How messages are framed: as y-websocket's provider does, or behind the document's name."""

    PLAIN = "plain"
    HOCUSPOCUS = "hocuspocus"


class State(Enum):
    """How far the connection is."""

    CONNECTING = 1
    SHAKING_HANDS = 2
    OPEN = 3
    CLOSED = 4


@dataclass(slots=True, eq=False)
class Attendee:
    """One of a room's people, with the connection that they have or had."""

    writer: Writer
    seat: int
    room: str
    path: Callable[[], str]  # made anew for every connection, because tickets do not live long
    dialect: Dialect
    ledger: Ledger
    name: str = ""
    kept: list[bytes] | None = None  # the updates received, where the room is audited
    has: bytes = b"\0"  # the state vector to say on arrival
    # what the server lacks, given its state vector; a newcomer has nothing
    owes: Callable[[bytes], bytes] = lambda _state: NOTHING
    blocked: Callable[["Attendee"], None] = lambda _self: None  # told when the server reads no faster
    state: State = State.CLOSED
    link: socket.socket | None = None
    synced_at: float | None = None
    closed_with: int | None = None
    bytes_in: int = 0
    bytes_out: int = 0
    messages_in: int = 0
    unsent: bytearray = field(default_factory=bytearray)
    _buffer: bytearray = field(default_factory=bytearray)
    _prefix: bytes = b""
    _bit: int = 0
    _presence_clock: int = 0
    _known: dict[int, int] = field(default_factory=dict)
    _key: bytes = b""

    def __post_init__(self) -> None:
        self._bit = 1 << self.seat
        if self.dialect is Dialect.HOCUSPOCUS:
            self._prefix = block(self.room.encode())

    def connect(self, port: int) -> socket.socket:
        """Begin to connect; the socket is ready to write when that is done."""
        self.link = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        self.link.setblocking(False)
        self.link.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.state, self.synced_at, self.closed_with = State.CONNECTING, None, None
        self._buffer.clear()
        self.unsent.clear()
        self._known.clear()
        self.link.connect_ex(("127.0.0.1", port))
        self._key = base64.b64encode(os.urandom(16))
        self.unsent += (
            f"GET {self.path()} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\n"
            f"Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            f"Sec-WebSocket-Key: {self._key.decode()}\r\n\r\n"
        ).encode()
        return self.link

    def disconnect(self) -> None:
        """Drop the connection without a word, as a cut network does."""
        if self.link:
            self.link.close()
        self.link, self.state = None, State.CLOSED

    def write(self, due: float, *, into_value: bool) -> None:
        """Make an edit that was due at that moment and send it."""
        found = self.ledger.write(due=due, others=EVERYBODY & ~self._bit)
        update = self.writer.set(found) if into_value else self.writer.type(found)
        if self.kept is not None:
            self.kept.append(update)
        self.send(bytes((SYNC, UPDATE)) + block(update))

    def be_present(self) -> None:
        """Say who one is, as providers do on arrival and then every 15 seconds or so."""
        self._presence_clock += 1
        state = json.dumps({"name": self.name, "color": "#005eb8"}, separators=(",", ":")).encode()
        me = integer(self.writer.client) + integer(self._presence_clock) + block(state)
        self.send(integer(AWARENESS) + block(b"\x01" + me))

    def send(self, message: bytes) -> None:
        """Send one message of the y-protocols."""
        self._put(frame(self._prefix + message))

    def readable(self, now: float) -> None:
        """Take what has come."""
        assert self.link is not None
        try:
            data = self.link.recv(_READ_AT_ONCE)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            self.disconnect()
            return
        self.bytes_in += len(data)
        is_first = self.state is State.OPEN and not self._buffer
        if is_first and data[0] == 0x82 and len(data) == data[1] + 2 < 128:
            # the usual case: one small message, whole
            self._take(data[2:], now)
            return
        self._buffer += data
        if self.state is State.SHAKING_HANDS and not self._shake_hands():
            return
        self._take_frames(now)

    def writable(self) -> None:
        """Send what could not be sent before."""
        assert self.link is not None
        if self.state is State.CONNECTING:
            if self.link.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR):
                self.disconnect()
                return
            self.state = State.SHAKING_HANDS
        data, self.unsent = self.unsent, bytearray()
        self._put(bytes(data))

    def _put(self, data: bytes) -> None:
        if self.link is None:
            return
        sent = 0
        if not self.unsent:
            try:
                sent = self.link.send(data)
            except BlockingIOError:
                sent = 0
            except OSError:
                self.disconnect()
                return
        self.bytes_out += sent
        if sent < len(data):
            self.unsent += data[sent:]
            self.blocked(self)

    def _shake_hands(self) -> bool:
        end = self._buffer.find(b"\r\n\r\n")
        if end < 0:
            return False
        head = bytes(self._buffer[:end])
        del self._buffer[: end + 4]
        accept = base64.b64encode(hashlib.sha1(self._key + _GUID).digest())
        if not head.startswith(b"HTTP/1.1 101") or accept not in head:
            self.disconnect()
            return False
        self.state = State.OPEN
        if self.dialect is Dialect.HOCUSPOCUS:
            self.send(integer(AUTH) + integer(0) + block(b"") + block(b"4.7.0"))
        self.send(bytes((SYNC, STEP_1)) + block(self.has))
        self.be_present()
        return True

    def _take_frames(self, now: float) -> None:
        at = 0
        while self.link is not None and (found := read_frame(self._buffer, at)):
            kind, payload, at = found
            if kind == CLOSE:
                self.closed_with = int.from_bytes(payload[:2], "big")
                self.disconnect()
            elif kind == PING:
                self._put(frame(payload, kind=PONG))
            elif kind != PONG:
                self._take(payload, now)
        del self._buffer[:at]

    def _take(self, message: bytes, now: float) -> None:
        at = len(self._prefix)
        self.messages_in += 1
        kind = message[at]
        if kind in (SYNC, SYNC_REPLY):
            self._synchronise(message, at + 1, now)
        elif kind == AWARENESS:
            self._meet(read_block(message, at + 1)[0])

    def _synchronise(self, message: bytes, at: int, now: float) -> None:
        step = message[at]
        if step == STEP_1:
            lacks = self.owes(read_block(message, at + 1)[0])
            self.send(bytes((SYNC, STEP_2)) + block(lacks))
            return
        marks = MARK.findall(message)
        if marks:
            self.ledger.see(marks, who=self._bit, at=now)
        if self.kept is not None:
            self.kept.append(read_block(message, at + 1)[0])
        if step == STEP_2 and self.synced_at is None:
            self.synced_at = now

    def _meet(self, presences: bytes) -> None:
        """Note who is there. Stock providers send on whatever was news to them, and so do we."""
        count, at = read_integer(presences, 0)
        news = []
        for _ in range(count):
            start = at
            client, at = read_integer(presences, at)
            clock, at = read_integer(presences, at)
            state, at = read_block(presences, at)
            # somebody who goes says so with the clock they had
            said = 2 * clock + (state == b"null")
            if client != self.writer.client and said > self._known.get(client, 0):
                self._known[client] = said
                news.append(presences[start:at])
        if news:
            self.send(integer(AWARENESS) + block(integer(len(news)) + b"".join(news)))
