"""Facts: what can be used of somebody's answers, and a sentence about the rest."""

from dataclasses import replace

import pytest

from deepdive.core.advice import Band, Choice, NumberRange
from deepdive.core.facts import Facts, read_facts
from tests.core.advice_tables import NO, YES, advice_of, all_of, question, rule

ADVICE = advice_of(
    [
        replace(question("names"), was=("personal",)),
        question("patients", asked_when=all_of(names="yes")),
        replace(
            question("kinds"),
            many=True,
            choices=(Choice(id="text", text="Text"), Choice(id="image", text="Images", was=("picture",))),
        ),
        replace(
            question("cost"),
            number=NumberRange(unit="£ including VAT", min=0, max=1_000_000),
            bands=(Band(id="small", text="Small", up_to=1000), Band(id="large", text="Large")),
        ),
    ],
    [rule("one", all_of(names="yes"))],
)


def read(*raw: tuple[str, object]) -> Facts:
    return read_facts(ADVICE, raw)


def test_choices_truths_lists_and_numbers_are_understood() -> None:
    facts = read(("names", True), ("patients", "no"), ("kinds", ["image", "text"]), ("cost", "£1,000"))

    assert facts == Facts(
        answers={
            "names": YES,
            "patients": NO,
            "kinds": frozenset(["text", "image"]),
            "cost": frozenset(["small"]),
        },
        given={"names": "yes", "patients": "no", "kinds": ("text", "image"), "cost": 1000},
        problems=(),
    )


@pytest.mark.parametrize("unknown", [None, "unknown", "", [], ["text", None]])
def test_what_is_unknown_is_no_answer(unknown: object) -> None:
    assert read(("kinds", unknown)) == Facts(answers={}, given={}, problems=())


@pytest.mark.parametrize(
    ("raw", "code", "message"),
    [
        (
            [("name", "yes")],
            "unknown-question",
            "No question is called “name”, so its answer is left out. Did you mean “names”?",
        ),
        (
            [("names", "maybe")],
            "unknown-choice",
            "“maybe” is no answer to “names”, so it is left out. Write yes or no.",
        ),
        (
            [("names", 1)],
            "unknown-choice",
            "“1” is no answer to “names”, so it is left out. Write yes or no.",
        ),
        (
            [("names", {"yes": True})],
            "unknown-choice",
            "“{'yes': True}” is no answer to “names”, so it is left out. Write yes or no.",
        ),
        (
            [("names", ["yes", "no"])],
            "contradictory",
            "“names” is answered with yes and no, so it counts as unknown. Give one answer.",
        ),
        (
            [("names", "yes"), ("names", "no")],
            "contradictory",
            "“names” is answered with yes and no, so it counts as unknown. Give one answer.",
        ),
        (
            [("cost", 2_000_000)],
            "out-of-range",
            "“2,000,000” is no answer to “cost”, so it is left out. "
            "Write a number from 0 to 1,000,000 (£ including VAT).",
        ),
        (
            [("cost", "a lot")],
            "not-a-number",
            "“a lot” is no answer to “cost”, so it is left out. "
            "Write a number from 0 to 1,000,000 (£ including VAT).",
        ),
        (
            [("cost", float("nan"))],
            "not-a-number",
            "“nan” is no answer to “cost”, so it is left out. "
            "Write a number from 0 to 1,000,000 (£ including VAT).",
        ),
    ],
)
def test_what_cannot_be_used_is_left_out_and_told(
    raw: list[tuple[str, object]], code: str, message: str
) -> None:
    facts = read(*raw, ("kinds", "text"))

    assert facts.given == {"kinds": ("text",)}
    [problem] = facts.problems
    assert (problem.code, problem.message, problem.is_left_out) == (code, message, True)


def test_once_contradicted_a_question_stays_unknown() -> None:
    facts = read(("names", "yes"), ("names", "no"), ("names", "yes"))

    assert (facts.given, len(facts.problems)) == ({}, 1)


def test_a_hidden_answer_does_not_count_and_is_told() -> None:
    facts = read(("names", "no"), ("patients", "yes"))

    assert facts.given == {"names": "no"}
    [problem] = facts.problems
    assert problem.message == (
        "“patients” is not asked with your other answers, so its answer does not count."
    )
    assert not problem.is_left_out


def test_names_of_an_earlier_pack_count_under_their_new_ones() -> None:
    facts = read(("personal", "yes"), ("kinds", ["picture"]))

    assert facts.given == {"names": "yes", "kinds": ("image",)}
    assert [(problem.code, problem.message, problem.is_left_out) for problem in facts.problems] == [
        (
            "renamed",
            "The question “personal” is called “names” now; its answer counts for that.",
            False,
        ),
        (
            "renamed",
            "The answer “picture” to “kinds” is called “image” now, and counts as that.",
            False,
        ),
    ]


def test_an_old_name_and_a_new_one_that_disagree_contradict_each_other() -> None:
    facts = read(("personal", "yes"), ("names", "no"))

    assert facts.given == {}
    assert [problem.code for problem in facts.problems] == ["renamed", "contradictory"]
