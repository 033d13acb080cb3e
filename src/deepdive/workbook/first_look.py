"""What a program sees of a document at a first look, and whether a cohort is ready for a workshop."""

from dataclasses import dataclass
from uuid import UUID

from deepdive.core.artefact import Artefact
from deepdive.core.checks import CheckedPoint, FoundFault, Score, Verdict, check_gate, find_faults, score
from deepdive.core.conditions import Facts
from deepdive.curriculum.current import pack
from deepdive.workbook.facts import page_of, titles_of

VERDICTS = {
    Verdict.READY: "Ready, as far as a program can see",
    Verdict.REFINE: "A good start: mend the lines with 0 or 1",
    Verdict.REWORK: "Much is still to write",
}


@dataclass(frozen=True)
class ShownFault:
    """A fault, and the fields that it is in: their titles and addresses."""

    found: FoundFault
    where: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class FirstLook:
    """The faults of an artefact, and its score if the pack scores it."""

    faults: tuple[ShownFault, ...]
    score: Score | None
    verdict: str

    @property
    def summary(self) -> str:
        """It in a few words."""
        if self.score:
            return f"A first look by a program: {self.score.points} of {self.score.most} points"
        return "A first look by a program"


def first_look(artefact: Artefact, facts: Facts, workbook_id: UUID) -> FirstLook | None:
    """The first look at an artefact; None if the pack has no checks for it, or nobody has written in it."""
    curriculum = pack()
    checks = [check for check in curriculum.checks if check.artefact == artefact.id]
    rubric = curriculum.rubrics.get(artefact.id)
    scored = score(rubric, checks, facts) if rubric else None
    faults = tuple(_fault(found, workbook_id) for found in find_faults(checks, facts))
    if not faults and not (scored and scored.points):
        return None
    return FirstLook(faults, scored, VERDICTS[scored.verdict] if scored else "")


def _fault(found: FoundFault, workbook_id: UUID) -> ShownFault:
    where = ((titles_of(place.address)[1], page_of(workbook_id, place.address)) for place in found.places)
    return ShownFault(found, tuple(dict.fromkeys(where)))


@dataclass(frozen=True)
class ShownPoint:
    """A point of a gate, where it is written, and whether it is there."""

    checked: CheckedPoint
    where: str
    address: str


@dataclass(frozen=True)
class ShownGate:
    """How a cohort stands before a workshop."""

    points: tuple[ShownPoint, ...]

    @property
    def met(self) -> int:
        """How many points are there."""
        return sum(point.checked.is_met for point in self.points)


def gate_before(workshop: int, facts: Facts, workbook_id: UUID) -> ShownGate | None:
    """How the cohort stands before the workshop; None if the pack asks for nothing before it."""
    curriculum = pack()
    gate = curriculum.gates.get(workshop)
    if gate is None:
        return None
    checked = check_gate(gate, rubrics=curriculum.rubrics, checks=curriculum.checks, facts=facts)
    return ShownGate(
        tuple(
            ShownPoint(one, titles_of(one.point.at)[0], page_of(workbook_id, one.point.at)) for one in checked
        )
    )
