"""Who has seen which edit when. An edit counts once everybody else in its room has it."""

from dataclasses import dataclass
from math import ceil

from benchmarks.edits import mark


@dataclass(frozen=True)
class Latencies:
    """How long edits took from the moment they were due until everybody else had them, in seconds."""

    counted: int
    lost: int
    p50: float | None
    p95: float | None
    p99: float | None


class Ledger:
    """Keeps, for each edit, when it was due and who still lacks it. A second copy changes nothing."""

    def __init__(self) -> None:
        self.deliveries = 0  # of an edit to somebody else, each counted once
        self._number: dict[bytes, int] = {}
        self._due: list[float] = []
        self._lacking: list[int] = []
        self._done: list[float] = []
        self._settled = 0  # so many from the start that nobody lacks

    def write(self, *, due: float, others: int) -> bytes:
        """A new edit, due at that moment; ``others`` has a bit for each person who is to get it.
        Returns its mark."""
        number = len(self._due)
        found = mark(number)
        self._number[found] = number
        self._due.append(due)
        self._lacking.append(others)
        self._done.append(0.0)
        return found

    def see(self, marks: list[bytes], *, who: int, at: float) -> None:
        """The person with the bit ``who`` has got edits with these marks."""
        for found in marks:
            number = self._number.get(found)
            if number is None:
                continue
            lacking = self._lacking[number]
            if lacking & who:
                self.deliveries += 1
                lacking &= ~who
                self._lacking[number] = lacking
                if not lacking:
                    self._done[number] = at

    def is_settled(self) -> bool:
        """Whether nobody lacks anything."""
        while self._settled < len(self._lacking) and not self._lacking[self._settled]:
            self._settled += 1
        return self._settled == len(self._lacking)

    @property
    def last_seen(self) -> float:
        """When the last edit that everybody has was complete."""
        return max(self._done, default=0.0)

    def latencies(self, since: float, until: float) -> Latencies:
        """Of the edits that were due in that time. One that somebody lacks is lost and counts as endless."""
        took = sorted(
            done - due if not lacking else float("inf")
            for due, lacking, done in zip(self._due, self._lacking, self._done, strict=True)
            if since <= due < until
        )
        lost = sum(1 for time in took if time == float("inf"))
        return Latencies(len(took), lost, *(percentile(took, part) for part in (0.5, 0.95, 0.99)))


def percentile(rising: list[float], part: float) -> float | None:
    """The smallest value that at least that part of them does not exceed; None if that is endless."""
    if not rising:
        return None
    value = rising[max(0, ceil(part * len(rising)) - 1)]
    return None if value == float("inf") else value
