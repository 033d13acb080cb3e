"""How a rule says no."""

from dataclasses import dataclass


@dataclass
class Refused(Exception):
    """A rule's answer to a wish that it cannot grant.

    ``code`` is stable and for programs; ``message`` tells the person what is wrong and what to do.
    """

    code: str
    message: str

    def __str__(self) -> str:
        return self.message
