"""What a claim about a test or a tool comes to, worked out.

Of people like ours, how many would it find, miss, and alarm for nothing? Is it right more often than somebody
who always says no? How sure are the counts behind it?
"""

from dataclasses import dataclass
from math import sqrt

from deepdive.core.refused import Refused

# For intervals that hold the truth 19 times in 20.
Z = 1.959964
# A claimed accuracy that is further than this from what the other numbers give does not fit them.
FITS = 0.01
MOST_PEOPLE = 10**9


@dataclass(frozen=True, kw_only=True)
class Rates:
    """How well a tool does: the share of people with the outcome that it finds, the share of those without it
    that it leaves alone, and the share of people with the outcome at the place where it is used."""

    sensitivity: float
    specificity: float
    prevalence: float

    def __post_init__(self) -> None:
        """Refused with ``out-of-range`` where a share is none."""
        _share("The share that it finds", self.sensitivity)
        _share("The share that it leaves alone", self.specificity)
        _share("The share of people with the outcome", self.prevalence)

    @property
    def ppv(self) -> float | None:
        """The share of alarms that are right; None where it never alarms."""
        right = self.sensitivity * self.prevalence
        return _part(right, right + (1 - self.specificity) * (1 - self.prevalence))

    @property
    def npv(self) -> float | None:
        """The share of all-clears that are right; None where it never gives one."""
        right = self.specificity * (1 - self.prevalence)
        return _part(right, right + (1 - self.sensitivity) * self.prevalence)

    @property
    def accuracy(self) -> float:
        """How often it is right, whatever it says."""
        return self.sensitivity * self.prevalence + self.specificity * (1 - self.prevalence)

    @property
    def always_the_same(self) -> float:
        """How often somebody is right who looks at nobody and always says what is commoner."""
        return max(self.prevalence, 1 - self.prevalence)

    @property
    def says_no(self) -> bool:
        """Whether that person says no."""
        return self.prevalence <= 0.5

    def among(self, people: int = 1000) -> "Counts":
        """What happens to so many people, in whole people."""
        with_outcome = round(people * self.prevalence)
        found = round(with_outcome * self.sensitivity)
        left_alone = round((people - with_outcome) * self.specificity)
        return Counts(
            found=found,
            missed=with_outcome - found,
            false_alarms=people - with_outcome - left_alone,
            left_alone=left_alone,
        )


@dataclass(frozen=True, kw_only=True)
class Counts:
    """People: with the outcome and found, or missed; without it and alarmed for nothing, or left alone."""

    found: int
    missed: int
    false_alarms: int
    left_alone: int

    def __post_init__(self) -> None:
        """Refused with ``out-of-range`` where a count is none, with ``nobody`` where rates cannot be told."""
        for count in (self.found, self.missed, self.false_alarms, self.left_alone):
            if not 0 <= count <= MOST_PEOPLE:
                raise Refused("out-of-range", f"A count must be 0 to {MOST_PEOPLE:,}, not {count:,}.")

    @property
    def with_outcome(self) -> int:
        return self.found + self.missed

    @property
    def without(self) -> int:
        return self.false_alarms + self.left_alone

    @property
    def alarms(self) -> int:
        return self.found + self.false_alarms

    @property
    def everybody(self) -> int:
        return self.with_outcome + self.without

    def rates(self, *, prevalence: float | None = None) -> Rates:
        """The rates that these counts give, at the prevalence among them or at another.

        Refused with ``nobody`` where there is nobody with the outcome, or nobody without it.
        """
        if not (self.with_outcome and self.without):
            raise Refused(
                "nobody", "There must be somebody with the outcome, and somebody without it, in the counts."
            )
        return Rates(
            sensitivity=self.found / self.with_outcome,
            specificity=self.left_alone / self.without,
            prevalence=self.with_outcome / self.everybody if prevalence is None else prevalence,
        )


@dataclass(frozen=True)
class Interval:
    """A share that was counted, and where the true one lies 19 times in 20."""

    count: int
    of: int
    low: float
    high: float

    @property
    def share(self) -> float:
        return self.count / self.of


def wilson(count: int, of: int) -> Interval:
    """Wilson's interval, which is honest for few people and for shares near 0 and 1. ``of`` is above 0."""
    share, square = count / of, Z * Z
    middle = (share + square / (2 * of)) / (1 + square / of)
    half = Z / (1 + square / of) * sqrt(share * (1 - share) / of + square / (4 * of * of))
    low = 0.0 if count == 0 else max(0.0, middle - half)
    high = 1.0 if count == of else min(1.0, middle + half)
    return Interval(count, of, low, high)


def intervals(counts: Counts) -> dict[str, Interval]:
    """How sure the counts are of what it finds, what it leaves alone, and how many alarms are right."""
    asked = {
        "sensitivity": (counts.found, counts.with_outcome),
        "specificity": (counts.left_alone, counts.without),
        "ppv": (counts.found, counts.alarms),
    }
    return {name: wilson(count, of) for name, (count, of) in asked.items() if of}


def sentences(rates: Rates, *, claimed_accuracy: float | None = None) -> tuple[str, ...]:
    """What the rates mean for 1,000 people, in plain words; and what a claimed accuracy is worth."""
    some = rates.among()
    said = [
        f"Of 1,000 people, {some.with_outcome:,} have the outcome. It finds {some.found:,} of them "
        f"and misses {some.missed:,}.",
        _alarms(some),
        _beside_saying_the_same(rates),
    ]
    if claimed_accuracy is not None:
        _share("The claimed accuracy", claimed_accuracy)
        said.append(_claim(rates, claimed_accuracy))
    return tuple(said)


def _alarms(some: Counts) -> str:
    if not some.alarms:
        return "It raises no alarm at all."
    return f"It raises {some.alarms:,} alarms: {some.found:,} are right and {some.false_alarms:,} are false."


def _beside_saying_the_same(rates: Rates) -> str:
    tool, same = round(1000 * rates.accuracy), round(1000 * rates.always_the_same)
    word = "no" if rates.says_no else "yes"
    verdict = (
        "Judge it by what it finds and misses, not by how often it is right."
        if tool <= same
        else "That says little by itself: look at what it misses."
    )
    return (
        f"Somebody who looks at nobody and always says {word} is right {same:,} times in 1,000; "
        f"the tool is right {tool:,} times. {verdict}"
    )


def _claim(rates: Rates, claimed: float) -> str:
    if abs(claimed - rates.accuracy) > FITS:
        return (
            f"The claimed accuracy of {claimed:.1%} does not fit: these numbers give {rates.accuracy:.1%}. "
            "Ask which is right, and for the four counts."
        )
    if claimed <= rates.always_the_same:
        return f"An accuracy of {claimed:.1%} is no better than always saying the same."
    return f"The claimed accuracy of {claimed:.1%} fits these numbers."


def _share(name: str, value: float) -> None:
    if not 0 <= value <= 1:
        raise Refused("out-of-range", f"{name} must be 0 to 1 (0% to 100%), not {value:g}.")


def _part(part: float, whole: float) -> float | None:
    return part / whole if whole else None
