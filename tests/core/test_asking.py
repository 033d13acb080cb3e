"""When an activity takes answers, notes or votes."""

from dataclasses import replace

import pytest

from deepdive.core.activity import ActivityKind
from deepdive.core.asking import Asking, check_taking, hides_notes, takes_votes
from deepdive.core.refused import Refused
from tests.core.test_poll import activity

OPEN = activity(ActivityKind.BOARD)
VOTED, SILENT = replace(OPEN, votes=3), replace(OPEN, votes=3, is_silent=True)


def test_answers_are_taken_while_it_is_open_and_nobody_has_seen_them() -> None:
    assert [Asking().takes, Asking(is_shown=True).takes, Asking(is_open=False).takes] == [True, False, False]
    check_taking(Asking(round=3))


@pytest.mark.parametrize(
    ("asking", "code", "says"),
    [
        (Asking(is_shown=True), "shown-already", "Everybody sees the answers now"),
        (Asking(is_open=False, is_shown=True), "shown-already", "Everybody sees the answers now"),
        (Asking(is_open=False), "not-now", "This takes no answers at the moment."),
        (Asking(is_open=False, why_closed="Come back later."), "not-now", "Come back later."),
    ],
)
def test_at_any_other_time_they_are_refused(asking: Asking, code: str, says: str) -> None:
    with pytest.raises(Refused, match=says) as refused:
        check_taking(asking)
    assert refused.value.code == code


def test_a_silent_board_is_for_hidden_notes_first_and_for_votes_from_the_second_round() -> None:
    stages = Asking(), Asking(is_shown=True), Asking(round=1), Asking(round=1, is_shown=True)
    assert [hides_notes(SILENT, asking) for asking in stages] == [True, False, False, False]
    assert [takes_votes(SILENT, asking) for asking in stages] == [False, False, True, True]
    assert [hides_notes(VOTED, asking) for asking in stages] == [False] * 4
    assert [takes_votes(VOTED, asking) for asking in stages] == [True] * 4
    assert [takes_votes(OPEN, asking) for asking in stages] == [False] * 4
