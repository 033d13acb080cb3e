"""Tickets: the page's short-lived proof, for a websocket, of who is there and what they may do.

Checking one takes microseconds and no database, so that a whole cohort can reconnect at once.
"""

from dataclasses import dataclass
from uuid import UUID

from django.core import signing

LIFETIME_SECONDS = 60
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
    """The ticket, or None when it was tampered with, is too old, or is none."""
    try:
        workbook_id, person_id, may_write = signing.loads(text, salt=_SALT, max_age=LIFETIME_SECONDS)
    except signing.BadSignature:
        return None
    return Ticket(UUID(workbook_id), person_id, may_write)
