from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from deepdive.workbook.purge.clock_spans import ClockSpans, spans_of, without

edits = st.lists(st.tuples(st.integers(1, 2), st.integers(0, 12), st.integers(1, 5)))


def clocks(spans: ClockSpans) -> set[tuple[int, int]]:
    return {(client, at) for client, found in spans.items() for span in found for at in range(*span)}


def test_spans_that_touch_are_joined() -> None:
    assert spans_of([(1, 3, 2), (1, 0, 3), (2, 1, 1), (1, 9, 1)]) == {1: [(0, 5), (9, 10)], 2: [(1, 2)]}


@given(edits, edits)
def test_what_is_left_is_what_the_others_have_not(
    mine: list[tuple[int, int, int]], others: list[tuple[int, int, int]]
) -> None:
    left = without(spans_of(mine), spans_of(others))
    assert clocks(left) == clocks(spans_of(mine)) - clocks(spans_of(others))
    assert all(end < start for found in left.values() for (_, end), (start, _) in pairwise(found))
