"""What one person writes: the very updates that Yjs would make, without keeping a document.

Each of twelve people types at the end of a text of their own and sets a value of their own, which needs no
knowledge of the others' edits: an insertion follows one's own last character, a value replaces one's own
last one. ``tests/benchmarks`` compares the bytes with those of a real document.
"""

import re
from dataclasses import dataclass

from benchmarks.wire import block, integer, read_integer

# Every edit carries a mark that is found again in whatever the server makes of it. Letters only: nothing
# that a guard against patients' numbers could take out.
MARK = re.compile(rb"<[a-z]{5}>")
_LETTERS = b"abcdefghijklmnopqrstuvwxyz"

_STRING, _ANY = 4, 8  # how Yjs numbers the kinds of content
_HAS_ORIGIN, _HAS_KEY = 0x80, 0x20
_ANY_STRING = 119
_NOTHING_DELETED = b"\0"


def mark(number: int) -> bytes:
    """The mark of the edit with that number, below 26 ** 5."""
    letters = bytearray(5)
    for place in range(5):
        number, letter = divmod(number, 26)
        letters[4 - place] = _LETTERS[letter]
    return b"<" + bytes(letters) + b">"


@dataclass(slots=True)
class Writer:
    """One Yjs client: its number, the names of its text and its value, and what it has written."""

    client: int
    text: bytes
    value: bytes
    clock: int = 0
    _last_character: int | None = None
    _last_value: int | None = None

    def type(self, what: bytes) -> bytes:
        """The update that adds ASCII characters at the end of the text."""
        if self._last_character is None:
            origin, place = 0, b"\x01" + block(self.text)
        else:
            origin, place = _HAS_ORIGIN, integer(self.client) + integer(self._last_character)
        update = self._begin() + bytes((_STRING | origin,)) + place + block(what) + _NOTHING_DELETED
        self._last_character = self.clock + len(what) - 1
        self.clock += len(what)
        return update

    def set(self, what: bytes) -> bytes:
        """The update that sets the value, a map with the one key ``value``, to an ASCII text."""
        content = b"\x01" + bytes((_ANY_STRING,)) + block(what)
        if self._last_value is None:
            head, deleted = bytes((_ANY | _HAS_KEY,)) + b"\x01" + block(self.value) + block(b"value"), b"\0"
        else:
            head = bytes((_ANY | _HAS_KEY | _HAS_ORIGIN,))
            head += integer(self.client) + integer(self._last_value)
            deleted = b"\x01" + integer(self.client) + b"\x01" + integer(self._last_value) + b"\x01"
        update = self._begin() + head + content + deleted
        self._last_value = self.clock
        self.clock += 1
        return update

    def _begin(self) -> bytes:
        return b"\x01\x01" + integer(self.client) + integer(self.clock)


def state_vector(writers: list[Writer]) -> bytes:
    """What somebody has who has everything that these people wrote."""
    wrote = [writer for writer in writers if writer.clock]
    return integer(len(wrote)) + b"".join(integer(w.client) + integer(w.clock) for w in wrote)


def read_state_vector(state: bytes) -> dict[int, int]:
    """How much of each client's writing somebody has."""
    count, at = read_integer(state, 0)
    found = {}
    for _ in range(count):
        client, at = read_integer(state, at)
        found[client], at = read_integer(state, at)
    return found
