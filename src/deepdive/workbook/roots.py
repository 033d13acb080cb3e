"""Where each edit stands: under which top-level name, in which shared type, under which key.

An edit in the middle of a text names only its neighbours, so somebody has to remember where those stood.
Observing every field would tell the name too, but costs more memory than the document itself.

It also shows which updates no honest client makes: an edit between neighbours that stand in different
places, inside something that holds nothing, or between the two halves of one character. The CRDT
library believes them, and then its document can no longer be read, or the process ends.
"""

from bisect import bisect_right
from math import inf
from typing import NamedTuple

from deepdive.workbook.protocol import Malformed
from deepdive.workbook.structs import EditId, Struct
from deepdive.workbook.update import Contents

# The library removes types within types by calling itself. A cell in a row is at depth two.
DEEPEST_TYPE = 20


class Place(NamedTuple):
    """``root``: the top-level name. ``holder``: the edit that made the shared type, None at the top.
    ``depth``: in how many shared types. ``is_gone``: what stood there was removed."""

    root: str
    holder: EditId | None = None
    key: str | None = None
    depth: int = 0
    is_gone: bool = False

    def is_beside(self, other: "Place") -> bool:
        """Whether the two can be neighbours."""
        return self is other or self[:3] == other[:3]


# Where edits stand whose place can no longer be known: they were removed, and their place with them.
UNKNOWN = Place("")


class _Spans:
    """For one client, from which clock on its edits stand in which place."""

    __slots__ = ("end", "places", "starts")

    def __init__(self) -> None:
        self.starts: list[int] = []
        self.places: list[Place] = []
        self.end = 0

    def add(self, clock: int, end: int, place: Place) -> None:
        if not self.places or self.places[-1] != place:
            self.starts.append(max(clock, self.end))
            self.places.append(place)
        self.end = end

    def at(self, clock: int) -> Place:
        at = bisect_right(self.starts, clock) - 1
        return self.places[at] if at >= 0 and clock < self.end else UNKNOWN


class Located:
    """An update whose edits' places are known."""

    __slots__ = ("builds_on_what_is_gone", "contents", "halves", "places", "spans", "types")

    def __init__(self, contents: Contents) -> None:
        self.contents = contents
        self.places: list[Place] = []
        # whether an edit of it stands where nothing is known to stand any more
        self.builds_on_what_is_gone = False
        # what is new in the update
        self.spans: dict[int, _Spans] = {}
        self.types: dict[EditId, Place] = {}
        self.halves: set[EditId] = set()


class Roots:
    """The places of all edits of one document."""

    def __init__(self) -> None:
        self._spans: dict[int, _Spans] = {}
        self._types: dict[EditId, Place] = {}
        self._halves: set[EditId] = set()
        # written so far under each name, removed or not
        self._digits: dict[str, float] = {}

    def locate(self, contents: Contents) -> Located:
        """Find where the update's edits stand. Malformed if no honest client made it.

        The document must have everything that the update builds on.
        """
        found = Located(contents)
        if contents.halves:
            found.halves = {half for half in contents.halves if half[1] >= self._known(half[0])}
        is_alone = len(contents.structs) == 1
        for struct in contents.structs:
            place = self._place(struct, found)
            found.places.append(place)
            if not place.root and not struct.is_gone:
                found.builds_on_what_is_gone = True
            client, clock = struct.client, struct.clock
            if struct.makes_type and clock >= self._known(client):
                found.types[client, clock] = _inside(place, (client, clock))
            if not is_alone:
                spans = found.spans.get(client)
                if spans is None:
                    spans = found.spans[client] = _Spans()
                spans.add(clock, clock + struct.length, place)
        for client, start, end in contents.deletes:
            self._check_cut((client, start), found)
            self._check_cut((client, end), found)
        return found

    def note(self, found: Located) -> set[str]:
        """Remember where the edits of an update stand that is in the document now; the names that it
        adds to or takes from."""
        touched = set()
        for struct, place in zip(found.contents.structs, found.places, strict=True):
            spans = self._spans.get(struct.client)
            if spans is None:
                spans = self._spans[struct.client] = _Spans()
            end = struct.clock + struct.length
            if end > spans.end:
                spans.add(struct.clock, end, place)
                touched.add(place.root)
                digits = found.contents.digits.get((struct.client, struct.clock))
                if digits:
                    self._digits[place.root] = self._digits.get(place.root, 0) + digits
        self._types |= found.types
        self._halves |= found.halves
        for client, start, end in found.contents.deletes:
            touched |= self._between(client, start, end)
        touched.discard(UNKNOWN.root)
        return touched

    def note_unread(self) -> None:
        """Remember that the document holds an update that could not be read."""
        self._digits[UNKNOWN.root] = inf

    def most_digits(self, name: str) -> float:
        """No more digits than these stand under the name. What stands in an unknown place may be there."""
        return self._digits.get(name, 0) + self._digits.get(UNKNOWN.root, 0)

    def _between(self, client: int, start: int, end: int) -> set[str]:
        spans = self._spans.get(client)
        if spans is None:
            return set()
        first = max(bisect_right(spans.starts, start) - 1, 0)
        last = max(bisect_right(spans.starts, end - 1), first + 1)
        return {place.root for place in spans.places[first:last]}

    def _known(self, client: int) -> int:
        spans = self._spans.get(client)
        return spans.end if spans is not None else 0

    def _at(self, edit: EditId, found: Located) -> Place:
        client, clock = edit
        spans = self._spans.get(client)
        if spans is None or clock >= spans.end:
            spans = found.spans.get(client)
        return spans.at(clock) if spans is not None else UNKNOWN

    def _place(self, struct: Struct, found: Located) -> Place:
        place = self._named_place(struct, found)
        known = self._known(struct.client)
        if struct.clock < known < struct.clock + struct.length:
            # the library takes only the rest of it, and puts that behind what is known
            self._check_cut((struct.client, known), found)
            place = _together(self._spans[struct.client].at(known - 1), place)
        if place.key is not None and struct.length > 1 and not struct.is_gone:
            # the library splits it, and overlooks one part when it removes the map
            raise Malformed("more than one value under a key")
        if place.is_gone != struct.is_gone and place is not UNKNOWN:
            place = place._replace(is_gone=struct.is_gone)
        return place

    def _named_place(self, struct: Struct, found: Located) -> Place:
        """The place that the struct gives for itself."""
        left, right, parent = struct.left, struct.right, struct.parent
        place = UNKNOWN
        if left is not None:
            self._check_cut((left[0], left[1] + 1), found)
            place = self._at(left, found)
        if right is not None:
            self._check_cut(right, found)
            place = _together(place, self._at(right, found))
        if isinstance(parent, str):
            return Place(parent, None, struct.key)
        if parent is not None:
            holder = self._types.get(parent) or found.types.get(parent)
            if holder is not None:
                return holder._replace(key=struct.key)
            stands_at = self._at(parent, found)
            if stands_at is not UNKNOWN and not stands_at.is_gone:
                raise Malformed("inside something that holds nothing")
        return place

    def _check_cut(self, edit: EditId, found: Located) -> None:
        """Malformed if nothing may come between this edit and the one before it."""
        if edit in self._halves or edit in found.halves:
            raise Malformed("between two halves of one character")


def _inside(place: Place, holder: EditId) -> Place:
    """The place in the shared type that an edit makes."""
    if place.depth == DEEPEST_TYPE:
        raise Malformed("types too deep in types")
    return Place(place.root, holder, None, place.depth + 1)


def _together(place: Place, other: Place) -> Place:
    """The place where both are."""
    if place is UNKNOWN:
        return other
    if other is not UNKNOWN and not place.is_beside(other):
        raise Malformed("between neighbours that are not in one place")
    return place
