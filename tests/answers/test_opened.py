"""What people are told of an activity."""

import pytest

from deepdive.answers.opened import Opened
from deepdive.core.activity import Activity
from deepdive.core.asking import Asking
from tests.answers.example import BOARD, QUIZ, SILENT


@pytest.mark.parametrize(
    ("activity", "said"),
    [
        (
            QUIZ,
            ["You can answer now", "The answers are shown", "You are asked again", "The answers are shown"],
        ),
        (BOARD, ["You can vote now", "The votes are shown", "You can vote again", "The votes are shown"]),
        (
            SILENT,
            ["You can answer now", "All notes are shown", "The vote has started", "The votes are shown"],
        ),
    ],
)
def test_people_are_told_what_has_happened(activity: Activity, said: list[str]) -> None:
    states = [Asking(round=number, is_shown=is_shown) for number in (0, 1) for is_shown in (False, True)]
    opened = [
        Opened(activity=activity, asking=asking, address="", takes_answers=True, leads=False)
        for asking in states
    ]
    assert [one.said for one in opened] == said
