"""The plan: what a cohort wrote, put in the order in which its readers need it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from deepdive.core.artefact import Artefact, Field, Written


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
    """One field as the plan shows it; ``text`` is empty where nobody has written yet."""

    address: FieldAddress
    artefact_title: str
    field: Field
    text: str

    @property
    def is_missing(self) -> bool:
        """Whether the plan needs this text and does not have it."""
        return self.field.is_required and not self.text


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
        if not any(entry.text for entry in self.entries):
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


def assemble(layout: PlanLayout, *, artefacts: Mapping[str, Artefact], written: Written) -> Plan:
    """The plan that ``written`` makes. Text is trimmed; a field nobody wrote in has empty text."""
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
    return Entry(
        address=address,
        artefact_title=artefact.title,
        field=artefact.field(address.field),
        text=written.get(address.artefact, {}).get(address.field, "").strip(),
    )
