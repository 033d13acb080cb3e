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
                "card-sort, rating or lab.",
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


def test_a_lab_asks_what_people_found_and_says_what_to_do_without_it(pack_folder: Path) -> None:
    change(pack_folder, BOARD, "kind: board", "kind: lab")
    assert reported(pack_folder) == [
        f"{BOARD}:1: the lab does not say what a group does without it. Add instead: what the facilitator "
        "shows or says where the lab cannot be shown.",
        f"{BOARD}:1: the lab does not say what people should see. Add expected: what they find out when they "
        "try it.",
        f"{BOARD}:6: the lab asks nothing. Add an item that asks what people found.",
    ]


def test_a_lab_that_can_be_done_without_is_fine(pack_folder: Path) -> None:
    change(pack_folder, BOARD, "kind: board", "kind: lab\nexpected: A word.\ninstead: Read a table aloud.")
    change(pack_folder, BOARD, "items: []", "items: [{id: found, text: What did you find?}]")
    assert reported(pack_folder) == []


QUIZ, BOARD = "activities/ai-or-not.yaml", "activities/problem-board.yaml"


@pytest.mark.parametrize(
    ("file", "old", "new", "fault"),
    [
        (
            QUIZ,
            "    text: Is a",
            "    asks: scale\n    text: Is a",
            f'{QUIZ}:9: the question "thermostat" of a quiz asks for scale. Write single or multiple, for '
            "only choices are right or wrong.",
        ),
        (
            QUIZ,
            "      - text: No\n        is_right: true\n"
            "        explanation: Nothing in it is learned from examples.\n",
            "",
            f'{QUIZ}:8: the item "thermostat" asks for single and has fewer than two choices. Add choices, '
            "or change asks.",
        ),
        (
            QUIZ,
            "      - text: No\n",
            "      - text: Yes\n",
            f'{QUIZ}:14: the choice "Yes" stands twice. Remove it, or say how the two differ.',
        ),
        (
            QUIZ,
            "kind: quiz",
            "votes: 3\nkind: quiz",
            f"{QUIZ}:2: only a board has votes. Remove votes, or make the activity a board.",
        ),
        (
            QUIZ,
            "kind: quiz",
            "instead: Talk.\nkind: quiz",
            f"{QUIZ}:2: only a lab has instead. Remove instead, or make the activity a lab.",
        ),
        (
            QUIZ,
            "kind: quiz",
            "expected: Fewer calls.\nkind: quiz",
            f"{QUIZ}:2: only a lab has expected. Remove expected, or make the activity a lab.",
        ),
        (
            QUIZ,
            "kind: quiz",
            "is_silent: true\nkind: quiz",
            f"{QUIZ}:2: only a board has is_silent. Remove is_silent, or make the activity a board.",
        ),
        (
            QUIZ,
            "kind: quiz",
            "scale: {to: 5}\nkind: quiz",
            f"{QUIZ}:2: no item asks for a number on the scale. Remove the scale, or write asks: "
            "scale in an item.",
        ),
        (
            BOARD,
            "items: []",
            "votes: 12\nitems: []",
            f"{BOARD}:6: 12 votes are more than anybody gives with care. Write a number from 1 to 9; about a "
            "quarter of the notes is good.",
        ),
        (
            BOARD,
            "items: []",
            "items: [{id: a, text: A, asks: open}]",
            f'{BOARD}:6: the item "a" is a heading of the board, and asks for nothing. Remove asks, or make '
            "the activity a poll.",
        ),
        (
            BOARD,
            "kind: board",
            "kind: poll\nscale: {from: 1, to: 11}",
            f"{BOARD}:3: the scale goes from 1 to 11. End it after 1 and at 10 at most.",
        ),
        (
            BOARD,
            "items: []",
            "done: by-nam\nitems: []",
            f'{BOARD}:6: done is "by-nam". Write by-name or counted or null.',
        ),
    ],
)
def test_what_nobody_could_answer_is_refused(
    pack_folder: Path, file: str, old: str, new: str, fault: str
) -> None:
    change(pack_folder, file, old, new)

    assert fault in reported(pack_folder)


@pytest.mark.parametrize(
    "item",
    [
        "{id: a, text: A, asks: scale}",
        "{id: a, text: A, asks: words}",
        "{id: a, text: A}",
        "{id: a, text: A, asks: ranking, choices: [{text: One}, {text: Two}]}",
    ],
)
def test_a_poll_asks_in_every_way(pack_folder: Path, item: str) -> None:
    change(pack_folder, BOARD, "kind: board", "kind: poll")
    change(pack_folder, BOARD, "items: []", f"items: [{item}]")

    assert reported(pack_folder) == []
