"""A picture finds in its artefact what it draws."""

from pathlib import Path

import pytest

from tests.curriculum.example import change, reported

FILE = "artefacts/next-steps.yaml"
GAPS = """picture:
  kind: gaps
  rows: steps
  uses: {name: what, columns: [owner, by]}
"""


def faults_with(folder: Path, picture: str) -> list[str]:
    """What is wrong when the artefact has that picture, without the file and line."""
    change(folder, FILE, GAPS, picture)
    found = reported(folder)
    assert all(fault.startswith(f"{FILE}:") for fault in found), found
    return [fault.split(": ", 1)[1] for fault in found]


@pytest.mark.parametrize(
    ("picture", "faults"),
    [
        pytest.param(
            "picture:\n  kind: pie\n  uses: {}\n",
            [
                'kind is "pie". Write grid, journey, canvas, scores, funnel, gaps, raci or timeline.',
            ],
            id="unknown kind",
        ),
        pytest.param(
            "picture: gaps\n",
            ['picture is "gaps". Write the keys kind, uses, rows, link, board, words, each with its value.'],
            id="no keys",
        ),
        pytest.param(
            "picture: {kind: gaps, rows: step, uses: {name: what, columns: [owner]}}\n",
            [
                'the picture draws the rows of "step" and no field with rows is called so. '
                'Write "steps" if that is what you mean.'
            ],
            id="unknown rows",
        ),
        pytest.param(
            "picture: {kind: gaps, rows: steps, uses: {name: owner, columns: [whom], size: by}}\n",
            [
                'a gaps has no part "size". Write one of: columns, name.',
                'no column of what the picture draws is called "whom". Write one of: by, days, owner, what.',
                'the column "owner" is a choice and the picture cannot draw it so. '
                "Name a column whose kind is one of: line, text.",
            ],
            id="wrong parts",
        ),
        pytest.param(
            "picture:\n"
            "  {kind: timeline, rows: steps, uses: {name: [what, owner], start: by}, words: {end: x}}\n",
            [
                'a timeline says nothing under "end". Write one of: days, first-day.',
                'the column "owner" is a choice and the picture cannot draw it so. '
                "Name a column whose kind is one of: line, text.",
                'the part "name" takes one column. Keep one.',
                'the picture does not say which column is its "end". Add it under uses, as end: column.',
            ],
            id="parts too many and too few",
        ),
        pytest.param(
            "picture:\n  kind: timeline\n  rows: steps\n  uses: {name: what, start: by, end: by}\n"
            "  words: {first-day: cost, days: ninety}\n",
            [
                'the days are "ninety". Write a whole number, such as 90.',
                'the first day is the field "cost" and no date is called so. Write one of: review-on.',
            ],
            id="words that lead nowhere",
        ),
        pytest.param(
            "picture:\n"
            "  {kind: canvas, rows: steps, link: step-lowers-risk, board: ai-or-not,\n"
            "   uses: {boxes: [cost]}}\n",
            [
                "a canvas draws no rows. Remove the key rows.",
                "a canvas follows no links. Remove the key link.",
                "a canvas reads no board. Remove the key board.",
                'the field "cost" is a number and the picture cannot draw it so. '
                "Name a field whose kind is one of: line, text.",
            ],
            id="keys that a canvas has not",
        ),
        pytest.param(
            "picture:\n  kind: grid\n  rows: steps\n  uses: {name: what, across: owner, up: owner}\n"
            "  words: {look: middle}\n",
            [
                'no corner is called "middle". Write one of: bottom-left, bottom-right, top-left, top-right.',
            ],
            id="unknown corner",
        ),
        pytest.param(
            "picture: {kind: funnel, link: no-such, uses: {idea: what, option: risk, chosen: risk}}\n",
            ['no kind of link is called "no-such". Write one of: step-lowers-risk.'],
            id="unknown link",
        ),
        pytest.param(
            "picture:\n"
            "  {kind: funnel, link: step-lowers-risk, uses: {idea: risk, option: risk, chosen: risk}}\n",
            [
                'no column of what the picture draws is called "risk". Write one of: by, days, owner, what.',
                'the column "risk" is a text and the picture cannot draw it so. '
                "Name a column whose kind is one of: choice.",
            ],
            id="columns of the wrong end",
        ),
        pytest.param(
            "picture:\n"
            "  {kind: scores, rows: steps, board: problem-board, uses: {option: what, scores: [owner]}}\n",
            [
                'the board "problem-board" has no item "owner". '
                "Give the item of the board the id of the column with its scores."
            ],
            id="a board without the line",
        ),
        pytest.param(
            "picture: {kind: scores, rows: steps, board: nowhere, uses: {option: what, scores: [owner]}}\n",
            ['no activity is called "nowhere". Write one of: ai-or-not, problem-board.'],
            id="unknown board",
        ),
    ],
)
def test_a_picture_that_cannot_be_drawn_is_refused(
    pack_folder: Path, picture: str, faults: list[str]
) -> None:
    assert sorted(faults_with(pack_folder, picture)) == sorted(faults)


def test_a_picture_may_be_missing(pack_folder: Path) -> None:
    assert faults_with(pack_folder, "") == []
