"""Following up: when a cohort is asked what became of its plan, and what it says."""

from datetime import date, timedelta

# days after the last workshop
FOLLOW_UP_DAYS = (30, 90, 180)


def when(days: int) -> str:
    """How the plan says which follow-up it was."""
    return f"{days} days"


def due_on(last: date, days: int) -> date:
    """The day from which the follow-up makes sense. ``last`` is the day of the last workshop."""
    return last + timedelta(days=days)
