"""The pack: everything the curriculum's files say, as frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from deepdive.core.activity import Activity
from deepdive.core.advice import Advice
from deepdive.core.artefact import Artefact
from deepdive.core.case import Case
from deepdive.core.checks import Check, Gate, Rubric
from deepdive.core.contradictions import ContradictionRule
from deepdive.core.following import Followed
from deepdive.core.glossary import Term
from deepdive.core.guide import WorkshopGuide
from deepdive.core.links import LinkKind, TraceStep
from deepdive.core.partner import Partner
from deepdive.core.plan import DraftLayout, PlanLayout
from deepdive.core.reading import Reading
from deepdive.core.series import Block, Series
from deepdive.core.slides import Slide


@dataclass(frozen=True, kw_only=True)
class Source:
    """Where a claim comes from, when it was last checked, and how sure it is."""

    id: str
    title: str
    url: str
    publisher: str
    jurisdiction: str
    checked_on: date
    review_by: date
    confidence: Literal["verified", "reported", "general"]


@dataclass(frozen=True, kw_only=True)
class RatingStatement:
    """A statement people rate their confidence in; ``outcomes`` are the outcome ids it shows."""

    id: str
    text: str
    outcomes: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Letter:
    """The text of an e-mail, with ``$name`` where a value goes in."""

    id: str
    subject: str
    body: str


@dataclass(frozen=True, kw_only=True)
class Pack:
    """A checked curriculum. The mappings go from id to value, and those of guides, slides and readings
    from the number of the workshop. Every mapping keeps the order of the files. ``version`` tells packs with
    different files apart.
    """

    series: Series
    artefacts: Mapping[str, Artefact]
    activities: Mapping[str, Activity]
    plan: PlanLayout
    letters: Mapping[str, Letter]
    sources: Mapping[str, Source]
    ratings: tuple[RatingStatement, ...]
    guides: Mapping[int, WorkshopGuide]
    slides: Mapping[int, tuple[Slide, ...]]
    readings: Mapping[int, Reading]
    cases: Mapping[str, Case]
    glossary: Mapping[str, Term]
    partners: Mapping[str, Partner]
    following: Mapping[str, Followed]
    links: Mapping[str, LinkKind]
    contradictions: tuple[ContradictionRule, ...]
    trace: tuple[TraceStep, ...]
    checks: tuple[Check, ...]
    rubrics: Mapping[str, Rubric]
    gates: Mapping[int, Gate]
    advice: Advice
    drafts: Mapping[str, DraftLayout]
    version: str = ""

    def opened_by(self, block: Block) -> Activity | Artefact | None:
        """What the block opens, if anything."""
        if block.opens is None:
            return None
        return self.artefacts.get(block.opens) or self.activities.get(block.opens)
