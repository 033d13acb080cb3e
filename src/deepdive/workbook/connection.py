"""One client of a live workbook, whatever carries its messages."""

from typing import Protocol

from deepdive.workbook.refusals import Refusal


class Wire(Protocol):
    """What carries messages to a client. Neither call waits, and neither raises if the client has gone."""

    def send(self, message: bytes) -> None:
        """Send a message. A client that reads too slowly is cut off, and synchronises anew."""

    def close(self, refusal: Refusal) -> None:
        """End the connection and say why."""


class Connection:
    """A client: who it is, what it may do, and how far it has come."""

    __slots__ = (
        "_wire",
        "held_presence",
        "is_closed",
        "is_synced",
        "may_write",
        "name",
        "person_id",
        "refusal",
        "updates_saved",
    )

    def __init__(self, wire: Wire, *, person_id: int, may_write: bool) -> None:
        self._wire = wire
        self.person_id = person_id
        self.may_write = may_write
        # what others may call this person; None until it has been looked up
        self.name: str | None = None
        self.held_presence: bytes | None = None
        # whether it has been sent the document, so that updates make sense to it
        self.is_synced = False
        self.is_closed = False
        self.refusal: Refusal | None = None
        self.updates_saved = 0

    def send(self, message: bytes) -> None:
        """Send a message; never waits."""
        if not self.is_closed:
            self._wire.send(message)

    def close(self, refusal: Refusal) -> None:
        """End the connection; what it still sends is not heard."""
        if not self.is_closed:
            self.is_closed = True
            self.refusal = refusal
            self._wire.close(refusal)
