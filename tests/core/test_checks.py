"""Checks, scores and gates: the worked examples pass them, and weak answers do not."""

import pytest

from deepdive.core.artefact import FieldKind, Value
from deepdive.core.checks import Verdict, check_gate, find_faults, score
from deepdive.core.conditions import Facts
from deepdive.core.contradictions import Sample, facts_of_sample
from deepdive.curriculum.current import pack

PACK = pack()
SCORED = ("problem-statement", "press-release")
SETTINGS = ("hospital", "adult social care")


def facts(**written: Value) -> Facts:
    """A press release that says so: ``headline="..."``."""
    return facts_of({f"press-release/{field.replace('_', '-')}": value for field, value in written.items()})


def facts_of(written: dict[str, Value]) -> Facts:
    return facts_of_sample(Sample(written=written), PACK.links)


def worked_example(setting: str) -> dict[str, Value]:
    return {
        f"{artefact.id}/{field}": value
        for artefact in PACK.artefacts.values()
        for example in artefact.examples
        if example.setting == setting
        for field, value in example.values.items()
    }


def weak_answers() -> dict[str, Value]:
    """What the pack itself calls a weak answer, in every text of both artefacts."""
    return {
        f"{artefact}/{field.id}": field.weak
        for artefact in SCORED
        for field in PACK.artefacts[artefact].fields
        if field.kind is not FieldKind.ROWS
    }


def faults_in(found: Facts) -> list[str]:
    return [fault.check.id for fault in find_faults(PACK.checks, found)]


@pytest.mark.parametrize("setting", SETTINGS)
def test_a_worked_example_has_no_fault_all_points_and_is_ready_for_every_workshop(setting: str) -> None:
    found = facts_of(worked_example(setting))
    assert faults_in(found) == []
    for rubric in PACK.rubrics.values():
        result = score(rubric, PACK.checks, found)
        assert (result.points, result.most, result.verdict) == (20, 20, Verdict.READY)
    for gate in PACK.gates.values():
        checked = check_gate(gate, rubrics=PACK.rubrics, checks=PACK.checks, facts=found)
        assert [one.point.id for one in checked if not one.is_met] == []


@pytest.mark.parametrize("artefact", SCORED)
def test_weak_answers_are_written_and_are_no_good(artefact: str) -> None:
    result = score(PACK.rubrics[artefact], PACK.checks, facts_of(weak_answers()))
    assert (result.points, result.verdict) == (12, Verdict.REFINE)


@pytest.mark.parametrize("artefact", SCORED)
def test_what_nobody_wrote_has_no_points_and_no_fault(artefact: str) -> None:
    empty = facts_of({})
    assert faults_in(empty) == []
    result = score(PACK.rubrics[artefact], PACK.checks, empty)
    assert (result.points, result.verdict) == (0, Verdict.REWORK)


def test_nobody_who_has_written_nothing_is_ready() -> None:
    empty = facts_of({})
    for gate in PACK.gates.values():
        checked = check_gate(gate, rubrics=PACK.rubrics, checks=PACK.checks, facts=empty)
        assert not any(one.is_met for one in checked)


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ({"headline": "Trust launches AI platform"}, "release-headline-technology"),
        ({"headline": "word " * 15}, "release-headline-long"),
        ({"headline": "Trust transforms care"}, "release-hype"),
        ({"what_changes": "Users see it at once"}, "release-vague-user"),
        ({"problem": "Processes were slow"}, "release-problem-without-number"),
        ({"evidence_and_target": "20 of 22, at least, and no gap"}, "release-without-baseline"),
        ({"evidence_and_target": "From 13 of 22, with no gap"}, "release-without-target"),
        ({"evidence_and_target": "From 13 of 22 to 20 of 22"}, "release-nobody-checked-for-worse"),
        ({"what_stays_human": "A human is in the loop"}, "release-nobody-decides"),
        ({"what_it_does_not_do": "None."}, "release-without-limit"),
        ({"data_and_safety": "Data are kept well"}, "release-without-safety"),
        ({"staff_quote": "It saves time."}, "release-quote-unlabelled"),
        ({"next_step": "Explore options"}, "release-next-step-vague"),
        ({"faq": ({"question": "Is it safe?"},)}, "release-question-unanswered"),
    ],
)
def test_each_fault_of_a_press_release_is_found_alone(said: dict[str, Value], fault: str) -> None:
    assert faults_in(facts(**said)) == [fault]


@pytest.mark.parametrize(
    ("field", "text", "fault"),
    [
        ("cannot-do", "They have no AI", "problem-names-solution"),
        ("who", "Users of the service", "problem-vague-user"),
        ("cause", "The form is long", "problem-cause-ungraded"),
        ("cause", "Known: human error", "problem-blames"),
        ("harm", "People who live alone wait hardest", "problem-harm-unmeasured"),
        ("harm", "12 people waited", "problem-nobody-hit-harder"),
        ("scale", "Often", "problem-scale-unmeasured"),
        ("evidence", "Staff say so", "problem-evidence-thin"),
        ("owner", "The team", "problem-owner-is-a-crowd"),
    ],
)
def test_each_fault_of_a_problem_statement_is_found_alone(field: str, text: str, fault: str) -> None:
    assert faults_in(facts_of({f"problem-statement/{field}": text})) == [fault]


def test_every_check_is_tried_and_belongs_to_an_artefact_with_a_score() -> None:
    assert {check.artefact for check in PACK.checks} == set(SCORED)
    assert len(PACK.checks) == 14 + 9


def test_a_fault_takes_one_point_and_an_empty_field_both() -> None:
    rubric = PACK.rubrics["press-release"]
    written = worked_example("hospital")
    weak = score(rubric, PACK.checks, facts_of({**written, "press-release/next-step": "Explore options"}))
    empty = score(rubric, PACK.checks, facts_of({**written, "press-release/next-step": " "}))
    assert (weak.points, empty.points) == (19, 18)
    assert [line.line.id for line in weak.lines if line.points == 1] == ["next"]


def test_a_gate_asks_for_a_score_too() -> None:
    written = worked_example("hospital")
    statement = [key for key in written if key.startswith("problem-statement/")]
    poor = {key: value for key, value in written.items() if key not in statement[:3]}
    checked = check_gate(PACK.gates[3], rubrics=PACK.rubrics, checks=PACK.checks, facts=facts_of(poor))
    assert [one.point.id for one in checked if not one.is_met] == ["statement"]
