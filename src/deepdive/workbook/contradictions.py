"""The contradictions of a workbook, as pages show them."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from deepdive.contradictions.queries import asides_of
from deepdive.core.artefact import Artefact
from deepdive.core.conditions import AdviceCondition, Facts
from deepdive.core.contradictions import (
    Aside,
    Contradiction,
    ContradictionRule,
    Judged,
    find_contradictions,
    judge,
)
from deepdive.curriculum.current import pack
from deepdive.workbook.facts import name_of_place, page_of


@dataclass(frozen=True)
class ShownPlace:
    """A place of a contradiction: what it is called, and where it is mended."""

    name: str
    address: str


@dataclass(frozen=True)
class ShownContradiction:
    """A contradiction; ``aside`` and ``earlier`` as in :class:`~deepdive.core.contradictions.Judged`.
    ``places`` begin with what advice says."""

    rule: ContradictionRule
    places: tuple[ShownPlace, ...]
    aside: Aside | None
    earlier: Aside | None


@dataclass(frozen=True)
class ShownContradictions:
    """Everything that does not fit together in a workbook."""

    open: tuple[ShownContradiction, ...]
    aside: tuple[ShownContradiction, ...]


def found_in(facts: Facts) -> tuple[Contradiction, ...]:
    """What the pack's rules find."""
    return tuple(find_contradictions(pack().contradictions, facts))


def contradictions_shown(workbook_id: UUID, facts: Facts) -> ShownContradictions:
    """Everything that does not fit together in the workbook."""
    return _shown(judge(found_in(facts), asides_of(workbook_id)), workbook_id, facts)


def contradictions_beside(artefact: Artefact, workbook_id: UUID, facts: Facts) -> ShownContradictions:
    """What does not fit together and stands in that artefact, in part or as a whole. Facts without advice
    leave out what does not fit with that."""
    found = [one for one in found_in(facts) if one.concerns(artefact.id)]
    # most often nothing is wrong, and nobody need be asked
    return _shown(judge(found, asides_of(workbook_id) if found else {}), workbook_id, facts)


def _shown(judged: Iterable[Judged], workbook_id: UUID, facts: Facts) -> ShownContradictions:
    every = [
        ShownContradiction(
            one.found.rule,
            (
                *(_said(condition, workbook_id) for condition in one.found.rule.advice),
                *(
                    ShownPlace(name_of_place(place, facts), page_of(workbook_id, place.address))
                    for place in one.found.places
                ),
            ),
            one.aside,
            one.earlier,
        )
        for one in judged
    ]
    return ShownContradictions(
        open=tuple(one for one in every if one.aside is None),
        aside=tuple(one for one in every if one.aside is not None),
    )


def _said(condition: AdviceCondition, workbook_id: UUID) -> ShownPlace:
    """What advice says, which is mended on its own page."""
    advice, page = pack().advice, reverse("advice:advice", args=[workbook_id])
    if condition.question:
        return ShownPlace(f"Advice: {advice.questions[condition.question].text}", page)
    if condition.finding:
        title = advice.rules[condition.finding].title
        return ShownPlace(f"Advice: {title}", f"{page}#{condition.finding}")
    return ShownPlace(f"Advice: {advice.tables[condition.table].title}", f"{page}#{condition.table}")
