"""Activities: there is something to do, and a quiz teaches whoever answers it."""

from collections.abc import Iterator

from deepdive.core.activity import Activity, ActivityKind, Item
from deepdive.curriculum.document import Document, Path
from deepdive.curriculum.draft import Draft
from deepdive.curriculum.fault import Fault, quote


def check(draft: Draft) -> Iterator[Fault]:
    """Activities without a step, and quizzes without answers, explanations or sources."""
    for activity in draft.activities:
        if activity.has_read("steps") and not activity.value.steps:
            yield activity.fault("the activity has no step", "Say what people do, in order", at=("steps",))
        if activity.has_read("kind"):
            is_quiz = activity.value.kind is ActivityKind.QUIZ
            yield from _quiz(activity) if is_quiz else _no_quiz(activity)


def _quiz(activity: Document[Activity]) -> Iterator[Fault]:
    if activity.has_read("sources") and not activity.value.sources:
        yield activity.fault(
            "a quiz makes claims, and this one has no source",
            "Add the id of a source in sources.yaml",
            at=("sources",),
        )
    if activity.has_read("items") and not activity.value.items:
        yield activity.fault("the quiz has no item", "Add a question with its choices", at=("items",))
    for place, item in enumerate(activity.value.items):
        if activity.has_read("items", place):
            yield from _question(activity, item, ("items", place))


def _question(activity: Document[Activity], item: Item, here: Path) -> Iterator[Fault]:
    if not any(choice.is_right for choice in item.choices):
        yield activity.fault(
            f"the question {quote(item.id)} has no right choice",
            "Add is_right: true to the choice that is right",
            at=here,
        )
    for place, choice in enumerate(item.choices):
        if not choice.is_right and not choice.explanation:
            yield activity.fault(
                f"the wrong choice {quote(choice.text)} has no explanation",
                "Say which misunderstanding it shows",
                at=(*here, "choices", place),
            )


def _no_quiz(activity: Document[Activity]) -> Iterator[Fault]:
    for place, item in enumerate(activity.value.items):
        for position, choice in enumerate(item.choices):
            if choice.is_right:
                yield activity.fault(
                    f"the choice {quote(choice.text)} is right, and only a quiz has right choices",
                    "Remove is_right, or make the activity a quiz",
                    at=("items", place, "choices", position, "is_right"),
                )
