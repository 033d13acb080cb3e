"""Cases to try tables on: all that can be answered to some questions."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, product
from math import prod

from deepdive.core.advice import Advice, Answers, Question, When


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


def questions_of(advice: Advice, whens: Iterable[When]) -> tuple[str, ...]:
    """All questions that decide whether any of these hold, in the order of the pack."""
    found = {question for when in whens for question in advice.questions_behind(when)}
    return tuple(question for question in advice.questions if question in found)
