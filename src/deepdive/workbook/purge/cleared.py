"""A workbook without what is to be removed, and without its history."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from pycrdt import Doc

from deepdive.core.refused import Refused
from deepdive.workbook import protocol
from deepdive.workbook.document import YDoc, clean_roots, read_root, restore, root_names, texts_in
from deepdive.workbook.protocol import Malformed
from deepdive.workbook.purge.clock_spans import ClockSpans, spans_of, without
from deepdive.workbook.purge.wanted import Additions, Words
from deepdive.workbook.replay import StoredEntry, replay
from deepdive.workbook.roots import Roots
from deepdive.workbook.update import read_clocks, read_update

NOTHING = b"\x00\x00"  # an update of no edits


@dataclass(frozen=True)
class Entry:
    """An entry of the journal: the update, when it was made, and whether it waits for others."""

    update: bytes
    made_at: datetime
    waits: bool


@dataclass(frozen=True)
class Cleared:
    """What becomes of a workbook.

    ``state`` is all that it says, as one update without a past. ``found`` counts, for each top-level name,
    where something was removed. ``clients`` are those whose edits made the old history.
    """

    state: bytes
    names: frozenset[str]
    found: Mapping[str, int]
    clients: frozenset[int]
    waiting: int


def without_words(entries: Iterable[Entry], words: Words, *, root: str, everywhere: bool = False) -> Cleared:
    """The workbook with the text taken out of the top-level name ``root``, or out of all of them.

    Refused with ``elsewhere`` when it stands under other names too, and with ``not-sure`` when it stands
    where nothing can be taken out.
    """
    entries = list(entries)
    document = _replayed(entries)
    clients = _clients(document, entries)
    found = {name: times for name in root_names(document) if (times := _times(document, name, words))}
    others = sorted(found.keys() - {root})
    if others and not everywhere:
        raise Refused(
            "elsewhere",
            f"The text also stands in {', '.join(others)}. Remove it from everywhere, or name these first.",
        )
    clean_roots(document, found, words.out_of)
    cleared = _anew(document, entries, found, clients)
    if words.is_in_bytes(cleared.state):
        raise Refused("not-sure", "The text stands where it cannot be taken out, such as in an id.")
    return cleared


def without_additions(entries: Iterable[Entry], additions: Additions, *, root: str) -> Cleared:
    """The workbook without what was added under the name ``root`` in that time. A row that was added then
    goes with everything in it."""
    entries = list(entries)
    document = _replayed(entries)
    clients = _clients(document, entries)
    edits = list(_edits_under(root, entries))
    # clients send edits again; what was there before was not added then
    added = without(
        spans_of(edit for at, edit in edits if additions.since <= at < additions.until),
        spans_of(edit for at, edit in edits if at < additions.since),
    )
    before = _size(document, root)
    document.apply_update(_deletion(added))
    removed = before - _size(document, root)
    return _anew(document, entries, {root: removed} if removed else {}, clients)


def _replayed(entries: Iterable[Entry]) -> YDoc:
    return replay(b"", [StoredEntry(entry.update, entry.waits) for entry in entries])


def _edits_under(root: str, entries: Iterable[Entry]) -> Iterator[tuple[datetime, tuple[int, int, int]]]:
    """The edits under the name, each with when it came: client, first clock and how many."""
    roots = Roots()
    # those that waited last: what they build on may have come later
    for entry in sorted(entries, key=lambda one: one.waits):
        try:
            located = roots.locate(read_update(entry.update))
        except Malformed as fault:
            if entry.waits:
                continue
            raise Refused("not-sure", "The history cannot be read. Give the text instead.") from fault
        roots.note(located)
        for struct, place in zip(located.contents.structs, located.places, strict=True):
            if place.root == root:
                yield entry.made_at, (struct.client, struct.clock, struct.length)


def _clients(document: YDoc, entries: Iterable[Entry]) -> frozenset[int]:
    """Every client whose edits are in the document or wait for others."""
    clients = set(read_clocks(document.get_state()))
    for entry in entries:
        with suppress(Malformed):  # what was taken in when less was known is in the document all the same
            clients |= read_update(entry.update).clients
    return frozenset(clients)


def _anew(document: YDoc, entries: list[Entry], found: Mapping[str, int], clients: frozenset[int]) -> Cleared:
    names = root_names(document)
    return Cleared(
        state=restore(Doc(), document, names) or NOTHING,
        names=names,
        found=found,
        clients=clients,
        waiting=sum(entry.waits for entry in entries),
    )


def _times(document: YDoc, name: str, words: Words) -> int:
    return sum(words.times_in(text) for text in texts_in(read_root(document, name)))


def _size(document: YDoc, name: str) -> int:
    """How many letters stand under the name."""
    return sum(len(text) for text in texts_in(read_root(document, name)))


def _deletion(edits: ClockSpans) -> bytes:
    """The update that takes out these edits."""
    out = protocol.integer(0) + protocol.integer(len(edits))
    for client, spans in edits.items():
        out += protocol.integer(client) + protocol.integer(len(spans))
        out += b"".join(protocol.integer(start) + protocol.integer(end - start) for start, end in spans)
    return out
