"""Dots: votes for notes on a board."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from deepdive.core.board import Board, Note
from deepdive.core.refused import Refused


@dataclass(frozen=True, kw_only=True)
class Dotted:
    """A note and how many people gave it a dot. Notes with as many dots share ``place`` and are a tie."""

    note: Note
    n: int
    place: int
    is_tie: bool


def spend(chosen: Collection[str], *, budget: int, board: Board) -> tuple[str, ...]:
    """The ids of the notes that somebody votes for, each once.

    Refused with ``over-budget`` for more than ``budget``, and with ``no-such-note`` for a note that is
    not on the board.
    """
    notes = tuple(dict.fromkeys(chosen))
    if len(notes) > budget:
        over = len(notes) - budget
        raise Refused(
            "over-budget",
            f"You chose {len(notes)} notes and have {_dots(budget)}. Take the tick from {over}.",
        )
    known = {note.id for note in board.notes}
    if not known.issuperset(notes):
        raise Refused(
            "no-such-note",
            "A note that you chose is no longer on the board. Look at the list, then choose again.",
        )
    return notes


def ordered(board: Board, votes: Iterable[str]) -> tuple[Dotted, ...]:
    """The notes that have a dot, most dots first and of equals in the order of the board. Each vote is
    the id of a note; dots on a note that is gone are not counted."""
    counts = Counter(votes)
    dotted = [(note, counts[note.id]) for note in board.notes if counts[note.id]]
    line = sorted((n for _, n in dotted), reverse=True)
    return tuple(
        Dotted(note=note, n=n, place=line.index(n) + 1, is_tie=line.count(n) > 1)
        for note, n in sorted(dotted, key=lambda one: -one[1])
    )


def _dots(budget: int) -> str:
    return "1 dot" if budget == 1 else f"{budget} dots"
