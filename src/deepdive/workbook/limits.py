"""How much one client may send, and how large a workbook may grow.

Nobody who writes by hand comes near a limit; each is there for a script that runs wild.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Sizes are in bytes."""

    # The largest update a page can make is a field filled to its limit; this leaves room for many at once.
    largest_message: int = 1024 * 1024
    # A websocket's frame beyond this is not even read; one between the two is answered with a reason.
    largest_frame: int = 2 * 1024 * 1024
    # A client for which more than this waits is cut off, and synchronises anew when it returns. It is more
    # than a workbook can be, so that somebody on a slow line can open the largest.
    most_unsent: int = 12 * 1024 * 1024
    # 28,000 letters that 12 people typed one by one are less than half a megabyte. As one update.
    largest_workbook: int = 8 * 1024 * 1024
    # A laptop, a telephone and forgotten windows of both: of one person to one workbook.
    most_connections: int = 10
    # Edits that build on edits we have never seen wait for them, but not without end: of one person to one
    # workbook.
    most_waiting: int = 256 * 1024
    most_waiting_updates: int = 100
    # Every page that is opened and written in is a new client. All of them are named to each who comes.
    most_clients: int = 50_000
    # Fewer edits of one client can be under way by another path; more means a broken or hostile client.
    furthest_ahead: int = 1_000_000
    # Who is where: of one person in one workbook.
    most_presences: int = 100
    messages_a_second: float = 100
    most_messages_at_once: float = 2000
    bytes_a_second: float = 512 * 1024
    most_bytes_at_once: float = 8 * 1024 * 1024
    # What somebody asks for: a question of four bytes can be answered with the whole workbook.
    answered_a_second: float = 1024 * 1024
    most_answered_at_once: float = 64 * 1024 * 1024


LIMITS = Limits()


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
    """What one person may send to one workbook, and be sent for the asking: so many messages and bytes."""

    def __init__(self, limits: Limits = LIMITS, *, now: float) -> None:
        def full(rate: float, most: float) -> Bucket:
            return Bucket(rate, most, most, now)

        self._messages = full(limits.messages_a_second, limits.most_messages_at_once)
        self._bytes = full(limits.bytes_a_second, limits.most_bytes_at_once)
        self._answers = full(limits.answered_a_second, limits.most_answered_at_once)

    def take_bytes(self, size: int, *, now: float) -> bool:
        """Whether so many bytes may come in now."""
        return self._bytes.take(size, now=now)

    def take_message(self, *, now: float) -> bool:
        """Whether one more message may be read now."""
        return self._messages.take(1, now=now)

    def take_answer(self, size: int, *, now: float) -> bool:
        """Whether an answer of so many bytes may be given now."""
        return self._answers.take(size, now=now)
