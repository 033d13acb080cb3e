"""Advice: a rule holds, does not, or cannot be told yet, and every finding says why."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deepdive.core.advice import (
    Answers,
    Band,
    Change,
    NumberRange,
    Outcome,
    Situation,
    Status,
    Truth,
    When,
    judge,
)
from deepdive.core.advice_cases import can_come_out, count_cases, every_case
from tests.core.advice_tables import (
    NO,
    YES,
    advice_of,
    all_of,
    any_advice,
    any_answers,
    any_of,
    question,
    rule,
)

BOTH = advice_of([question("a"), question("b")], [rule("both", all_of(a="yes", b="yes"))])
EITHER = advice_of([question("a"), question("b")], [rule("either", any_of(a="yes", b="yes"))])
# b is asked only of those who said yes to a
AFTER = advice_of(
    [question("a"), question("b", asked_when=all_of(a="yes"))], [rule("after", all_of(b="yes"))]
)


@pytest.mark.parametrize(
    ("answers", "both", "either", "after"),
    [
        ({}, None, None, None),
        ({"a": YES}, None, True, None),
        ({"a": NO}, False, None, False),
        ({"b": YES}, None, True, None),
        ({"b": NO}, False, None, False),
        ({"a": YES, "b": YES}, True, True, True),
        ({"a": NO, "b": YES}, False, True, False),
        ({"a": NO, "b": NO}, False, False, False),
    ],
)
def test_a_rule_holds_does_not_or_cannot_be_told(
    answers: Answers, both: Truth, either: Truth, after: Truth
) -> None:
    assert [judge(advice, answers).findings[0].truth for advice in (BOTH, EITHER, AFTER)] == [
        both,
        either,
        after,
    ]


def test_what_cannot_be_told_is_to_check_and_names_the_questions() -> None:
    [finding] = judge(BOTH, {"a": YES}).findings

    assert finding.status is Status.CHECK
    assert not finding.is_settled
    assert finding.trace == ("a",)
    assert finding.asks == ("b",)
    assert finding.change_if == (
        Change(question="a", answer="no", then=NO, status=Status.NOT_TRIGGERED),
        Change(question="b", answer="yes", then=YES, status=Status.REQUIRED),
        Change(question="b", answer="no", then=NO, status=Status.NOT_TRIGGERED),
    )


def test_a_question_that_is_not_asked_yet_leads_to_the_one_before_it() -> None:
    advised = judge(AFTER, {})

    assert advised.findings[0].asks == ("a",)
    assert (advised.unanswered, advised.next, advised.hidden) == (("a",), "a", frozenset())


def test_what_is_not_asked_counts_for_nothing_and_says_why() -> None:
    advised = judge(AFTER, {"a": NO, "b": YES})

    assert advised.findings[0].status is Status.NOT_TRIGGERED
    assert advised.findings[0].trace == ("a",)
    assert advised.findings[0].change_if == (
        Change(question="a", answer="yes", then=YES, status=Status.CHECK),
    )
    assert (advised.unanswered, advised.next, advised.hidden) == ((), None, frozenset({"b"}))


def test_the_question_that_settles_most_comes_first() -> None:
    advice = advice_of(
        [question("a"), question("b"), question("c"), question("d")],
        [rule("one", all_of(b="yes")), rule("two", all_of(b="no", c="no")), rule("three", all_of(c="yes"))],
    )

    # b settles the first, and the second with one of its answers; so does c with the third and the second
    assert judge(advice, {}).unanswered == ("b", "c", "a", "d")
    assert judge(advice, {"b": NO}).unanswered == ("c", "a", "d")
    assert judge(advice, {"b": NO, "c": NO}).next is None


def test_of_several_choices_one_that_is_listed_is_enough() -> None:
    several = replace(question("a"), many=True)
    advice = advice_of([several, question("b")], [rule("any", all_of(a=("yes",)))])

    [finding] = judge(advice, {"a": frozenset(["yes", "no"])}).findings

    assert finding.status is Status.REQUIRED
    assert finding.change_if == (Change(question="a", answer="yes", then=NO, status=Status.NOT_TRIGGERED),)


def test_a_number_falls_in_the_band_whose_limit_it_reaches() -> None:
    months = replace(
        question("months"),
        number=NumberRange(unit="months", min=0, max=600),
        bands=(Band(id="short", text="Up to 12", up_to=12), Band(id="long", text="More")),
    )

    assert [months.band(number) for number in (0, 12, 12.01, 600)] == ["short", "short", "long", "long"]


def test_the_worst_outcome_that_holds_counts_and_waits_for_worse_ones() -> None:
    advice = advice_of(
        [question("a"), question("b")],
        [rule("stop", all_of(a="yes"), outcome="no"), rule("go", all_of(b="yes"), outcome="go-on")],
        outcomes=["no", "go-on"],
    )

    assert judge(advice, {"a": YES, "b": YES}).outcomes == (
        Outcome(table="table", id="no", text="It is no.", rules=("stop",), waits_for=()),
    )
    assert judge(advice, {"b": YES}).outcomes == (
        Outcome(table="table", id="go-on", text="It is go-on.", rules=("go",), waits_for=("stop",)),
    )
    assert judge(advice, {"a": NO}).outcomes == (
        Outcome(table="table", id="", text="", rules=(), waits_for=("go",)),
    )


def test_a_rule_without_conditions_always_holds() -> None:
    [finding] = judge(advice_of([question("a")], [rule("always", When())]), {}).findings

    assert (finding.status, finding.trace, finding.change_if) == (Status.REQUIRED, (), ())


def test_the_version_changes_with_a_rule_and_not_with_a_scenario() -> None:
    changed = advice_of([question("a"), question("b")], [rule("both", all_of(a="yes", b="no"))])

    assert BOTH.version.startswith("2026-01-01-")
    assert BOTH.version == replace(BOTH, scenarios={}).version
    assert BOTH.version != changed.version


def test_every_case_is_there_once() -> None:
    cases = list(every_case(BOTH, ("a", "b")))

    assert len(cases) == count_cases(BOTH, ("a", "b")) == 9
    assert {} in cases
    assert {"a": YES, "b": NO} in cases


@given(data=st.data())
@settings(max_examples=50)
def test_one_more_answer_never_unsettles_a_finding(data: st.DataObject) -> None:
    advice = data.draw(any_advice())
    answers = data.draw(any_answers(advice))
    more = data.draw(any_answers(advice))

    before = judge(advice, answers).findings
    after = judge(advice, {**more, **answers}).findings

    for one, other in zip(before, after, strict=True):
        if one.is_settled:
            assert (one.truth, other.truth) == (one.truth, one.truth)


@given(data=st.data())
@settings(max_examples=50)
def test_what_is_settled_is_so_whatever_the_open_questions_turn_out_to_be(data: st.DataObject) -> None:
    advice = data.draw(any_advice())
    answers = data.draw(any_answers(advice))

    for finding in judge(advice, answers).findings:
        still_open = [name for name in advice.rests_on[finding.rule.id] if name not in answers]
        if finding.status is Status.NOT_TRIGGERED and count_cases(advice, still_open) <= 200:
            for rest in every_case(advice, still_open):
                assert Situation(advice, {**answers, **rest}).holds(finding.rule.when) is False


@given(data=st.data())
@settings(max_examples=50)
def test_what_can_come_out_is_found_without_trying_everything(data: st.DataObject) -> None:
    advice = data.draw(any_advice())

    for one in advice.rules.values():
        questions = advice.rests_on[one.id]
        if count_cases(advice, questions) <= 200:
            found = {Situation(advice, case).holds(one.when) for case in every_case(advice, questions)}
            assert {truth for truth in (True, False) if can_come_out(advice, one.when, truth)} == found - {
                None
            }


@given(data=st.data())
@settings(max_examples=50)
def test_an_answer_to_what_is_not_asked_changes_nothing(data: st.DataObject) -> None:
    advice = data.draw(any_advice())
    answers = data.draw(any_answers(advice))
    advised = judge(advice, answers)

    without = {name: chosen for name, chosen in answers.items() if name not in advised.hidden}

    assert judge(advice, without) == advised


@given(data=st.data())
@settings(max_examples=50)
def test_a_change_does_what_it_says_and_open_findings_name_what_is_asked(data: st.DataObject) -> None:
    advice = data.draw(any_advice())
    answers = data.draw(any_answers(advice))
    advised = judge(advice, answers)
    answers = {name: chosen for name, chosen in answers.items() if name not in advised.hidden}

    for finding in advised.findings:
        assert finding.is_settled is (finding.asks == ())
        assert set(finding.asks) <= set(advised.unanswered)
        for change in finding.change_if:
            chosen = answers.get(change.question, frozenset())
            many = advice.questions[change.question].many
            assert change.then == (chosen ^ {change.answer} if many else {change.answer})
            [other] = [
                one
                for one in judge(advice, {**answers, change.question: change.then}).findings
                if one.rule == finding.rule
            ]
            assert other.status is change.status is not finding.status
