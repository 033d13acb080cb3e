"""Checks of one document, a score for it, and what should be there before a workshop.

All three advise. None of them stops anybody: a program sees whether something is written and how, and not
whether it is true or good.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from deepdive.core.conditions import Facts, FieldCondition, Place, RowsCondition, places_met
from deepdive.core.plan import FieldAddress

MOST_POINTS = 2


@dataclass(frozen=True, kw_only=True)
class Check:
    """A plain fault of an artefact: there if one of ``any_of`` is met, or all of ``rows`` are. ``says`` is
    what is wrong, and ``mend`` what to do."""

    id: str
    artefact: str
    says: str
    mend: str
    any_of: tuple[FieldCondition, ...] = ()
    rows: tuple[RowsCondition, ...] = ()


@dataclass(frozen=True, kw_only=True)
class RubricLine:
    """One thing that a good document has: 0 points while one of the fields ``needs`` is empty, 1 while one of
    ``checks`` finds a fault, else 2."""

    id: str
    title: str
    needs: tuple[FieldAddress, ...]
    checks: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Rubric:
    """How an artefact is scored: from ``ready`` points on it is ready, from ``refine`` on to be refined."""

    artefact: str
    ready: int
    refine: int
    lines: tuple[RubricLine, ...]


@dataclass(frozen=True, kw_only=True)
class GatePoint:
    """Something that should be there before a workshop. It is when all ``fields`` and ``rows`` are met, and
    the artefact ``rubric``, if one is named, scores as ready."""

    id: str
    title: str
    mend: str
    at: FieldAddress
    fields: tuple[FieldCondition, ...] = ()
    rows: tuple[RowsCondition, ...] = ()
    rubric: str = ""


@dataclass(frozen=True, kw_only=True)
class Gate:
    """What should be there before the workshop with that number."""

    workshop: int
    points: tuple[GatePoint, ...]


@dataclass(frozen=True)
class FoundFault:
    """A fault that a check found, and where."""

    check: Check
    places: tuple[Place, ...]


@dataclass(frozen=True)
class ScoredLine:
    """A line of a rubric with its points."""

    line: RubricLine
    points: int


class Verdict(StrEnum):
    """What a score means."""

    READY = "ready"
    REFINE = "refine"
    REWORK = "rework"


@dataclass(frozen=True)
class Score:
    """How an artefact scores."""

    rubric: Rubric
    lines: tuple[ScoredLine, ...]

    @property
    def points(self) -> int:
        """All points together."""
        return sum(line.points for line in self.lines)

    @property
    def most(self) -> int:
        """The most points that there can be."""
        return MOST_POINTS * len(self.lines)

    @property
    def verdict(self) -> Verdict:
        """What that means."""
        if self.points >= self.rubric.ready:
            return Verdict.READY
        return Verdict.REFINE if self.points >= self.rubric.refine else Verdict.REWORK


@dataclass(frozen=True)
class CheckedPoint:
    """A point of a gate, and whether it is there."""

    point: GatePoint
    is_met: bool


def find_faults(checks: Iterable[Check], facts: Facts) -> tuple[FoundFault, ...]:
    """The faults that the checks find, in their order."""
    found = ((check, _places(check, facts)) for check in checks)
    return tuple(FoundFault(check, places) for check, places in found if places)


def score(rubric: Rubric, checks: Iterable[Check], facts: Facts) -> Score:
    """How the rubric's artefact scores."""
    faults = {found.check.id for found in find_faults(checks, facts)}
    return Score(rubric, tuple(ScoredLine(line, _points(line, faults, facts)) for line in rubric.lines))


def check_gate(
    gate: Gate, *, rubrics: Mapping[str, Rubric], checks: Iterable[Check], facts: Facts
) -> tuple[CheckedPoint, ...]:
    """What of the gate is there; ``rubrics`` go by their artefacts."""
    listed = tuple(checks)

    def is_ready(artefact: str) -> bool:
        return not artefact or score(rubrics[artefact], listed, facts).verdict is Verdict.READY

    return tuple(
        CheckedPoint(
            point, places_met(point.fields, point.rows, facts) is not None and is_ready(point.rubric)
        )
        for point in gate.points
    )


def _places(check: Check, facts: Facts) -> tuple[Place, ...]:
    places = [place for one in check.any_of for place in places_met([one], [], facts) or ()]
    if check.rows:
        places += places_met([], check.rows, facts) or ()
    return tuple(dict.fromkeys(places))


def _points(line: RubricLine, faults: set[str], facts: Facts) -> int:
    if not all(facts.text(need) or facts.filled_rows(need) for need in line.needs):
        return 0
    return MOST_POINTS - 1 if faults & set(line.checks) else MOST_POINTS
