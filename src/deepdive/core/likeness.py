"""Likeness of short texts: under which headings a note may belong."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from deepdive.core.board import Heading, Note, Pile

# below this two short texts share little more than their letters
ALIKE_ENOUGH = 0.35
MOST_SUGGESTED = 2
LONGEST_COMPARED = 200
# a word this short says nothing about a subject
SHORTEST_WORD = 4


@dataclass(frozen=True)
class _Text:
    whole: str
    words: frozenset[str]


def headings_like(note: Note, piles: Sequence[Pile]) -> tuple[Heading, ...]:
    """At most two headings whose own words, or whose notes, are most like the note's, the likest first;
    none where nothing is alike. The heading under which the note stands is not among them."""
    text = _prepared(note.text)
    scores = [
        (max(_likeness(text, _prepared(other)) for other in _texts(pile, note)), -place, pile.heading)
        for place, pile in enumerate(piles)
        if pile.heading is not None and pile.heading.id != note.heading
    ]
    best = sorted(((score, place) for score, place, _ in scores if score >= ALIKE_ENOUGH), reverse=True)
    by_place = {place: heading for _, place, heading in scores}
    return tuple(by_place[place] for _, place in best[:MOST_SUGGESTED])


def _texts(pile: Pile, note: Note) -> list[str]:
    title = pile.heading.title if pile.heading else ""
    return [title, *(other.text for other in pile.notes if other.id != note.id)]


def _prepared(text: str) -> _Text:
    whole = " ".join(text.casefold().split())[:LONGEST_COMPARED]
    words = (word.strip(".,;:!?()\"'“”‘’") for word in whole.split())
    return _Text(whole, frozenset(word for word in words if len(word) >= SHORTEST_WORD))


def _likeness(one: _Text, other: _Text) -> float:
    """From 0, nothing in common, to 1: the larger of the share of common words and the share of letters
    that stand in the same order, which counts half, because many texts share letters by chance."""
    if not one.whole or not other.whole:
        return 0.0
    if one.whole == other.whole:
        return 1.0
    shared = len(one.words & other.words)
    by_words = shared / max(1, min(len(one.words), len(other.words)))
    by_letters = SequenceMatcher(None, one.whole, other.whole, autojunk=False).ratio()
    return max(by_words, by_letters / 2)
