"""The plan: what a cohort wrote, put in the order in which its readers need it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from deepdive.core.artefact import Artefact, Field, FieldKind, Row, Written
from deepdive.core.not_known import says_not_known
from deepdive.core.table import ShownTable, as_table

# The id of the view that shows everything.
WHOLE_PLAN = "whole"


@dataclass(frozen=True, kw_only=True)
class FieldAddress:
    """Where a field is: in which artefact, under which id."""

    artefact: str
    field: str

    def __str__(self) -> str:
        return f"{self.artefact}/{self.field}"


@dataclass(frozen=True, kw_only=True)
class SectionLayout:
    """A section of the plan and the fields that feed it."""

    id: str
    title: str
    intro: str
    fields: tuple[FieldAddress, ...]


@dataclass(frozen=True, kw_only=True)
class ViewLayout:
    """The plan for one reader: what that person has to know, in sections of its own. ``reader`` says who it
    is for; what ``is_one_side`` is cut to fit one side of A4. ``advice`` are the ids of decision tables whose
    findings the reader needs.
    """

    id: str
    title: str
    reader: str
    sections: tuple[SectionLayout, ...]
    is_one_side: bool = False
    advice: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class DraftLayout:
    """A document that others ask for, drafted from the plan. ``reader`` says who completes and signs it, and
    each section's ``intro`` what belongs there, also what no plan says; ``sources`` are ids.
    """

    id: str
    title: str
    reader: str
    purpose: str
    sections: tuple[SectionLayout, ...]
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class DecisionLayout:
    """A decision that the cohort takes: the field that says it, and those with its reasons and with who
    disagreed.
    """

    id: str
    title: str
    decided: FieldAddress
    reasons: tuple[FieldAddress, ...] = ()
    dissent: tuple[FieldAddress, ...] = ()


@dataclass(frozen=True, kw_only=True)
class PlanLayout:
    """The plan's sections, in order, as the pack lays them out; its views beside the whole plan; and the
    decisions in it.
    """

    title: str
    sections: tuple[SectionLayout, ...]
    views: tuple[ViewLayout, ...] = ()
    decisions: tuple[DecisionLayout, ...] = ()


# Whom a field waits for: the names of those who are to see to an open comment on it.
Waiting = Mapping[FieldAddress, tuple[str, ...]]


class Readiness(StrEnum):
    """How far a section of the plan has come."""

    READY = "ready"
    WAITING = "waiting"  # all is written, and somebody still owes an answer
    THIN = "thin"
    MISSING = "missing"


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One field as the plan shows it: its rows, or its text. Both are empty where nobody has written yet.

    ``waits_for`` are the names of those who are to see to an open comment on it.
    """

    address: FieldAddress
    artefact_title: str
    workshop: int
    field: Field
    text: str
    rows: tuple[Row, ...] = ()
    waits_for: tuple[str, ...] = ()

    @property
    def table(self) -> ShownTable:
        """The rows as a table."""
        return as_table(self.rows, self.field.columns)

    @property
    def is_written(self) -> bool:
        """Whether there is anything to show."""
        return bool(self.text or self.rows)

    @property
    def is_missing(self) -> bool:
        """Whether the plan needs this and does not have it."""
        return self.field.is_required and not self.is_written

    @cached_property
    def not_known(self) -> tuple[str, ...]:
        """What was written to be not known yet: the text, or for each such cell of a row how its row begins
        and the column's title."""
        if says_not_known(self.text):
            return (self.text,)
        return tuple(
            f"{next(text for text in row.values() if text)}: {column.title}"
            for row in self.rows
            for column in self.field.columns
            if says_not_known(row.get(column.id, ""))
        )


class Open(StrEnum):
    """Why something in a plan is still open."""

    MISSING = "missing"  # nobody has written it
    NOT_KNOWN = "not known"  # what was written says that it is not known yet
    COMMENT = "comment"  # somebody is to see to a comment on it


@dataclass(frozen=True, kw_only=True)
class OpenQuestion:
    """Something that is still open about an entry, and who can answer it. ``about`` says which parts of the
    entry are not known."""

    entry: Entry
    why: Open
    who: str
    about: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Decision:
    """A decision with its reasons and with who disagreed, as far as they are written."""

    title: str
    decided: Entry
    reasons: tuple[Entry, ...]
    dissent: tuple[Entry, ...]


@dataclass(frozen=True, kw_only=True)
class Section:
    """A section of the plan, filled in."""

    id: str
    title: str
    intro: str
    entries: tuple[Entry, ...]

    @cached_property
    def missing(self) -> tuple[Entry, ...]:
        """The entries that the plan needs and that nobody has written yet."""
        return tuple(entry for entry in self.entries if entry.is_missing)

    @property
    def readiness(self) -> Readiness:
        """Missing when nothing at all is written, thin when something needed is missing, waiting when
        somebody still owes an answer, else ready."""
        if not any(entry.is_written for entry in self.entries):
            return Readiness.MISSING
        if self.missing:
            return Readiness.THIN
        return Readiness.WAITING if self.open_questions else Readiness.READY

    @cached_property
    def open_questions(self) -> tuple[OpenQuestion, ...]:
        """What nobody has written yet, what was written to be not known, and what waits for somebody."""
        return tuple(question for entry in self.entries for question in _open_questions(entry))


class PlanKind(StrEnum):
    """What a plan is put together for."""

    WHOLE = "whole"  # everything, for everybody
    VIEW = "view"  # what one reader has to know
    ONE_SIDE = "one side"  # the same, cut to fit one side of A4
    DRAFT = "draft"  # a document that others ask for, filled in as far as the plan goes


@dataclass(frozen=True, kw_only=True)
class Plan:
    """A cohort's plan as it stands: the whole of it, a view for one ``reader``, or a draft.

    ``purpose`` is what a draft says about itself, and ``sources`` are the ids of what it follows.
    """

    title: str
    sections: tuple[Section, ...]
    id: str = WHOLE_PLAN
    kind: PlanKind = PlanKind.WHOLE
    reader: str = ""
    purpose: str = ""
    sources: tuple[str, ...] = ()
    decisions: tuple[Decision, ...] = ()

    @cached_property
    def open_questions(self) -> tuple[OpenQuestion, ...]:
        """Everything that is still open, in the plan's order."""
        return tuple(question for section in self.sections for question in section.open_questions)

    @property
    def open_by_artefact(self) -> tuple[tuple[OpenQuestion, ...], ...]:
        """The same for those who write: together by artefact, in the order of the workshops."""
        together: dict[str, list[OpenQuestion]] = {}
        for question in self.open_questions:
            together.setdefault(question.entry.address.artefact, []).append(question)
        in_order = sorted(together.values(), key=lambda questions: questions[0].entry.workshop)
        return tuple(tuple(questions) for questions in in_order)

    @cached_property
    def missing(self) -> tuple[Entry, ...]:
        """Everything that is still needed, in the plan's order."""
        return tuple(entry for section in self.sections for entry in section.missing)


def assemble(
    layout: PlanLayout,
    *,
    artefacts: Mapping[str, Artefact],
    written: Written,
    waiting: Waiting | None = None,
) -> Plan:
    """The plan that ``written`` makes. Text and cells are trimmed, and rows without a word left out.

    A field that holds text where its kind is rows, or rows where it is text, shows what it holds: people
    wrote it before the pack changed.
    """
    filling = _Filling(artefacts, written, waiting or {})
    return Plan(
        title=layout.title,
        sections=filling.sections(layout.sections),
        decisions=tuple(
            decision for one in layout.decisions if (decision := filling.decision(one)).decided.is_written
        ),
    )


def assemble_view(
    layout: ViewLayout | DraftLayout,
    *,
    artefacts: Mapping[str, Artefact],
    written: Written,
    waiting: Waiting | None = None,
) -> Plan:
    """The plan for one reader, or in the shape of a draft, filled in as :func:`assemble` does."""
    sections = _Filling(artefacts, written, waiting or {}).sections(layout.sections)
    if isinstance(layout, DraftLayout):
        return Plan(
            title=layout.title,
            sections=sections,
            id=layout.id,
            kind=PlanKind.DRAFT,
            reader=layout.reader,
            purpose=layout.purpose,
            sources=layout.sources,
        )
    return Plan(
        title=layout.title,
        sections=sections,
        id=layout.id,
        kind=PlanKind.ONE_SIDE if layout.is_one_side else PlanKind.VIEW,
        reader=layout.reader,
    )


@dataclass(frozen=True)
class _Filling:
    """Fills layouts in with what was written."""

    artefacts: Mapping[str, Artefact]
    written: Written
    waiting: Waiting

    def sections(self, layouts: tuple[SectionLayout, ...]) -> tuple[Section, ...]:
        return tuple(
            Section(id=one.id, title=one.title, intro=one.intro, entries=self.entries(one.fields))
            for one in layouts
        )

    def decision(self, layout: DecisionLayout) -> Decision:
        return Decision(
            title=layout.title,
            decided=self.entry(layout.decided),
            reasons=tuple(entry for entry in self.entries(layout.reasons) if entry.is_written),
            dissent=tuple(entry for entry in self.entries(layout.dissent) if entry.is_written),
        )

    def entries(self, addresses: tuple[FieldAddress, ...]) -> tuple[Entry, ...]:
        return tuple(self.entry(address) for address in addresses)

    def entry(self, address: FieldAddress) -> Entry:
        artefact = self.artefacts[address.artefact]
        value = self.written.get(address.artefact, {}).get(address.field, "")
        return Entry(
            address=address,
            artefact_title=artefact.title,
            workshop=artefact.workshop,
            field=artefact.field(address.field),
            text=value.strip() if isinstance(value, str) else "",
            rows=() if isinstance(value, str) else _filled(value),
            waits_for=self.waiting.get(address, ()),
        )


def _filled(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    trimmed = ({column: text.strip() for column, text in row.items()} for row in rows)
    return tuple(row for row in trimmed if any(row.values()))


def _open_questions(entry: Entry) -> Iterator[OpenQuestion]:
    who_knows = entry.field.who_knows
    if entry.is_missing:
        yield OpenQuestion(entry=entry, why=Open.MISSING, who=who_knows)
    if entry.not_known:
        # a choice says "not known" and nothing else
        about = () if entry.field.kind is FieldKind.CHOICE else entry.not_known
        yield OpenQuestion(entry=entry, why=Open.NOT_KNOWN, who=who_knows, about=about)
    if entry.waits_for:
        yield OpenQuestion(entry=entry, why=Open.COMMENT, who=", ".join(entry.waits_for))
