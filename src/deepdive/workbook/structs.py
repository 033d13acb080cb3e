"""The edits that an update is made of, and the order in which one builds on another."""

from typing import NamedTuple

from deepdive.workbook.protocol import Malformed

# Somebody's edit: the client and the clock.
EditId = tuple[int, int]


class Struct(NamedTuple):
    """A run of one client's edits, ``length`` clocks long from ``clock`` on.

    ``left`` and ``right`` are its neighbours when it was made. Only where it has none, ``parent`` says
    where it stands: under a top-level name, or in the shared type that an edit made, and there under
    ``key`` if it is a map's. ``makes_type``: it is a shared type itself. ``is_gone``: what it said was
    removed.
    """

    client: int
    clock: int
    length: int
    left: EditId | None = None
    right: EditId | None = None
    parent: str | EditId | None = None
    key: str | None = None
    makes_type: bool = False
    is_gone: bool = False

    @property
    def names(self) -> list[EditId]:
        """The edits that it builds on."""
        parent = self.parent if isinstance(self.parent, tuple) else None
        return [edit for edit in (self.left, self.right, parent) if edit is not None]


def in_causal_order(runs: list[list[Struct]]) -> list[Struct]:
    """The structs of all clients, each after those of this update that it builds on. Malformed if some
    build on each other in a circle: the CRDT library would put them aside for ever."""
    if len(runs) == 1:
        return runs[0]
    ordered: list[Struct] = []
    waiting = {run[0].client: run[::-1] for run in runs}
    for client in waiting:
        _follow(client, waiting, ordered)
    return ordered


def _follow(client: int, waiting: dict[int, list[Struct]], ordered: list[Struct]) -> None:
    """Move the client's structs from ``waiting`` (the first is last) to ``ordered``, and before each
    those that it builds on."""
    path = {client: True}  # in the order in which they were added
    while path:
        here = next(reversed(path))
        run = waiting[here]
        if not run:
            del path[here]
            continue
        needed = next((other for other, clock in run[-1].names if _waits(waiting, other, clock)), None)
        if needed is None:
            ordered.append(run.pop())
            if len(path) > 1:
                del path[here]  # perhaps that was all that the one before it needed
        elif needed in path:
            raise Malformed("edits that build on each other")
        else:
            path[needed] = True


def _waits(waiting: dict[int, list[Struct]], client: int, clock: int) -> bool:
    """Whether that edit is in the update and still to come."""
    run = waiting.get(client)
    return bool(run) and run[-1].clock <= clock < run[0].clock + run[0].length  # type: ignore[index]
