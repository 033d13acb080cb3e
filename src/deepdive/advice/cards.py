"""Findings as pages show them: cards, together by what must not happen before them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from deepdive.advice.models import NotApplicable
from deepdive.advice.queries import CohortAdvice
from deepdive.advice.result import Result
from deepdive.core.advice import Finding, Outcome, Question, QuestionGroup, Rule, Status
from deepdive.core.case import Case
from deepdive.core.pack import Source

GATES = {
    "before-data": (
        "Before data moves",
        "Settle these before anybody copies, links or looks at information.",
    ),
    "before-people": (
        "Before a patient is affected",
        "Settle these before anybody's care or work depends on it.",
    ),
    "before-scale": ("Before scale", "Settle these before it goes beyond the first test."),
}
CONFIDENCE = {
    "verified": "read at the source",
    "reported": "as others report it, not read at the source",
    "general": "general knowledge, check it",
}
# most pressing first
_ORDER = (Status.REQUIRED, Status.LIKELY, Status.CHECK)


@dataclass(frozen=True)
class ShownSource:
    """A source with what its confidence means."""

    source: Source
    confidence: str
    is_expired: bool


@dataclass(frozen=True)
class Card:
    """One finding with everything that a page says about it."""

    result: Result
    finding: Finding
    not_applicable: NotApplicable | None
    is_planned: bool
    finds_out: Mapping[str, str]

    @property
    def because(self) -> str:
        """Why."""
        return self.result.because(self.finding)

    @property
    def answers(self) -> list[tuple[str, str]]:
        """The questions and answers that decided it."""
        return [(self.result.question_text(one), self.result.answer_text(one)) for one in self.finding.trace]

    @property
    def asks(self) -> list[tuple[Question, str]]:
        """The questions that have to be answered first, and who finds the answer out if somebody does."""
        return [(self.result.advice.questions[one], self.finds_out.get(one, "")) for one in self.finding.asks]

    @property
    def sources(self) -> tuple[ShownSource, ...]:
        """Where it comes from."""
        return tuple(
            ShownSource(source, CONFIDENCE[source.confidence], source.review_by < self.result.today)
            for source in self.result.sources(self.finding)
        )

    @property
    def cases(self) -> tuple[Case, ...]:
        """Real stories to talk about."""
        return tuple(self.result.pack.cases[one] for one in self.finding.rule.cases)

    @property
    def about_rule(self) -> SafeString:
        """Who decides, how long it takes, what to collect, and the sources, as rows of the card's list."""
        rule = self.finding.rule
        titles = tuple((case.id, case.title) for case in self.cases)
        return _about_rule(_RuleShown(self.result.advice.version, rule.id, self.sources, titles, rule))

    @property
    def changes(self) -> list[tuple[str, str]]:
        """The single answers that would change it, each with the status that it would then have."""
        return [(self.result.change_text(change), change.status) for change in self.finding.change_if]

    @property
    def expired_on(self) -> date | None:
        """The day by which somebody should have looked at its table again, once that is past."""
        table = self.result.advice.tables[self.finding.table]
        return table.review_by if table.is_expired(self.result.today) else None

    @property
    def may_be_not_applicable(self) -> bool:
        """Whether people may say that it does not apply to them: never of what is required."""
        return bool(self.finding.truth) and self.finding.status is not Status.REQUIRED


@dataclass(frozen=True)
class _RuleShown:
    """All that the rows of a card depend on that say of its rule what holds for everybody. The version of the
    tables and its id stand for the rule."""

    version: str
    rule_id: str
    sources: tuple[ShownSource, ...]
    cases: tuple[tuple[str, str], ...]
    rule: Rule = field(compare=False)


# a page shows dozens of cards, and to make these rows takes most of its time
@lru_cache(maxsize=1024)  # more than there are rules
def _about_rule(shown: _RuleShown) -> SafeString:
    context = {"rule": shown.rule, "sources": shown.sources, "cases": shown.cases}
    return render_to_string("advice/_rule.html", context)


@dataclass(frozen=True)
class ShownOutcome:
    """Where a table leads, why, and the rules that could still lead elsewhere."""

    text: str
    because: tuple[str, ...]
    waits_for: tuple[str, ...]


@dataclass(frozen=True)
class Section:
    """Cards that belong together; of a table that leads to one answer also its ``outcome``."""

    id: str
    title: str
    lead: str
    cards: tuple[Card, ...]
    outcome: ShownOutcome | None = None

    @cached_property
    def triggered(self) -> list[Card]:
        """What there is to do, most pressing first; what does not apply last."""
        cards = [card for card in self.cards if card.finding.truth]
        return sorted(
            cards, key=lambda card: (card.not_applicable is not None, _ORDER.index(card.finding.status))
        )

    @cached_property
    def open(self) -> list[Card]:
        """What cannot be told yet."""
        return [card for card in self.cards if not card.finding.is_settled]

    @cached_property
    def ruled_out(self) -> list[Card]:
        """What the answers rule out."""
        return [card for card in self.cards if card.finding.truth is False]


@dataclass(frozen=True)
class Progress:
    """How far a group of questions has come."""

    group: QuestionGroup
    asked: int
    answered: int


def sections_of(found: CohortAdvice, *, planned: Iterable[str]) -> tuple[Section, ...]:
    """All findings: tables that lead to one answer first; then by gate; and those without one by table.
    ``planned`` are the rules whose findings are actions of the plan."""
    result, planned = found.result, frozenset(planned)
    finds_out = {question: answer.who_finds_out for question, answer in found.answers.items()}
    cards = [
        Card(
            result,
            finding,
            found.not_applicable.get(finding.rule.id),
            finding.rule.id in planned,
            finds_out,
        )
        for finding in result.advised.findings
    ]
    gates = [
        Section(gate, title, lead, tuple(card for card in cards if card.finding.rule.gate == gate))
        for gate, (title, lead) in GATES.items()
    ]
    outcomes = {outcome.table: _shown(result, outcome) for outcome in result.advised.outcomes}
    tables = [
        Section(
            table.id,
            table.title,
            table.intro,
            tuple(
                card for card in cards if card.finding.table == table.id and card.finding.rule.gate == "none"
            ),
            outcomes.get(table.id),
        )
        for table in result.advice.tables.values()
    ]
    first = [section for section in tables if section.outcome]
    rest = [section for section in tables if not section.outcome]
    return tuple(section for section in (*first, *gates, *rest) if section.cards or section.outcome)


def _shown(result: Result, outcome: Outcome) -> ShownOutcome:
    rules = result.advice.rules
    return ShownOutcome(
        outcome.text,
        tuple(rules[rule].because for rule in outcome.rules),
        tuple(rules[rule].title for rule in outcome.waits_for),
    )


def progress_of(result: Result, answered: Iterable[str]) -> Iterator[Progress]:
    """How many questions of each group are asked now, and how many of them have an answer, known or not."""
    answered = frozenset(answered)
    for group in result.advice.groups:
        asked = asked_in(result, group)
        if asked:
            count = sum(question.id in answered for question in asked)
            yield Progress(group, len(asked), count)


def asked_in(result: Result, group: QuestionGroup) -> list[Question]:
    """The questions of a group that are asked now."""
    unanswered, given = set(result.advised.unanswered), result.facts.given
    return [
        question
        for question in result.advice.questions.values()
        if question.group == group.id and (question.id in unanswered or question.id in given)
    ]
