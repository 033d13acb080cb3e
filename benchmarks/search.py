"""The largest number for which something holds, when trying a number takes long."""

from collections.abc import Callable

STEP = 1.5


def most(holds: Callable[[int], bool], *, begin: int, limit: int, halvings: int) -> int:
    """The largest number up to ``limit`` for which it ``holds``, nearly; 0 if it holds for none.

    Goes up or down by steps of a half until one number holds and the next does not, then halves what lies
    between, so many times.
    """
    low, high = 0, limit + 1
    trying = min(begin, limit)
    while True:
        if holds(trying):
            low = trying
        else:
            high = trying
        if low == limit or high == 1 or (low and high <= limit):
            break
        trying = min(limit, round(low * STEP)) if low else max(1, round(high / STEP))
    for _ in range(halvings):
        middle = (low + high) // 2
        if middle in (low, high):
            break
        if holds(middle):
            low = middle
        else:
            high = middle
    return low
