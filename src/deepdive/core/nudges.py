"""What a facilitator is told, in private, while a block runs."""

from dataclasses import dataclass
from datetime import datetime
from math import ceil

from deepdive.core.agenda import Agenda
from deepdive.core.series import Method
from deepdive.core.timing import minutes_late

SOON_SECONDS = 120
LATE_MINUTES = 2
# in the second half of a block somebody who has done nothing may need help
HALF = 0.5
WORK = frozenset({Method.SOLO, Method.GROUP, Method.WHOLE})


@dataclass(frozen=True, kw_only=True)
class Progress:
    """How those who are here get on with the running block: how many are ``here``, have ``begun`` (typed,
    answered or are done), say they are ``done``, say they are ``lost``. Only attendees count."""

    here: int = 0
    begun: int = 0
    done: int = 0
    lost: int = 0


def nudges(agenda: Agenda, progress: Progress, *, now: datetime) -> tuple[str, ...]:
    """Sentences for the facilitator, the most pressing first; none while nothing runs."""
    if agenda.block is None or agenda.ends_at is None or agenda.started_at is None:
        return ()
    said = []
    if progress.lost:
        said.append(f"{_people(progress.lost)} lost. Say the task once more, or ask what is missing.")
    if agenda.paused_at is not None:
        said.append("The clock stands. Let it go on when you are ready.")
    left = agenda.seconds_left(now)
    if left < 0:
        said.append(f"You are {_minutes(-left)} over.")
    elif left <= SOON_SECONDS:
        said.append(f"{_minutes(left)} left.")
    if agenda.block.opens and agenda.block.method in WORK:
        said += _about_work(agenda, progress, now=now)
    late = minutes_late(agenda, now=now)
    if late >= LATE_MINUTES:
        said.append(f"The session runs {late} minutes late. The run sheet shows what to cut.")
    return tuple(said)


def _about_work(agenda: Agenda, progress: Progress, *, now: datetime) -> list[str]:
    if progress.here and progress.done >= progress.here:
        return ["Everybody is done. You can go on."]
    assert agenda.started_at is not None and agenda.ends_at is not None
    whole = (agenda.ends_at - agenda.started_at).total_seconds()
    waiting = progress.here - progress.begun
    if waiting > 0 and agenda.seconds_left(now) < whole * HALF:
        return [f"{waiting} {'person has' if waiting == 1 else 'people have'} not started."]
    return []


def _people(count: int) -> str:
    return "1 person is" if count == 1 else f"{count} people are"


def _minutes(seconds: float) -> str:
    minutes = max(1, ceil(seconds / 60))
    return f"{minutes} minute{'s' * (minutes != 1)}"
