"""A pack as read, before the rules have looked at it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath
from typing import TypeVar

from deepdive.core.activity import Activity
from deepdive.core.artefact import Artefact
from deepdive.core.pack import Letter, Pack, RatingStatement, Source
from deepdive.core.plan import PlanLayout
from deepdive.core.series import Series, Workshop
from deepdive.curriculum.document import Document
from deepdive.curriculum.fault import Fault
from deepdive.curriculum.folder import Files
from deepdive.curriculum.letters import missing_letters, read_letter
from deepdive.curriculum.shape import read_document

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
class Draft:
    """The files of a pack, one document each, in the order of their names."""

    series: Document[Series]
    workshops: tuple[Document[Workshop], ...]
    activities: tuple[Document[Activity], ...]
    artefacts: tuple[Document[Artefact], ...]
    plan: Document[PlanLayout]
    ratings: Document[Ratings]
    sources: Document[Sources]
    letters: tuple[Letter, ...]
    letter_faults: tuple[Fault, ...]

    @property
    def faults(self) -> Iterator[Fault]:
        """What is wrong with the files, each for itself."""
        for one in (self.series, self.plan, self.ratings, self.sources):
            yield from one.faults
        for many in (self.workshops, self.activities, self.artefacts):
            for document in many:
                yield from document.faults
        yield from self.letter_faults

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
            ),
            artefacts={document.value.id: document.value for document in self.artefacts},
            activities={document.value.id: document.value for document in self.activities},
            plan=self.plan.value,
            letters={letter.id: letter for letter in self.letters},
            sources={source.id: source for source in self.sources.value.sources},
            ratings=self.ratings.value.statements,
        )


def read_draft(files: Files) -> Draft:
    """The pack in ``files``, which hold at least the four that every pack has."""
    letters, letter_faults = _letters(files)
    return Draft(
        series=read_document(files["series.yaml"], Series, file="series.yaml", given={"workshops": ()}),
        workshops=_documents(files, "workshops", Workshop),
        activities=_documents(files, "activities", Activity),
        artefacts=_documents(files, "artefacts", Artefact),
        plan=read_document(files["plan.yaml"], PlanLayout, file="plan.yaml"),
        ratings=read_document(files["ratings.yaml"], Ratings, file="ratings.yaml"),
        sources=read_document(files["sources.yaml"], Sources, file="sources.yaml"),
        letters=letters,
        letter_faults=letter_faults,
    )


def _documents(files: Files, folder: str, kind: type[Value]) -> tuple[Document[Value], ...]:
    return tuple(
        read_document(content, kind, file=name)
        for name, content in files.items()
        if PurePosixPath(name).parts[0] == folder
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
