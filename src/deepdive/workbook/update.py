"""What a Yjs update says about itself, read without applying it.

The CRDT library trusts what it is given: an update that builds on edits it has never seen is put aside
inside the document, where no snapshot finds it again, and some that no honest client makes can end the
process. So each update is read here first. The format is that of Yjs (version 1 of its update encoding,
`yjs/src/utils/encoding.js` and `yjs/src/structs`): for each client a run of structs, then what is deleted.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from deepdive.core.patient_data import digits_in
from deepdive.workbook.protocol import Malformed, Reader
from deepdive.workbook.structs import EditId, Struct, in_causal_order

Clocks = Mapping[int, int]

# A person who typed day and night for a year would stay below it.
FURTHEST_CLOCK = 2**31 - 1
DEEPEST_VALUE = 20
LONGEST_NAME = 200  # characters

_KIND, _NAMED_KEY, _RIGHT, _LEFT = 0x1F, 0x20, 0x40, 0x80
# Plain words, values and shared types are all that a workbook holds. The other kinds of content (embedded
# objects, formats, bytes, documents within documents) make the CRDT library miscount or its maps unreadable.
_GC, _DELETED, _STRING, _TYPE, _ANY, _SKIP = 0, 1, 4, 7, 8, 10
# shared arrays, maps and texts
_TYPES = (0, 1, 2)
_LAST_OF_ONE_UNIT = "\uffff"


@dataclass(slots=True)
class Contents:
    """What an update holds: for each client from which clock to which its edits run, which clocks of
    which clients have to be there before (one past the last), the edits themselves, each after those
    that it builds on, and what it deletes (client, first clock, one past the last).

    ``halves``: the second clocks of characters that take two. No edit may come between the two.
    ``digits``: how many digits there are in what an edit writes, if any.
    """

    begins: dict[int, int] = field(default_factory=dict)
    ends: dict[int, int] = field(default_factory=dict)
    needs: dict[int, int] = field(default_factory=dict)
    gaps: dict[int, int] = field(default_factory=dict)
    structs: list[Struct] = field(default_factory=list)
    deletes: list[tuple[int, int, int]] = field(default_factory=list)
    halves: set[EditId] = field(default_factory=set)
    digits: dict[EditId, int] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether it changes nothing in any document."""
        return not self.structs and not self.deletes

    @property
    def clients(self) -> frozenset[int]:
        """Every client that it names: whose edits it brings, builds on or takes out."""
        return frozenset((*self.begins, *self.needs, *(client for client, _, _ in self.deletes)))

    def advance(self, clocks: dict[int, int]) -> None:
        """Note in ``clocks`` that a document now holds these edits."""
        for client, end in self.ends.items():
            if end > clocks.get(client, 0):
                clocks[client] = end

    def builds_on(self, state: Clocks) -> bool:
        """Whether a document with these clocks has everything that the update builds on. ``gaps`` are
        edits that it passes over: those are not in it, so they have to be there."""
        # asked of every letter that anybody types: a loop takes half the time of any() and all()
        for named in (self.begins, self.gaps):
            for client, clock in named.items():
                if clock > state.get(client, 0):
                    return False
        for client, clock in self.needs.items():
            if clock > state.get(client, 0) and clock > self.ends.get(client, 0):
                return False
        return True

    def furthest(self, state: Clocks) -> int:
        """How many edits of one client lie between what the document has and what the update names."""
        named = (*self.begins.items(), *self.needs.items(), *self.gaps.items())
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
    runs = [_read_run(reader, found) for _ in range(reader.integer())]
    found.structs = in_causal_order([run for run in runs if run])
    _read_deletes(reader, found)
    if not reader.is_done:
        raise Malformed("more than was announced")
    return found


def read_deletes(update: bytes) -> list[tuple[int, int, int]]:
    """What the update deletes, as in :class:`Contents`. Malformed if it is none."""
    reader, found = Reader(update), Contents()
    reader.skip(_end_of_edits(update))
    _read_deletes(reader, found)
    return found.deletes


def with_deletes_of(edits: bytes, deletes: bytes) -> bytes:
    """An update with the edits of one and what another deletes. Malformed if either is none."""
    return edits[: _end_of_edits(edits)] + deletes[_end_of_edits(deletes) :]


def _end_of_edits(update: bytes) -> int:
    reader, found = Reader(update), Contents()
    for _ in range(reader.integer()):
        _read_run(reader, found)
    return reader.at


def _read_deletes(reader: Reader, found: Contents) -> None:
    """Yjs writes them in order, and the library overlooks some that are not."""
    clients = set()
    for _ in range(reader.integer()):
        client = reader.integer()
        if client in clients:
            raise Malformed("a client twice")
        clients.add(client)
        end = 0
        for _ in range(reader.integer()):
            start = reader.integer()
            length = reader.integer()
            if start < end or length == 0:
                raise Malformed("deletes out of order")
            end = _clock(start + length)
            found.deletes.append((client, start, end))
            _need(found, client, end)


def _read_run(reader: Reader, found: Contents) -> list[Struct]:
    structs = reader.integer()
    client = reader.integer()
    clock = _clock(reader.integer())
    if client in found.begins:
        raise Malformed("a client twice")
    run: list[Struct] = []
    if structs == 0:
        return run
    found.begins[client] = clock
    for _ in range(structs):
        info = reader.byte()
        kind = info & _KIND
        if kind in (_GC, _SKIP):
            if info != kind:
                raise Malformed("a place for what stands nowhere")
            struct = Struct(client, clock, reader.integer(), is_gone=True)
        else:
            struct = _read_item(reader, info, client, clock, found)
        if struct.length == 0:
            raise Malformed("an edit of nothing")
        clock = _clock(clock + struct.length)
        if kind == _SKIP:
            found.gaps[client] = clock
        else:
            run.append(struct)
    found.ends[client] = clock
    return run


def _read_item(reader: Reader, info: int, client: int, clock: int, found: Contents) -> Struct:
    left = _need_item(reader, client, clock, found) if info & _LEFT else None
    right = _need_item(reader, client, clock, found) if info & _RIGHT else None
    parent: str | EditId | None = None
    key = None
    if left is None and right is None:
        parent = _read_parent(reader, client, clock, found)
        if info & _NAMED_KEY:
            key = reader.text()
    kind = info & _KIND
    if kind == _STRING:
        length = _read_string(reader, client, clock, found)
    else:
        length, digits = _read_content(reader, kind)
        if digits:
            found.digits[client, clock] = digits
    return Struct(client, clock, length, left, right, parent, key, kind == _TYPE, kind == _DELETED)


def _read_parent(reader: Reader, client: int, clock: int, found: Contents) -> str | EditId:
    """Where an item without neighbours stands: under a top-level name, or in the type that an edit made."""
    is_root = reader.integer()
    if is_root == 0:
        return _need_item(reader, client, clock, found)
    if is_root != 1:
        raise Malformed("no such parent")
    name = reader.text()
    if len(name) > LONGEST_NAME or not name.isprintable():
        raise Malformed("no such name")
    return name


def _read_string(reader: Reader, client: int, clock: int, found: Contents) -> int:
    """Note the characters of a text that take two clocks; how many clocks the text takes. Yjs counts as
    JavaScript does, in UTF-16 units."""
    text = reader.text()
    digits = digits_in(text)
    if digits:
        found.digits[client, clock] = digits
    if text.isascii():
        return len(text)
    length = 0
    for letter in text:
        length += 1
        if letter > _LAST_OF_ONE_UNIT:
            found.halves.add((client, clock + length))
            length += 1
    return length


def _read_content(reader: Reader, kind: int) -> tuple[int, int]:
    """Pass over an item's content; how many clocks it takes, and how many digits are in its texts."""
    length, digits = 1, 0
    if kind == _DELETED:
        length = reader.integer()
    elif kind == _ANY:
        length = reader.integer()
        for _ in range(length):
            digits += _read_any(reader, DEEPEST_VALUE)
    elif kind == _TYPE:
        if reader.integer() not in _TYPES:
            raise Malformed("no such type")
    else:
        raise Malformed("no such content")
    return length, digits


def _read_any(reader: Reader, depth: int) -> int:
    """Pass over a value in lib0's encoding of JSON-like values (lib0/encoding.js, writeAny); how many
    digits are in its texts."""
    if depth == 0:
        raise Malformed("a value is too deep")
    kind = reader.byte()
    digits = 0
    if kind == 119:
        digits = digits_in(reader.text())
    elif kind == 125:
        reader.skip_signed_integer()
    elif kind == 124:
        reader.skip(4)
    elif kind in (123, 122):
        reader.skip(8)
    elif kind == 118:
        for _ in range(reader.integer()):
            reader.text()
            digits += _read_any(reader, depth - 1)
    elif kind == 117:
        for _ in range(reader.integer()):
            digits += _read_any(reader, depth - 1)
    elif kind == 116:
        reader.block()
    elif kind not in (127, 126, 121, 120):  # undefined, null, false, true
        raise Malformed("no such value")
    return digits


def _need_item(reader: Reader, client: int, clock: int, found: Contents) -> EditId:
    """The edit that the one with this client and clock names."""
    other = reader.integer()
    needed = reader.integer()
    if other == client and needed >= clock:
        raise Malformed("an edit that builds on itself or its next")
    _need(found, other, _clock(needed + 1))
    return other, needed


def _need(found: Contents, client: int, clock: int) -> None:
    if clock > found.needs.get(client, 0):
        found.needs[client] = clock


def _clock(value: int) -> int:
    if value > FURTHEST_CLOCK:
        raise Malformed("a clock that nobody can have reached")
    return value
