"""Reading: what attendees read before a workshop, or instead of it."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Reading:
    """The two pages that go with a workshop, as Markdown: for before it, and for those who missed it."""

    pre_work: str
    catch_up: str
