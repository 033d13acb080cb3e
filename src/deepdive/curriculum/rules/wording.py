"""Wording: words that tell learners that what they find hard is easy."""

import re
from collections.abc import Iterator

from deepdive.curriculum.draft import Draft
from deepdive.curriculum.fault import Fault, quote
from deepdive.curriculum.texts import learner_texts

# Whole words: "just-in-time" and "adjust" are fine, and Easy Read is the name of a way to write.
BELITTLING = re.compile(
    r"(?<![\w-])(just|simply|obviously|of\s+course|easy(?!\s+read\b)|easily)(?![\w-])", re.IGNORECASE
)


def check(draft: Draft) -> Iterator[Fault]:
    """Belittling words in what learners read."""
    for document in draft.documents:
        for path, text in learner_texts(document.value):
            for match in BELITTLING.finditer(text):
                yield document.fault(
                    f"{quote(match[0].lower())} makes light of what learners may find hard",
                    "Leave the word out, or say how it is done",
                    at=path,
                    lines_below=text.count("\n", 0, match.start()),
                )
