"""Run sheets fit, and workshops are in order."""

from pathlib import Path

import pytest

from tests.curriculum.example import WORKSHOP_1, WORKSHOP_2, change, reported


@pytest.mark.parametrize(
    ("file", "old", "new", "faults"),
    [
        pytest.param(
            WORKSHOP_1,
            "minutes: 10",
            "minutes: 8",
            [
                "workshops/1-first-look/workshop.yaml:10: the blocks take 18 minutes and the series "
                "gives 20: 2 too few. Give 2 more to its blocks.",
            ],
            id="minutes too few",
        ),
        pytest.param(
            WORKSHOP_2,
            "minutes: 15",
            "minutes: 16",
            [
                "workshops/2-first-plan/workshop.yaml:9: the blocks take 21 minutes and the series gives "
                "20: 1 too many. Take 1 from its blocks.",
            ],
            id="minutes too many",
        ),
        pytest.param(
            WORKSHOP_1,
            "minutes: 5\n    method: talk",
            "minutes: 7\n    method: talk",
            [
                "workshops/1-first-look/workshop.yaml:10: the blocks take 22 minutes and the series "
                "gives 20: 2 too many. Take 2 from its blocks.",
                'workshops/1-first-look/workshop.yaml:13: the block "welcome" is 7 minutes of talk. Cut '
                "it to 6, or let people do something between two talks.",
            ],
            id="a long talk",
        ),
        pytest.param(
            WORKSHOP_1,
            "if_late: 6",
            "if_late: 10",
            [
                'workshops/1-first-look/workshop.yaml:28: if_late is 10 and the block "quiz" takes 10 '
                "minutes. Write keep, drop or a whole number smaller than 10.",
            ],
            id="if_late as long as the block",
        ),
        pytest.param(
            WORKSHOP_1,
            "if_late: 6",
            "if_late: skip",
            [
                'workshops/1-first-look/workshop.yaml:28: if_late is "skip". Write keep or drop or a '
                "whole number from 1.",
            ],
            id="if_late another word",
        ),
        pytest.param(
            WORKSHOP_2,
            "number: 2",
            "number: 3",
            [
                'checks.yaml:15: no workshop is called "2". Write one of: 1, 3.',
                'workshops/2-first-plan/workshop.yaml:1: the folder is called "2-first-plan" and not '
                '"3-first-plan". Rename the folder, or mend the number and the id.',
                "workshops/2-first-plan/workshop.yaml:1: this is workshop 3, and there are 2. Number the "
                "workshops from 1 to 2.",
            ],
            id="a gap in the numbers",
        ),
        pytest.param(
            WORKSHOP_2,
            "number: 2",
            "number: 1",
            [
                'checks.yaml:15: no workshop is called "2". Write one of: 1.',
                "workshops/2-first-plan/workshop.yaml:1: a second workshop has the number 1. Number the "
                "workshops from 1 to 2.",
                'workshops/2-first-plan/workshop.yaml:1: the folder is called "2-first-plan" and not '
                '"1-first-plan". Rename the folder, or mend the number and the id.',
            ],
            id="a number twice",
        ),
        pytest.param(
            WORKSHOP_2,
            "id: first-plan",
            "id: plan-first",
            [
                'workshops/2-first-plan/workshop.yaml:1: the folder is called "2-first-plan" and not '
                '"2-plan-first". Rename the folder, or mend the number and the id.',
            ],
            id="folder and id differ",
        ),
        pytest.param(
            "series.yaml",
            "min: 6, max: 12",
            "min: 9, max: 8",
            [
                "series.yaml:8: the smallest capacity, 9, is more than the greatest, 8. Write a min of "
                "at most 8.",
            ],
            id="capacity upside down",
        ),
        pytest.param(
            "series.yaml",
            "max: 12",
            "max: 13",
            [
                "series.yaml:8: a capacity of 13 is more than 12. Write a max of at most 12.",
            ],
            id="capacity too great",
        ),
    ],
)
def test_a_workshop_that_cannot_be_held_is_refused(
    pack_folder: Path, file: str, old: str, new: str, faults: list[str]
) -> None:
    change(pack_folder, file, old, new)

    assert reported(pack_folder) == faults


A_BREAK = "{session_minutes: 30, minutes: 5, title: Break, cue: Say, task: Stand}"


@pytest.mark.parametrize(
    ("keys", "faults"),
    [
        (
            "lengths: [20, 60]",
            ["line 10: a session of 20 minutes is too short or too long. Write 45 to 120 minutes."],
        ),
        (
            "lengths: [60, 90]",
            [
                "line 10: the workshops take 20 minutes, and that is not among the lengths. "
                "Add 20 to the lengths."
            ],
        ),
        (f"long_break: {A_BREAK}", []),
        (
            f"long_break: {A_BREAK.replace('minutes: 5', 'minutes: 30')}",
            [
                "line 10: a break of 30 minutes in sessions of 30 makes no sense. Write how many minutes the "
                "break takes, and from how many session_minutes on there is one."
            ],
        ),
        (
            "long_break: {session_minutes: 30, minutes: 5, title: Break, cue: Say}",
            [
                "line 10: the break does not say what it is called, what the facilitator says, and "
                "what people do. Give it a title, a cue and a task."
            ],
        ),
    ],
)
def test_lengths_and_a_break_that_make_no_sense_are_refused(
    pack_folder: Path, keys: str, faults: list[str]
) -> None:
    change(pack_folder, "series.yaml", "minutes: 20", f"minutes: 20\n{keys}")

    found = [fault.replace("series.yaml:", "line ") for fault in reported(pack_folder)]
    assert found == faults


def test_a_block_with_the_id_of_the_break_is_refused(pack_folder: Path) -> None:
    change(pack_folder, WORKSHOP_1, "id: welcome", "id: long-break")

    assert any('"long-break" is the id of the break in long sessions' in one for one in reported(pack_folder))


def test_talks_that_follow_one_another_add_up(pack_folder: Path) -> None:
    change(pack_folder, WORKSHOP_1, "method: solo", "method: talk")
    change(pack_folder, WORKSHOP_1, "minutes: 10", "minutes: 3")
    change(pack_folder, WORKSHOP_1, "if_late: 6", "if_late: keep")
    change(pack_folder, WORKSHOP_1, "minutes: 5\n    method: break", "minutes: 12\n    method: break")
    change(
        pack_folder,
        WORKSHOP_1,
        "opens: null\n    covers: []",
        "opens: ai-or-not\n    covers: [what-ai-is, where-ai-helps]",
    )

    assert reported(pack_folder) == [
        'workshops/1-first-look/workshop.yaml:13: the blocks from "welcome" to "quiz" are 8 minutes of '
        "talk. Cut it to 6, or let people do something between two talks."
    ]


def test_talk_takes_at_most_two_fifths_of_a_workshop(pack_folder: Path) -> None:
    change(pack_folder, "series.yaml", "minutes: 20", "minutes: 12")
    change(pack_folder, WORKSHOP_1, "minutes: 10", "minutes: 2")
    change(pack_folder, WORKSHOP_1, "if_late: 6", "if_late: keep")
    change(pack_folder, WORKSHOP_2, "minutes: 15", "minutes: 7")
    change(pack_folder, WORKSHOP_2, "if_late: 10", "if_late: keep")

    assert reported(pack_folder) == [
        "workshops/1-first-look/workshop.yaml:10: 5 of 12 minutes are talk, and at most 40 in 100 may be. "
        "Cut the talk to 4 minutes."
    ]
