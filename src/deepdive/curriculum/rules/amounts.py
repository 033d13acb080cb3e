"""Amounts: a whole curriculum has enough of everything."""

from collections.abc import Iterator

from deepdive.core.activity import ActivityKind
from deepdive.curriculum.draft import Draft
from deepdive.curriculum.fault import Fault
from deepdive.curriculum.minimums import Minimums


def check(draft: Draft, minimums: Minimums) -> Iterator[Fault]:
    """Too few terms, cases or questions."""
    terms = len(draft.glossary.value.terms)
    if draft.glossary.has_read("terms") and terms < minimums.terms:
        yield draft.glossary.fault(
            f"the glossary has {terms} terms", f"Write at least {minimums.terms}", stops_loading=False
        )
    if len(draft.cases) < minimums.cases:
        problem = f"there are {len(draft.cases)} cases"
        yield Fault("cases", 1, problem, f"Write at least {minimums.cases}", stops_loading=False)
    yield from _quiz_items(draft, minimums.quiz_items)


def _quiz_items(draft: Draft, fewest: int) -> Iterator[Fault]:
    items = {
        quiz.value.id: len(quiz.value.items)
        for quiz in draft.activities
        if quiz.value.kind is ActivityKind.QUIZ
    }
    if not all(activity.has_read() for activity in draft.activities):
        return
    for workshop in draft.workshops:
        opened = {block.opens for block in workshop.value.blocks if block.opens}
        count = sum(items.get(activity, 0) for activity in opened)
        if workshop.has_read("blocks") and count < fewest:
            yield workshop.fault(
                f"the quizzes of this workshop have {count} questions",
                f"Ask at least {fewest}, over all the quizzes that its blocks open",
                at=("blocks",),
                stops_loading=False,
            )
