"""Glossary: meanings are short."""

from collections.abc import Iterator

from deepdive.curriculum.draft import Draft
from deepdive.curriculum.fault import Fault, quote
from deepdive.curriculum.marks import without_marks
from deepdive.curriculum.minimums import Minimums

MOST_WORDS = 40


def check(draft: Draft, _: Minimums) -> Iterator[Fault]:
    """Meanings that are longer than somebody reads in passing."""
    for place, term in enumerate(draft.glossary.value.terms):
        words = len(without_marks(term.meaning).split())
        if words > MOST_WORDS:
            yield draft.glossary.fault(
                f"the meaning of {quote(term.id)} has {words} words",
                f"Cut it to {MOST_WORDS}",
                at=("terms", place, "meaning"),
                stops_loading=False,
            )
