"""The document of a live workbook: what may come into it, and what each update touches."""

from typing import NamedTuple

from pycrdt import Doc

from deepdive.core.patient_data import NHS_NUMBER_DIGITS, without_nhs_numbers
from deepdive.workbook.document import YDoc, clean_roots
from deepdive.workbook.entries import Stored
from deepdive.workbook.limits import LIMITS, Limits
from deepdive.workbook.protocol import Malformed
from deepdive.workbook.refusals import Refusal
from deepdive.workbook.replay import Waiting, is_sound, next_ready
from deepdive.workbook.roots import Located, Roots
from deepdive.workbook.update import Contents, read_clocks, read_update, with_deletes_of


class Spoilt(Exception):
    """The CRDT library stopped in the middle of an update; the document may hold a part of it."""


class Applied(NamedTuple):
    """An update that is in the document now, and the names that it touched. ``is_ours``: the server
    made it, to take patient data out again. ``has_waited``: it came earlier, by ``author_id``."""

    data: bytes
    touched: frozenset[str]
    is_ours: bool = False
    has_waited: bool = False
    author_id: int | None = None


class SharedDocument:
    """A document that takes in only what it can use."""

    def __init__(self, limits: Limits = LIMITS) -> None:
        self.document: YDoc = Doc()
        self._limits = limits
        self._clocks: dict[int, int] = {}
        self._roots = Roots()
        self._apart: list[Waiting] = []
        self._retired: frozenset[int] = frozenset()
        self._size = 0  # bytes; at least what the document takes as one update

    def load(self, found: Stored) -> None:
        """Become what is on the disk."""
        made = found.replayed()
        self._retired = found.era.retired
        self.document, self._clocks, self._roots, self._apart = (
            made.document,
            made.clocks,
            made.roots,
            made.waiting,
        )
        self._size = len(found.snapshot) + sum(len(entry.data) for entry in found.entries)

    def state(self) -> bytes:
        """What the document has, as a state vector."""
        return self.document.get_state()

    def is_of_old(self, state: bytes) -> bool:
        """Whether somebody with that state vector has a history that is gone; Malformed if it is none."""
        return bool(self._retired) and not self._retired.isdisjoint(read_clocks(state))

    def lacking(self, state: bytes) -> bytes:
        """The update that brings somebody with that state vector up to date; Malformed if it is none."""
        try:
            return self.document.get_update(state)
        except ValueError as fault:
            raise Malformed("no state vector") from fault

    def has_what_it_builds_on(self, contents: Contents) -> bool:
        """Whether an update can be applied now."""
        return contents.builds_on(self._clocks)

    def why_not(self, data: bytes, contents: Contents, *, author_id: int | None = None) -> Refusal | None:
        """Why an update is turned away whatever else comes, if it is."""
        # who sends edits of a generation that is gone would bring back what was removed
        if self._retired and not self._retired.isdisjoint(contents.clients):
            return Refusal.MOVED_ON
        if not contents.builds_on(self._clocks):
            if contents.furthest(self._clocks) > self._limits.furthest_ahead:
                return Refusal.CLOCK_FAR_OFF
            theirs = [len(one.data) for one in self._apart if one.author_id == author_id]
            are_few = len(theirs) < self._limits.most_waiting_updates
            has_room = are_few and sum(theirs) + len(data) <= self._limits.most_waiting
            return None if has_room or self.is_apart(data) else Refusal.MALFORMED
        # what only takes something out always has room
        if contents.structs and not self._has_room(data, contents):
            return Refusal.WORKBOOK_FULL
        return None

    def _has_room(self, data: bytes, contents: Contents) -> bool:
        if (
            len(self._clocks) + sum(client not in self._clocks for client in contents.ends)
            > self._limits.most_clients
        ):
            return False
        if self._size + len(data) > self._limits.largest_workbook:
            self._size = len(self.document.get_update())
        return self._size + len(data) <= self._limits.largest_workbook

    def is_apart(self, data: bytes) -> bool:
        """Whether the same update waits already: a client sends it again whenever it connects."""
        return any(one.data == data for one in self._apart)

    def set_apart(self, data: bytes, contents: Contents, *, author_id: int | None = None) -> None:
        """Keep an update until what it builds on has come."""
        self._apart.append(Waiting(data, contents, author_id))

    def apply(self, data: bytes, contents: Contents) -> list[Applied]:
        """Apply an update that builds on what is there, then those that waited for it, and take out the
        NHS numbers that they brought. Malformed or Spoilt if the update cannot be applied."""
        return self._apply(data, contents) + self.apply_ready()

    def apply_ready(self) -> list[Applied]:
        """Apply what waited and now can be applied; what cannot be is forgotten. Spoilt as with ``apply``."""
        done: list[Applied] = []
        while ready := next_ready(self._apart, self._clocks):
            if is_sound(self.document, self._roots, ready):
                first, *ours = self._apply(ready.data, ready.contents)
                done += [first._replace(has_waited=True, author_id=ready.author_id), *ours]
        return done

    def _apply(self, data: bytes, contents: Contents) -> list[Applied]:
        located = self._roots.locate(contents)
        before = self.document.get_state() if located.builds_on_what_is_gone else None
        try:
            self.document.apply_update(data)
        except ValueError as fault:
            raise Malformed("no update") from fault
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException as fault:  # the library's panics are no Exceptions
            raise Spoilt from fault
        if before is not None:
            # The library drops an edit that builds on what is gone. Whoever removed that later, or in the
            # same breath, may keep the edit, and then cannot take what builds on it in turn. So everybody,
            # and the journal, has it as it was taken in here.
            data = with_deletes_of(self.document.get_update(before), data)
        touched = self._note(data, located)
        done = [Applied(data, touched)]
        # reading a field costs more than everything else here, and few have so many digits
        suspects = [name for name in touched if self._roots.most_digits(name) >= NHS_NUMBER_DIGITS]
        fix = clean_roots(self.document, suspects, without_nhs_numbers) if suspects else None
        if fix:
            ours = self._roots.locate(read_update(fix))
            done.append(Applied(fix, self._note(fix, ours), is_ours=True))
        return done

    def _note(self, data: bytes, located: Located) -> frozenset[str]:
        self._size += len(data)
        located.contents.advance(self._clocks)
        return frozenset(self._roots.note(located))
