"""Somebody at an activity of a session."""

from dataclasses import dataclass

from deepdive.answers.voter import voter_of
from deepdive.core.access import Act
from deepdive.core.activity import Activity
from deepdive.core.asking import Asking
from deepdive.people.models import Person
from deepdive.programme.models import Session
from deepdive.programme.queries import Access


@dataclass(frozen=True, kw_only=True)
class Visit:
    """Who comes to which activity, and how it stands there now.

    ``address`` is the activity's own page, below which its forms are sent, and ``back`` the page to go to
    after one was taken. ``beside`` is the person at the visitor's screen who answers; None where it is the
    visitor.
    """

    activity: Activity
    session: Session
    access: Access
    asking: Asking
    address: str
    back: str
    beside: Person | None = None

    @property
    def whose(self) -> str:
        """Whose answers they are: "your", or "Bob's"."""
        return f"{self.beside.name}'s" if self.beside else "your"

    @property
    def whose_first(self) -> str:
        """The same as the first word of a sentence."""
        return self.whose if self.beside else "Your"

    @property
    def voter(self) -> str:
        """What stands for the person beside an answer."""
        return voter_of(self.access.cohort.pk, (self.beside or self.access.person).pk)

    @property
    def may_answer(self) -> bool:
        """Whether the person can answer, vote or write now."""
        return self.asking.takes and self.access.may(Act.ANSWER)
