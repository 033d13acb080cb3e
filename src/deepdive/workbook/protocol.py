"""Messages of the y-protocols, as stock Yjs clients speak them, and one of our own.

A message is a kind (variable-length integer) and what belongs to it. See the y-protocols package
(PROTOCOL.md) for sync and awareness; kind 100 is ours and stock clients ignore it.
"""

import json
import math
from dataclasses import dataclass
from enum import IntEnum

# Browsers count no further, and stock clients break on a message that does.
LARGEST_INTEGER = 2**53 - 1
# A name and a place in a document; a larger one would be sent to everybody again and again.
LARGEST_PRESENCE = 4096


class Kind(IntEnum):
    """What a message is about."""

    SYNC = 0
    AWARENESS = 1
    ASK_AWARENESS = 3
    SAVED = 100  # how many of the client's updates are on the disk


class Sync(IntEnum):
    """The steps of the sync protocol."""

    STEP_1 = 0  # "this is what I have": a state vector
    STEP_2 = 1  # "this is what you lack": an update
    UPDATE = 2


class Malformed(ValueError):
    """The bytes are not a message of the protocol."""


class Reader:
    """Reads a message from its start. Everything that is cut short or too long is Malformed."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def integer(self) -> int:
        """A variable-length unsigned integer of at most 53 bits, the most that a browser counts to."""
        data, at = self._data, self._at
        value = shift = 0
        try:
            while shift < 53:
                byte = data[at]
                at += 1
                value |= (byte & 127) << shift
                if byte < 128 and value <= LARGEST_INTEGER:
                    self._at = at
                    return value
                shift += 7
        except IndexError:
            raise Malformed("cut short") from None
        raise Malformed("a number is too long")

    def block(self) -> bytes:
        """Bytes that follow their length."""
        length = self.integer()
        if self._at + length > len(self._data):
            raise Malformed("cut short")
        self._at += length
        return self._data[self._at - length : self._at]

    def byte(self) -> int:
        """The next byte."""
        if self._at >= len(self._data):
            raise Malformed("cut short")
        self._at += 1
        return self._data[self._at - 1]

    def skip(self, length: int) -> None:
        """Pass over so many bytes."""
        if self._at + length > len(self._data):
            raise Malformed("cut short")
        self._at += length

    def text(self) -> str:
        """UTF-8 text that follows its length."""
        try:
            return self.block().decode()
        except UnicodeDecodeError as fault:
            raise Malformed("not a text") from fault

    def skip_signed_integer(self) -> None:
        """Pass over a variable-length integer that has a sign (lib0, writeVarInt)."""
        for _ in range(8):
            if self.byte() < 128:
                return
        raise Malformed("a number is too long")

    @property
    def at(self) -> int:
        """How many bytes have been read."""
        return self._at

    @property
    def is_done(self) -> bool:
        """Whether everything has been read."""
        return self._at == len(self._data)


def integer(value: int) -> bytes:
    """A variable-length unsigned integer."""
    out = bytearray()
    while value > 127:
        out.append(128 | value & 127)
        value >>= 7
    out.append(value)
    return bytes(out)


def block(data: bytes) -> bytes:
    """Bytes behind their length."""
    return integer(len(data)) + data


def sync(step: Sync, data: bytes) -> bytes:
    """A message of the sync protocol."""
    return bytes([Kind.SYNC, step]) + block(data)


def saved(count: int) -> bytes:
    """Our word to a client: that many of your updates, counted from when you connected, are saved."""
    return integer(Kind.SAVED) + integer(count)


@dataclass(frozen=True)
class Presence:
    """One client's awareness: a number it chose, a clock that grows, and a state in JSON."""

    client: int
    clock: int
    state: bytes


def read_presences(data: bytes) -> list[Presence]:
    """The presences in the payload of an awareness message; their states are not looked at."""
    reader = Reader(data)
    presences = [
        Presence(reader.integer(), reader.integer(), reader.block())
        for _ in range(min(reader.integer(), 1000))
    ]
    if not reader.is_done:
        raise Malformed("more than was announced")
    return presences


def check_state(state: bytes) -> None:
    """Malformed, if a browser could not read the state of a presence: it would break everybody's page."""
    if len(state) > LARGEST_PRESENCE:
        raise Malformed("a presence is too large")
    try:
        json.loads(state.decode(), parse_constant=_refuse, parse_float=_finite)
    except (ValueError, RecursionError) as fault:
        raise Malformed("a presence is not JSON") from fault


def _finite(number: str) -> float:
    """Python would write a number beyond all bounds as Infinity."""
    value = float(number)
    if math.isinf(value):
        raise ValueError(number)
    return value


def _refuse(constant: str) -> None:
    """Python reads NaN and Infinity, browsers do not."""
    raise ValueError(constant)


def presences(those: list[Presence]) -> bytes:
    """The payload of an awareness message with those presences."""
    states = b"".join(integer(p.client) + integer(p.clock) + block(p.state) for p in those)
    return integer(len(those)) + states


def awareness(those: list[Presence]) -> bytes:
    """An awareness message with those presences."""
    return integer(Kind.AWARENESS) + block(presences(those))
