"""Ids lead somewhere."""

from pathlib import Path

import pytest

from tests.curriculum.example import WORKSHOP_1, WORKSHOP_2, change, reported


@pytest.mark.parametrize(
    ("file", "old", "new", "faults"),
    [
        pytest.param(
            WORKSHOP_2,
            "opens: problem-board",
            "opens: problems-board",
            [
                'activities/problem-board.yaml:1: no block opens "problem-board". Open it in a block of '
                "a workshop, or remove the file.",
                "workshops/2-first-plan/workshop.yaml:14: no activity or artefact is called "
                '"problems-board". Write "problem-board" if that is what you mean.',
            ],
            id="opens",
        ),
        pytest.param(
            WORKSHOP_1,
            "opens: ai-or-not",
            "opens: xxxxxxx",
            [
                'activities/ai-or-not.yaml:1: no block opens "ai-or-not". Open it in a block of a '
                "workshop, or remove the file.",
                'workshops/1-first-look/workshop.yaml:25: no activity or artefact is called "xxxxxxx". '
                "Write one of: ai-or-not, next-steps, problem, problem-board.",
            ],
            id="opens none near",
        ),
        pytest.param(
            WORKSHOP_2,
            "covers: [problems]\n    serves: [name-a-problem]\n    if_late: drop",
            "covers: [problem]\n    serves: [name-a-problem]\n    if_late: drop",
            [
                'workshops/2-first-plan/workshop.yaml:15: no topic is called "problem". Write "problems" '
                "if that is what you mean.",
            ],
            id="covers",
        ),
        pytest.param(
            WORKSHOP_2,
            "serves: [name-a-problem, talk-about-ai]",
            "serves: [name-a-problem, talk-about-it]",
            [
                'workshops/2-first-plan/workshop.yaml:26: no outcome is called "talk-about-it". Write '
                '"talk-about-ai" if that is what you mean.',
            ],
            id="serves",
        ),
        pytest.param(
            "plan.yaml",
            "      - problem/people\n",
            "      - problem/people\n      - problem/persons\n",
            [
                'plan.yaml:9: no field is called "problem/persons". Write "problem/people" if that is '
                "what you mean.",
            ],
            id="plan field",
        ),
        pytest.param(
            "plan.yaml",
            "title: The plan\n",
            "title: The plan\nviews:\n  - {id: board, title: Board, reader: The board, sections: "
            "[{id: a, title: A, intro: A, fields: [problem/nam]}]}\ndecisions:\n"
            "  - {id: d, title: D, decided: problem/name, reasons: [problem/nam]}\n",
            [
                'plan.yaml:3: no field is called "problem/nam". Write "problem/name" if that is what you '
                "mean.",
                'plan.yaml:5: no field is called "problem/nam". Write "problem/name" if that is what you '
                "mean.",
            ],
            id="fields of views and decisions",
        ),
        pytest.param(
            "activities/ai-or-not.yaml",
            "  - example-guide\n",
            "  - example-guid\n",
            [
                'activities/ai-or-not.yaml:18: no source is called "example-guid". Write "example-guide" '
                "if that is what you mean.",
            ],
            id="source",
        ),
        pytest.param(
            "ratings.yaml",
            "outcomes: [talk-about-ai, tell-ai-apart]",
            "outcomes: [talk-about-ai, tell-ai-apart, tell-ai]",
            [
                'ratings.yaml:4: no outcome is called "tell-ai". Write "tell-ai-apart" if that is what '
                "you mean.",
            ],
            id="rating",
        ),
        pytest.param(
            "artefacts/problem.yaml",
            "workshop: 2",
            "workshop: 3",
            [
                "artefacts/problem.yaml:3: there is no workshop 3. Write a number from 1 to 2.",
            ],
            id="workshop number",
        ),
    ],
)
def test_an_id_that_leads_nowhere_is_refused(
    pack_folder: Path, file: str, old: str, new: str, faults: list[str]
) -> None:
    change(pack_folder, file, old, new)

    assert reported(pack_folder) == faults
