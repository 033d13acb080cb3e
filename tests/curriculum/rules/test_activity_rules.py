"""Activities can be done, and quizzes teach."""

from pathlib import Path

import pytest

from tests.curriculum.example import change, reported


@pytest.mark.parametrize(
    ("file", "old", "new", "faults"),
    [
        pytest.param(
            "activities/ai-or-not.yaml",
            "is_right: true",
            "is_right: false",
            [
                'activities/ai-or-not.yaml:8: the question "thermostat" has no right choice. Add '
                "is_right: true to the choice that is right.",
            ],
            id="no right",
        ),
        pytest.param(
            "activities/ai-or-not.yaml",
            "        explanation: It follows one rule that a person wrote.\n",
            "",
            [
                'activities/ai-or-not.yaml:11: the wrong choice "Yes" has no explanation. Say which '
                "misunderstanding it shows.",
            ],
            id="no explanation",
        ),
        pytest.param(
            "activities/ai-or-not.yaml",
            "sources:\n  - example-guide\n",
            "sources: []\n",
            [
                "activities/ai-or-not.yaml:17: a quiz makes claims, and this one has no source. Add the "
                "id of a source in sources.yaml.",
            ],
            id="no source",
        ),
        pytest.param(
            "activities/ai-or-not.yaml",
            "kind: quiz",
            "kind: poll",
            [
                'activities/ai-or-not.yaml:15: the choice "No" is right, and only a quiz has right '
                "choices. Remove is_right, or make the activity a quiz.",
            ],
            id="right choice in poll",
        ),
        pytest.param(
            "activities/problem-board.yaml",
            "steps:\n  - Write one problem on a note.",
            "steps: []",
            [
                "activities/problem-board.yaml:4: the activity has no step. Say what people do, in order.",
            ],
            id="no step",
        ),
        pytest.param(
            "activities/problem-board.yaml",
            "kind: board",
            "kind: bord",
            [
                'activities/problem-board.yaml:2: kind is "bord". Write discussion, poll, quiz, board, '
                "card-sort or rating.",
            ],
            id="unknown kind",
        ),
    ],
)
def test_an_activity_that_teaches_nothing_is_refused(
    pack_folder: Path, file: str, old: str, new: str, faults: list[str]
) -> None:
    change(pack_folder, file, old, new)

    assert reported(pack_folder) == faults
