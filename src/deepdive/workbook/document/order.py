"""Order numbers: rows and notes stand in the order of a number that each carries.

Moving one between two others gives it a number between theirs, so that nobody else's rows are touched.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence


def in_order(numbers: Mapping[str, float]) -> list[str]:
    """The ids by their numbers. Equal numbers are settled by the id, as browsers compare text."""
    return sorted(numbers, key=lambda name: (numbers[name], name.encode("utf-16-be")))


def after_all(numbers: Mapping[str, float]) -> float:
    """The number of one that is added at the end."""
    return max(0.0, *numbers.values()) + 1 if numbers else 1.0


def new_numbers(numbers: Mapping[str, float], wanted: Sequence[str]) -> dict[str, float]:
    """The numbers to change so that the ids of ``wanted`` stand in that order, as few as can be.

    Ids that ``wanted`` does not name keep their places in between. Unknown ids in it are passed over.
    """
    line = in_order(numbers)
    named = [name for name in dict.fromkeys(wanted) if name in numbers]
    places = iter(named)
    target = [next(places) if name in set(named) else name for name in line]
    if target == line:
        return {}
    moved = _moved(target, line, numbers)
    return {name: float(n) for n, name in enumerate(target, 1)} if moved is None else moved


def _moved(target: list[str], line: list[str], numbers: Mapping[str, float]) -> dict[str, float] | None:
    """New numbers between those that stay; None if somewhere there is no room left between two."""
    place = {name: n for n, name in enumerate(line)}
    staying = {target[n] for n in _longest_rise([place[name] for name in target])}
    moved: dict[str, float] = {}
    for n, name in enumerate(target):
        if name in staying:
            continue
        before = {**numbers, **moved}[target[n - 1]] if n else None
        following = next((other for other in target[n + 1 :] if other in staying), None)
        number = _between(before, None if following is None else numbers[following])
        if number is None:
            return None
        moved[name] = number
    return moved


def _between(before: float | None, after: float | None) -> float | None:
    if before is None:
        number = 0.0 if after is None else after - 1
    elif after is None:
        number = before + 1
    else:
        number = (before + after) / 2
    is_between = (before is None or before < number) and (after is None or number < after)
    return number if is_between else None


def _longest_rise(values: Sequence[int]) -> list[int]:
    """The places of a longest rising subsequence of the values, which are all different."""
    ends: list[int] = []  # for each length, the smallest value that ends a rise of that length
    where: list[int] = []  # and its place
    before: list[int | None] = []
    for n, value in enumerate(values):
        length = bisect_left(ends, value)
        before.append(where[length - 1] if length else None)
        ends[length : length + 1] = [value]
        where[length : length + 1] = [n]
    rise: list[int] = []
    at = where[-1] if where else None
    while at is not None:
        rise.append(at)
        at = before[at]
    return rise
