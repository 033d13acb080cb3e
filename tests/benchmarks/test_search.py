"""The largest number for which something holds."""

import pytest

from benchmarks.search import most


def found(limit_of_server: int, *, begin: int, limit: int = 1600, halvings: int = 3) -> tuple[int, list[int]]:
    tried: list[int] = []

    def holds(number: int) -> bool:
        tried.append(number)
        return number <= limit_of_server

    return most(holds, begin=begin, limit=limit, halvings=halvings), tried


@pytest.mark.parametrize("begin", [10, 240, 1600, 5000])
@pytest.mark.parametrize("truth", [1, 7, 100, 358, 961, 1599])
def test_it_comes_within_a_part_of_a_step_from_anywhere(truth: int, begin: int) -> None:
    answer, tried = found(truth, begin=begin)
    assert answer <= truth <= answer * 1.07 + 1
    assert len(set(tried)) == len(tried)


def test_more_halvings_come_closer() -> None:
    assert found(358, begin=240, halvings=1)[0] < found(358, begin=240, halvings=5)[0] <= 358


def test_nothing_holds() -> None:
    assert found(0, begin=100)[0] == 0


def test_no_more_than_the_limit_is_tried() -> None:
    answer, tried = found(10_000, begin=600, limit=1600)
    assert answer == 1600
    assert max(tried) == 1600
