"""How much a pack holds at least."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Minimums:
    """The fewest of what a whole curriculum needs. ``words`` is for each page that attendees read, and
    ``quiz_items`` for each workshop, over all the quizzes that its blocks open.
    """

    terms: int = 120
    cases: int = 24
    quiz_items: int = 10
    words: int = 900


WHOLE_CURRICULUM = Minimums()
