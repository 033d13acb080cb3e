"""Which top-level name each edit belongs to.

An edit in the middle of a text names only its neighbour, so somebody has to remember where that one
stood. Observing every field would tell too, but costs more memory than the document itself.
"""

from bisect import bisect_right

from deepdive.workbook.update import Contents, Struct

# Where edits stand whose place can no longer be known: they were removed, and their place with them.
UNKNOWN = ""


class _Spans:
    """For one client, from which clock on its edits stand under which name."""

    __slots__ = ("end", "names", "starts")

    def __init__(self) -> None:
        self.starts: list[int] = []
        self.names: list[str] = []
        self.end = 0

    def add(self, clock: int, end: int, name: str) -> None:
        if not self.names or self.names[-1] != name:
            self.starts.append(max(clock, self.end))
            self.names.append(name)
        self.end = end

    def at(self, clock: int) -> str:
        place = bisect_right(self.starts, clock) - 1
        return self.names[place] if place >= 0 else UNKNOWN


class Roots:
    """The top-level name of every edit of one document."""

    def __init__(self) -> None:
        self._spans: dict[int, _Spans] = {}

    def note(self, contents: Contents) -> set[str]:
        """Remember where the update's edits stand; the names that it adds to or takes from.

        The document must have everything that the update builds on.
        """
        structs = contents.structs
        touched = set()
        for struct, name in zip(structs, self._names(structs), strict=True):
            client, clock, length, _ = struct
            spans = self._spans.get(client)
            if spans is None:
                spans = self._spans[client] = _Spans()
            if clock + length > spans.end:
                spans.add(clock, clock + length, name)
                touched.add(name)
        for client, start, end in contents.deletes:
            touched |= self._between(client, start, end)
        touched.discard(UNKNOWN)
        return touched

    def _between(self, client: int, start: int, end: int) -> set[str]:
        spans = self._spans.get(client)
        if spans is None:
            return set()
        first = max(bisect_right(spans.starts, start) - 1, 0)
        return set(spans.names[first : max(bisect_right(spans.starts, end - 1), first + 1)])

    def _names(self, structs: list[Struct]) -> list[str]:
        """The name for each struct. An edit may stand beside one that comes later in the same update."""
        names: list[str | None] = [None] * len(structs)
        places: dict[int, list[tuple[int, int]]] = {}
        if len(structs) > 1:
            for at, (client, clock, _, _) in enumerate(structs):
                places.setdefault(client, []).append((clock, at))
        for at in range(len(structs)):
            path = []
            here: int | None = at
            name = UNKNOWN
            while here is not None:
                known = names[here]
                if known is not None:
                    name = known
                    break
                path.append(here)
                names[here] = UNKNOWN  # so that edits which name each other in a circle come to an end
                name, here = self._beside(structs[here], places)
            for passed in path:
                names[passed] = name
        return [name or UNKNOWN for name in names]

    def _beside(self, struct: Struct, places: dict[int, list[tuple[int, int]]]) -> tuple[str, int | None]:
        """The name under which the struct stands, or the place in the update of the one that it stands by."""
        by = struct[3]
        if by is None:
            return UNKNOWN, None
        if isinstance(by, str):
            return by, None
        client, clock = by
        spans = self._spans.get(client)
        if spans is not None and clock < spans.end:
            return spans.at(clock), None
        run = places.get(client, [])
        at = bisect_right(run, (clock, len(run) + 1_000_000_000)) - 1
        return UNKNOWN, run[at][1] if at >= 0 else None
