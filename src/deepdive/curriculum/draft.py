"""A pack as read, before the rules have looked at it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath
from typing import TypeVar

from deepdive.core.activity import Activity
from deepdive.core.advice import Advice, DecisionTable, Question, QuestionGroup, Scenario
from deepdive.core.artefact import Artefact
from deepdive.core.case import Case
from deepdive.core.checks import Check, Gate, Rubric
from deepdive.core.contradictions import ContradictionRule
from deepdive.core.following import Followed
from deepdive.core.glossary import Term
from deepdive.core.guide import WorkshopGuide
from deepdive.core.links import LinkKind, TraceStep
from deepdive.core.pack import Letter, Pack, RatingStatement, Source
from deepdive.core.partner import Partner
from deepdive.core.plan import DraftLayout, PlanLayout
from deepdive.core.reading import Reading
from deepdive.core.series import Series, Workshop
from deepdive.curriculum.case_file import read_case
from deepdive.curriculum.document import Document
from deepdive.curriculum.fault import Fault
from deepdive.curriculum.folder import (
    PICTURES,
    QUESTIONS_FILE,
    READING_FILE,
    SCENARIOS,
    SCRIPT_FILE,
    SLIDES_FILE,
    WORKSHOP_FILE,
    Files,
)
from deepdive.curriculum.guides import read_guide
from deepdive.curriculum.letters import missing_letters, read_letter
from deepdive.curriculum.reading_pages import read_pages
from deepdive.curriculum.shape import read_document
from deepdive.curriculum.slide_deck import SlideDeck, read_slides

Value = TypeVar("Value")


@dataclass(frozen=True, kw_only=True)
class Sources:
    """What ``sources.yaml`` holds."""

    sources: tuple[Source, ...]


@dataclass(frozen=True, kw_only=True)
class Ratings:
    """What ``ratings.yaml`` holds."""

    statements: tuple[RatingStatement, ...]


@dataclass(frozen=True, kw_only=True)
class Glossary:
    """What ``glossary.yaml`` holds."""

    terms: tuple[Term, ...]


@dataclass(frozen=True, kw_only=True)
class Partners:
    """What ``partners.yaml`` holds."""

    partners: tuple[Partner, ...]


@dataclass(frozen=True, kw_only=True)
class Following:
    """What ``following.yaml`` holds."""

    sources: tuple[Followed, ...]


@dataclass(frozen=True, kw_only=True)
class Links:
    """What ``links.yaml`` holds."""

    kinds: tuple[LinkKind, ...]
    trace: tuple[TraceStep, ...] = ()
    contradictions: tuple[ContradictionRule, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Questions:
    """What ``advice/questions.yaml`` holds."""

    groups: tuple[QuestionGroup, ...]
    questions: tuple[Question, ...]


@dataclass(frozen=True, kw_only=True)
class Checks:
    """What ``checks.yaml`` holds."""

    checks: tuple[Check, ...]
    rubrics: tuple[Rubric, ...]
    gates: tuple[Gate, ...]


@dataclass(frozen=True, kw_only=True)
class Draft:
    """The files of a pack, one document each, in the order of their names."""

    series: Document[Series]
    workshops: tuple[Document[Workshop], ...]
    activities: tuple[Document[Activity], ...]
    artefacts: tuple[Document[Artefact], ...]
    plan: Document[PlanLayout]
    ratings: Document[Ratings]
    sources: Document[Sources]
    guides: tuple[Document[WorkshopGuide], ...]
    slides: tuple[Document[SlideDeck], ...]
    readings: tuple[Document[Reading], ...]
    cases: tuple[Document[Case], ...]
    glossary: Document[Glossary]
    partners: Document[Partners]
    following: Document[Following]
    links: Document[Links]
    checks: Document[Checks]
    questions: Document[Questions]
    tables: tuple[Document[DecisionTable], ...]
    scenarios: tuple[Document[Scenario], ...]
    drafts: tuple[Document[DraftLayout], ...]
    pictures: frozenset[str]
    letters: tuple[Letter, ...]
    letter_faults: tuple[Fault, ...]

    @property
    def faults(self) -> Iterator[Fault]:
        """What is wrong with the files, each for itself."""
        for document in self.documents:
            yield from document.faults
        yield from self.letter_faults

    @property
    def documents(self) -> tuple[Document[object], ...]:
        """Every file but the letters."""
        return (
            self.series,
            *self.workshops,
            *self.activities,
            *self.artefacts,
            self.plan,
            self.ratings,
            self.sources,
            *self.guides,
            *self.slides,
            *self.readings,
            *self.cases,
            self.glossary,
            self.partners,
            self.following,
            self.links,
            self.checks,
            self.questions,
            *self.tables,
            *self.scenarios,
            *self.drafts,
        )

    @cached_property
    def activity_ids(self) -> frozenset[str]:
        """Every activity, also one whose file cannot be read."""
        return _ids(self.activities)

    @cached_property
    def artefact_ids(self) -> frozenset[str]:
        """Every artefact, also one whose file cannot be read."""
        return _ids(self.artefacts)

    @cached_property
    def outcome_ids(self) -> frozenset[str]:
        """Every outcome of the series and of its workshops."""
        of_series = {outcome.id for outcome in self.series.value.outcomes}
        of_workshops = {outcome.id for workshop in self.workshops for outcome in workshop.value.outcomes}
        return frozenset((of_series | of_workshops) - {""})

    @property
    def has_every_outcome(self) -> bool:
        """Whether ``outcome_ids`` can be trusted to be complete."""
        return self.series.has_read("outcomes") and all(
            workshop.has_read("outcomes") for workshop in self.workshops
        )

    def workshop_of(self, document: Document[object]) -> Document[Workshop]:
        """The workshop in whose folder a file is."""
        return next(workshop for workshop in self.workshops if workshop.folder == document.folder)

    def number_of(self, document: Document[object]) -> int:
        """The number of the workshop in whose folder a file is."""
        return self.workshop_of(document).value.number

    def advice(self) -> Advice:
        """The questions and tables as they were read. The rules have to have found nothing against them."""
        tables = sorted((document.value for document in self.tables), key=lambda one: (one.order, one.id))
        return Advice(
            groups=self.questions.value.groups,
            questions={question.id: question for question in self.questions.value.questions},
            tables={table.id: table for table in tables},
            scenarios={document.value.id: document.value for document in self.scenarios},
        )

    def pack(self) -> Pack:
        """The pack that this is, once the rules have found nothing against it."""
        workshops = sorted((document.value for document in self.workshops), key=lambda one: one.number)
        series = self.series.value
        return Pack(
            series=Series(
                title=series.title,
                summary=series.summary,
                motivation=series.motivation,
                audience=series.audience,
                prerequisites=series.prerequisites,
                format=series.format,
                capacity=series.capacity,
                minutes=series.minutes,
                outcomes=series.outcomes,
                workshops=tuple(workshops),
                lengths=series.lengths,
                long_break=series.long_break,
            ),
            artefacts={document.value.id: document.value for document in self.artefacts},
            activities={document.value.id: document.value for document in self.activities},
            plan=self.plan.value,
            letters={letter.id: letter for letter in self.letters},
            sources={source.id: source for source in self.sources.value.sources},
            ratings=self.ratings.value.statements,
            guides={self.number_of(one): one.value for one in self.guides},
            slides={self.number_of(one): one.value.slides for one in self.slides},
            readings={self.number_of(one): one.value for one in self.readings},
            cases={document.value.id: document.value for document in self.cases},
            glossary={term.id: term for term in self.glossary.value.terms},
            partners={partner.id: partner for partner in self.partners.value.partners},
            following={one.id: one for one in self.following.value.sources},
            links={kind.id: kind for kind in self.links.value.kinds},
            contradictions=self.links.value.contradictions,
            advice=self.advice(),
            drafts={document.value.id: document.value for document in self.drafts},
            trace=self.links.value.trace,
            checks=self.checks.value.checks,
            rubrics={rubric.artefact: rubric for rubric in self.checks.value.rubrics},
            gates={gate.workshop: gate for gate in self.checks.value.gates},
        )


def read_draft(files: Files) -> Draft:
    """The pack in ``files``, which hold at least those that every pack has."""
    letters, letter_faults = _letters(files)
    return Draft(
        series=read_document(files["series.yaml"], Series, file="series.yaml", given={"workshops": ()}),
        workshops=tuple(
            read_document(content, Workshop, file=name)
            for name, content in _in_workshops(files, WORKSHOP_FILE)
        ),
        activities=_documents(files, "activities", Activity),
        artefacts=_documents(files, "artefacts", Artefact),
        plan=read_document(files["plan.yaml"], PlanLayout, file="plan.yaml"),
        ratings=read_document(files["ratings.yaml"], Ratings, file="ratings.yaml"),
        sources=read_document(files["sources.yaml"], Sources, file="sources.yaml"),
        guides=tuple(read_guide(content, file=name) for name, content in _in_workshops(files, SCRIPT_FILE)),
        slides=tuple(read_slides(content, file=name) for name, content in _in_workshops(files, SLIDES_FILE)),
        readings=tuple(
            read_pages(content, file=name) for name, content in _in_workshops(files, READING_FILE)
        ),
        cases=tuple(read_case(content, file=name) for name, content in _in_folder(files, "cases")),
        glossary=read_document(files["glossary.yaml"], Glossary, file="glossary.yaml"),
        partners=read_document(files["partners.yaml"], Partners, file="partners.yaml"),
        following=read_document(files["following.yaml"], Following, file="following.yaml"),
        links=read_document(files["links.yaml"], Links, file="links.yaml"),
        checks=read_document(files["checks.yaml"], Checks, file="checks.yaml"),
        questions=read_document(files[QUESTIONS_FILE], Questions, file=QUESTIONS_FILE),
        tables=tuple(
            read_document(content, DecisionTable, file=name)
            for name, content in _in_folder(files, "advice")
            if name != QUESTIONS_FILE and not name.startswith(f"{SCENARIOS}/")
        ),
        scenarios=tuple(
            read_document(content, Scenario, file=name)
            for name, content in _in_folder(files, "advice")
            if name.startswith(f"{SCENARIOS}/")
        ),
        drafts=_documents(files, "drafts", DraftLayout),
        pictures=frozenset(name for name in files if PurePosixPath(name).parent.name == PICTURES),
        letters=letters,
        letter_faults=letter_faults,
    )


def _documents(files: Files, folder: str, kind: type[Value]) -> tuple[Document[Value], ...]:
    return tuple(read_document(content, kind, file=name) for name, content in _in_folder(files, folder))


def _in_folder(files: Files, folder: str) -> Iterator[tuple[str, bytes | None]]:
    return ((name, content) for name, content in files.items() if PurePosixPath(name).parts[0] == folder)


def _in_workshops(files: Files, called: str) -> Iterator[tuple[str, bytes | None]]:
    return (
        (name, content)
        for name, content in _in_folder(files, "workshops")
        if PurePosixPath(name).name == called and PurePosixPath(name).parent.name != PICTURES
    )


def _letters(files: Files) -> tuple[tuple[Letter, ...], tuple[Fault, ...]]:
    letters: list[Letter] = []
    faults: list[Fault] = []
    there: set[str] = set()
    for name, content in files.items():
        path = PurePosixPath(name)
        if path.parts[0] == "letters":
            there.add(path.stem)
            letter, wrong = read_letter(content or b"", letter_id=path.stem, file=name)
            letters += [letter] if letter else []
            faults += wrong if content is not None else ()
    return tuple(letters), (*faults, *missing_letters(frozenset(there)))


def _ids(documents: tuple[Document[Activity | Artefact], ...]) -> frozenset[str]:
    return frozenset({one.value.id for one in documents} | {one.name for one in documents}) - {""}
