"""How much one client may send, and how large a workbook may grow.

Nobody who writes by hand comes near a limit; each is there for a script that runs wild.
"""

from dataclasses import dataclass

# The largest update a page can make is a field filled to its limit; this leaves room for many at once.
LARGEST_MESSAGE = 1024 * 1024  # bytes
# A websocket's frame beyond this is not even read; one between the two is answered with a reason.
LARGEST_FRAME = 2 * LARGEST_MESSAGE  # bytes
# A client for which more than this waits is cut off, and synchronises anew when it returns.
MOST_UNSENT = 4 * 1024 * 1024  # bytes
# 28,000 letters that 12 people typed one by one are less than half a megabyte.
LARGEST_WORKBOOK = 8 * 1024 * 1024  # bytes, as one update
# A laptop, a telephone and forgotten windows of both.
MOST_CONNECTIONS = 10  # of one person to one workbook
# Edits that build on edits we have never seen wait for them, but not without end.
MOST_WAITING = 1024 * 1024  # bytes in one workbook
# Fewer edits of one client can be under way by another path; more means a broken or hostile client.
FURTHEST_AHEAD = 1_000_000  # edits
MESSAGES_A_SECOND = 100
MOST_MESSAGES_AT_ONCE = 2000
BYTES_A_SECOND = 512 * 1024
MOST_BYTES_AT_ONCE = 8 * 1024 * 1024


@dataclass
class Bucket:
    """Lets through ``rate`` units a second on average and ``most`` at once."""

    rate: float
    most: float
    left: float
    at: float

    def take(self, units: float, *, now: float) -> bool:
        """Take so many units out at ``now`` (seconds of any steady clock); False if they are not there."""
        self.left = min(self.most, self.left + (now - self.at) * self.rate)
        self.at = now
        if units > self.left:
            return False
        self.left -= units
        return True


class Allowance:
    """What one connection may send: so many messages and so many bytes."""

    def __init__(self, *, now: float) -> None:
        self._messages = Bucket(MESSAGES_A_SECOND, MOST_MESSAGES_AT_ONCE, MOST_MESSAGES_AT_ONCE, now)
        self._bytes = Bucket(BYTES_A_SECOND, MOST_BYTES_AT_ONCE, MOST_BYTES_AT_ONCE, now)

    def take(self, message: bytes, *, now: float) -> bool:
        """Whether the message may come in now."""
        return self._messages.take(1, now=now) and self._bytes.take(len(message), now=now)
