"""Small tables, and any tables, for tests of advice."""

from collections.abc import Sequence
from datetime import date

from hypothesis import strategies as st

from deepdive.core.advice import (
    ALWAYS,
    Advice,
    Answers,
    Choice,
    DecisionTable,
    Question,
    QuestionGroup,
    Rule,
    When,
)

YES, NO = frozenset(["yes"]), frozenset(["no"])


def all_of(**conditions: str | tuple[str, ...]) -> When:
    return When(all_=tuple({name: listed} for name, listed in conditions.items()))


def any_of(**conditions: str | tuple[str, ...]) -> When:
    return When(any_=tuple({name: listed} for name, listed in conditions.items()))


def question(name: str, *, asked_when: When = ALWAYS) -> Question:
    return Question(id=name, group="all", text=f"{name}?", who_knows="Somebody", asked_when=asked_when)


def rule(name: str, when: When, *, outcome: str = "", never_with: tuple[str, ...] = ()) -> Rule:
    return Rule(
        id=name,
        when=when,
        status="required",
        title=f"Title of {name}",
        todo=f"Do {name}",
        because=f"Because of {name}",
        who_decides="Somebody",
        sources=("a-source",),
        outcome=outcome,
        never_with=never_with,
    )


def advice_of(
    questions: Sequence[Question], rules: Sequence[Rule], *, outcomes: Sequence[str] = ()
) -> Advice:
    table = DecisionTable(
        id="table",
        title="A table",
        intro="Rules.",
        order=1,
        version=1,
        effective=date(2026, 1, 1),
        review_by=date(2026, 7, 1),
        rules=tuple(rules),
        outcome_of={outcome: f"It is {outcome}." for outcome in outcomes},
    )
    return Advice(
        groups=(QuestionGroup(id="all", title="All"),),
        questions={one.id: one for one in questions},
        tables={"table": table},
        scenarios={},
    )


NAMES = tuple("abcdef")
CHOICES = ("x", "y", "z")


@st.composite
def any_advice(draw: st.DrawFn) -> Advice:
    """Up to six questions, some asked only after earlier ones, and rules about them."""
    names = NAMES[: draw(st.integers(1, len(NAMES)))]
    questions = [
        Question(
            id=name,
            group="all",
            text=f"{name}?",
            who_knows="Somebody",
            choices=tuple(Choice(id=choice, text=choice) for choice in CHOICES),
            many=draw(st.booleans()),
            asked_when=draw(st.just(ALWAYS) | whens(names[:place])) if place else ALWAYS,
        )
        for place, name in enumerate(names)
    ]
    return advice_of(
        questions,
        [rule(f"rule-{number}", draw(whens(names))) for number in range(draw(st.integers(1, 5)))],
    )


def whens(names: Sequence[str]) -> st.SearchStrategy[When]:
    """Conditions on those questions."""
    listed = st.lists(st.sampled_from(CHOICES), min_size=1, max_size=2, unique=True).map(tuple)
    conditions = st.lists(
        st.dictionaries(st.sampled_from(names), listed, min_size=1, max_size=1), min_size=1, max_size=3
    ).map(tuple)
    return conditions.map(lambda them: When(all_=them)) | conditions.map(lambda them: When(any_=them))


def any_answers(advice: Advice) -> st.SearchStrategy[Answers]:
    """Answers to some of the questions, whether or not they are asked."""
    return st.fixed_dictionaries(
        {},
        optional={
            one.id: st.frozensets(
                st.sampled_from(list(one.values)), min_size=1, max_size=2 if one.many else 1
            )
            for one in advice.questions.values()
        },
    )
