import pytest
from hypothesis import given
from hypothesis import strategies as st

from deepdive.core.refused import Refused
from deepdive.core.seats import free_seats, seats_for


def test_the_lowest_free_numbers_come_first() -> None:
    assert seats_for(2, taken={1, 3}, capacity=12) == (2, 4)


def test_a_thirteenth_person_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        seats_for(1, taken=set(range(1, 13)), capacity=12)
    assert refused.value.code == "cohort-full"
    assert refused.value.message == (
        "This cohort has 12 seats and no seat is left. "
        "Remove somebody who cannot come, or start a second cohort."
    )


@pytest.mark.parametrize(("taken", "words"), [({1}, "1 seat is left"), (set(), "2 are left")])
def test_the_refusal_says_how_many_are_left(taken: set[int], words: str) -> None:
    with pytest.raises(Refused, match=words):
        seats_for(3, taken=taken, capacity=2)


@given(st.sets(st.integers(1, 12)), st.integers(0, 12))
def test_seats_are_new_distinct_and_within_capacity(taken: set[int], people: int) -> None:
    if people <= 12 - len(taken):
        seats = seats_for(people, taken=taken, capacity=12)
        assert len(set(seats)) == people
        assert not set(seats) & taken
        assert set(seats) <= set(range(1, 13))


def test_all_seats_of_an_empty_cohort_are_free() -> None:
    assert free_seats(set(), capacity=3) == (1, 2, 3)
