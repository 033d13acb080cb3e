"""Ids: each names one thing, and a file is called what it holds."""

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import Protocol

from deepdive.core.activity import Activity
from deepdive.core.advice import DecisionTable, Scenario
from deepdive.core.artefact import Artefact
from deepdive.core.case import Case
from deepdive.core.plan import WHOLE_PLAN, DraftLayout
from deepdive.curriculum.document import Document, Path
from deepdive.curriculum.draft import Draft
from deepdive.curriculum.fault import Fault, quote

# An id, and the place in the pack that gives it.
Given = tuple[str, Document[object], Path]


class Named(Protocol):
    """Whatever has an id."""

    @property
    def id(self) -> str: ...


def check(draft: Draft) -> Iterator[Fault]:
    """Ids given twice, files not called like their id, and an artefact called like an activity."""
    yield from _over_the_pack(draft)
    yield from _within_a_file(draft)
    yield from _views(draft)
    yield from _called_like_the_file(draft.activities)
    yield from _called_like_the_file(draft.artefacts)
    yield from _called_like_the_file(draft.cases)
    yield from _called_like_the_file(draft.tables)
    yield from _called_like_the_file(draft.scenarios)
    yield from _called_like_the_file(draft.drafts)
    for document in draft.artefacts:
        if document.value.id in draft.activity_ids:
            yield document.fault(
                f"an activity is called {quote(document.value.id)} too",
                "Rename one of them, for a block opens either by its id",
                at=("id",),
            )


def _over_the_pack(draft: Draft) -> Iterator[Fault]:
    workshops = draft.workshops
    yield from _twice("workshop", [(one.value.id, one, ("id",)) for one in workshops])
    yield from _twice(
        "topic",
        [
            (topic.id, one, ("topics", place, "id"))
            for one in workshops
            for place, topic in enumerate(one.value.topics)
        ],
    )
    outcomes: list[Given] = [
        (outcome.id, draft.series, ("outcomes", place, "id"))
        for place, outcome in enumerate(draft.series.value.outcomes)
    ]
    outcomes += [
        (outcome.id, one, ("outcomes", place, "id"))
        for one in workshops
        for place, outcome in enumerate(one.value.outcomes)
    ]
    yield from _twice("outcome", outcomes)
    yield from _twice(
        "rule",
        [
            (rule.id, one, ("rules", place, "id"))
            for one in draft.tables
            for place, rule in enumerate(one.value.rules)
        ],
    )


def _views(draft: Draft) -> Iterator[Fault]:
    """Views and drafts have addresses beside each other, and beside that of the whole plan."""
    views = _listed(draft.plan, "views", (one.id for one in draft.plan.value.views))
    drafts: list[Given] = [(one.value.id, one, ("id",)) for one in draft.drafts]
    yield from _twice("view or draft", [*views, *drafts])
    for an_id, document, here in (*views, *drafts):
        if an_id == WHOLE_PLAN:
            yield document.fault(
                f"{quote(WHOLE_PLAN)} is the id of the whole plan", "Choose another id", at=here
            )


def _within_a_file(draft: Draft) -> Iterator[Fault]:
    for workshop in draft.workshops:
        yield from _twice("block", _listed(workshop, "blocks", (one.id for one in workshop.value.blocks)))
    for activity in draft.activities:
        yield from _twice("item", _listed(activity, "items", (one.id for one in activity.value.items)))
    for artefact in draft.artefacts:
        yield from _twice("field", _listed(artefact, "fields", (one.id for one in artefact.value.fields)))
        for place, field in enumerate(artefact.value.fields):
            columns: list[Given] = [
                (column.id, artefact, ("fields", place, "columns", position, "id"))
                for position, column in enumerate(field.columns)
            ]
            yield from _twice("column", columns)
    for place, question in enumerate(draft.questions.value.questions):
        both: dict[str, tuple[Named, ...]] = {"choices": question.choices, "bands": question.bands}
        for key, offered in both.items():
            answers: list[Given] = [
                (one.id, draft.questions, ("questions", place, key, position, "id"))
                for position, one in enumerate(offered)
            ]
            yield from _twice("answer", answers)
    lists: tuple[tuple[str, str, Document[object], tuple[Named, ...]], ...] = (
        ("section", "sections", draft.plan, draft.plan.value.sections),
        ("decision", "decisions", draft.plan, draft.plan.value.decisions),
        ("statement", "statements", draft.ratings, draft.ratings.value.statements),
        ("source", "sources", draft.sources, draft.sources.value.sources),
        ("term", "terms", draft.glossary, draft.glossary.value.terms),
        ("partner", "partners", draft.partners, draft.partners.value.partners),
        ("source to follow", "sources", draft.following, draft.following.value.sources),
        ("link", "kinds", draft.links, draft.links.value.kinds),
        ("check", "checks", draft.checks, draft.checks.value.checks),
        ("contradiction", "contradictions", draft.links, draft.links.value.contradictions),
        ("group", "groups", draft.questions, draft.questions.value.groups),
        ("question", "questions", draft.questions, draft.questions.value.questions),
    )
    for noun, key, document, named in lists:
        yield from _twice(noun, _listed(document, key, (one.id for one in named)))


def _listed(document: Document[object], key: str, ids: Iterable[str]) -> list[Given]:
    return [(an_id, document, (key, place, "id")) for place, an_id in enumerate(ids)]


def _twice(noun: str, given: Iterable[Given]) -> Iterator[Fault]:
    first: dict[str, str] = {}
    for an_id, document, path in given:
        if an_id in first:
            yield document.fault(
                f"a second {noun} is called {quote(an_id)}; the first is at {first[an_id]}",
                "Rename one of them",
                at=path,
            )
        elif an_id:
            first[an_id] = f"{document.file}:{document.line(*path)}"


def _called_like_the_file(
    documents: Iterable[Document[Activity | Artefact | Case | DecisionTable | DraftLayout | Scenario]],
) -> Iterator[Fault]:
    for document in documents:
        if document.has_read("id") and document.value.id != document.name:
            yield document.fault(
                f"the id {quote(document.value.id)} differs from the name of the file",
                f"Rename the file to {document.value.id}{PurePosixPath(document.file).suffix} "
                f"or the id to {quote(document.name)}",
                at=("id",),
            )
