"""Advice as a plan shows it: what there is to do by gate, and what has to be asked first."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from deepdive.advice.cards import Card, sections_of
from deepdive.advice.queries import advice_for
from deepdive.advice.result import GUIDANCE
from deepdive.core.plan import WHOLE_PLAN
from deepdive.curriculum.current import pack
from deepdive.programme.models import Cohort


@dataclass(frozen=True)
class PlanFinding:
    """A finding in one line of a table."""

    status: str
    title: str
    because: str
    who_decides: str


@dataclass(frozen=True)
class PlanGate:
    """What has to be settled before something may happen."""

    title: str
    findings: tuple[PlanFinding, ...]


@dataclass(frozen=True)
class PlanAdvice:
    """The advice for one reader. ``asks`` are questions without an answer that something here waits for,
    each with who knows."""

    gates: tuple[PlanGate, ...]
    asks: tuple[tuple[str, str], ...]
    version: str
    guidance: str = GUIDANCE


def advice_in_plan(cohort: Cohort, view_id: str, *, today: date) -> PlanAdvice | None:
    """What the tables say to the reader of that view; None where it shows no advice, or nobody has answered
    anything yet."""
    tables = _tables_for(view_id)
    if not tables:
        return None
    found = advice_for(cohort, today=today)
    if not found.has_begun:
        return None
    gates = []
    asks: dict[str, str] = {}
    for section in sections_of(found, planned=()):
        cards = [card for card in section.triggered if card.finding.table in tables]
        if cards:
            gates.append(PlanGate(section.title, tuple(map(_line, cards))))
        for card in section.open:
            if card.finding.table in tables:
                asks |= {question.text: who or question.who_knows for question, who in card.asks}
    return PlanAdvice(tuple(gates), tuple(asks.items()), found.result.advice.version)


def _line(card: Card) -> PlanFinding:
    rule = card.finding.rule
    if card.not_applicable is not None:
        return PlanFinding("Does not apply", rule.title, card.not_applicable.reason, rule.who_decides)
    return PlanFinding(card.finding.status.capitalize(), rule.title, card.because, rule.who_decides)


def _tables_for(view_id: str) -> Collection[str]:
    if view_id == WHOLE_PLAN:
        return pack().advice.tables.keys()
    return next((view.advice for view in pack().plan.views if view.id == view_id), ())
