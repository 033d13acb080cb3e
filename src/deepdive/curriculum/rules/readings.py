"""Reading: long enough to be worth it, short enough to be read, in words that people know."""

from collections.abc import Iterator

from deepdive.core.reading import Reading
from deepdive.curriculum.document import Document
from deepdive.curriculum.draft import Draft
from deepdive.curriculum.fault import Fault, quote
from deepdive.curriculum.marks import terms
from deepdive.curriculum.minimums import Minimums
from deepdive.curriculum.parts import split
from deepdive.curriculum.prose import count_words
from deepdive.curriculum.reading_age import can_measure, reading_age
from deepdive.curriculum.reading_pages import PAGES

CLOSING_TASK = "Do this before we meet"
MOST_WORDS = 1500
MOST_TERMS = 7
GREATEST_AGE = 12.0


def check(draft: Draft) -> Iterator[Fault]:
    """Pages for before a workshop that do not end with something to do."""
    for reading in draft.readings:
        if reading.has_read("pre_work"):
            *_, last = split(reading.value.pre_work, deepest=2)
            if last.level != 2 or last.title != CLOSING_TASK or not last.text:
                yield reading.fault(
                    f"{quote(PAGES['pre_work'])} does not end with a task",
                    f"End it with a line {quote(f'## {CLOSING_TASK}')} and one task of five minutes",
                    at=("pre_work",),
                )


def check_pages(draft: Draft, minimums: Minimums) -> Iterator[Fault]:
    """Pages that are too short, too long, too hard, or full of new words."""
    for reading in draft.readings:
        for page, heading in PAGES.items():
            if reading.has_read(page):
                yield from _length(reading, page, heading, minimums)
                yield from _difficulty(reading, page, heading)


def _length(reading: Document[Reading], page: str, heading: str, minimums: Minimums) -> Iterator[Fault]:
    words = count_words(getattr(reading.value, page))
    if not minimums.words <= words <= MOST_WORDS:
        yield reading.fault(
            f"{quote(heading)} has {words} words",
            f"Write {minimums.words} to {MOST_WORDS}",
            at=(page,),
            stops_loading=False,
        )


def _difficulty(reading: Document[Reading], page: str, heading: str) -> Iterator[Fault]:
    text: str = getattr(reading.value, page)
    marked = {mark.id for mark in terms(text)}
    if len(marked) > MOST_TERMS:
        yield reading.fault(
            f"{quote(heading)} marks {len(marked)} different terms",
            f"Mark at most {MOST_TERMS}, and say the rest in plain words",
            at=(page,),
            stops_loading=False,
        )
    if not can_measure():
        yield reading.fault(
            "the reading age cannot be measured",
            "Install the package syllapy, which requirements.lock lists",
            stops_loading=False,
        )
    elif (age := reading_age(text)) > GREATEST_AGE:
        yield reading.fault(
            f"{quote(heading)} has a reading age of {age}",
            f"Write shorter sentences and shorter words, to a reading age of at most {GREATEST_AGE:.0f}",
            at=(page,),
            stops_loading=False,
        )
