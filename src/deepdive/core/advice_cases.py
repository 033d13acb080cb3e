"""Cases to try tables on: all that can be answered to some questions."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, product
from math import prod

from deepdive.core.advice import Advice, Answers, Question, Situation, When


def possible_answers(question: Question) -> tuple[frozenset[str] | None, ...]:
    """Unknown, each choice, and where several may hold each pair of them: with these any condition on one
    question can come out in every way."""
    choices = list(question.values)
    pairs = combinations(choices, 2) if question.many else ()
    return (None, *(frozenset([choice]) for choice in choices), *(frozenset(pair) for pair in pairs))


def count_cases(advice: Advice, questions: Iterable[str]) -> int:
    """How many cases :func:`every_case` has."""
    return prod(len(possible_answers(advice.questions[question])) for question in questions)


def every_case(advice: Advice, questions: Sequence[str]) -> Iterator[Answers]:
    """Every combination of answers to ``questions``, also unknown ones."""
    columns = [possible_answers(advice.questions[question]) for question in questions]
    for answers in product(*columns):
        yield {
            question: chosen
            for question, chosen in zip(questions, answers, strict=True)
            if chosen is not None
        }


def can_come_out(advice: Advice, when: When, truth: bool, answers: Answers | None = None) -> bool:
    """Whether some answers, added to those given, make ``when`` hold, or with False make it not hold."""
    answers = answers or {}
    situation = Situation(advice, answers)
    found = situation.holds(when)
    if found is not None:
        return found is truth
    # an open condition is settled by a question that it asks; no other needs trying
    question = next(situation.asks(when))
    return any(
        can_come_out(advice, when, truth, {**answers, question: chosen})
        for chosen in possible_answers(advice.questions[question])
        if chosen is not None
    )


def questions_of(advice: Advice, whens: Iterable[When]) -> tuple[str, ...]:
    """All questions that decide whether any of these hold, in the order of the pack."""
    found = {question for when in whens for question in advice.questions_behind(when)}
    return tuple(question for question in advice.questions if question in found)
