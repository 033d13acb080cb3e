"""The plan: what a cohort wrote, put in the order in which its readers need it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from deepdive.core.artefact import Artefact, Field, Row, Written
from deepdive.core.table import ShownTable, as_table


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
class PlanLayout:
    """The plan's sections, in order, as the pack lays them out."""

    title: str
    sections: tuple[SectionLayout, ...]


class Readiness(StrEnum):
    """How far a section of the plan has come."""

    READY = "ready"
    THIN = "thin"
    MISSING = "missing"


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One field as the plan shows it: its rows, or its text. Both are empty where nobody has written yet."""

    address: FieldAddress
    artefact_title: str
    workshop: int
    field: Field
    text: str
    rows: tuple[Row, ...] = ()

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


@dataclass(frozen=True, kw_only=True)
class Section:
    """A section of the plan, filled in."""

    id: str
    title: str
    intro: str
    entries: tuple[Entry, ...]

    @property
    def missing(self) -> tuple[Entry, ...]:
        """The entries that the plan needs and that nobody has written yet."""
        return tuple(entry for entry in self.entries if entry.is_missing)

    @property
    def readiness(self) -> Readiness:
        """Ready when nothing needed is missing, missing when nothing at all is written, else thin."""
        if not any(entry.is_written for entry in self.entries):
            return Readiness.MISSING
        return Readiness.THIN if self.missing else Readiness.READY


@dataclass(frozen=True, kw_only=True)
class Plan:
    """A cohort's plan as it stands."""

    title: str
    sections: tuple[Section, ...]

    @property
    def missing(self) -> tuple[Entry, ...]:
        """Everything that is still needed, in the plan's order."""
        return tuple(entry for section in self.sections for entry in section.missing)

    @property
    def missing_by_artefact(self) -> tuple[tuple[Entry, ...], ...]:
        """The same for those who write: together by artefact, in the order of the workshops."""
        together: dict[str, list[Entry]] = {}
        for entry in self.missing:
            together.setdefault(entry.address.artefact, []).append(entry)
        return tuple(tuple(entries) for entries in sorted(together.values(), key=lambda e: e[0].workshop))


def assemble(layout: PlanLayout, *, artefacts: Mapping[str, Artefact], written: Written) -> Plan:
    """The plan that ``written`` makes. Text and cells are trimmed, and rows without a word left out.

    A field that holds text where its kind is rows, or rows where it is text, shows what it holds: people
    wrote it before the pack changed.
    """
    return Plan(
        title=layout.title,
        sections=tuple(
            Section(
                id=section.id,
                title=section.title,
                intro=section.intro,
                entries=tuple(_entry(address, artefacts, written) for address in section.fields),
            )
            for section in layout.sections
        ),
    )


def _entry(address: FieldAddress, artefacts: Mapping[str, Artefact], written: Written) -> Entry:
    artefact = artefacts[address.artefact]
    value = written.get(address.artefact, {}).get(address.field, "")
    return Entry(
        address=address,
        artefact_title=artefact.title,
        workshop=artefact.workshop,
        field=artefact.field(address.field),
        text=value.strip() if isinstance(value, str) else "",
        rows=() if isinstance(value, str) else _filled(value),
    )


def _filled(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    trimmed = ({column: text.strip() for column, text in row.items()} for row in rows)
    return tuple(row for row in trimmed if any(row.values()))
