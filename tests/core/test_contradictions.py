"""Contradictions: every rule of the curriculum, by its own samples, and the worked examples."""

import pytest

from deepdive.core.advice import judge
from deepdive.core.conditions import AdviceSays, Place
from deepdive.core.contradictions import (
    Contradiction,
    ContradictionRule,
    Sample,
    facts_of_sample,
    find_contradictions,
    is_still_aside,
)
from deepdive.curriculum.current import pack

PACK = pack()
RULES = {rule.id: rule for rule in PACK.contradictions}


def found_in(sample: Sample, *rules: ContradictionRule) -> list[Contradiction]:
    return list(
        find_contradictions(rules or RULES.values(), facts_of_sample(sample, PACK.links, PACK.advice))
    )


def test_the_curriculum_looks_for_at_least_forty_contradictions() -> None:
    assert len(RULES) >= 40


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_a_rule_finds_its_sample_and_not_its_near_miss(rule: ContradictionRule) -> None:
    (found,) = found_in(rule.triggers, rule)
    assert {str(place.address) for place in found.places} <= {*rule.triggers.written, *_empty_places(rule)}
    assert found_in(rule.near_miss, rule) == []


def _empty_places(rule: ContradictionRule) -> list[str]:
    """Fields that a rule finds because nobody has written there."""
    return [str(condition.at) for condition in rule.fields if condition.is_ == "empty"]


@pytest.mark.parametrize(
    ("setting", "expected"),
    [
        (
            "hospital",
            [
                ("data-later-than-plan", ["ninety-day-plan/starts-on", "data-needs/data#4"]),
                ("assumption-untested", ["riskiest-assumption/assumptions#4"]),
            ],
        ),
        (
            "adult social care",
            [
                ("decision-not-recorded", [f"as-is-journey/stages#{n}" for n in (1, 4)]),
                ("assumption-untested", [f"riskiest-assumption/assumptions#{n}" for n in (1, 5)]),
            ],
        ),
    ],
)
def test_a_worked_example_as_a_whole_holds_only_what_its_people_left_open(
    setting: str, expected: list[tuple[str, list[str]]]
) -> None:
    written = {
        f"{artefact.id}/{field}": value
        for artefact in PACK.artefacts.values()
        for example in artefact.examples
        if example.setting == setting
        for field, value in example.values.items()
    }
    found = found_in(Sample(written=written))
    assert [(one.rule.id, list(one.keys)) for one in found] == expected


def test_a_workbook_in_which_nobody_has_written_contradicts_nothing() -> None:
    assert found_in(Sample(written={})) == []


def test_it_stays_aside_until_a_new_place_comes() -> None:
    rule = RULES["action-without-owner"]
    one, two = (Place("ninety-day-plan", "actions", row) for row in ("a", "b"))
    both = Contradiction(rule=rule, places=(one, two))
    assert both.keys == ("ninety-day-plan/actions#a", "ninety-day-plan/actions#b")
    assert is_still_aside(both, aside=both.keys)
    assert is_still_aside(Contradiction(rule=rule, places=(two,)), aside=both.keys)
    assert not is_still_aside(both, aside=[str(one)])


def test_it_concerns_the_artefacts_in_which_it_stands() -> None:
    found = Contradiction(rule=RULES["personal-row-marked"], places=(Place("data-needs", "data", "1"),))
    assert found.concerns("data-needs")
    assert not found.concerns("ig-screening")


def test_advice_that_nobody_has_answered_contradicts_nothing() -> None:
    written = {"data-needs/data": ({"what": "Bookings, with NHS number"},)}

    assert found_in(Sample(written=written)) == []
    assert [
        found.rule.id for found in found_in(Sample(written=written, answers={"identifiability": "none"}))
    ] == ["advice-no-people-but-listed"]


def test_a_finding_counts_once_no_answer_is_missing_for_it_and_people_do_not_say_otherwise() -> None:
    answers = {"uses-ai": frozenset(["yes"]), "identifiability": frozenset(["coded"])}
    known = {**answers, "health-data": frozenset(["yes"])}

    still_open = AdviceSays.of(answers, judge(PACK.advice, answers))
    settled = AdviceSays.of(known, judge(PACK.advice, known))
    set_aside = AdviceSays.of(known, judge(PACK.advice, known), but=["ig-dpia"])

    assert [says.statuses.get("ig-dpia") for says in (still_open, settled, set_aside)] == [
        None,
        "required",
        None,
    ]
