"""Advice: questions that can be asked, and rules that can be judged, by what the questions offer."""

from collections.abc import Iterator, Mapping

from deepdive.core.advice import Question, When
from deepdive.core.facts import read_facts
from deepdive.curriculum.document import Document, Path
from deepdive.curriculum.draft import Draft
from deepdive.curriculum.fault import Fault, advise_instead, quote

# What says when something holds, and where it stands.
Stated = tuple[Document[object], Path, When]


def check(draft: Draft) -> Iterator[Fault]:
    """Questions nobody can answer, conditions that name what does not exist, rules without a source."""
    for place, question in enumerate(draft.questions.value.questions):
        if draft.questions.has_read("questions", place):
            yield from _question(draft, place, question)
    for document, path, when in _stated(draft):
        if draft.questions.has_read() and document.has_read(*path):
            yield from _when(draft, document, path, when)
    yield from _circles(draft)
    yield from _rules(draft)
    yield from _scenarios(draft)
    yield from _views(draft)


def stands(draft: Draft) -> bool:
    """Whether the questions, tables and scenarios can be judged as they stand."""
    documents = (draft.questions, *draft.tables, *draft.scenarios)
    return all(document.has_read() for document in documents) and not any(check(draft))


def _question(draft: Draft, place: int, question: Question) -> Iterator[Fault]:
    document, here = draft.questions, ("questions", place)
    groups = [group.id for group in document.value.groups]
    if document.has_read("groups") and question.group not in groups:
        yield document.fault(
            f"no group is called {quote(question.group)}",
            advise_instead(question.group, groups),
            at=(*here, "group"),
        )
    if len(question.values) < 2:
        yield document.fault(
            f"the question {quote(question.id)} has fewer than two answers", "Add another", at=here
        )
    if bool(question.number) is not bool(question.bands):
        yield document.fault(
            f"the question {quote(question.id)} has a number without bands, or bands without a number",
            "Write both, or choices instead",
            at=here,
        )
    limits = [band.up_to for band in question.bands]
    if limits and not _rise(limits):
        yield document.fault(
            f"the bands of {quote(question.id)} do not follow one another",
            "Let each up_to be more than the one before, and leave it out of the last band",
            at=(*here, "bands"),
        )


def _rise(limits: list[float | None]) -> bool:
    closed = [limit for limit in limits if limit is not None]
    return limits[-1] is None and len(closed) == len(limits) - 1 and closed == sorted(set(closed))


def _stated(draft: Draft) -> Iterator[Stated]:
    for place, question in enumerate(draft.questions.value.questions):
        yield draft.questions, ("questions", place, "asked_when"), question.asked_when
    for document in draft.tables:
        for place, rule in enumerate(document.value.rules):
            yield document, ("rules", place, "when"), rule.when


def _when(draft: Draft, document: Document[object], path: Path, when: When) -> Iterator[Fault]:
    questions = {question.id: question for question in draft.questions.value.questions}
    if when.all_ and when.any_:
        yield document.fault(
            "this asks for all of some conditions and for any of others",
            "Keep one of them, and write another rule for the rest",
            at=path,
        )
    for key, conditions in (("all", when.all_), ("any", when.any_)):
        for place, condition in enumerate(conditions):
            for name, listed in condition.items():
                here = (*path, key, place, name)
                if name not in questions:
                    yield document.fault(
                        f"no question is called {quote(name)}", advise_instead(name, questions), at=here
                    )
                    continue
                for value in [listed] if isinstance(listed, str) else listed:
                    if value not in questions[name].values:
                        yield document.fault(
                            f"{quote(value)} is no answer to {quote(name)}",
                            advise_instead(value, questions[name].values),
                            at=here,
                        )


def _circles(draft: Draft) -> Iterator[Fault]:
    """Questions that are asked only when an answer to themselves says so."""
    asked_when = {question.id: question.asked_when for question in draft.questions.value.questions}
    for place, question in enumerate(draft.questions.value.questions):
        behind: set[str] = set()
        waiting = [question.id]
        while waiting:
            for name, _ in asked_when.get(waiting.pop(), When()).conditions:
                if name not in behind:
                    behind.add(name)
                    waiting.append(name)
        if question.id in behind:
            yield draft.questions.fault(
                f"whether {quote(question.id)} is asked depends on its own answer",
                "Change asked_when, here or in the questions that it names",
                at=("questions", place, "asked_when"),
            )


def _rules(draft: Draft) -> Iterator[Fault]:
    known = {
        "source": {source.id for source in draft.sources.value.sources},
        "rule": {rule.id for table in draft.tables for rule in table.value.rules},
        "case": {case.value.id for case in draft.cases},
    }
    for table in draft.tables:
        for place, rule in enumerate(table.value.rules):
            here = ("rules", place)
            if table.has_read(*here, "sources") and not rule.sources:
                yield table.fault(
                    f"the rule {quote(rule.id)} has no source",
                    "Add the id of a source in sources.yaml",
                    at=(*here, "sources"),
                )
            if draft.sources.has_read("sources"):
                yield from _named_by(table, (*here, "sources"), "source", rule.sources, known)
            yield from _named_by(table, (*here, "never_with"), "rule", rule.never_with, known)
            yield from _named_by(table, (*here, "cases"), "case", rule.cases, known)
            outcomes = table.value.outcome_of
            if rule.outcome and table.has_read("outcome_of") and rule.outcome not in outcomes:
                yield table.fault(
                    f"no outcome is called {quote(rule.outcome)}",
                    advise_instead(rule.outcome, outcomes),
                    at=(*here, "outcome"),
                )


def _named_by(
    table: Document[object], here: Path, noun: str, names: tuple[str, ...], known: Mapping[str, set[str]]
) -> Iterator[Fault]:
    for position, name in enumerate(names):
        if name and name not in known[noun]:
            yield table.fault(
                f"no {noun} is called {quote(name)}",
                advise_instead(name, known[noun]),
                at=(*here, position),
            )


def _scenarios(draft: Draft) -> Iterator[Fault]:
    rules = {rule.id for table in draft.tables for rule in table.value.rules}
    unread = any(not table.has_read("rules") for table in draft.tables)
    for document in draft.scenarios:
        for name in document.value.expect:
            if name not in rules and not unread:
                yield document.fault(
                    f"no rule is called {quote(name)}", advise_instead(name, rules), at=("expect", name)
                )
        if not draft.questions.has_read() or any(_circles(draft)):
            continue
        facts = read_facts(draft.advice(), document.value.answers.items())
        for problem in facts.problems:
            yield document.fault(
                problem.message.removesuffix("."),
                "Mend the answer, or leave it out",
                at=("answers", problem.question),
            )


def _views(draft: Draft) -> Iterator[Fault]:
    """Views of the plan that show the advice of a table that does not exist."""
    tables = {table.value.id for table in draft.tables} | {table.name for table in draft.tables}
    for place, view in enumerate(draft.plan.value.views):
        for position, table in enumerate(view.advice):
            if table and table not in tables:
                yield draft.plan.fault(
                    f"no table is called {quote(table)}",
                    advise_instead(table, tables),
                    at=("views", place, "advice", position),
                )
