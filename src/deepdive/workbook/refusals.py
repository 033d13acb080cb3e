"""Why the server ends a connection to a workbook, or turns an update away.

The numbers are websocket close codes. Stock Yjs clients do not come back after 4400 to 4499, and do
after 1012 and 1013. The reasons are stable: the page has a sentence for each, and plain HTTP carries
the same ones.
"""

from enum import IntEnum


class Refusal(IntEnum):
    """A close code; its ``reason`` is what pages and programs read."""

    MOVED = 1012
    TRY_AGAIN = 1013
    MALFORMED = 4400
    NOT_SIGNED_IN = 4401
    NOT_ALLOWED = 4403
    CLOCK_FAR_OFF = 4408
    MOVED_ON = 4410
    TOO_LARGE = 4413
    WORKBOOK_FULL = 4414
    TOO_FAST = 4429
    TOO_MANY_CONNECTIONS = 4430

    @property
    def reason(self) -> str:
        """The stable word for it."""
        return self.name.lower().replace("_", "-")

    @property
    def status(self) -> int:
        """The status of an HTTP answer that says the same."""
        return _STATUS[self]

    @property
    def message(self) -> str:
        """What a person is told, and what to do."""
        return _MESSAGES[self]


class Unavailable(Exception):
    """Somebody cannot be let in now; ``refusal`` says why."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.reason)
        self.refusal = refusal


_STATUS = {
    Refusal.MOVED: 503,
    Refusal.TRY_AGAIN: 503,
    Refusal.MALFORMED: 400,
    Refusal.NOT_SIGNED_IN: 401,
    Refusal.NOT_ALLOWED: 403,
    Refusal.CLOCK_FAR_OFF: 400,
    Refusal.MOVED_ON: 410,
    Refusal.TOO_LARGE: 413,
    Refusal.WORKBOOK_FULL: 413,
    Refusal.TOO_FAST: 429,
    Refusal.TOO_MANY_CONNECTIONS: 429,
}
_MESSAGES = {
    Refusal.MOVED: "The server is handing this workbook over to another. Come back in a moment.",
    Refusal.TRY_AGAIN: "The server cannot take this just now. Nothing is lost: try again in a moment.",
    Refusal.MALFORMED: "The server could not read what this page sent. Load the page again.",
    Refusal.NOT_SIGNED_IN: "You are signed out. Sign in again.",
    Refusal.NOT_ALLOWED: "You have no access to this workbook.",
    Refusal.CLOCK_FAR_OFF: "What this page sent does not fit this workbook. Load the page again.",
    Refusal.MOVED_ON: (
        "Something was removed from this workbook for good while this page was open, so the page is out of "
        "date. Copy what you typed, load the page again, and put it back."
    ),
    Refusal.TOO_LARGE: "That was too much at once. Paste it in smaller parts.",
    Refusal.WORKBOOK_FULL: "This workbook is full. Take something out before you add more.",
    Refusal.TOO_FAST: "Too much was sent in a short time. Wait a minute, then try again.",
    Refusal.TOO_MANY_CONNECTIONS: "You have this workbook open too many times. Close some windows.",
}
