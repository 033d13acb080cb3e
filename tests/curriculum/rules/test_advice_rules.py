"""Advice tables can be judged, and are shown to come out as they should."""

from pathlib import Path

import pytest

from tests.curriculum.example import change, reported

QUESTIONS, TABLE = "advice/questions.yaml", "advice/data.yaml"
SCENARIO = "advice/scenarios/names-kept.yaml"


@pytest.mark.parametrize(
    ("file", "old", "new", "faults"),
    [
        pytest.param(
            TABLE,
            "{personal-data: yes}",
            "{personal-dat: yes}",
            [
                'advice/data.yaml:10: no question is called "personal-dat". '
                'Write "personal-data" if that is what you mean.'
            ],
            id="unknown question",
        ),
        pytest.param(
            TABLE,
            "{kept-for: [long]}",
            "{kept-for: [longer]}",
            [
                'advice/data.yaml:18: "longer" is no answer to "kept-for". '
                'Write "long" if that is what you mean.'
            ],
            id="impossible value",
        ),
        pytest.param(
            TABLE,
            "    because: People should know.\n",
            "",
            ['advice/data.yaml:9: the key "because" is missing. Add it with a text.'],
            id="no because",
        ),
        pytest.param(
            TABLE,
            "because: People should know.\n    who_decides: Whoever keeps the data\n",
            "because: People should know.\n",
            ['advice/data.yaml:9: the key "who_decides" is missing. Add it with a text.'],
            id="nobody decides",
        ),
        pytest.param(
            TABLE,
            "because: What is gone cannot be lost.\n"
            "    who_decides: Whoever keeps the data\n    sources: [example-guide]",
            "because: What is gone cannot be lost.\n    who_decides: Whoever keeps the data\n    sources: []",
            [
                'advice/data.yaml:24: the rule "data-clear-out" has no source. '
                "Add the id of a source in sources.yaml."
            ],
            id="no source",
        ),
        pytest.param(
            TABLE,
            "review_by: 2026-07-10",
            "review_by: 2026-02-28",
            [
                'advice/data.yaml:7: the table "data" was to be reviewed by 2026-02-28. Read it again, mend '
                "what it changes, and set checked_on and review_by."
            ],
            id="overdue",
        ),
        pytest.param(
            TABLE,
            "any: [{kept-for: [long]}]",
            "all: [{kept-for: [long]}, {personal-data: no}]",
            [
                'advice/data.yaml:17: no scenario shows the rule "data-clear-out" triggered. '
                "Add it to the expect of a scenario where it is so.",
                'advice/data.yaml:17: the rule "data-clear-out" can never hold. '
                "Mend its conditions, or leave out when if it is meant to hold always.",
                'advice/scenarios/names-kept.yaml:5: the rule "data-clear-out" comes out as '
                '"not triggered", not "check". Mend the rule, the answers or what is expected.',
            ],
            id="unreachable",
        ),
        pytest.param(
            SCENARIO,
            "data-notice: required",
            "data-notice: likely",
            [
                'advice/scenarios/names-kept.yaml:5: the rule "data-notice" comes out as "required", '
                'not "likely". Mend the rule, the answers or what is expected.'
            ],
            id="scenario fails",
        ),
        pytest.param(
            SCENARIO,
            "kept-for: 24",
            "kept-for: 24, data: yes",
            [
                "advice/scenarios/names-kept.yaml:4: No question is called “data”, so its answer is left "
                "out. Mend the answer, or leave it out."
            ],
            id="unknown answer in a scenario",
        ),
        pytest.param(
            "advice/scenarios/nobody-asked.yaml",
            "{data-notice: check, data-clear-out: check}",
            "{data-clear-out: check}",
            [
                'advice/data.yaml:9: no scenario shows the rule "data-notice" still unknown. '
                "Add it to the expect of a scenario where it is so."
            ],
            id="no unknown scenario",
        ),
        pytest.param(
            QUESTIONS,
            "    asked_when: {all: [{personal-data: yes}]}",
            "    asked_when: {all: [{kept-for: long}]}",
            [
                'advice/questions.yaml:12: whether "kept-for" is asked depends on its own answer. '
                "Change asked_when, here or in the questions that it names."
            ],
            id="circle",
        ),
        pytest.param(
            QUESTIONS,
            "text: Up to a year, up_to: 12",
            "text: Up to a year",
            [
                'advice/questions.yaml:14: the bands of "kept-for" do not follow one another. '
                "Let each up_to be more than the one before, and leave it out of the last band."
            ],
            id="bands",
        ),
        pytest.param(
            QUESTIONS,
            "  - id: kept-for",
            "  - {id: spare, group: data, text: Is it spare?, who_knows: Nobody}\n  - id: kept-for",
            ['advice/questions.yaml:8: no rule uses the question "spare". Use it in a rule, or remove it.'],
            id="unused question",
        ),
        pytest.param(
            TABLE,
            "because: People should know.",
            "because: People should know.\n    cases: [example-bed]",
            [
                'advice/data.yaml:15: no case is called "example-bed". '
                'Write "example-beds" if that is what you mean.'
            ],
            id="unknown case",
        ),
        pytest.param(
            TABLE,
            "id: data-clear-out",
            "id: data-notice",
            [
                'advice/data.yaml:17: a second rule is called "data-notice"; the first is at '
                "advice/data.yaml:9. Rename one of them.",
                'advice/scenarios/names-kept.yaml:5: no rule is called "data-clear-out". '
                "Write one of: data-notice.",
                'advice/scenarios/no-names.yaml:5: no rule is called "data-clear-out". '
                "Write one of: data-notice.",
                'advice/scenarios/nobody-asked.yaml:5: no rule is called "data-clear-out". '
                "Write one of: data-notice.",
            ],
            id="rule twice",
        ),
    ],
)
def test_what_cannot_be_relied_on_is_named_by_line(
    pack_folder: Path, file: str, old: str, new: str, faults: list[str]
) -> None:
    change(pack_folder, file, old, new)

    assert reported(pack_folder) == faults
