"""Whether another process is asked for a workbook by mistake, or because people are sent there now."""

# Whoever is turned away comes back within ten seconds; after this long without a word they have stopped.
STOPPED_AFTER_SECONDS = 20.0
GIVE_WAY_AFTER_SECONDS = 10.0


class Demand:
    """How long another process has been asked for a workbook that people have open here.

    A proxy that once sends somebody astray (a process did not answer in time) moves nobody. One that goes on
    means it: then newcomers can only come in there, and those who are here have to follow.
    """

    def __init__(self) -> None:
        self._since = self._last = float("-inf")

    def ask(self, now: float) -> bool:
        """It is asked once more, at ``now`` in seconds; whether for so long that it is meant."""
        if now - self._last > STOPPED_AFTER_SECONDS:
            self._since = now
        self._last = now
        return now - self._since >= GIVE_WAY_AFTER_SECONDS
