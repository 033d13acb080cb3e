"""Wording: words that tell learners that what they find hard is easy."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass

from deepdive.core.activity import Activity, Choice, Item
from deepdive.core.artefact import Artefact, Field
from deepdive.core.pack import RatingStatement
from deepdive.core.plan import SectionLayout
from deepdive.core.series import Block, Workshop
from deepdive.curriculum.document import Document, Path
from deepdive.curriculum.draft import Draft
from deepdive.curriculum.fault import Fault, quote

# Whole words: "just-in-time" and "adjust" are fine.
BELITTLING = re.compile(r"(?<![\w-])(just|simply|obviously|of\s+course|easy|easily)(?![\w-])", re.IGNORECASE)

# What attendees read. A facilitator's cue is not among it, for it may quote how not to say it.
LEARNER_TEXT: Mapping[type, tuple[str, ...]] = {
    Workshop: ("title", "aim"),
    Block: ("title", "task"),
    Activity: ("title", "steps"),
    Item: ("text",),
    Choice: ("text", "explanation"),
    Artefact: ("title", "purpose"),
    Field: ("title", "ask", "why", "who_knows", "good", "weak"),
    SectionLayout: ("title", "intro"),
    RatingStatement: ("text",),
}


def check(draft: Draft) -> Iterator[Fault]:
    """Belittling words in what learners read."""
    documents: tuple[Document[object], ...] = (
        *draft.workshops,
        *draft.activities,
        *draft.artefacts,
        draft.plan,
        draft.ratings,
    )
    for document in documents:
        for path, text in _learner_texts(document.value, ()):
            for word in BELITTLING.findall(text):
                yield document.fault(
                    f"{quote(word.lower())} makes light of what learners may find hard",
                    "Leave the word out, or say how it is done",
                    at=path,
                )


def _learner_texts(value: object, path: Path) -> Iterator[tuple[Path, str]]:
    """Every text in ``value`` that learners read, with the way to it."""
    if isinstance(value, tuple):
        for place, part in enumerate(value):
            yield from _learner_texts(part, (*path, place))
    elif is_dataclass(value):
        for field in fields(value):
            part = getattr(value, field.name)
            if field.name in LEARNER_TEXT.get(type(value), ()):
                yield from _texts(part, (*path, field.name))
            else:
                yield from _learner_texts(part, (*path, field.name))


def _texts(part: object, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(part, str):
        yield path, part
    elif isinstance(part, tuple):
        for place, text in enumerate(part):
            yield (*path, place), str(text)
