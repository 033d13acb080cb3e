"""Times as letters say them."""

from datetime import datetime

from deepdive.programme.calendar import LONDON


def in_words(moment: datetime) -> str:
    """The day and the time of a session, UK time."""
    there = moment.astimezone(LONDON)
    return f"{there:%A %-d %B} at {there:%H:%M}"
