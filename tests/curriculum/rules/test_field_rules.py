"""Fields fit their kinds, and examples fit the fields."""

from pathlib import Path

import pytest

from tests.curriculum.example import change, reported

STEPS = "artefacts/next-steps.yaml"


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        pytest.param(
            "choices: [Go on, Wait, Stop]",
            "choices: [Go on]",
            '7: the field "decision" is a choice and has fewer than two choices. List them under choices.\n'
            '78: the example for "decision" is none of its choices. Write one of: Go on.',
            id="one choice",
        ),
        pytest.param(
            "    kind: number\n",
            "    kind: number\n    choices: [One, Two]\n",
            '21: the field "cost" has choices and is no choice. Remove them, or write kind: choice.',
            id="choices of a number",
        ),
        pytest.param(
            "    kind: number\n",
            "    kind: line\n    counts_people: true\n",
            '21: the field "cost" counts people and is no number. '
            "Remove counts_people, or write kind: number.",
            id="a line that counts people",
        ),
        pytest.param(
            "choices: [Go on, Wait, Stop]",
            "choices: [Go on, Wait, Stop, Wait]",
            '10: the choice "Wait" is here twice. Remove one of them.',
            id="a choice twice",
        ),
        pytest.param(
            "kind: choice, choices: [Clerks, Data team]}",
            "kind: line, choices: [Clerks, Data team]}",
            '43: the column "owner" has choices and is no choice. Remove them, or write kind: choice.',
            id="choices of a line in a column",
        ),
        pytest.param(
            "{id: risk, title: Risk, kind: text}",
            "{id: risk, title: Risk, kind: rows}",
            '57: the column "risk" has rows of its own. Write line, text, choice, number or date.',
            id="rows in rows",
        ),
        pytest.param(
            "    columns:\n      - {id: risk, title: Risk, kind: text}\n",
            "    columns: []\n",
            '53: the field "risks" has rows and no columns. List them under columns.\n'
            '81: no column of "risks" is called "risk". Remove it, for there is none yet.',
            id="no columns",
        ),
        pytest.param(
            "    kind: date\n",
            "    kind: date\n    columns:\n      - {id: risk, title: Risk, kind: text}\n",
            '31: the field "review-on" has columns and no rows. Remove them, or write kind: rows.',
            id="columns of a date",
        ),
        pytest.param(
            "{id: days, title",
            "{id: by, title",
            '45: a second column is called "by"; the first is at artefacts/next-steps.yaml:44. '
            "Rename one of them.\n"
            '73: no column of "steps" is called "days". Write one of: by, owner, what.\n'
            '73: the example for "by" is no number. Write digits, such as 12 or 0.5.',
            id="a column twice",
        ),
        pytest.param(
            "decision: Wait",
            "decision: Perhaps",
            '78: the example for "decision" is none of its choices. Write one of: Go on, Wait, Stop.',
            id="another choice",
        ),
        pytest.param(
            "cost: 4000",
            "cost: 4000 GBP",
            '70: the example for "cost" is no number. Write digits, such as 12 or 0.5.',
            id="no number",
        ),
        pytest.param(
            "review-on: 2027-03-31",
            "review-on: 2027-02-31",
            '71: the example for "review-on" is no date. Write a date such as 2027-03-31.',
            id="no date",
        ),
        pytest.param(
            "owner: Clerks, by",
            "owner: The clerks, by",
            '73: the example for "owner" is none of its choices. Write one of: Clerks, Data team.',
            id="another choice in a row",
        ),
        pytest.param(
            "by: 2027-01-31",
            "by: soon",
            '73: the example for "by" is no date. Write a date such as 2027-03-31.',
            id="no date in a row",
        ),
        pytest.param(
            "{what: List the wards, owner: Data team}",
            "{what: List the wards, ownr: Data team}",
            '74: no column of "steps" is called "ownr". Write "owner" if that is what you mean.',
            id="unknown column",
        ),
        pytest.param(
            "    limit: 3\n",
            "    limit: 1\n",
            '72: the example for "steps" has 2 rows and the field takes 1. '
            "Remove 1, or raise the limit of the field.",
            id="too many rows",
        ),
        pytest.param(
            "decision: Wait",
            "decision: [{what: Wait}]",
            '78: the example for "decision" is a list and the field is a choice. '
            "Write a text, or make the field rows.",
            id="a list for a choice",
        ),
        pytest.param(
            "      risks:\n        - risk: Nobody reads the list.\n",
            "      risks: Nobody reads the list.\n",
            '81: the example for "risks" is a text and the field has rows. '
            "Write a list, each with the keys risk.",
            id="a text for rows",
        ),
        pytest.param(
            "      steps:\n        - {what: Ask the carers}\n",
            "      steps: []\n",
            '77: the example "Visits at Fictional Care" lacks the required field "steps". Fill it in.',
            id="no rows where some are required",
        ),
        pytest.param(
            "    setting: adult social care\n",
            "    setting: A care home\n",
            '65: no example has the setting "adult social care". Add one.\n'
            '76: the setting of an example is "A care home". Write hospital or adult social care.',
            id="another setting",
        ),
        pytest.param(
            "    setting: adult social care\n",
            "    setting: hospital\n",
            '65: no example has the setting "adult social care". Add one.\n'
            '67: several examples have the setting "hospital". Keep one of them.',
            id="one setting twice",
        ),
        pytest.param(
            "used: follow-up",
            "used: block",
            '1: no block of workshop 2 opens "next-steps". '
            "Open it in a block, or write used: pre-work or used: follow-up.",
            id="not opened",
        ),
        pytest.param(
            "used: follow-up",
            "used: afterwards",
            '4: used is "afterwards". Write block, pre-work or follow-up.',
            id="used at another time",
        ),
    ],
)
def test_a_field_or_example_that_does_not_fit_is_refused(
    pack_folder: Path, old: str, new: str, fault: str
) -> None:
    change(pack_folder, STEPS, old, new)

    assert [line.removeprefix(f"{STEPS}:") for line in reported(pack_folder)] == fault.split("\n")


def test_an_artefact_that_another_workshop_opens_is_refused(pack_folder: Path) -> None:
    change(pack_folder, "artefacts/problem.yaml", "workshop: 2", "workshop: 1")

    assert reported(pack_folder) == [
        'artefacts/problem.yaml:1: no block of workshop 1 opens "problem". '
        "Open it in a block, or write used: pre-work or used: follow-up."
    ]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        pytest.param(
            "to: next-steps/risks",
            "to: next-steps/risk",
            '4: no field is called "next-steps/risk". Write "next-steps/risks" if that is what you mean.',
            id="no field",
        ),
        pytest.param(
            "from: next-steps/steps",
            "from: problem/name",
            '3: the field "problem/name" has no rows to link. '
            "Write one of: next-steps/risks, next-steps/steps.",
            id="no rows",
        ),
        pytest.param(
            "    words: lowers\n",
            "",
            '2: the key "words" is missing. Add it with a text.',
            id="no words",
        ),
        pytest.param(
            "    from: next-steps/steps\n",
            "",
            '2: the key "from" is missing. Add it with a field as "artefact-id/field-id".',
            id="from nowhere",
        ),
    ],
)
def test_a_link_that_leads_nowhere_is_refused(pack_folder: Path, old: str, new: str, fault: str) -> None:
    change(pack_folder, "links.yaml", old, new)

    assert reported(pack_folder) == [f"links.yaml:{fault}"]
