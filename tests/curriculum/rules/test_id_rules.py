"""Ids name one thing."""

from pathlib import Path

import pytest

from tests.curriculum.example import WORKSHOP_1, WORKSHOP_2, change, reported


@pytest.mark.parametrize(
    ("file", "old", "new", "faults"),
    [
        pytest.param(
            WORKSHOP_1,
            "id: pause",
            "id: welcome",
            [
                'workshops/1-first-look/workshop.yaml:31: a second block is called "welcome"; the first '
                "is at workshops/1-first-look/workshop.yaml:11. Rename one of them.",
            ],
            id="block twice",
        ),
        pytest.param(
            WORKSHOP_2,
            "{id: problems, title: Problems worth solving}",
            "{id: problems, title: Problems worth solving}\n  - {id: what-ai-is, title: Again}",
            [
                'workshops/2-first-plan/workshop.yaml:7: a second topic is called "what-ai-is"; the '
                "first is at workshops/1-first-look/workshop.yaml:6. Rename one of them.",
                'workshops/2-first-plan/workshop.yaml:7: no block covers the topic "what-ai-is". Add it '
                "to the covers of a block of this workshop.",
            ],
            id="topic twice",
        ),
        pytest.param(
            WORKSHOP_2,
            "{id: name-a-problem, text: Name a problem and who has it}",
            "{id: name-a-problem, text: Name a problem and who has it}\n  - {id: talk-about-ai, text: Again}",
            [
                'workshops/2-first-plan/workshop.yaml:9: a second outcome is called "talk-about-ai"; the '
                "first is at series.yaml:11. Rename one of them.",
            ],
            id="outcome twice",
        ),
        pytest.param(
            "plan.yaml",
            "title: The plan\n",
            "title: The plan\nviews:\n  - {id: whole, title: Board, reader: The board, sections: []}\n",
            ['plan.yaml:3: "whole" is the id of the whole plan. Choose another id.'],
            id="view called like the whole plan",
        ),
        pytest.param(
            "activities/problem-board.yaml",
            "id: problem-board",
            "id: problems-board",
            [
                'activities/problem-board.yaml:1: the id "problems-board" differs from the name of the '
                'file. Rename the file to problems-board.yaml or the id to "problem-board".',
            ],
            id="file name",
        ),
        pytest.param(
            WORKSHOP_1,
            "id: pause",
            "id: Pause it",
            [
                'workshops/1-first-look/workshop.yaml:31: id is "Pause it". Write an id: small letters, '
                "digits and hyphens, at most 60.",
            ],
            id="not an id",
        ),
    ],
)
def test_an_id_that_names_two_things_or_none_is_refused(
    pack_folder: Path, file: str, old: str, new: str, faults: list[str]
) -> None:
    change(pack_folder, file, old, new)

    assert reported(pack_folder) == faults


def test_an_artefact_called_like_an_activity_is_refused(pack_folder: Path) -> None:
    (pack_folder / "activities/problem-board.yaml").rename(pack_folder / "activities/problem.yaml")
    change(pack_folder, "activities/problem.yaml", "id: problem-board", "id: problem")
    change(pack_folder, WORKSHOP_2, "opens: problem-board", "opens: problem")

    assert reported(pack_folder) == [
        'artefacts/problem.yaml:1: an activity is called "problem" too. '
        "Rename one of them, for a block opens either by its id."
    ]
