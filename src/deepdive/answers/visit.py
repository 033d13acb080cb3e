"""Somebody at an activity of a session."""

from dataclasses import dataclass

from deepdive.answers.voter import voter_of
from deepdive.core.access import Act
from deepdive.core.activity import Activity
from deepdive.core.asking import Asking
from deepdive.programme.models import Session
from deepdive.programme.queries import Access


@dataclass(frozen=True, kw_only=True)
class Visit:
    """Who comes to which activity, and how it stands there now.

    ``address`` is the activity's own page, below which its forms are sent, and ``back`` the page to go to
    after one was taken.
    """

    activity: Activity
    session: Session
    access: Access
    asking: Asking
    address: str
    back: str

    @property
    def voter(self) -> str:
        """What stands for the person beside an answer."""
        return voter_of(self.access.cohort.pk, self.access.person.pk)

    @property
    def may_answer(self) -> bool:
        """Whether the person can answer, vote or write now."""
        return self.asking.takes and self.access.may(Act.ANSWER)
