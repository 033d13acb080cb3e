"""The bytes on the wire: variable-length integers as Yjs writes them, and websocket frames of a client.

Written here again and not taken from the server, so that a measurement does not share the server's mistakes.
"""

import os

TEXT, BINARY, CLOSE, PING, PONG = 0x1, 0x2, 0x8, 0x9, 0xA
# A real client draws a new one for each frame, which costs the server the same.
_MASK = os.urandom(4)
_MASKS = _MASK * 16384


class Malformed(ValueError):
    """The server sent what is no frame."""


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


def read_integer(data: bytes, at: int) -> tuple[int, int]:
    """The integer at that place, and the place after it."""
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 127) << shift
        if byte < 128:
            return value, at
        shift += 7


def read_block(data: bytes, at: int) -> tuple[bytes, int]:
    """The bytes behind their length at that place, and the place after them."""
    length, at = read_integer(data, at)
    return data[at : at + length], at + length


def frame(payload: bytes, *, kind: int = BINARY) -> bytes:
    """A client's frame: whole and masked."""
    length = len(payload)
    if length < 126:
        head = bytes((0x80 | kind, 0x80 | length))
    elif length < 65536:
        head = bytes((0x80 | kind, 0x80 | 126)) + length.to_bytes(2, "big")
    else:
        head = bytes((0x80 | kind, 0x80 | 127)) + length.to_bytes(8, "big")
    key = _MASKS[:length] if length <= len(_MASKS) else (_MASK * (length // 4 + 1))[:length]
    masked = int.from_bytes(payload, "big") ^ int.from_bytes(key, "big")
    return head + _MASK + masked.to_bytes(length, "big")


def read_frame(data: bytes | bytearray, at: int) -> tuple[int, bytes, int] | None:
    """Kind, payload and the place after the server's frame that starts there; None if it is not all here."""
    if len(data) < at + 2:
        return None
    head, length, start = data[at], data[at + 1], at + 2
    if not head & 0x80 or length & 0x80:
        raise Malformed("a frame in pieces, or masked")
    if length >= 126:
        size = 2 if length == 126 else 8
        length = int.from_bytes(data[start : start + size], "big")
        start += size
        if len(data) < start:
            return None
    end = start + length
    return (head & 0x0F, bytes(data[start:end]), end) if len(data) >= end else None
