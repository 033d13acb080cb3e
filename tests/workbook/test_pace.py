"""A quiet process holds nothing back, a busy one for a short while."""

import time

import pytest

from deepdive.workbook.pace import LONGEST_HOLD_SECONDS, Pace


class _Clocks:
    """The two clocks that tell how busy a thread is, moved by hand."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = self.worked = 0.0
        monkeypatch.setattr(time, "monotonic", lambda: self.now)
        monkeypatch.setattr(time, "process_time", lambda: self.worked)

    def pass_by(self, pace: Pace, *, busy: float) -> float:
        """Five seconds in which the thread works this share of the time; the hold after them."""
        hold = 0.0
        for _ in range(25):
            self.now += 0.2
            self.worked += 0.2 * busy
            hold = pace.hold(self.now)
        return hold


@pytest.fixture
def clocks(monkeypatch: pytest.MonkeyPatch) -> _Clocks:
    return _Clocks(monkeypatch)


@pytest.mark.parametrize(
    ("busy", "hold"),
    [(0.0, 0.0), (0.3, 0.0), (0.5, 0.0), (0.7, 0.5), (0.9, 1.0), (1.0, 1.0)],
)
def test_the_busier_the_longer(clocks: _Clocks, busy: float, hold: float) -> None:
    assert clocks.pass_by(Pace(), busy=busy) == pytest.approx(hold * LONGEST_HOLD_SECONDS, abs=1e-4)


def test_it_calms_down_again(clocks: _Clocks) -> None:
    pace = Pace()
    clocks.pass_by(pace, busy=1.0)
    assert clocks.pass_by(pace, busy=0.1) == 0.0
