"""The texts of a file: all of them, or those that learners read."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass

from deepdive.core import advice
from deepdive.core.activity import Activity, Choice, Item
from deepdive.core.artefact import Artefact, Column, Field
from deepdive.core.case import Case
from deepdive.core.checks import Check, GatePoint, RubricLine
from deepdive.core.contradictions import ContradictionRule
from deepdive.core.following import Followed
from deepdive.core.glossary import Term
from deepdive.core.links import TraceStep
from deepdive.core.pack import RatingStatement
from deepdive.core.partner import Partner
from deepdive.core.plan import DecisionLayout, DraftLayout, SectionLayout, ViewLayout
from deepdive.core.reading import Reading
from deepdive.core.series import Block, Workshop
from deepdive.core.slides import Slide
from deepdive.curriculum.case_file import PARTS as CASE_PARTS
from deepdive.curriculum.document import Path

# What attendees read. A facilitator's cue and guide are not among it, for they may quote how not to say
# it, and nor are names that others have given themselves.
LEARNER_TEXT: Mapping[type, tuple[str, ...]] = {
    Workshop: ("title", "aim"),
    Block: ("title", "task"),
    Activity: ("title", "steps", "expected", "instead"),
    Item: ("text",),
    Choice: ("text", "explanation"),
    Artefact: ("title", "purpose"),
    Field: ("title", "ask", "why", "who_knows", "good", "weak", "choices"),
    Column: ("title", "choices"),
    SectionLayout: ("title", "intro"),
    ViewLayout: ("title", "reader"),
    DraftLayout: ("title", "reader", "purpose"),
    DecisionLayout: ("title",),
    RatingStatement: ("text",),
    Reading: ("pre_work", "catch_up"),
    Slide: ("title", "body"),
    Case: ("title", *CASE_PARTS),
    Term: ("meaning", "example"),
    Partner: ("what",),
    Followed: ("what",),
    Check: ("says", "mend"),
    RubricLine: ("title",),
    GatePoint: ("title", "mend"),
    TraceStep: ("missing",),
    ContradictionRule: ("title", "clash", "why", "mend"),
    advice.QuestionGroup: ("title",),
    advice.Question: ("text", "help", "who_knows"),
    advice.Choice: ("text",),
    advice.Band: ("text",),
    advice.DecisionTable: ("title", "intro", "outcome_of", "candidates"),
    advice.Rule: (
        "title",
        "todo",
        "because",
        "who_decides",
        "time",
        "evidence",
        "data_needed",
        "baseline",
        "watch",
    ),
}

# A text and the way to it.
Found = tuple[Path, str]


def learner_texts(value: object, path: Path = ()) -> Iterator[Found]:
    """Every text in ``value`` that learners read, with the way to it."""
    return texts_under(value, LEARNER_TEXT, path)


def every_text(value: object, path: Path = ()) -> Iterator[Found]:
    """Every text in ``value``, with the way to it."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, tuple):
        for place, part in enumerate(value):
            yield from every_text(part, (*path, place))
    elif isinstance(value, Mapping):
        for key, part in value.items():
            yield from every_text(part, (*path, key))
    elif is_dataclass(value):
        for field in fields(value):
            yield from every_text(getattr(value, field.name), (*path, field.name))


def texts_under(value: object, names: Mapping[type, tuple[str, ...]], path: Path = ()) -> Iterator[Found]:
    """Every text in the fields that ``names`` lists for the type that they belong to."""
    if isinstance(value, tuple):
        for place, part in enumerate(value):
            yield from texts_under(part, names, (*path, place))
    elif is_dataclass(value):
        for field in fields(value):
            part = getattr(value, field.name)
            if field.name in names.get(type(value), ()):
                yield from every_text(part, (*path, field.name))
            else:
                yield from texts_under(part, names, (*path, field.name))
