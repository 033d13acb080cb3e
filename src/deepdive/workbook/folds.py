"""Which entries of the journal can become one, so that the rest of it still makes sense.

An entry may only stand behind those that it builds on. So entries of one author are put together where
those of others let them: an entry joins its author's earlier ones when all it builds on stands before these,
or these join it when nothing in between builds on them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from pycrdt import merge_updates

from deepdive.workbook.protocol import Malformed
from deepdive.workbook.update import Contents, read_update

# Merging takes more than twice as long for twice as many.
MOST_FOLDED = 500


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the journal, as far as folding needs it. ``touched`` has spaces between the names."""

    id: int
    author_id: int | None
    update: bytes
    touched: str


@dataclass(eq=False)
class _Fold:
    """Entries that become one, and the other folds that have to stand before it."""

    author_id: int | None
    entries: list[Entry] = field(default_factory=list)
    needs: set["_Fold"] = field(default_factory=set)
    is_closed: bool = False

    def as_entry(self, entry_id: int) -> Entry:
        if len(self.entries) == 1:
            return replace(self.entries[0], id=entry_id)
        touched = {name for entry in self.entries for name in entry.touched.split()}
        update = merge_updates(*(entry.update for entry in self.entries))
        return Entry(entry_id, self.author_id, update, " ".join(sorted(touched)))


def fold(entries: Iterable[Entry]) -> list[Entry]:
    """The entries, which stand in the order of their ids, as fewer that make the same document.

    Those of one author become one, or a few where the edits of several people build on each other. Each
    stands behind what it builds on. The ids are among those of the entries, and the last id stays.
    """
    line = _Line()
    for entry in entries:
        line.add(entry)
    ids = sorted(one.entries[-1].id for one in line.folds)
    return [one.as_entry(entry_id) for one, entry_id in zip(line.folds, ids, strict=True)]


class _Line:
    """Folds in an order in which each stands behind those that it needs."""

    def __init__(self) -> None:
        self.folds: list[_Fold] = []
        # for each client, which clocks came in which fold: the first, one past the last
        self._came: dict[int, list[tuple[int, int, _Fold]]] = {}

    def add(self, entry: Entry) -> None:
        """Put the entry where it can stand."""
        try:
            contents = read_update(entry.update)
        except Malformed:  # it was taken in when less was known; what it builds on cannot be told
            self._close_all()
            self.folds.append(_Fold(entry.author_id, [entry], is_closed=True))
            return
        needs = set(self._needed(contents))
        home = self._home(entry, needs)
        if home is None:
            home = _Fold(entry.author_id)
            self.folds.append(home)
        home.entries.append(entry)
        home.needs |= needs - {home}
        for client, end in contents.ends.items():
            self._came.setdefault(client, []).append((contents.begins[client], end, home))

    def _home(self, entry: Entry, needs: set[_Fold]) -> _Fold | None:
        """The fold that the entry can join, moved to the end of the line if it has to be."""
        behind: set[_Fold] = set()
        for one in reversed(self.folds):
            if one.author_id == entry.author_id:
                if one.is_closed or len(one.entries) == MOST_FOLDED:
                    return None
                if not needs & behind:
                    return one
                if any(one in other.needs for other in behind):
                    return None
                self.folds.remove(one)
                self.folds.append(one)
                return one
            behind.add(one)
        return None

    def _needed(self, contents: Contents) -> Iterator[_Fold]:
        """The folds that hold what an update builds on. Everything else was there before."""
        for needed in (contents.begins, contents.needs, contents.gaps):
            for client, clock in needed.items():
                for begin, end, one in self._came.get(client, ()):
                    if begin < clock <= end:
                        yield one

    def _close_all(self) -> None:
        for one in self.folds:
            one.is_closed = True
