"""What an option may cost and bring: ranges that the group fills in. No figure here is a default for one.

:mod:`deepdive.choice.futures` draws futures from them.
"""

from dataclasses import dataclass
from enum import StrEnum

from deepdive.core.refused import Refused

YEARS = 5
MONTHS = 12 * YEARS
# HM Treasury, The Green Book: the standard rate for costs and benefits, with year 0 not discounted.
DISCOUNT = 0.035
DISCOUNT_SOURCE = "HM Treasury, The Green Book: 3.5% a year"
MOST_POUNDS = 1_000_000_000
MOST_RISE = 25.0


class LineKind(StrEnum):
    """When a line of money falls due."""

    ONCE = "once"
    YEARLY = "yearly"
    BENEFIT = "benefit"


@dataclass(frozen=True, kw_only=True)
class Range:
    """A number that is not known: at the least, most likely, at the most."""

    low: float
    likely: float
    high: float

    def __post_init__(self) -> None:
        """Refused with ``out-of-order`` or ``out-of-range``."""
        if not 0 <= self.low <= self.likely <= self.high:
            raise Refused(
                "out-of-order",
                "The least must be 0 or more, the most likely not less, and the most not less.",
            )
        if self.high > MOST_POUNDS:
            raise Refused("out-of-range", f"The most must be {MOST_POUNDS:,} or less.")


@dataclass(frozen=True, kw_only=True)
class Line:
    """A cost or a benefit, in today's pounds; what comes each year rises by ``rise`` per cent a year."""

    kind: LineKind
    amount: Range
    rise: float = 0.0

    def __post_init__(self) -> None:
        """Refused with ``out-of-range``."""
        if not 0 <= self.rise <= MOST_RISE:
            raise Refused("out-of-range", f"Prices rise by 0 to {MOST_RISE:g}% a year.")


@dataclass(frozen=True, kw_only=True)
class Outlook:
    """When an option begins to help (in months from its start), and the chance (0 to 1) that it never does.
    Then its yearly costs end after ``stop`` months."""

    delay: Range
    fails: float
    stop: int

    def __post_init__(self) -> None:
        """Refused with ``out-of-range``."""
        if not 0 <= self.fails <= 1:
            raise Refused("out-of-range", "The chance that it does not work must be 0% to 100%.")
        if not 0 <= self.stop <= MONTHS:
            raise Refused("out-of-range", f"Months until you would stop must be 0 to {MONTHS}.")
        if self.delay.high > MONTHS:
            raise Refused("out-of-range", f"Months until it helps must be {MONTHS} or less.")
