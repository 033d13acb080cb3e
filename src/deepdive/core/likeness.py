"""Likeness of short texts: under which headings a note may belong."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from deepdive.core.board import Heading, Pile

# below this two short texts share little more than their letters
ALIKE_ENOUGH = 0.4
MOST_SUGGESTED = 2
LONGEST_COMPARED = 300
# a word shorter than this says nothing about a subject
SHORTEST_WORD = 4


@dataclass(frozen=True)
class _Text:
    words: frozenset[str]
    threes: frozenset[str]


def suggestions(piles: Sequence[Pile]) -> Mapping[str, tuple[Heading, ...]]:
    """For each note that stands under no heading, by its id: at most two headings whose own words, or whose
    notes, are most like the note's, the likest first. A note that is like nothing is left out."""
    headed = [
        (pile.heading, [_prepared(text) for text in (pile.heading.title, *(n.text for n in pile.notes))])
        for pile in piles
        if pile.heading is not None
    ]
    loose = [note for pile in piles if pile.heading is None for note in pile.notes]
    found = {note.id: _likest(_prepared(note.text), headed) for note in loose}
    return {note_id: headings for note_id, headings in found.items() if headings}


def _likest(text: _Text, headed: Sequence[tuple[Heading, Sequence[_Text]]]) -> tuple[Heading, ...]:
    scored = [(max(_likeness(text, other) for other in others), heading) for heading, others in headed]
    alike = [(score, heading) for score, heading in scored if score >= ALIKE_ENOUGH]
    # sorting keeps the order of the board where two are as like
    line = sorted(alike, key=lambda one: -one[0])
    return tuple(heading for _, heading in line[:MOST_SUGGESTED])


def _prepared(text: str) -> _Text:
    words = [word.strip(".,;:!?()\"'“”‘’") for word in text[:LONGEST_COMPARED].casefold().split()]
    long = frozenset(word for word in words if len(word) >= SHORTEST_WORD)
    threes = frozenset(word[at : at + 3] for word in long for at in range(len(word) - 2))
    return _Text(long, threes)


def _likeness(one: _Text, other: _Text) -> float:
    """From 0, nothing in common, to 1: the share of common words, or, so that "wait" is like "waiting", of
    common runs of three letters, whichever is larger. The shorter text is the measure."""
    return max(_share(one.words, other.words), _share(one.threes, other.threes))


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    fewer = min(len(one), len(other))
    return len(one & other) / fewer if fewer else 0.0
