"""Acronyms: nobody meets a row of capitals that nothing explains."""

import re
from collections.abc import Iterator

from deepdive.curriculum.document import Document
from deepdive.curriculum.draft import Draft
from deepdive.curriculum.fault import Fault, quote
from deepdive.curriculum.marks import without_marks
from deepdive.curriculum.minimums import Minimums
from deepdive.curriculum.prose import prose
from deepdive.curriculum.texts import every_text, learner_texts

# Not the parts of A&E or of GOV.UK.
ACRONYM = re.compile(r"(?<![\w&.])([A-Z]{2,6})s?(?![\w&]|\.\w)")
# The words come first, and the brackets may hold more than the acronym.
EXPANDED = re.compile(r"\w[\w’'-]*\s+\(([A-Z]{2,6})s?[),;: ]")
EVERYDAY = frozenset(
    {
        *("UK", "US", "USA", "EU", "NHS", "GP", "IT", "PC", "ID", "TV", "PDF", "OK", "FAQ", "QR", "UTC"),
        *("GMT", "BST", "CV", "PIN", "HR", "BBC", "COVID", "II", "III", "IV", "VI", "AM", "PM", "URL", "USB"),
    }
)


def check(draft: Draft, _: Minimums) -> Iterator[Fault]:
    """Acronyms in what learners read that neither the file, the glossary nor everyday life explains."""
    if not draft.glossary.has_read("terms"):
        return
    in_glossary = {term.acronym for term in draft.glossary.value.terms}
    for document in draft.documents:
        yield from _unexplained(document, in_glossary | EVERYDAY)


def _unexplained(document: Document[object], known: frozenset[str] | set[str]) -> Iterator[Fault]:
    expanded = {match for _, text in every_text(document.value) for match in EXPANDED.findall(text)}
    reported: set[str] = set()
    for path, text in learner_texts(document.value):
        for lines_below, read in _as_read(document, text):
            for acronym in ACRONYM.findall(read):
                if acronym not in known | expanded | reported:
                    reported.add(acronym)
                    yield document.fault(
                        f"nothing explains {quote(acronym)}",
                        f"Write what it stands for with ({acronym}) behind it, or add it to the glossary",
                        at=path,
                        lines_below=lines_below,
                        stops_loading=False,
                    )


def _as_read(document: Document[object], text: str) -> list[tuple[int, str]]:
    """The text as people read it, in paragraphs: addresses and citations may hold any capitals."""
    if document.file.endswith(".md"):
        return [(paragraph.lines_below, paragraph.read) for paragraph in prose(text).paragraphs]
    return [(0, without_marks(text))]
