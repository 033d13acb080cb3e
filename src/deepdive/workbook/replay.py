"""From the entries of a journal to a document that holds nothing half-applied.

An update that builds on edits which are not there is never given to the CRDT library: it would put it
aside where no snapshot finds it. It waits here instead, until what it needs has come. The live document
does the same with the same functions, so that a workbook that is read again says what it said.
"""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field

from pycrdt import Doc

from deepdive.workbook.document import YDoc
from deepdive.workbook.protocol import Malformed
from deepdive.workbook.roots import Roots
from deepdive.workbook.update import Contents, read_clocks, read_update


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

    def has(self, contents: Contents) -> bool:
        """Whether all that an update holds is in the document, as far as can be told without trying."""
        is_known = all(end <= self.clocks.get(client, 0) for client, end in contents.ends.items())
        return is_known and not contents.deletes

    def note(self, update: bytes) -> None:
        """Take note of an update that is in the document."""
        try:
            contents = read_update(update)
            self.roots.note(self.roots.locate(contents))
        except Malformed:  # it was taken in when less was known
            self.clocks.update(read_clocks(self.document.get_state()))
            self.roots.note_unread()
        else:
            contents.advance(self.clocks)


def replay(snapshot: bytes, entries: Iterable[StoredEntry]) -> YDoc:
    """The document that the snapshot (empty if there is none) and the entries since make, in order."""
    entries = list(entries)
    if any(entry.waits for entry in entries):
        return replay_with_care(snapshot, entries).document
    document: YDoc = Doc()
    with document.transaction():
        for update in _all(snapshot, entries):
            document.apply_update(update)
    return document


def replay_with_care(snapshot: bytes, entries: Iterable[StoredEntry]) -> Replayed:
    """The same, with what is known of the document."""
    entries = list(entries)
    made = Replayed()
    if not any(entry.waits for entry in entries):
        made.document = replay(snapshot, entries)
        for update in _all(snapshot, entries):
            made.note(update)
        return made
    if snapshot:
        made.document.apply_update(snapshot)
        made.note(snapshot)
    for entry in entries:
        if entry.waits:
            with suppress(Malformed):
                made.waiting.append(Waiting(entry.data, read_update(entry.data), entry.author_id))
        else:
            made.document.apply_update(entry.data)
            made.note(entry.data)
        while ready := next_ready(made.waiting, made.clocks):
            if made.has(ready.contents):
                continue
            if is_sound(made.document, made.roots, ready):
                made.document.apply_update(ready.data)
                made.note(ready.data)
    return made


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
