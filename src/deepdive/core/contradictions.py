"""Contradictions: two things that a cohort wrote and that cannot both be right, or a gap behind a promise.

A rule is data of the pack. What clashes is found again each time, and never kept: only that people have set
a contradiction aside, and why, is a row of the database.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from deepdive.core.advice import Advice
from deepdive.core.advice import judge as judge_project
from deepdive.core.artefact import KeptRow, Value
from deepdive.core.conditions import (
    NOTHING_SAID,
    AdviceCondition,
    AdviceSays,
    Facts,
    FieldCondition,
    Place,
    RowsCondition,
    advice_holds,
    places_met,
)
from deepdive.core.facts import read_facts
from deepdive.core.links import Link, LinkKind
from deepdive.core.plan import FieldAddress

LONGEST_REASON = 500


@dataclass(frozen=True, kw_only=True)
class SampleLink:
    """A link between two rows of a sample, by their numbers from 1."""

    kind: str
    from_: int
    to: int


@dataclass(frozen=True, kw_only=True)
class Sample:
    """A small workbook that shows what a rule finds, or what it leaves alone: ``artefact/field`` -> value.
    ``answers`` were given to the questions of advice, and are judged by the tables."""

    written: Mapping[str, Value]
    links: tuple[SampleLink, ...] = ()
    answers: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class ContradictionRule:
    """Something that does not fit together. All of ``advice``, ``fields`` and ``rows`` have to be met.

    ``clash`` says what does not fit, ``why`` why it matters, ``mend`` what to do. ``triggers`` is a workbook
    in which the rule finds it, and ``near_miss`` one that looks alike and is in order.
    """

    id: str
    title: str
    clash: str
    why: str
    mend: str
    advice: tuple[AdviceCondition, ...] = ()
    fields: tuple[FieldCondition, ...] = ()
    rows: tuple[RowsCondition, ...] = ()
    triggers: Sample
    near_miss: Sample


@dataclass(frozen=True, kw_only=True)
class Contradiction:
    """What a rule found, and at which places."""

    rule: ContradictionRule
    places: tuple[Place, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        """Its places as texts, to be kept with a reason for setting it aside."""
        return tuple(map(str, self.places))

    def concerns(self, artefact: str) -> bool:
        """Whether a part of it stands in that artefact."""
        return any(place.artefact == artefact for place in self.places)


def find_contradictions(rules: Iterable[ContradictionRule], facts: Facts) -> Iterator[Contradiction]:
    """Everything that does not fit together, in the order of the rules."""
    for rule in rules:
        if not all(advice_holds(condition, facts.advice) for condition in rule.advice):
            continue
        places = places_met(rule.fields, rule.rows, facts)
        if places is not None:
            yield Contradiction(rule=rule, places=places)


def is_still_aside(found: Contradiction, *, aside: Iterable[str]) -> bool:
    """Whether a contradiction that was set aside for the places ``aside`` stays so: a place that came
    later is news, which the reason was not about."""
    return set(found.keys) <= set(aside)


def facts_of_sample(sample: Sample, kinds: Mapping[str, LinkKind], advice: Advice | None = None) -> Facts:
    """A sample as conditions see a workbook; its rows are called 1, 2, 3 ... Its answers are judged by the
    tables of ``advice``."""
    texts: dict[FieldAddress, str] = {}
    rows: dict[FieldAddress, tuple[KeptRow, ...]] = {}
    for key, value in sample.written.items():
        artefact, _, field = key.partition("/")
        address = FieldAddress(artefact=artefact, field=field)
        if isinstance(value, str):
            texts[address] = value
        else:
            rows[address] = tuple(KeptRow(str(n), row) for n, row in enumerate(value, 1))
    links: dict[str, frozenset[Link]] = {}
    for link in sample.links:
        made = Link(str(link.from_), str(link.to))
        links[link.kind] = links.get(link.kind, frozenset()) | {made}
    return Facts(texts=texts, rows=rows, kinds=kinds, links=links, advice=_said(sample, advice))


def _said(sample: Sample, advice: Advice | None) -> AdviceSays:
    if advice is None or not sample.answers:
        return NOTHING_SAID
    answers = read_facts(advice, sample.answers.items()).answers
    return AdviceSays.of(answers, judge_project(advice, answers))


@dataclass(frozen=True, kw_only=True)
class Aside:
    """Why a contradiction was set aside, for which places, by whom and when."""

    keys: tuple[str, ...]
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True)
class Judged:
    """A contradiction, and why it is set aside if it is. ``earlier`` is why it was set aside when it stood at
    fewer places; it no longer is."""

    found: Contradiction
    aside: Aside | None = None
    earlier: Aside | None = None


def judge(found: Iterable[Contradiction], asides: Mapping[str, Aside]) -> tuple[Judged, ...]:
    """What was found, each with what people have said of it; ``asides`` go by the id of the rule."""
    return tuple(_judged(one, asides.get(one.rule.id)) for one in found)


def _judged(found: Contradiction, aside: Aside | None) -> Judged:
    if aside is None:
        return Judged(found)
    return (
        Judged(found, aside=aside)
        if is_still_aside(found, aside=aside.keys)
        else Judged(found, earlier=aside)
    )
