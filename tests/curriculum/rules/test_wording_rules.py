"""Learners are never told that something is easy."""

from pathlib import Path

import pytest

from tests.curriculum.example import WORKSHOP_1, WORKSHOP_2, change, reported


@pytest.mark.parametrize(
    ("file", "old", "new", "faults"),
    [
        pytest.param(
            WORKSHOP_1,
            "task: Stand up and move.",
            "task: Simply stand up.",
            [
                'workshops/1-first-look/workshop.yaml:40: "simply" makes light of what learners may find '
                "hard. Leave the word out, or say how it is done.",
            ],
            id="task",
        ),
        pytest.param(
            "activities/problem-board.yaml",
            "Write one problem on a note.",
            "Of course you write one problem.",
            [
                'activities/problem-board.yaml:5: "of course" makes light of what learners may find '
                "hard. Leave the word out, or say how it is done.",
            ],
            id="step",
        ),
        pytest.param(
            "activities/ai-or-not.yaml",
            "text: Is a thermostat",
            "text: Is it easy to say whether a thermostat",
            [
                'activities/ai-or-not.yaml:9: "easy" makes light of what learners may find hard. Leave '
                "the word out, or say how it is done.",
            ],
            id="item",
        ),
        pytest.param(
            "activities/problem-board.yaml",
            "kind: board\n",
            "kind: lab\nexpected: An easy win.\ninstead: Just talk.\n",
            [
                'activities/problem-board.yaml:3: "easy" makes light of what learners may find hard. Leave '
                "the word out, or say how it is done.",
                'activities/problem-board.yaml:4: "just" makes light of what learners may find hard. Leave '
                "the word out, or say how it is done.",
                "activities/problem-board.yaml:8: the lab asks nothing. Add an item that asks what people "
                "found.",
            ],
            id="lab",
        ),
        pytest.param(
            "artefacts/problem.yaml",
            "weak: Everybody",
            "weak: Just everybody",
            [
                'artefacts/problem.yaml:23: "just" makes light of what learners may find hard. Leave the '
                "word out, or say how it is done.",
            ],
            id="field",
        ),
        pytest.param(
            WORKSHOP_2,
            "aim: Write down the problem.",
            "aim: Easily write down the problem.",
            [
                'workshops/2-first-plan/workshop.yaml:4: "easily" makes light of what learners may find '
                "hard. Leave the word out, or say how it is done.",
            ],
            id="aim",
        ),
    ],
)
def test_a_belittling_word_in_learner_text_is_refused(
    pack_folder: Path, file: str, old: str, new: str, faults: list[str]
) -> None:
    change(pack_folder, file, old, new)

    assert reported(pack_folder) == faults


@pytest.mark.parametrize("words", ["A just-in-time note", "Adjust the easygoing course", "JUSTICE"])
def test_a_word_that_only_contains_a_belittling_one_is_fine(pack_folder: Path, words: str) -> None:
    change(pack_folder, WORKSHOP_1, "Stand up and move.", words)

    assert reported(pack_folder) == []


def test_a_facilitators_cue_may_use_any_word(pack_folder: Path) -> None:
    change(pack_folder, WORKSHOP_1, "Say when you begin again.", "Never say that it is easy.")

    assert reported(pack_folder) == []
