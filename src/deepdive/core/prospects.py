"""What came of drawing many futures, in whole pounds and shares: made by :mod:`deepdive.choice.futures`."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Prospect:
    """An option's net benefit over five years beside doing nothing: eight in ten futures lie between ``low``
    and ``high``, half below ``middle``. ``pays`` is the share of futures in which it is above nothing;
    ``works`` and ``fails`` are the middles of those in which it works and does not, None without any."""

    option: str
    low: float
    middle: float
    high: float
    cost: float
    pays: float
    works: float | None
    fails: float | None


@dataclass(frozen=True, kw_only=True)
class Prospects:
    """All options that have figures. ``worth_knowing`` is the most that it could be worth to know the future
    before choosing, and so the most that a pilot could be worth."""

    each: tuple[Prospect, ...]
    worth_knowing: float


# By option: the share of draws in which it comes first, second and so on.
RankShares = Mapping[str, tuple[float, ...]]
