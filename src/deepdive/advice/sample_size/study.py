"""What every kind of study has in common: what it needs, and what would make it need less."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from math import sqrt
from typing import Any, Protocol

from deepdive.advice.sample_size.arithmetic import up
from deepdive.advice.sample_size.limits import above_zero
from deepdive.core.refused import Refused


@dataclass(frozen=True, kw_only=True)
class Needed:
    """What a study needs. ``n`` is the most that a criterion asks for, ``binding`` the first that does.

    ``events`` is how many of the ``n`` have the outcome; None where it is a measurement and not an event.
    ``also`` are figures to look at that do not count towards ``n``.
    """

    n: int
    events: int | None
    criteria: Mapping[str, int]
    binding: str
    also: Mapping[str, int] = field(default_factory=dict)


class Study(Protocol):
    """A study that is being planned."""

    def needed(self) -> Needed:
        """How many people it needs."""
        ...

    def relaxed(self, criterion: str) -> "Plainer | None":
        """A study in which that criterion asks for about half; None where nothing can be given up."""
        ...


@dataclass(frozen=True)
class Plainer:
    """A study that asks for less, and in words how it differs."""

    words: str
    study: Study


def most(
    criteria: dict[str, int], *, share: float | None = None, also: dict[str, int] | None = None
) -> Needed:
    binding = max(criteria, key=lambda name: criteria[name])
    n = criteria[binding]
    events = None if share is None else up(n * share)
    return Needed(n=n, events=events, criteria=criteria, binding=binding, also=also or {})


def wider(study: Any, name: str, words: str, *, below: float = 1) -> Plainer | None:
    """People are needed in proportion to one over the square of what may be off."""
    asked: float = getattr(study, name)
    wider = float(f"{asked * sqrt(2):.3g}")
    if wider >= below:
        return None
    return Plainer(f"{words} {wider:g} instead of {asked:g}", replace(study, **{name: wider}))


def months_of_data(n: int, *, rows_a_month: float, share_eligible: float = 1) -> int:
    """How many months of an organisation's own data ``n`` is."""
    above_zero("rows_a_month", rows_a_month)
    if not 0 < share_eligible <= 1:
        raise Refused("out-of-range", "The share that can be used must be above 0 and at most 1.")
    return up(n / (rows_a_month * share_eligible))
