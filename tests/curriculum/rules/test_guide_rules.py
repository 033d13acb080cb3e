"""The script follows the run sheet."""

from pathlib import Path

import pytest

from tests.curriculum.example import SCRIPT_1, change, reported

WHY = "People speak early or not at all."
PARTS = (
    "Why, Say, Ask, Show and do, Questions you may get, Pitfalls, Access, If early, If late, "
    "With 6, 8 or 10 people, Co-facilitator"
)


@pytest.mark.parametrize(
    ("old", "new", "faults"),
    [
        pytest.param(
            "# Before you start\n\nTest the link to the meeting.\n",
            "",
            '1: the part "Before you start" is missing. Add it under a line "# Before you start".',
            id="no beginning",
        ),
        pytest.param(
            "Test the link to the meeting.",
            "",
            '1: the part "Before you start" is empty. Write it under its heading.',
            id="an empty beginning",
        ),
        pytest.param(
            "## quiz\n",
            "## quizz\n",
            '1: the script leaves out the block "quiz". Add it under a line "## quiz".\n'
            '51: no block of this workshop is called "quizz". Write "quiz" if that is what you mean.',
            id="another block",
        ),
        pytest.param(
            f"### Why\n\n{WHY}\n\n### Say",
            "### Say",
            '5: the part "Why" is missing. Add it under a line "### Why".',
            id="a part left out",
        ),
        pytest.param(
            f"### Why\n\n{WHY}",
            "### Why",
            '7: the part "Why" is empty. Write it under its heading.',
            id="an empty part",
        ),
        pytest.param(
            f"### Why\n\n{WHY}",
            f"### Whyy\n\n{WHY}",
            '7: unknown part "### Whyy". Write "### Why" if that is what you mean; '
            f"the parts here are {PARTS}.",
            id="a part misspelt",
        ),
        pytest.param(
            f"### Why\n\n{WHY}",
            f"### Why\n\n{WHY}\n\n### Why\n\nAgain.",
            '11: a second part is called "Why". Remove one of them.',
            id="a part twice",
        ),
        pytest.param(
            f"### Why\n\n{WHY}\n\n### Say\n\nWe work on one problem of our own.",
            f"### Say\n\nWe work on one problem of our own.\n\n### Why\n\n{WHY}",
            f'11: the part "Why" stands after "Say". Keep the order {PARTS}.',
            id="parts in another order",
        ),
        pytest.param(
            "## welcome\n",
            "## welcome\n\nSay hello.\n",
            "7: this text stands in no part. Put it under one of the headings with ###.",
            id="text in no part",
        ),
        pytest.param(
            "Test the link to the meeting.",
            "Test the link to the meeting.\n\n### Why\n\nNobody knows.",
            '5: "### Why" stands in no block. '
            'Put it under a line such as "## welcome" with the id of a block.',
            id="a part in no block",
        ),
    ],
)
def test_a_script_that_leaves_the_run_sheet_is_refused(
    pack_folder: Path, old: str, new: str, faults: str
) -> None:
    path = pack_folder / SCRIPT_1
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")

    assert [line.removeprefix(f"{SCRIPT_1}:") for line in reported(pack_folder)] == faults.split("\n")


def test_blocks_in_another_order_are_refused(pack_folder: Path) -> None:
    path = pack_folder / SCRIPT_1
    text = path.read_text(encoding="utf-8")
    for old, new in (("## welcome", "## x"), ("## quiz", "## welcome"), ("## x", "## quiz")):
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")

    assert reported(pack_folder) == [
        f'{SCRIPT_1}:5: the block "quiz" stands where the run sheet has "welcome". '
        "Keep the order of the run sheet."
    ]


@pytest.mark.parametrize(
    ("new", "fault"),
    [
        (
            "- Do we need a computer?",
            '25: this is no question with its answer: "- Do we need a computer?". '
            "Write it as - **Question?** Answer.",
        ),
        (
            "Nobody asks.",
            '23: the block "welcome" has no question with its answer. '
            "Write lines of the form - **Question?** Answer.",
        ),
    ],
)
def test_a_question_stands_with_its_answer(pack_folder: Path, new: str, fault: str) -> None:
    path = pack_folder / SCRIPT_1
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("- **Do we need a computer?** Yes, one each.", new, 1), encoding="utf-8")

    assert reported(pack_folder) == [f"{SCRIPT_1}:{fault}"]


def test_a_heading_within_a_fence_is_text(pack_folder: Path) -> None:
    change(pack_folder, SCRIPT_1, WHY, f"{WHY}\n\n```\n## no block\n```")

    assert reported(pack_folder) == []


def test_a_block_that_the_script_has_twice_is_refused(pack_folder: Path) -> None:
    path = pack_folder / SCRIPT_1
    text = path.read_text(encoding="utf-8")
    path.write_text(text + text[text.index("## pause") :], encoding="utf-8")

    assert reported(pack_folder) == [f'{SCRIPT_1}:142: a second part is called "pause". Remove one of them.']


def test_a_script_without_a_heading_is_refused(pack_folder: Path) -> None:
    (pack_folder / SCRIPT_1).write_text("We talk.\n", encoding="utf-8")

    assert [line.removeprefix(f"{SCRIPT_1}:") for line in reported(pack_folder)] == [
        '1: the part "Before you start" is missing. Add it under a line "# Before you start".',
        '1: the script leaves out the block "pause". Add it under a line "## pause".',
        '1: the script leaves out the block "quiz". Add it under a line "## quiz".',
        '1: the script leaves out the block "welcome". Add it under a line "## welcome".',
        '1: this text stands in no part. Put it under "# Before you start".',
    ]
