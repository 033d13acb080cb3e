"""Half of a session, or half an hour, is being there; a facilitator's word goes."""

from datetime import timedelta

import pytest

from deepdive.core.attendance import Attended


def attended(present: float, *, lasted: float = 75, said: bool | None = None) -> Attended:
    return Attended(person=1, present=timedelta(minutes=present), lasted=timedelta(minutes=lasted), said=said)


@pytest.mark.parametrize(
    ("present", "lasted", "was_there"),
    [
        (0, 75, False),
        (29.9, 75, False),
        (30, 75, True),
        (75, 75, True),
        (19.9, 40, False),
        (20, 40, True),
        (30, 90, True),
        (0, 0, False),
        (1, 0, True),
    ],
)
def test_half_of_the_session_or_half_an_hour_is_enough(
    present: float, lasted: float, was_there: bool
) -> None:
    assert attended(present, lasted=lasted).was_there is was_there


@pytest.mark.parametrize("said", [True, False])
@pytest.mark.parametrize("present", [0, 75])
def test_what_a_facilitator_says_goes(present: float, said: bool) -> None:
    assert attended(present, said=said).was_there is said


def test_minutes_are_whole_and_not_rounded_up() -> None:
    assert [attended(29.99).minutes, attended(30).minutes] == [29, 30]
