"""A result in words: what the tables say, why, by which sources, and what would change it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from deepdive.core.advice import Advice, Advised, Answers, Change, Finding, Question, Status, judge
from deepdive.core.facts import Facts, Given, Problem, read_facts
from deepdive.core.pack import Pack, Source

GUIDANCE = (
    "Guidance, not legal or clinical advice. Your data protection officer (DPO), information governance (IG) "
    "lead and clinical safety officer decide."
)


@dataclass(frozen=True)
class Result:
    """What the tables of a pack say on one day about a project with these facts."""

    pack: Pack
    facts: Facts
    advised: Advised
    today: date

    @property
    def advice(self) -> Advice:
        """The questions and tables."""
        return self.pack.advice

    def because(self, finding: Finding) -> str:
        """Why: the rule's reason, what is missing, or the answers that rule it out."""
        if finding.truth is None:
            return f"Cannot tell yet: ask {' and '.join(map(self._ask, finding.asks))}."
        if finding.truth:
            return finding.rule.because
        given = [f"“{self.question_text(one)}” {self.answer_text(one)}" for one in finding.trace]
        return "Ruled out by your answers: " + "; ".join(given) + "."

    def answers(self, finding: Finding) -> Mapping[str, Given]:
        """The answers that decided it, or what is known so far, as they were given."""
        return {question: self.facts.given[question] for question in finding.trace}

    def sources(self, finding: Finding) -> tuple[Source, ...]:
        """Where the rule comes from."""
        return tuple(self.pack.sources[source] for source in finding.rule.sources)

    def is_expired(self, finding: Finding) -> bool:
        """Whether somebody should have looked at the rule, or at a source of it, again."""
        overdue = any(source.review_by < self.today for source in self.sources(finding))
        return overdue or self.advice.tables[finding.table].is_expired(self.today)

    def question_text(self, question: str) -> str:
        """The question as people are asked it."""
        return self.advice.questions[question].text

    def answer_text(self, question: str) -> str:
        """The answer that was given, in words."""
        given = self.facts.given[question]
        asked = self.advice.questions[question]
        if isinstance(given, (int, float)):
            unit = asked.number.unit if asked.number else ""
            return f"{given:,} {unit}".strip()
        return ", ".join(asked.values[choice] for choice in ([given] if isinstance(given, str) else given))

    def change_text(self, change: Change) -> str:
        """The answer that would change a finding, in words."""
        question = self.advice.questions[change.question]
        answer = f"“{question.values[change.answer]}”"
        if question.many and change.answer not in change.then:
            return f"Without {answer} in your answer to “{question.text}” it would be"
        if question.many and len(change.then) > 1:
            return f"With {answer} too in your answer to “{question.text}” it would be"
        return f"{answer} to “{question.text}” would make it"

    def _ask(self, question: str) -> str:
        asked = self.advice.questions[question]
        return f"“{asked.text}” (who knows: {asked.who_knows})"


def result_of(pack: Pack, raw: Iterable[tuple[str, object]], *, today: date) -> Result:
    """What the tables say about answers as a file or a form gives them: see :func:`read_facts`."""
    facts = read_facts(pack.advice, raw)
    return Result(pack, facts, judged(pack.advice, facts.answers), today)


def judged(advice: Advice, answers: Answers) -> Advised:
    """What the tables say. The same answers, which many pages ask about, are judged once."""
    return _judged(_Tables(advice.version, advice), frozenset(answers.items()))


@dataclass(frozen=True)
class _Tables:
    """Tables that are told apart by their version, which stands for all that they say."""

    version: str
    advice: Advice = field(compare=False)


@lru_cache(maxsize=256)  # as many cohorts as are likely to have a page open
def _judged(tables: _Tables, answers: frozenset[tuple[str, frozenset[str]]]) -> Advised:
    return judge(tables.advice, dict(answers))


def as_json(result: Result, problems: Iterable[Problem] = ()) -> dict[str, object]:
    """The result for other programs. ``problems`` are told besides those of the answers."""
    advised = result.advised
    return {
        "findings": [_finding(result, finding) for finding in advised.findings],
        "unanswered": list(advised.unanswered),
        "pack_version": result.advice.version,
        "next": advised.next,
        "outcomes": [
            {
                "table": outcome.table,
                "outcome": outcome.id or None,
                "text": outcome.text,
                "rules": list(outcome.rules),
                "waits_for": list(outcome.waits_for),
            }
            for outcome in advised.outcomes
        ],
        "problems": [
            {"code": problem.code, "question": problem.question, "message": problem.message}
            for problem in (*problems, *result.facts.problems)
        ],
        "guidance": GUIDANCE,
    }


def _finding(result: Result, finding: Finding) -> dict[str, object]:
    rule = finding.rule
    return {
        "id": rule.id,
        "table": finding.table,
        "status": str(finding.status),
        "title": rule.title,
        "because": result.because(finding),
        "answers": {
            question: list(given) if isinstance(given, tuple) else given
            for question, given in result.answers(finding).items()
        },
        "who_decides": rule.who_decides,
        "sources": [
            {
                "id": source.id,
                "title": source.title,
                "url": source.url,
                "publisher": source.publisher,
                "checked_on": source.checked_on.isoformat(),
                "review_by": source.review_by.isoformat(),
                "confidence": source.confidence,
            }
            for source in result.sources(finding)
        ],
        "change_if": [
            {
                "question": change.question,
                "answer": _as_given(result.advice.questions[change.question], change),
                "status": str(change.status),
            }
            for change in finding.change_if
        ],
        "settled": finding.is_settled,
        "ask": list(finding.asks),
        "todo": rule.todo,
        "time": rule.time,
        "evidence": list(rule.evidence),
        "gate": rule.gate,
        "regime": rule.regime,
        "expired": result.is_expired(finding),
        **{
            key: value
            for key, value in (
                ("outcome", rule.outcome),
                ("family", rule.family),
                ("data_needed", rule.data_needed),
                ("baseline", rule.baseline),
                ("watch", rule.watch),
                ("cases", list(rule.cases)),
            )
            if value
        },
    }


def _as_given(question: Question, change: Change) -> str | list[str]:
    """The answer as a file would give it."""
    if not question.many:
        return change.answer
    return [choice for choice in question.values if choice in change.then]


def as_text(result: Result) -> Iterator[str]:
    """The result as lines to read: by table, what is not triggered in one line, and what to ask next."""
    for table in result.advice.tables.values():
        findings = [finding for finding in result.advised.findings if finding.table == table.id]
        if not findings:
            continue
        yield f"{table.title}\n{'=' * len(table.title)}"
        if table.is_expired(result.today):
            yield f"These rules were due for review by {table.review_by}: check them before you use them."
        for outcome in result.advised.outcomes:
            if outcome.table == table.id:
                yield _outcome_line(result, outcome.text, outcome.waits_for)
        for status in (Status.REQUIRED, Status.LIKELY, Status.CHECK):
            for finding in findings:
                if finding.status is status:
                    yield from _card(result, finding)
        if ruled_out := [one.rule.title for one in findings if one.status is Status.NOT_TRIGGERED]:
            yield f"Not triggered: {'; '.join(ruled_out)}"
        yield ""
    if result.advised.next:
        asked = result.advice.questions[result.advised.next]
        yield f"Ask next: {asked.text} [{asked.id}] Who knows: {asked.who_knows}"
    yield GUIDANCE


def _outcome_line(result: Result, text: str, waits_for: tuple[str, ...]) -> str:
    if not waits_for:
        return text or "No answer yet."
    titles = "; ".join(result.advice.rules[rule].title for rule in waits_for)
    return f"{text or 'Cannot tell yet.'} Still open: {titles}"


def _card(result: Result, finding: Finding) -> Iterator[str]:
    yield f"[{finding.status}] {finding.rule.title}"
    yield f"    {result.because(finding)}"
    if finding.truth:
        yield f"    To do: {finding.rule.todo}"
    yield f"    Who decides: {finding.rule.who_decides}"
    sources = "; ".join(
        f"{source.title} ({source.confidence}, checked {source.checked_on})"
        for source in result.sources(finding)
    )
    yield f"    Sources: {sources}{' - out of date, check it' if result.is_expired(finding) else ''}"
