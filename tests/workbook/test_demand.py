"""When an owner with people gives way to another process that is asked for the workbook."""

import pytest

from deepdive.workbook.demand import Demand


def answers(*moments: float) -> list[bool]:
    demand = Demand()
    return [demand.ask(moment) for moment in moments]


@pytest.mark.parametrize(
    ("moments", "expected"),
    [
        ([0.0], [False]),
        ([5.0, 5.1, 5.2], [False, False, False]),
        ([0.0, 9.9], [False, False]),
        ([0.0, 10.0], [False, True]),
        ([100.0, 104.0, 109.0, 111.0], [False, False, False, True]),
        ([0.0, 20.0], [False, True]),
        ([0.0, 20.1], [False, False]),
        ([0.0, 9.0, 60.0, 65.0, 70.0], [False, False, False, False, True]),
    ],
)
def test_only_who_goes_on_asking_is_given_way(moments: list[float], expected: list[bool]) -> None:
    assert answers(*moments) == expected
