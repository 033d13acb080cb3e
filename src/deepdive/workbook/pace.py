"""How long updates are held so that several go out together.

Idle, nothing is held. A busy loop sends fewer, larger messages instead of falling behind: most of what an
edit costs is one write to the network for each of the others.
"""

import time

LONGEST_HOLD_SECONDS = 0.08
_LOOK_EVERY_SECONDS = 0.2
_BUSY, _FULL = 0.5, 0.9  # of the thread's time


class Pace:
    """Watches how busy this process is, as part of the time that passes: its threads share one processor."""

    def __init__(self) -> None:
        self._busy = 0.0
        self._at = time.monotonic()
        self._worked = time.process_time()

    def hold(self, now: float) -> float:
        """For how many seconds to hold an update that has come at ``now`` (of ``time.monotonic``)."""
        passed = now - self._at
        if passed >= _LOOK_EVERY_SECONDS:
            worked = time.process_time()
            self._busy = 0.5 * self._busy + 0.5 * (worked - self._worked) / passed
            self._at, self._worked = now, worked
        share = (self._busy - _BUSY) / (_FULL - _BUSY)
        return LONGEST_HOLD_SECONDS * min(max(share, 0.0), 1.0)
