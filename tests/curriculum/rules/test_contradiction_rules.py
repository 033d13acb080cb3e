"""Contradictions of a pack ask for what there is, and their samples prove them."""

from pathlib import Path

import pytest

from tests.curriculum.example import change, reported


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        pytest.param(
            "{at: next-steps/decision, is: one-of",
            "{at: next-steps/decison, is: one-of",
            '14: no field is called "next-steps/decison". '
            'Write "next-steps/decision" if that is what you mean.',
            id="no field",
        ),
        pytest.param(
            "{at: next-steps/decision, is: one-of",
            "{at: next-steps/steps, is: one-of",
            '14: the field "next-steps/steps" has rows. Ask for it under rows.',
            id="a list under fields",
        ),
        pytest.param(
            "- at: next-steps/steps",
            "- at: problem/name",
            '16: the field "problem/name" has no rows. Ask for it under fields.',
            id="a text under rows",
        ),
        pytest.param(
            "words: [Go on]}",
            "words: [Go]}",
            '14: "Go" is no choice of "decision". Write one of: Go on, Stop, Wait.',
            id="a word that nobody can choose",
        ),
        pytest.param(
            "is: one-of, words: [Go on]}",
            "is: filled, words: [Go on]}",
            '14: "filled" goes without "words". Remove it.',
            id="words that nothing asks for",
        ),
        pytest.param(
            "is: one-of, words: [Go on]}",
            "is: containing}",
            '14: "containing" needs "words". Add it.',
            id="no words",
        ),
        pytest.param(
            "is: one-of, words: [Go on]}",
            "is: over, number: 3}",
            '14: "over" asks for a number; "decision" is a choice. Ask something else, or another field.',
            id="a number of a choice",
        ),
        pytest.param(
            "{at: next-steps/decision, is: one-of",
            "{at: next-steps/cost, is: one-of",
            '14: "one-of" asks for a choice; "cost" is a number. Ask something else, or another field.',
            id="a choice of a number",
        ),
        pytest.param(
            "is: one-of, words: [Go on]}",
            "is: matching, words: [Go on]}",
            '14: is is "matching". Write empty, filled, one-of, none-of, containing, lacking, '
            "without-number, pointing-to-a-person, same-as, other-than, before, under, over or longer-than.",
            id="a test that there is not",
        ),
        pytest.param(
            "{column: by, is: before",
            "{column: bye, is: before",
            '17: no column of "steps" is called "bye". Write "by" if that is what you mean.',
            id="no column",
        ),
        pytest.param(
            "other: next-steps/review-on}",
            "other: next-steps/cost}",
            '17: "before" asks for a date; "cost" is a number. Ask something else, or another field.',
            id="earlier than a number",
        ),
        pytest.param(
            "other: next-steps/review-on}",
            "other: days before}",
            '17: "days before" is neither a column of the row nor a field. '
            "Write one of: by, days, owner, what.",
            id="other than nothing",
        ),
        pytest.param(
            "through: [step-lowers-risk]",
            "through: [step-lowers]",
            '18: no kind of link is called "step-lowers". Write "step-lowers-risk" if that is what you mean.',
            id="no kind of link",
        ),
        pytest.param(
            "to: none}]\n    triggers",
            "to: none, where: [{column: owner, is: empty}]}]\n    triggers",
            '18: no column of "risks" is called "owner". Write one of: risk.',
            id="no column at the far end",
        ),
        pytest.param(
            "{what: List the wards, by: 2027-01-31}",
            "{what: List the wards, by: 2027-04-30}",
            '19: the rule "decided-too-late" finds nothing in its own sample. Mend the rule, or the sample.',
            id="a sample that triggers nothing",
        ),
        pytest.param(
            "      links: [{kind: step-lowers-risk, from: 1, to: 1}]\n",
            "",
            '25: the rule "decided-too-late" finds something in its near miss. Mend the rule, or the sample.',
            id="a near miss that triggers",
        ),
        pytest.param(
            "from: 1, to: 1}]\n",
            "from: 1, to: 2}]\n",
            '31: the sample has no row 2 in "next-steps/risks". Add the row, or mend the number.',
            id="a link of a sample to nothing",
        ),
        pytest.param(
            "{what: List the wards, by: 2027-01-31}",
            "{wat: List the wards, by: 2027-01-31}",
            '23: no column of "steps" is called "wat". Correct it.',
            id="a sample with an unknown column",
        ),
    ],
)
def test_a_rule_that_cannot_be_right_is_refused(pack_folder: Path, old: str, new: str, fault: str) -> None:
    change(pack_folder, "links.yaml", old, new)

    assert reported(pack_folder) == [f"links.yaml:{fault}"]


def test_a_rule_that_asks_for_nothing_is_refused(pack_folder: Path) -> None:
    path = pack_folder / "links.yaml"
    text = path.read_text(encoding="utf-8")
    start, end = text.index("    fields:"), text.index("    triggers:")
    path.write_text(text[:start] + text[end:], encoding="utf-8")

    assert reported(pack_folder) == ["links.yaml:8: this rule asks for nothing. Add fields or rows."]


ANSWERED = "    triggers:\n      answers: {personal-data: yes}\n"


@pytest.mark.parametrize(
    ("condition", "fault"),
    [
        pytest.param(
            "{question: personal-dat, is: yes}",
            '14: no question of advice is called "personal-dat". '
            'Write "personal-data" if that is what you mean.',
            id="no question",
        ),
        pytest.param(
            "{question: personal-data, is: [yes, perhaps]}",
            '14: "personal-data" is never "perhaps". Write one of: no, yes.',
            id="no answer to it",
        ),
        pytest.param(
            "{finding: data-notice, is: likely}",
            '14: "data-notice" is never "likely". Write one of: not triggered, required.',
            id="no status of the rule",
        ),
        pytest.param(
            "{table: data, is: go-on}",
            '14: no table of advice is called "data". Remove it, for there is none yet.',
            id="a table without outcomes",
        ),
        pytest.param(
            "{question: personal-data, finding: data-notice, is: yes}",
            "14: this has to name a question, a finding or a table, and only one of them. Name one of them.",
            id="two things at once",
        ),
    ],
)
def test_a_condition_on_advice_names_what_there_is(pack_folder: Path, condition: str, fault: str) -> None:
    change(pack_folder, "links.yaml", "    fields:\n", f"    advice:\n      - {condition}\n    fields:\n")

    assert reported(pack_folder) == [f"links.yaml:{fault}"]


def test_a_sample_with_answers_is_judged_by_the_tables(pack_folder: Path) -> None:
    says = "    advice: [{finding: data-notice, is: required}]\n    fields:\n"
    change(pack_folder, "links.yaml", "    fields:\n", says)

    assert reported(pack_folder) == [
        'links.yaml:20: the rule "decided-too-late" finds nothing in its own sample. '
        "Mend the rule, or the sample."
    ]

    change(pack_folder, "links.yaml", "    triggers:\n", ANSWERED)

    assert reported(pack_folder) == []


def test_an_answer_of_a_sample_that_cannot_be_used_is_told(pack_folder: Path) -> None:
    change(pack_folder, "links.yaml", "    triggers:\n", ANSWERED.replace("yes", "perhaps"))

    assert reported(pack_folder) == [
        "links.yaml:20: “perhaps” is no answer to “personal-data”, so it is left out. "
        "Write yes or no. Correct it."
    ]
