"""Updates that no honest client makes: honest ones with a few bytes changed, and ones that are put
together from parts that each look right."""

from collections.abc import Mapping
from random import Random
from typing import Any

from pycrdt import Array, Doc, Map, Text

from deepdive.workbook.protocol import Malformed, block, integer
from deepdive.workbook.structs import EditId
from deepdive.workbook.update import read_update

TEXTS = ("fuzz/text", "fuzz/other-text")
MAPS = ("fuzz/rows", "fuzz/value")
# client ids that nobody honest has
_STRANGERS = (7, 8, 2**32 - 1, 2**40)
_WORDS = ("x", "hé", "😀", "a😀b", "two words\n", "")
_VALUES: tuple[Any, ...] = (1, -5, "s", None, True, 1.5, 2**40, [1, {"a": 2}], {"k": [None]}, b"bytes")
# as the library and Yjs write them: gone for good, removed, list of JSON, bytes, text, embedded, format,
# shared type, values, document, passed over, moved
_KINDS = (0, 1, 2, 3, 4, 4, 4, 4, 5, 6, 7, 7, 7, 8, 8, 9, 10, 11)


def honest_updates(random: Random, *, people: int = 3, edits: int = 60) -> list[bytes]:
    """What some people send who write in texts and rows, and hear of each other now and then."""
    updates: list[bytes] = []
    documents: list[Doc[Any]] = [Doc(client_id=number + 1) for number in range(people)]
    for document in documents:
        document.observe(lambda event: updates.append(bytes(event.update)))
    for _ in range(edits):
        document = random.choice(documents)
        with document.transaction():
            _edit(random, document)
        if random.random() < 0.3:
            one, other = random.sample(documents, 2)
            other.apply_update(one.get_update(other.get_state()))
    return updates


def _edit(random: Random, document: Doc[Any]) -> None:
    text: Text = document.get(random.choice(TEXTS), type=Text)
    rows: Map[Any] = document.get(MAPS[0], type=Map)
    value: Map[Any] = document.get(MAPS[1], type=Map)
    words = str(text)
    at = random.randint(0, len(words))
    act = random.random()
    if act < 0.5:
        text.insert(len(words[:at].encode()), random.choice(_WORDS[:-1]))
    elif act < 0.65 and at < len(words):
        del text[len(words[:at].encode()) : len(words[: at + 1].encode())]
    elif act < 0.8:
        key = random.choice("pqr")
        if key in rows and random.random() < 0.5:
            del rows[key]
        elif key in rows:
            rows[key]["cell"].insert(0, random.choice(_WORDS))
        else:
            rows[key] = Map({"order": 1.0, "cell": Text("zz"), "list": Array([1, "s"])})
    else:
        value["value"] = random.choice(_VALUES[:8])


class Mutants:
    """An endless stream of hostile updates, the same for the same seed."""

    def __init__(self, random: Random, honest: list[bytes]) -> None:
        self._random = random
        self._honest = honest
        self._clocks: dict[int, int] = {}
        self.learn(*honest)

    def learn(self, *updates: bytes) -> None:
        """Take note of what is in the document, to build on it."""
        for update in updates:
            for client, end in read_update(update).ends.items():
                self._clocks[client] = max(end, self._clocks.get(client, 0))

    def know(self, clocks: Mapping[int, int]) -> None:
        """Take note of how far the document has come, but leave the edits of honest people alone."""
        for client in self._clocks.keys() | set(_STRANGERS):
            self._clocks[client] = clocks.get(client, 0)

    def next(self) -> bytes:
        """An update that may be anything."""
        pick = self._random.random()
        if pick < 0.3:
            return self.mutated()
        if pick < 0.35:
            return self._random.choice(self._honest)
        return self.invented()

    def mutated(self) -> bytes:
        """An honest update with a few bytes changed."""
        random = self._random
        update = bytearray(random.choice(self._honest))
        for _ in range(random.randint(1, 3)):
            at = random.randrange(len(update)) if update else 0
            act = random.random()
            if not update or act < 0.1:
                update.insert(at, random.randrange(256))
            elif act < 0.45:
                update[at] = random.randrange(256)
            elif act < 0.7:
                update[at] = (update[at] + random.choice([1, -1, 2, 4, 0x80, 0x40, 0x20])) % 256
            elif act < 0.8:
                del update[at]
            elif act < 0.9:
                other = random.choice(self._honest)
                start = random.randrange(len(other))
                update[at : at + 4] = other[start : start + 4]
            else:
                del update[at:]
        return bytes(update)

    def invented(self) -> bytes:
        """An update put together from parts, most of which build on what there is."""
        random = self._random
        runs = [self._run(client) for client in self._clients()]
        deletes = [self._deletes() for _ in range(random.choice((0, 0, 0, 1, 1, 2)))]
        return integer(len(runs)) + b"".join(runs) + integer(len(deletes)) + b"".join(deletes)

    def _clients(self) -> list[int]:
        random = self._random
        count = random.choice((0, 1, 1, 1, 1, 2, 3))
        known = [*self._clocks, random.choice(_STRANGERS)]
        return random.sample(known, min(count, len(known)))

    def _run(self, client: int) -> bytes:
        random = self._random
        clock = self._clocks.get(client, 0)
        if random.random() < 0.3:
            clock = max(0, clock + random.choice((-3, -2, -1, 1, 30)))
        structs = [self._struct() for _ in range(random.choice((1, 1, 2, 3, 6)))]
        return integer(len(structs)) + integer(client) + integer(clock) + b"".join(structs)

    def _struct(self) -> bytes:
        random = self._random
        kind = random.choice(_KINDS)
        if kind in (0, 10):
            return bytes([kind]) + integer(random.choice((1, 1, 2, 5)))
        flags = random.choice((0, 0, 0x20, 0x80, 0x40, 0xC0, 0xC0))
        place = b""
        if flags & 0x80:
            place += self._edit_id()
        if flags & 0x40:
            place += self._edit_id()
        if not flags & 0xC0:
            place += self._parent()
            if flags & 0x20:
                place += block(random.choice((b"p", b"q", b"value", b"cell", b"order", b"")))
        return bytes([kind | flags]) + place + self._content(kind)

    def _parent(self) -> bytes:
        random = self._random
        if random.random() < 0.5:
            return b"\x01" + block(random.choice((*TEXTS, *MAPS, "new")).encode())
        return b"\x00" + self._edit_id()

    def _edit_id(self) -> bytes:
        client, clock = self._edit()
        return integer(client) + integer(clock)

    def _edit(self) -> EditId:
        random = self._random
        client = random.choice([*self._clocks, 7]) if random.random() < 0.98 else 2**30
        end = self._clocks.get(client, 0)
        near = end + random.choice((-3, -2, -1, -1, 0, 1))
        return client, max(0, near if random.random() < 0.4 else random.randint(0, end))

    def _deletes(self) -> bytes:
        random = self._random
        ranges = []
        client = random.choice([*self._clocks, 7])
        for _ in range(random.choice((1, 1, 2))):
            start = random.randint(0, self._clocks.get(client, 0))
            ranges.append(integer(start) + integer(random.choice((0, 1, 1, 1, 2, 5, 400))))
        return integer(client) + integer(len(ranges)) + b"".join(ranges)

    def _content(self, kind: int) -> bytes:  # noqa: PLR0911 - one for each kind
        random = self._random
        word = block(random.choice(_WORDS).encode())
        if kind in (1,):
            return integer(random.choice((1, 2, 3)))
        if kind == 2:
            return integer(2) + block(b'{"a":1}') + block(b"undefined")
        if kind in (3, 5):
            return block(random.choice((b'{"a":1}', b"{", b"\xff")))
        if kind == 4:
            return word
        if kind == 6:
            return block(b"bold") + block(random.choice((b"true", b"null", b"{")))
        if kind == 7:
            return integer(random.choice((0, 1, 1, 2, 2, 2, 3, 4, 6, 7)))
        if kind == 8:
            values = [self._value() for _ in range(random.choice((1, 1, 2)))]
            return integer(len(values)) + b"".join(values)
        return block(b"guid") + b"\x76\x00"

    def _value(self) -> bytes:
        random = self._random
        return random.choice(
            (
                b"\x7e",
                b"\x7f",
                b"\x78",
                b"\x77" + block(random.choice(_WORDS).encode()),
                b"\x7d" + bytes([random.randrange(256), 1]),
                b"\x7b" + random.randbytes(8),
                b"\x7c" + random.randbytes(4),
                b"\x7a" + random.randbytes(8),
                b"\x74" + block(b"\x00\xff"),
                b"\x75\x02\x7e\x76\x01\x01k\x7f",
            )
        )


def is_readable(update: bytes) -> bool:
    """Whether the server's own reader takes it for an update."""
    try:
        read_update(update)
    except Malformed:
        return False
    return True
