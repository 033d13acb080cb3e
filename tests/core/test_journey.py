"""What stages say about decisions and feelings."""

from deepdive.core.grid import Named
from deepdive.core.journey import unknown, unwritten_decisions

STAGES = [
    {"stage": "Referral", "decision": "Doctor", "data": "yes", "feeling": "hopeful"},
    {"stage": "Waiting", "decision": "Clerk", "data": "no", "feeling": "?"},
    {"stage": "The call", "decision": "Nurse", "data": "not known", "feeling": " "},
    {"stage": "The visit", "decision": "not known", "data": "no"},
    {"stage": "The letter", "decision": "", "data": ""},
]


def test_a_decision_of_which_nothing_is_written_down_is_found() -> None:
    assert unwritten_decisions(STAGES, stage="stage", decision="decision", data="data") == (
        Named(2, "Waiting"),
        Named(3, "The call"),
    )


def test_a_question_mark_is_no_feeling() -> None:
    assert unknown(STAGES, stage="stage", column="feeling") == (
        Named(2, "Waiting"),
        Named(3, "The call"),
        Named(4, "The visit"),
        Named(5, "The letter"),
    )
