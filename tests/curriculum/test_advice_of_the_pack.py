"""The tables of advice in our own pack: what they say about made-up projects, and never say at once."""

from datetime import date
from pathlib import Path
from random import Random

import pytest

from deepdive.core.advice import Advice, Answers, Situation, When, status_of
from deepdive.core.advice_cases import can_come_out
from deepdive.core.facts import read_facts
from deepdive.core.pack import Pack
from deepdive.curriculum.load import load_pack
from tools.advice_cases import PAGE, REGIMES, page_of

CURRICULUM = Path(__file__).resolve().parents[2] / "curriculum"
SCENARIOS = sorted(path.stem for path in (CURRICULUM / "advice" / "scenarios").glob("*.yaml"))


@pytest.fixture(scope="module")
def pack() -> Pack:
    return load_pack(CURRICULUM, today=date(2026, 11, 27))


@pytest.fixture(scope="module")
def advice(pack: Pack) -> Advice:
    return pack.advice


@pytest.mark.parametrize("name", SCENARIOS)
def test_a_made_up_project_comes_out_as_people_who_know_the_rules_expect(advice: Advice, name: str) -> None:
    scenario = advice.scenarios[name]
    facts = read_facts(advice, scenario.answers.items())
    situation = Situation(advice, facts.answers)

    assert facts.problems == ()
    assert {
        rule: status_of(advice.rules[rule], situation.holds(advice.rules[rule].when))
        for rule in scenario.expect
    } == scenario.expect


def test_rules_that_exclude_each_other_never_hold_together(advice: Advice) -> None:
    pairs = [(rule, advice.rules[other]) for rule in advice.rules.values() for other in rule.never_with]

    assert len(pairs) > 30
    for one, other in pairs:
        both = When(all_=(*one.when.all_, *other.when.all_))
        assert one.when.all_ and other.when.all_
        assert not can_come_out(advice, both, True), (one.id, other.id)


def test_what_nobody_knows_is_never_ruled_out_and_one_more_answer_leaves_settled_what_was(
    advice: Advice,
) -> None:
    random = Random(20261127)
    for _ in range(60):
        answers = _some_project(advice, random)
        before = _truths(advice, answers)
        known = {
            question: answers[question] for question in random.sample(sorted(answers), len(answers) // 2)
        }
        for rule, truth in _truths(advice, known).items():
            assert truth in (None, before[rule]), rule


def _some_project(advice: Advice, random: Random) -> Answers:
    return {
        question.id: frozenset(
            random.sample(list(question.values), random.randint(1, 2) if question.many else 1)
        )
        for question in advice.questions.values()
    }


def _truths(advice: Advice, answers: Answers) -> dict[str, bool | None]:
    situation = Situation(advice, answers)
    return {rule.id: situation.holds(rule.when) for rule in advice.rules.values()}


def test_one_kind_of_technology_needs_no_ai_and_is_there_for_everybody(advice: Advice) -> None:
    first, *others = (rule for rule in advice.tables["which-technology"].rules if rule.family)

    assert "no AI" in first.family
    assert first.when.conditions == ()
    assert all(rule.when.conditions for rule in others)
    for rule in (first, *others):
        assert "" not in (rule.data_needed, rule.baseline, rule.watch), rule.id


def test_every_finding_about_law_says_before_which_step_it_counts_and_what_to_collect(advice: Advice) -> None:
    for table in ("information-governance", "regulation"):
        for rule in advice.tables[table].rules:
            assert rule.evidence, rule.id
            assert rule.time, rule.id
            assert rule.regime in REGIMES, rule.id


def test_the_page_of_projects_and_regimes_is_what_the_tables_say(pack: Pack) -> None:
    assert PAGE.read_text(encoding="utf-8") == page_of(pack), "run python -m tools.advice_cases"
