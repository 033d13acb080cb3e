"""Advice: decision tables, and what they make of a project's answers.

A question is answered, or its answer is unknown. So a condition holds, does not hold, or cannot be told yet,
and a rule likewise: True, False and None in Kleene's logic of three values. Two promises follow, and tests
hold the tables to them: what is unknown never makes a rule "not triggered", and one more answer never turns a
rule that was settled into one that is open.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Literal

# Holds, does not hold, or cannot be told yet.
Truth = bool | None

# The ids of the choices that hold, by question. A number is here as the band that it falls in. Who does not
# know an answer leaves its question out.
Answers = Mapping[str, frozenset[str]]

# A question, and the choice or choices of which one has to hold.
Conditions = Mapping[str, str | tuple[str, ...]]


class Status(StrEnum):
    """What a rule says about a project."""

    REQUIRED = "required"
    LIKELY = "likely"
    CHECK = "check"
    NOT_TRIGGERED = "not triggered"


@dataclass(frozen=True, kw_only=True)
class When:
    """All, or any, of some conditions. With neither it always holds.

    ``all_`` and ``any_`` are the keys ``all`` and ``any`` of the files.
    """

    all_: tuple[Conditions, ...] = ()
    any_: tuple[Conditions, ...] = ()

    @cached_property
    def conditions(self) -> tuple[tuple[str, frozenset[str]], ...]:
        """Each question and the choices of which one has to hold."""
        return tuple(
            (question, frozenset([listed] if isinstance(listed, str) else listed))
            for conditions in self.all_ or self.any_
            for question, listed in conditions.items()
        )

    @property
    def needs_all(self) -> bool:
        """Whether all conditions have to hold, and not one of them."""
        return bool(self.all_) or not self.any_


ALWAYS = When()


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One of the answers to a question. ``was`` are ids that it had in earlier packs."""

    id: str
    text: str
    was: tuple[str, ...] = ()


YES_OR_NO = (Choice(id="yes", text="Yes"), Choice(id="no", text="No"))


@dataclass(frozen=True, kw_only=True)
class NumberRange:
    """What a number counts, and the least and the most that it may be."""

    unit: str
    min: float
    max: float


@dataclass(frozen=True, kw_only=True)
class Band:
    """A part of the numbers that a question takes, up to ``up_to`` and including it; the last is open."""

    id: str
    text: str
    up_to: float | None = None


@dataclass(frozen=True, kw_only=True)
class QuestionGroup:
    """Questions that belong together on a page."""

    id: str
    title: str


@dataclass(frozen=True, kw_only=True)
class Question:
    """Something that advice rests on.

    ``many`` when several choices may hold at once. Who answers is asked only while ``asked_when`` holds; an
    answer to what is not asked never counts. ``was`` are ids that the question had in earlier packs.
    """

    id: str
    group: str
    text: str
    who_knows: str
    help: str = ""
    choices: tuple[Choice, ...] = YES_OR_NO
    many: bool = False
    asked_when: When = ALWAYS
    number: NumberRange | None = None
    bands: tuple[Band, ...] = ()
    was: tuple[str, ...] = ()

    @cached_property
    def values(self) -> Mapping[str, str]:
        """The words of each choice, or of each band of a number, by its id."""
        return {one.id: one.text for one in self.bands or self.choices}

    def band(self, number: float) -> str:
        """The band that a number falls in."""
        for band in self.bands:
            if band.up_to is None or number <= band.up_to:
                return band.id
        return self.bands[-1].id


Gate = Literal["before-data", "before-people", "before-scale", "none"]


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A row of a table: what it says, when, why, and who decides.

    ``gate`` is what the project must not do before. ``regime`` names the body of law or guidance that the
    rule is about. ``outcome`` is for rules of a table that leads to one answer, and ``family``,
    ``data_needed``, ``baseline`` and ``watch`` for those that name a kind of technology. ``never_with`` are
    rules that can never hold together with it, and ``cases`` real stories to talk about, by their ids.
    """

    id: str
    status: Literal["required", "likely", "check"]
    title: str
    todo: str
    because: str
    who_decides: str
    sources: tuple[str, ...]
    when: When = ALWAYS
    regime: str = ""
    time: str = ""
    evidence: tuple[str, ...] = ()
    gate: Gate = "none"
    outcome: str = ""
    family: str = ""
    data_needed: str = ""
    baseline: str = ""
    watch: str = ""
    never_with: tuple[str, ...] = ()
    cases: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class DecisionTable:
    """Rules about one subject, in force from ``effective``, to be looked at again by ``review_by``.

    ``outcome_of`` says in words what each outcome means, the worst first: the first that a rule leads to
    is the outcome of the table. ``candidates`` says what the rules' families are candidates for.
    """

    id: str
    title: str
    intro: str
    order: int
    version: int
    effective: date
    review_by: date
    rules: tuple[Rule, ...]
    outcome_of: Mapping[str, str] = field(default_factory=dict)
    candidates: str = ""

    def is_expired(self, today: date) -> bool:
        """Whether somebody should have looked at the table again."""
        return self.review_by < today


@dataclass(frozen=True, kw_only=True)
class Scenario:
    """A made-up project, and what the tables have to say about it, by the id of the rule."""

    id: str
    title: str
    story: str
    answers: Mapping[str, str | tuple[str, ...]]
    expect: Mapping[str, Status]


@dataclass(frozen=True, kw_only=True)
class Change:
    """One answer that would change a finding, and the status that it would then have.

    ``answer`` is a choice; where several may hold, it is added to those that do, or taken away from them.
    ``then`` is all that would hold.
    """

    question: str
    answer: str
    then: frozenset[str]
    status: Status


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What one rule says about a project.

    ``is_settled`` unless an answer is missing, which ``asks`` then lists. ``trace`` are the questions whose
    answers decided it, or those that are known so far.
    """

    table: str
    rule: Rule
    truth: Truth
    trace: tuple[str, ...]
    asks: tuple[str, ...]
    change_if: tuple[Change, ...]

    @property
    def status(self) -> Status:
        """What the rule says, where it can be told; else that somebody has to check."""
        return status_of(self.rule, self.truth)

    @property
    def is_settled(self) -> bool:
        """Whether the answers given are enough."""
        return self.truth is not None


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """Where a table leads. It is open while a rule for a worse outcome, one of ``waits_for``, is."""

    table: str
    id: str
    text: str
    rules: tuple[str, ...]
    waits_for: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Advised:
    """Everything that the tables say about a project.

    ``unanswered`` are questions that are asked and have no answer, those first that settle most;
    ``next`` is the first, while any answer would still settle something. ``hidden`` are not asked.
    """

    findings: tuple[Finding, ...]
    outcomes: tuple[Outcome, ...]
    unanswered: tuple[str, ...]
    next: str | None
    hidden: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class Advice:
    """The questions and tables of a pack. Mappings go from id to value, in the order of the pages."""

    groups: tuple[QuestionGroup, ...]
    questions: Mapping[str, Question]
    tables: Mapping[str, DecisionTable]
    scenarios: Mapping[str, Scenario]

    @cached_property
    def version(self) -> str:
        """A name for exactly these questions and tables: the newest day in force, and a fingerprint."""
        content = repr((self.groups, list(self.questions.items()), list(self.tables.items())))
        newest = max((table.effective for table in self.tables.values()), default=date.min)
        return f"{newest.isoformat()}-{hashlib.sha256(content.encode()).hexdigest()[:8]}"

    @cached_property
    def rules(self) -> Mapping[str, Rule]:
        """Every rule, in the order of the tables."""
        return {rule.id: rule for table in self.tables.values() for rule in table.rules}

    @cached_property
    def rests_on(self) -> Mapping[str, tuple[str, ...]]:
        """For each rule the questions that it rests on, and those that decide whether these are asked."""
        return {rule.id: tuple(self.questions_behind(rule.when)) for rule in self.rules.values()}

    @cached_property
    def resting_on(self) -> Mapping[str, tuple[Rule, ...]]:
        """For each question the rules that rest on it."""
        found: dict[str, list[Rule]] = {question: [] for question in self.questions}
        for rule, questions in self.rests_on.items():
            for question in questions:
                found[question].append(self.rules[rule])
        return {question: tuple(rules) for question, rules in found.items()}

    def questions_behind(self, when: When) -> dict[str, None]:
        """The questions that decide whether ``when`` holds, each once, in the order in which they matter."""
        found: dict[str, None] = {}
        waiting = [when]
        while waiting:
            for question, _ in waiting.pop().conditions:
                if question not in found:
                    found[question] = None
                    waiting.append(self.questions[question].asked_when)
        return found


class Situation:
    """A project as far as its answers tell: what holds, what does not, and what cannot be told yet."""

    def __init__(self, advice: Advice, answers: Answers) -> None:
        self._questions = advice.questions
        self._answers = answers
        self._asked: dict[str, Truth] = {}

    def is_asked(self, question: str) -> Truth:
        """Whether that question is put to people."""
        if question not in self._asked:
            self._asked[question] = self.holds(self._questions[question].asked_when)
        return self._asked[question]

    def is_chosen(self, question: str, listed: frozenset[str]) -> Truth:
        """Whether one of the choices ``listed`` holds. An answer to what is not asked does not count."""
        chosen = self._answers.get(question)
        answer = None if chosen is None else not listed.isdisjoint(chosen)
        asked = self.is_asked(question)
        if asked is True or answer is False:
            return answer
        return asked

    def holds(self, when: When) -> Truth:
        """Whether ``when`` holds."""
        decides = not when.needs_all  # one condition of this kind is enough to know
        result: Truth = when.needs_all
        for question, listed in when.conditions:
            truth = self.is_chosen(question, listed)
            if truth is decides:
                return decides
            if truth is None:
                result = None
        return result

    def trace(self, when: When) -> Iterator[str]:
        """The questions whose answers decide whether ``when`` holds; while it is open, all that are known."""
        truth = self.holds(when)
        for question, listed in when.conditions:
            here = self.is_chosen(question, listed)
            if here is None or (truth is not None and here is not truth):
                continue
            if self.is_asked(question) is False:
                yield from self.trace(self._questions[question].asked_when)
            else:
                yield question

    def asks(self, when: When) -> Iterator[str]:
        """The questions without an answer that keep ``when`` open, while it is."""
        if self.holds(when) is not None:
            return
        for question, listed in when.conditions:
            if self.is_chosen(question, listed) is not None:
                continue
            if self.is_asked(question):
                yield question
            else:
                yield from self.asks(self._questions[question].asked_when)


def status_of(rule: Rule, truth: Truth) -> Status:
    """What a rule says that holds, does not, or cannot be told yet."""
    if truth is None:
        return Status.CHECK
    return Status(rule.status) if truth else Status.NOT_TRIGGERED


def judge(advice: Advice, answers: Answers) -> Advised:
    """What the tables say about a project with these answers. Those to what is not asked are left out."""
    now = Situation(advice, answers)
    answers = {
        question: chosen for question, chosen in answers.items() if now.is_asked(question) is not False
    }
    truths = {rule.id: now.holds(rule.when) for rule in advice.rules.values()}
    asks = {rule.id: _once(now.asks(rule.when)) for rule in advice.rules.values()}
    changes, settles = _what_if(advice, answers, now, truths)
    mentions = Counter(question for questions in asks.values() for question in questions)
    unanswered = [one for one in advice.questions if one not in answers and now.is_asked(one)]
    unanswered.sort(key=lambda question: (-settles[question], -mentions[question]))
    return Advised(
        findings=tuple(
            Finding(
                table=table.id,
                rule=rule,
                truth=truths[rule.id],
                trace=_once(now.trace(rule.when)),
                asks=asks[rule.id],
                change_if=tuple(changes[rule.id]),
            )
            for table in advice.tables.values()
            for rule in table.rules
        ),
        outcomes=tuple(
            outcome for table in advice.tables.values() if (outcome := _outcome(table, truths)) is not None
        ),
        unanswered=tuple(unanswered),
        next=next((question for question in unanswered if mentions[question]), None),
        hidden=frozenset(question for question in advice.questions if now.is_asked(question) is False),
    )


def alternatives(question: Question, chosen: frozenset[str] | None) -> Iterator[tuple[str, frozenset[str]]]:
    """Every other answer that one decision leads to: a choice, and all that is then chosen."""
    for choice in question.values:
        if question.many and chosen is not None:
            if other := chosen ^ {choice}:
                yield choice, other
        elif chosen != frozenset([choice]):
            yield choice, frozenset([choice])


def _what_if(
    advice: Advice, answers: Answers, now: Situation, truths: Mapping[str, Truth]
) -> tuple[Mapping[str, list[Change]], Mapping[str, float]]:
    """The single answers that change each rule's status; and how many rules each question would settle,
    as the mean over its choices.
    """
    changes: dict[str, list[Change]] = {rule: [] for rule in advice.rules}
    settles = dict.fromkeys(advice.questions, 0.0)
    for question in advice.questions.values():
        resting = advice.resting_on[question.id]
        if not resting or not now.is_asked(question.id):
            continue
        chosen = answers.get(question.id)
        for choice, then_chosen in alternatives(question, chosen):
            then = Situation(advice, {**answers, question.id: then_chosen})
            for rule in resting:
                before, after = truths[rule.id], then.holds(rule.when)
                if before is after:
                    continue
                if (status := status_of(rule, after)) is not status_of(rule, before):
                    change = Change(question=question.id, answer=choice, then=then_chosen, status=status)
                    changes[rule.id].append(change)
                if before is None and chosen is None:
                    settles[question.id] += 1 / len(question.values)
    return changes, settles


def _outcome(table: DecisionTable, truths: Mapping[str, Truth]) -> Outcome | None:
    if not table.outcome_of:
        return None
    waits_for: list[str] = []
    for outcome, text in table.outcome_of.items():
        led = {rule.id: truths[rule.id] for rule in table.rules if rule.outcome == outcome}
        if holding := tuple(rule for rule, truth in led.items() if truth):
            return Outcome(table=table.id, id=outcome, text=text, rules=holding, waits_for=tuple(waits_for))
        waits_for += [rule for rule, truth in led.items() if truth is None]
    return Outcome(table=table.id, id="", text="", rules=(), waits_for=tuple(waits_for))


def _once(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids))
