"""Citations: a paragraph that states a finding says where it comes from."""

import re
from collections.abc import Iterator

from deepdive.core.case import Case
from deepdive.core.guide import BlockGuide, WorkshopGuide
from deepdive.core.reading import Reading
from deepdive.core.slides import Slide
from deepdive.curriculum.case_file import PARTS as CASE_PARTS
from deepdive.curriculum.draft import Draft
from deepdive.curriculum.fault import Fault, quote
from deepdive.curriculum.marks import citations
from deepdive.curriculum.minimums import Minimums
from deepdive.curriculum.prose import prose
from deepdive.curriculum.texts import texts_under

# Where findings are stated. How to divide six, eight or ten people is none.
STATED_IN = {
    Reading: ("pre_work", "catch_up"),
    Slide: ("body",),
    Case: tuple(CASE_PARTS),
    WorkshopGuide: ("before_you_start",),
    BlockGuide: (
        "why",
        "say",
        "ask",
        "show_and_do",
        "questions",
        "pitfalls",
        "access",
        "if_early",
        "if_late",
        "co_facilitator",
    ),
}

PERCENTAGE = re.compile(r"\d\s?(%|per\s?cent\b|percent\b)", re.IGNORECASE)
# Up to a dozen may count the people in the room; minutes are how long something in it takes.
NUMBER = re.compile(
    r"(?<![\w.,£])(1[3-9]|[2-9]\d|\d{3,}|\d{1,3}(,\d{3})+)(?![\w,.]*\d)(?!\s?-?(minutes?|seconds?|words?)\b)"
)
FINDING = re.compile(
    r"\b(study|studies|trials?|survey|evaluation|found|showed|patients?|people|residents?|hospitals?|deaths?)\b",
    re.IGNORECASE,
)
# Figures that a text makes up to explain something are nobody's finding, where it says so.
IMAGINED = re.compile(r"\b(imagine[ds]?|suppose|pretend|fictional|invented|made[- ]up)\b", re.IGNORECASE)


def check(draft: Draft, _: Minimums) -> Iterator[Fault]:
    """Paragraphs with a percentage, or with a number and a word of research, that cite no source."""
    for document in (*draft.guides, *draft.slides, *draft.readings, *draft.cases):
        for path, text in texts_under(document.value, STATED_IN):
            for paragraph in prose(text).paragraphs:
                if _states_a_finding(paragraph.read) and not any(citations(paragraph.written)):
                    yield document.fault(
                        f"this states a finding and cites no source: {quote(paragraph.read)}",
                        "Add [^id] with the id of a source in sources.yaml, or say that it is imagined",
                        at=path,
                        lines_below=paragraph.lines_below,
                        stops_loading=False,
                    )


def _states_a_finding(text: str) -> bool:
    if IMAGINED.search(text):
        return False
    return bool(PERCENTAGE.search(text) or (NUMBER.search(text) and FINDING.search(text)))
