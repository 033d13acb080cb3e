"""Tickets: the page's short-lived proof, for a websocket, of who is there and what they may do.

Checking one takes microseconds and no database, so that a whole cohort can reconnect at once.
"""

import time
from dataclasses import dataclass
from uuid import UUID

from django.core import signing

LIFETIME_SECONDS = 60
# Clocks of several machines differ by less. One that was set back must not leave tickets that are good for
# as long as it was ahead.
MOST_AHEAD_SECONDS = 60
# For a workbook and a person, the second up to which tickets do not count any more.
_void_up_to: dict[tuple[UUID, int], int] = {}
_SALT = "deepdive.workbook.ticket"


@dataclass(frozen=True)
class Ticket:
    """Who may open which workbook, and whether they may write."""

    workbook_id: UUID
    person_id: int
    may_write: bool


def seal(ticket: Ticket) -> str:
    """The ticket as signed text, good for a minute."""
    return signing.dumps([str(ticket.workbook_id), ticket.person_id, ticket.may_write], salt=_SALT)


def unseal(text: str) -> Ticket | None:
    """The ticket, or None when it was tampered with, is too old or of the future, or is none."""
    try:
        workbook_id, person_id, may_write = signing.loads(text, salt=_SALT, max_age=LIFETIME_SECONDS)
    except signing.BadSignature:
        return None
    ticket, made_at = Ticket(UUID(workbook_id), person_id, may_write), _made_at(text)
    is_void = made_at <= _void_up_to.get((ticket.workbook_id, person_id), 0)
    return None if is_void or made_at > time.time() + MOST_AHEAD_SECONDS else ticket


def make_void(workbook_id: UUID, person_id: int) -> None:
    """The tickets that the person has for the workbook do not count any more, in this process."""
    now = int(time.time())
    for pair, up_to in list(_void_up_to.items()):
        if up_to + LIFETIME_SECONDS < now:
            _void_up_to.pop(pair, None)
    _void_up_to[workbook_id, person_id] = now


def _made_at(text: str) -> int:
    """The second in which a ticket that has been checked was made."""
    return signing.b62_decode(text.rsplit(":", 2)[1])
