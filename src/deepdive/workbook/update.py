"""What a Yjs update says about itself, read without applying it.

The CRDT library trusts what it is given: an update that builds on edits it has never seen is put aside
inside the document, where no snapshot finds it again, and some that no honest client makes can end the
process. So each update is read here first. The format is that of Yjs (version 1 of its update encoding,
`yjs/src/utils/encoding.js` and `yjs/src/structs`): for each client a run of structs, then what is deleted.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from deepdive.workbook.protocol import Malformed, Reader

Clocks = Mapping[int, int]

# A person who typed day and night for a year would stay below it.
FURTHEST_CLOCK = 2**31 - 1
DEEPEST_VALUE = 20

_KIND, _NAMED_KEY, _RIGHT, _LEFT = 0x1F, 0x20, 0x40, 0x80
_GC, _DELETED, _JSON, _BINARY, _STRING, _EMBED, _FORMAT, _TYPE, _ANY, _SKIP = 0, 1, 2, 3, 4, 5, 6, 7, 8, 10
# shared arrays, maps and texts; the XML types and documents within documents have no place in a workbook
_TYPES = (0, 1, 2)


# A run of one client's edits: the client, the first clock, how many, and where they stand: under a
# top-level name, beside or in the edit with that client and clock, or nobody can tell any more.
Struct = tuple[int, int, int, str | tuple[int, int] | None]


@dataclass(slots=True)
class Contents:
    """What an update holds: for each client from which clock to which its edits run, which clocks of
    which clients have to be there before (one past the last), the edits themselves, and what it deletes
    (client, first clock, one past the last)."""

    begins: dict[int, int] = field(default_factory=dict)
    ends: dict[int, int] = field(default_factory=dict)
    needs: dict[int, int] = field(default_factory=dict)
    structs: list[Struct] = field(default_factory=list)
    deletes: list[tuple[int, int, int]] = field(default_factory=list)
    has_gap: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether it changes nothing in any document."""
        return not self.structs and not self.deletes

    def advance(self, clocks: dict[int, int]) -> None:
        """Note in ``clocks`` that a document now holds these edits."""
        for client, end in self.ends.items():
            if end > clocks.get(client, 0):
                clocks[client] = end

    def builds_on(self, state: Clocks) -> bool:
        """Whether a document with these clocks has everything that the update builds on."""
        if self.has_gap or any(begin > state.get(client, 0) for client, begin in self.begins.items()):
            return False
        ends = self.ends
        return all(
            clock <= state.get(client, 0) or clock <= ends.get(client, 0)
            for client, clock in self.needs.items()
        )

    def furthest(self, state: Clocks) -> int:
        """How many edits of one client lie between what the document has and what the update names."""
        named = (*self.begins.items(), *self.needs.items())
        return max((clock - state.get(client, 0) for client, clock in named), default=0)


def read_clocks(state: bytes) -> dict[int, int]:
    """A state vector: for each client, how many of its edits are known. Malformed if it is none."""
    reader = Reader(state)
    clocks = {reader.integer(): reader.integer() for _ in range(reader.integer())}
    if not reader.is_done:
        raise Malformed("more than was announced")
    return clocks


def read_update(update: bytes) -> Contents:
    """What the update says about itself; Malformed if it is none, or holds what a workbook never does."""
    reader, found = Reader(update), Contents()
    for _ in range(reader.integer()):
        _read_run(reader, found)
    for _ in range(reader.integer()):
        client = reader.integer()
        for _ in range(reader.integer()):
            start = reader.integer()
            end = _clock(start + reader.integer())
            found.deletes.append((client, start, end))
            _need(found, client, end)
    if not reader.is_done:
        raise Malformed("more than was announced")
    return found


def _read_run(reader: Reader, found: Contents) -> None:
    structs = reader.integer()
    client = reader.integer()
    clock = _clock(reader.integer())
    if client in found.begins:
        raise Malformed("a client twice")
    if structs == 0:
        return
    found.begins[client] = clock
    for _ in range(structs):
        info = reader.byte()
        kind = info & _KIND
        by: str | tuple[int, int] | None = None
        if kind not in (_GC, _SKIP):
            by = _read_place(reader, info, found)
        length = reader.integer() if kind in (_GC, _SKIP) else _read_content(reader, kind)
        if length == 0:
            raise Malformed("an edit of nothing")
        if kind == _SKIP:
            found.has_gap = True
        else:
            found.structs.append((client, clock, length, by))
        clock = _clock(clock + length)
    found.ends[client] = clock


def _read_place(reader: Reader, info: int, found: Contents) -> str | tuple[int, int]:
    """Where an item stands: under which name, or beside or in which other item."""
    by: str | tuple[int, int] | None = None
    if info & _LEFT:
        by = _need_item(reader, found)
    if info & _RIGHT:
        right = _need_item(reader, found)
        by = by or right
    if by is not None:
        return by
    is_root = reader.integer()
    if is_root == 1:
        by = reader.text()
    elif is_root == 0:
        by = _need_item(reader, found)
    else:
        raise Malformed("no such parent")
    if info & _NAMED_KEY:
        reader.text()
    return by


def _read_content(reader: Reader, kind: int) -> int:
    """Pass over an item's content; how many clocks it takes."""
    length = 1
    if kind == _STRING:
        length = _utf16_length(reader.text())
    elif kind == _DELETED:
        length = reader.integer()
    elif kind == _ANY:
        length = reader.integer()
        for _ in range(length):
            _read_any(reader, DEEPEST_VALUE)
    elif kind == _JSON:
        length = reader.integer()
        for _ in range(length):
            reader.text()
    elif kind == _TYPE:
        if reader.integer() not in _TYPES:
            raise Malformed("no such type")
    elif kind == _FORMAT:
        reader.text()
        reader.text()
    elif kind in (_BINARY, _EMBED):
        reader.block()
    else:
        raise Malformed("no such content")
    return length


def _read_any(reader: Reader, depth: int) -> None:
    """Pass over a value in lib0's encoding of JSON-like values (lib0/encoding.js, writeAny)."""
    if depth == 0:
        raise Malformed("a value is too deep")
    kind = reader.byte()
    if kind in (127, 126, 121, 120):  # undefined, null, false, true
        return
    if kind == 125:
        reader.skip_signed_integer()
    elif kind == 124:
        reader.skip(4)
    elif kind in (123, 122):
        reader.skip(8)
    elif kind == 119:
        reader.text()
    elif kind == 118:
        for _ in range(reader.integer()):
            reader.text()
            _read_any(reader, depth - 1)
    elif kind == 117:
        for _ in range(reader.integer()):
            _read_any(reader, depth - 1)
    elif kind == 116:
        reader.block()
    else:
        raise Malformed("no such value")


def _need_item(reader: Reader, found: Contents) -> tuple[int, int]:
    client = reader.integer()
    clock = _clock(reader.integer())
    _need(found, client, clock + 1)
    return client, clock


def _need(found: Contents, client: int, clock: int) -> None:
    if clock > found.needs.get(client, 0):
        found.needs[client] = clock


def _clock(value: int) -> int:
    if value > FURTHEST_CLOCK:
        raise Malformed("a clock that nobody can have reached")
    return value


def _utf16_length(text: str) -> int:
    """Yjs counts as JavaScript does, in UTF-16 units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2
