"""How much a client may send at once, and over time."""

from hypothesis import given
from hypothesis import strategies as st

from deepdive.workbook.limits import LIMITS, Allowance, Bucket


def test_a_full_bucket_gives_all_it_has_and_no_more() -> None:
    bucket = Bucket(rate=1, most=3, left=3, at=0)
    assert [bucket.take(1, now=0) for _ in range(4)] == [True, True, True, False]


def test_a_bucket_fills_with_time_and_never_over_its_rim() -> None:
    bucket = Bucket(rate=2, most=3, left=0, at=0)
    assert not bucket.take(2, now=0.5)
    assert bucket.take(2, now=1)
    assert [bucket.take(1, now=100) for _ in range(4)] == [True, True, True, False]


def test_somebody_on_a_slow_line_can_be_sent_the_largest_workbook() -> None:
    assert LIMITS.most_unsent > LIMITS.largest_workbook


@given(st.lists(st.tuples(st.floats(0, 5, allow_nan=False), st.floats(0.1, 4, allow_nan=False)), max_size=60))
def test_whatever_is_taken_is_never_more_than_the_rate_allows(steps: list[tuple[float, float]]) -> None:
    bucket = Bucket(rate=2, most=5, left=5, at=0)
    now = taken = 0.0
    for pause, units in steps:
        now += pause
        taken += units if bucket.take(units, now=now) else 0
        assert taken <= 5 + 2 * now + 1e-6


def test_a_person_may_send_a_burst_of_messages_then_so_many_a_second() -> None:
    allowance = Allowance(now=0)
    assert all(allowance.take_message(now=0) for _ in range(int(LIMITS.most_messages_at_once)))
    assert not allowance.take_message(now=0)
    assert (
        sum(allowance.take_message(now=1) for _ in range(int(LIMITS.most_messages_at_once)))
        == LIMITS.messages_a_second
    )


def test_a_person_may_send_so_many_bytes() -> None:
    allowance = Allowance(now=0)
    assert allowance.take_bytes(int(LIMITS.most_bytes_at_once), now=0)
    assert not allowance.take_bytes(1, now=0)
    assert allowance.take_bytes(int(LIMITS.bytes_a_second), now=1)


def test_a_person_may_ask_for_so_many_bytes() -> None:
    allowance = Allowance(now=0)
    assert allowance.take_answer(int(LIMITS.most_answered_at_once), now=0)
    assert not allowance.take_answer(1, now=0)
    assert allowance.take_answer(int(LIMITS.answered_a_second), now=1)
    assert allowance.take_message(now=0)
