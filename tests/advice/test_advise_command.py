"""``deepdive advise``: the result for people and for programs, and a line for each answer it cannot use."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from deepdive.advice.command import advise_command
from deepdive.advice.result import GUIDANCE
from tests.curriculum.example import EXAMPLE_PACK

# a fingerprint of the example's tables
VERSION = "2026-01-10-ac6bb621"


def advise(*words: str, facts: object = None) -> Result:
    """The command for the example pack; ``facts`` come by standard input."""
    given = facts if isinstance(facts, str) else json.dumps(facts)
    return CliRunner().invoke(advise_command(lambda: EXAMPLE_PACK), [*words], input=given)


def judged(facts: object) -> Any:
    return json.loads(advise("-", "--json", facts=facts).stdout)


def test_programs_get_every_finding_with_reason_source_and_what_would_change_it() -> None:
    result = judged({"personal-data": True, "kept-for": 6})

    assert result["findings"][0] == {
        "id": "data-notice",
        "table": "data",
        "status": "required",
        "title": "Tell people",
        "because": "People should know.",
        "answers": {"personal-data": "yes"},
        "who_decides": "Whoever keeps the data",
        "sources": [
            {
                "id": "example-guide",
                "title": "A guide to AI",
                "url": "https://www.example.org/guide",
                "publisher": "Example",
                "checked_on": "2026-01-10",
                "review_by": "2026-07-10",
                "confidence": "verified",
            }
        ],
        "change_if": [{"question": "personal-data", "answer": "no", "status": "not triggered"}],
        "settled": True,
        "ask": [],
        "todo": "Tell people what you use.",
        "time": "",
        "evidence": [],
        "gate": "none",
        "regime": "",
        "expired": True,
    }
    assert {key: value for key, value in result.items() if key != "findings"} == {
        "unanswered": [],
        "pack_version": VERSION,
        "next": None,
        "outcomes": [],
        "problems": [],
        "guidance": GUIDANCE,
    }


def test_what_is_unknown_is_to_check_and_what_is_ruled_out_says_by_what() -> None:
    unknown, ruled_out = judged({}), judged({"personal-data": "yes", "kept-for": 6})

    assert [(finding["status"], finding["because"]) for finding in unknown["findings"]] == [
        (
            "check",
            "Cannot tell yet: ask “Will it use information about people?” "
            "(who knows: Whoever keeps the data).",
        )
    ] * 2
    assert (unknown["unanswered"], unknown["next"]) == (["personal-data"], "personal-data")
    assert ruled_out["findings"][1]["status"] == "not triggered"
    assert ruled_out["findings"][1]["because"] == (
        "Ruled out by your answers: “For how many months is the information kept?” 6 months."
    )
    assert ruled_out["findings"][1]["change_if"] == [
        {"question": "kept-for", "answer": "long", "status": "check"}
    ]


def test_people_get_the_same_as_text() -> None:
    done = advise("-", facts={"personal-data": "yes"})

    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "Data",
        "====",
        "These rules were due for review by 2026-07-10: check them before you use them.",
        "[required] Tell people",
        "    People should know.",
        "    To do: Tell people what you use.",
        "    Who decides: Whoever keeps the data",
        "    Sources: A guide to AI (verified, checked 2026-01-10) - out of date, check it",
        "[check] Clear out",
        "    Cannot tell yet: ask “For how many months is the information kept?” "
        "(who knows: Whoever keeps the data).",
        "    Who decides: Whoever keeps the data",
        "    Sources: A guide to AI (verified, checked 2026-01-10) - out of date, check it",
        "",
        "Ask next: For how many months is the information kept? [kept-for] Who knows: Whoever keeps the data",
        GUIDANCE,
    ]


def test_answers_that_cannot_be_used_get_a_line_each_and_the_rest_is_judged() -> None:
    facts = '{"personal-data": "yes", "kept-for": 5000, "shoe-size": 9, "personal-data": "yes"}'

    done = advise("-", "--json", facts=facts)

    lines = [
        "“5,000” is no answer to “kept-for”, so it is left out. Write a number from 0 to 600 (months).",
        "No question is called “shoe-size”, so its answer is left out.",
    ]
    assert (done.exit_code, done.stderr.splitlines()) == (1, lines)
    result = json.loads(done.stdout)
    assert [finding["status"] for finding in result["findings"]] == ["required", "check"]
    assert [problem["message"] for problem in result["problems"]] == lines


def test_a_key_given_twice_with_two_answers_counts_as_unknown() -> None:
    done = advise("-", facts='{"personal-data": "yes", "personal-data": "no"}')

    assert done.exit_code == 1
    assert done.stderr == (
        "“personal-data” is answered with yes and no, so it counts as unknown. Give one answer.\n"
    )


def test_answers_of_another_version_and_hidden_ones_are_told_and_are_no_fault() -> None:
    file = {"answers": {"personal-data": "no", "kept-for": 6}, "pack_version": "2025-01-01-0000"}

    done = advise("-", "--json", facts=file)

    assert done.exit_code == 0
    assert done.stderr.splitlines() == [
        f"These answers were judged by the tables 2025-01-01-0000 before; now they are judged by {VERSION}.",
        "“kept-for” is not asked with your other answers, so its answer does not count.",
    ]


def test_a_result_with_its_answers_can_be_given_back() -> None:
    done = advise("-", "--json", facts={"answers": {"personal-data": "no"}, "pack_version": VERSION})
    again = advise("-", "--json", facts={**json.loads(done.stdout), "answers": {"personal-data": "no"}})

    assert (again.stdout, again.stderr, again.exit_code) == (done.stdout, "", 0)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("[1", "Error: This is not JSON: Expecting ',' delimiter in line 1, column 3.\n"),
        ("[" * 100_000, "Error: This is not JSON: write it as UTF-8 text, one object with answers.\n"),
        ("[1]", 'Error: Write one JSON object, such as {"uses-ai": "yes"}.\n'),
        ("9" * 5000, "Error: This is not JSON: write it as UTF-8 text, one object with answers.\n"),
    ],
)
def test_what_holds_no_answers_is_refused_in_one_line(content: str, message: str) -> None:
    done = advise("-", facts=content)

    assert (done.exit_code, done.stdout, done.stderr) == (1, "", message)


def test_no_file_is_a_slip_in_the_command(tmp_path: Path) -> None:
    assert advise().exit_code == 2
    assert advise(str(tmp_path / "none.json")).exit_code == 2


def test_the_schema_names_every_answer() -> None:
    schema = json.loads(advise("--schema").stdout)

    assert schema["$defs"]["answers"]["properties"] == {
        "personal-data": {
            "title": "Will it use information about people?",
            "description": "Who knows: Whoever keeps the data",
            "enum": ["yes", "no", "unknown", None, True, False],
        },
        "kept-for": {
            "title": "For how many months is the information kept?",
            "description": "Who knows: Whoever keeps the data",
            "anyOf": [
                {"type": "number", "minimum": 0.0, "maximum": 600.0},
                {"enum": ["short", "long", "unknown", None]},
            ],
        },
    }
