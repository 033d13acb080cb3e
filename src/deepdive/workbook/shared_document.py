"""The document of a live workbook: what may come into it, and what each update touches."""

from contextlib import suppress
from dataclasses import dataclass

from pycrdt import Doc

from deepdive.core.patient_data import without_nhs_numbers
from deepdive.workbook.document import YDoc, clean_roots
from deepdive.workbook.entries import Stored
from deepdive.workbook.limits import FURTHEST_AHEAD, LARGEST_WORKBOOK, MOST_WAITING
from deepdive.workbook.protocol import Malformed
from deepdive.workbook.refusals import Refusal
from deepdive.workbook.replay import Waiting, take_ready
from deepdive.workbook.roots import Located, Roots
from deepdive.workbook.update import Contents, read_clocks, read_update


class Spoilt(Exception):
    """The CRDT library stopped in the middle of an update; the document may hold a part of it."""


@dataclass(frozen=True, slots=True)
class Applied:
    """An update that is in the document now, and the names that it touched. ``is_ours``: the server
    made it, to take patient data out again."""

    data: bytes
    touched: frozenset[str]
    is_ours: bool = False


class SharedDocument:
    """A document that takes in only what it can use."""

    def __init__(self) -> None:
        self.document: YDoc = Doc()
        self._clocks: dict[int, int] = {}
        self._roots = Roots()
        self._apart: list[Waiting] = []
        self._retired: frozenset[int] = frozenset()
        self._size = 0  # bytes; at least what the document takes as one update

    def load(self, found: Stored) -> None:
        """Become what is on the disk."""
        replayed = found.replayed()
        self._retired = found.era.retired
        self.document, self._clocks, self._apart = replayed.document, replayed.clocks, replayed.waiting
        for update in [*([found.snapshot] if found.snapshot else []), *found.updates, *found.waiting]:
            with suppress(Malformed):  # what was taken in when less was known is in the document all the same
                contents = read_update(update)
                if contents.builds_on(self._clocks):
                    self._roots.note(self._roots.locate(contents))
            self._size += len(update)

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

    def why_not(self, data: bytes, contents: Contents) -> Refusal | None:
        """Why an update is turned away whatever else comes, if it is."""
        # who sends edits of a generation that is gone would bring back what was removed
        if self._retired and not self._retired.isdisjoint(contents.clients):
            return Refusal.MOVED_ON
        if contents.furthest(self._clocks) > FURTHEST_AHEAD:
            return Refusal.CLOCK_FAR_OFF
        if not contents.builds_on(self._clocks):
            waiting = sum(len(one.data) for one in self._apart)
            return Refusal.MALFORMED if waiting + len(data) > MOST_WAITING else None
        # what only takes something out always has room
        if contents.structs and self._size + len(data) > LARGEST_WORKBOOK:
            self._size = len(self.document.get_update())
            if self._size + len(data) > LARGEST_WORKBOOK:
                return Refusal.WORKBOOK_FULL
        return None

    def set_apart(self, data: bytes, contents: Contents) -> None:
        """Keep an update until what it builds on has come."""
        self._apart.append(Waiting(data, contents))

    def apply(self, data: bytes, contents: Contents) -> list[Applied]:
        """Apply an update that builds on what is there, then those that waited for it, and take out the
        NHS numbers that they brought. Malformed or Spoilt if the update cannot be applied."""
        done = self._apply(data, contents)
        if self._apart:
            for one in take_ready(self._apart, self._clocks):
                done += self._apply(one.data, one.contents)
        return done

    def _apply(self, data: bytes, contents: Contents) -> list[Applied]:
        located = self._roots.locate(contents)
        try:
            self.document.apply_update(data)
        except ValueError as fault:
            raise Malformed("no update") from fault
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException as fault:  # the library's panics are no Exceptions
            raise Spoilt from fault
        touched = self._note(data, located)
        done = [Applied(data, touched)]
        fix = clean_roots(self.document, touched, without_nhs_numbers)
        if fix:
            ours = self._roots.locate(read_update(fix))
            done.append(Applied(fix, self._note(fix, ours), is_ours=True))
        return done

    def _note(self, data: bytes, located: Located) -> frozenset[str]:
        self._size += len(data)
        located.contents.advance(self._clocks)
        return frozenset(self._roots.note(located))
