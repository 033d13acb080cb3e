"""Whether an activity takes answers, votes or notes at the moment, and whether everybody sees them."""

from dataclasses import dataclass

from deepdive.core.activity import Activity
from deepdive.core.refused import Refused


@dataclass(frozen=True, kw_only=True)
class Asking:
    """How an activity stands in its session. ``round`` counts how often it has been asked again.

    ``why_closed`` tells people why it takes nothing; it is empty while it does, and where that is because
    the answers ``is_shown``.
    """

    round: int = 0
    is_open: bool = True
    is_shown: bool = False
    why_closed: str = ""

    @property
    def takes(self) -> bool:
        """Whether it takes answers, votes or notes."""
        return self.is_open and not self.is_shown


def check_taking(asking: Asking) -> None:
    """Refuse with ``shown-already`` what comes after everybody has seen the answers, and with ``not-now``
    what comes at another time when nothing is taken."""
    if asking.is_shown:
        raise Refused(
            "shown-already",
            "Everybody sees the answers now, so yours can no longer change. It stays as you last sent it.",
        )
    if not asking.is_open:
        raise Refused("not-now", asking.why_closed or "This takes no answers at the moment.")


def hides_notes(activity: Activity, asking: Asking) -> bool:
    """Whether people write notes that nobody else sees yet: on a silent board, until the first time that
    its notes are shown."""
    return activity.is_silent and asking.round == 0 and not asking.is_shown


def takes_votes(activity: Activity, asking: Asking) -> bool:
    """Whether the board's dots belong to this round: on a silent board the first is for writing."""
    return activity.votes > 0 and not (activity.is_silent and asking.round == 0)
