"""From the entries of a journal to a document that holds nothing half-applied.

An update that builds on edits which are not there is never given to the CRDT library: it would put it
aside where no snapshot finds it. It waits here instead, until what it needs has come. The live document
does the same with the same functions, so that a workbook that is read again says what it said.
"""

from collections import defaultdict
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field

from pycrdt import Doc

from deepdive.workbook.document import YDoc
from deepdive.workbook.protocol import Malformed
from deepdive.workbook.roots import Roots
from deepdive.workbook.update import Contents, read_clocks, read_deletes, read_update


@dataclass(frozen=True, slots=True)
class StoredEntry:
    """An update as it was stored. ``waits``: it came before what it builds on."""

    data: bytes
    waits: bool = False
    author_id: int | None = None


@dataclass
class Waiting:
    """An update that waits for what it builds on, and who sent it."""

    data: bytes
    contents: Contents
    author_id: int | None = None


@dataclass
class Replayed:
    """A document, and what is known of it: how many edits of each client it holds, where they stand,
    and the updates that still wait."""

    document: YDoc = field(default_factory=Doc)
    clocks: dict[int, int] = field(default_factory=dict)
    roots: Roots = field(default_factory=Roots)
    waiting: list[Waiting] = field(default_factory=list)
    # what the document has deleted: for each client from which clock to which; None when it has to be read
    _deletes: dict[int, list[tuple[int, int]]] | None = None

    def has(self, contents: Contents) -> bool:
        """Whether all that an update brings or deletes has been brought or deleted already."""
        if any(end > self.clocks.get(client, 0) for client, end in contents.ends.items()):
            return False
        return not contents.deletes or self._has_deleted(contents)

    def apply(self, update: bytes) -> None:
        """Apply an update that builds on what is there."""
        self.document.apply_update(update)
        self.note(update)

    def note(self, update: bytes) -> None:
        """Take note of an update that is in the document."""
        self._deletes = None
        try:
            contents = read_update(update)
            self.roots.note(self.roots.locate(contents))
        except Malformed:  # it was taken in when less was known
            self.clocks.update(read_clocks(self.document.get_state()))
            self.roots.note_unread()
        else:
            contents.advance(self.clocks)

    def apply_one_that_waited(self) -> bool:
        """Apply an update that waits and now can be applied; whether there was one that brings something."""
        while ready := next_ready(self.waiting, self.clocks):
            if not self.has(ready.contents) and is_sound(self.document, self.roots, ready):
                self.apply(ready.data)
                return True
        return False

    def _has_deleted(self, contents: Contents) -> bool:
        if self._deletes is None:
            self._deletes = defaultdict(list)
            with suppress(Malformed):  # then what waits is looked at again
                for client, start, end in read_deletes(self.document.get_update()):
                    self._deletes[client].append((start, end))
        gone = self._deletes
        return all(
            any(first <= start and end <= last for first, last in gone.get(client, ()))
            for client, start, end in contents.deletes
        )


def replay(snapshot: bytes, entries: Iterable[StoredEntry]) -> YDoc:
    """The document that the snapshot (empty if there is none) and the entries since make, in order, with
    all that can be taken in of what waits."""
    entries = list(entries)
    if any(entry.waits for entry in entries):
        made = replay_with_care(snapshot, entries)
        while made.apply_one_that_waited():
            pass
        return made.document
    document: YDoc = Doc()
    with document.transaction():
        for update in _all(snapshot, entries):
            document.apply_update(update)
    return document


def replay_with_care(snapshot: bytes, entries: Iterable[StoredEntry]) -> Replayed:
    """The document as it was in memory when the last entry was written, and what is known of it.

    What waited and was then taken in was stored once more, as it was taken in, so the first copy is left
    alone; it serves only where an entry builds on it and no second copy came before (the process died in
    between).
    """
    entries, made = list(entries), Replayed()
    if not any(entry.waits for entry in entries):
        made.document = replay(snapshot, entries)
        for update in _all(snapshot, entries):
            made.note(update)
        return made
    if snapshot:
        made.apply(snapshot)
    for entry in entries:
        if entry.waits:
            with suppress(Malformed):
                made.waiting.append(Waiting(entry.data, read_update(entry.data), entry.author_id))
            continue
        while made.waiting and not _builds_on(entry.data, made.clocks) and made.apply_one_that_waited():
            pass
        made.apply(entry.data)
    made.waiting = [one for one in made.waiting if not made.has(one.contents)]
    return made


def _builds_on(update: bytes, clocks: dict[int, int]) -> bool:
    try:
        return read_update(update).builds_on(clocks)
    except Malformed:  # as far as can be told
        return True


def next_ready(waiting: list[Waiting], clocks: dict[int, int]) -> Waiting | None:
    """Take out of ``waiting`` an update that can be applied to a document with these clocks."""
    for at, one in enumerate(waiting):
        if one.contents.builds_on(clocks):
            return waiting.pop(at)
    return None


def is_sound(document: YDoc, roots: Roots, waiting: Waiting) -> bool:
    """Whether the document can take an update that was waiting. Whoever sends what it waited for is not to
    suffer from it, so it is tried on a copy first."""
    copy: YDoc = Doc()
    copy.apply_update(document.get_update())
    try:
        roots.locate(waiting.contents)
        copy.apply_update(waiting.data)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # the library's panics are no Exceptions
        return False
    return True


def _all(snapshot: bytes, entries: list[StoredEntry]) -> Iterable[bytes]:
    if snapshot:
        yield snapshot
    for entry in entries:
        yield entry.data
