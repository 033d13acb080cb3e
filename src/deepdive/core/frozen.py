"""A frozen plan: what a version of the plan says, legible without the pack and the workbook it came from.

It is kept as plain values (:func:`to_plain`), and known by its fingerprint (:func:`fingerprint`).
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from deepdive.core.artefact import Artefact, FieldKind
from deepdive.core.history import IdentifiedRow
from deepdive.core.plan import FieldAddress, PlanLayout
from deepdive.core.table import ShownTable

FORMAT = 1

# What stands in a field: rows with their ids for a list field, and text for every other kind.
Standing = str | tuple[IdentifiedRow, ...]


@dataclass(frozen=True, kw_only=True)
class FrozenField:
    """A field as the plan showed it. ``columns`` holds id and title of each column and is empty for a text;
    ``is_required`` says that a plan needs it."""

    address: FieldAddress
    title: str
    artefact_title: str
    is_required: bool
    columns: tuple[tuple[str, str], ...]
    text: str
    rows: tuple[IdentifiedRow, ...]

    @property
    def filled(self) -> tuple[IdentifiedRow, ...]:
        """The rows that say something."""
        return tuple(row for row in self.rows if any(cell.strip() for cell in row.cells.values()))

    @property
    def is_written(self) -> bool:
        """Whether it says anything."""
        return bool(self.text.strip() or self.filled)

    @property
    def table(self) -> ShownTable:
        """The rows that say something, as a table."""
        return ShownTable(
            header=tuple(title for _, title in self.columns),
            rows=tuple(
                tuple(row.cells.get(column, "").strip() for column, _ in self.columns) for row in self.filled
            ),
        )


@dataclass(frozen=True, kw_only=True)
class FrozenSection:
    """A section of the plan."""

    id: str
    title: str
    intro: str
    fields: tuple[FrozenField, ...]


@dataclass(frozen=True, kw_only=True, order=True)
class FrozenLink:
    """A link between two rows, by their ids; ``words`` reads from the first to the second."""

    kind: str
    words: str
    from_: str
    to: str


@dataclass(frozen=True, kw_only=True)
class FrozenPlan:
    """A whole plan. ``pack`` is the version of the curriculum that laid it out."""

    title: str
    organisation: str
    problem: str
    pack: str
    sections: tuple[FrozenSection, ...]
    links: tuple[FrozenLink, ...]

    def section(self, section_id: str) -> FrozenSection | None:
        """The section with that id."""
        return next((section for section in self.sections if section.id == section_id), None)

    @property
    def linked(self) -> tuple[tuple[str, str, str], ...]:
        """The links whose rows are both there, in words: row, what it does, row."""
        said = {
            row.id: next((cell.strip() for cell in row.cells.values() if cell.strip()), "…")
            for section in self.sections
            for field in section.fields
            for row in field.rows
        }
        return tuple(
            (said[link.from_], link.words, said[link.to])
            for link in self.links
            if link.from_ in said and link.to in said
        )


def freeze(
    layout: PlanLayout,
    *,
    artefacts: Mapping[str, Artefact],
    standing: Mapping[FieldAddress, Standing],
    links: Iterable[FrozenLink],
    organisation: str,
    problem: str,
    pack: str,
) -> FrozenPlan:
    """The plan that stands in a workbook, letter for letter."""
    return FrozenPlan(
        title=layout.title,
        organisation=organisation,
        problem=problem,
        pack=pack,
        sections=tuple(
            FrozenSection(
                id=section.id,
                title=section.title,
                intro=section.intro,
                fields=tuple(
                    _field(address, artefacts[address.artefact], standing.get(address, ""))
                    for address in section.fields
                ),
            )
            for section in layout.sections
        ),
        links=tuple(sorted(links)),
    )


def to_plain(plan: FrozenPlan) -> dict[str, Any]:
    """The plan as values that JSON has."""
    return {
        "format": FORMAT,
        "title": plan.title,
        "organisation": plan.organisation,
        "problem": plan.problem,
        "pack": plan.pack,
        "sections": [
            {
                "id": section.id,
                "title": section.title,
                "intro": section.intro,
                "fields": [_plain_field(field) for field in section.fields],
            }
            for section in plan.sections
        ],
        "links": [
            {"kind": link.kind, "words": link.words, "from": link.from_, "to": link.to} for link in plan.links
        ],
    }


def from_plain(content: Mapping[str, Any]) -> FrozenPlan:
    """The plan that :func:`to_plain` made into values. ValueError for values of a format we do not know."""
    if content.get("format") != FORMAT:
        raise ValueError(f"a frozen plan of format {content.get('format')!r}")
    return FrozenPlan(
        title=content["title"],
        organisation=content["organisation"],
        problem=content["problem"],
        pack=content["pack"],
        sections=tuple(
            FrozenSection(
                id=section["id"],
                title=section["title"],
                intro=section["intro"],
                fields=tuple(_field_of(field) for field in section["fields"]),
            )
            for section in content["sections"]
        ),
        links=tuple(
            FrozenLink(kind=link["kind"], words=link["words"], from_=link["from"], to=link["to"])
            for link in content["links"]
        ),
    )


def fingerprint(content: Mapping[str, Any]) -> str:
    """What the values are known by: 64 hexadecimal digits (SHA-256), the same for the same values and, as
    far as anybody knows, for no others."""
    plain = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(plain.encode()).hexdigest()


def _field(address: FieldAddress, artefact: Artefact, standing: Standing) -> FrozenField:
    about = artefact.field(address.field)
    is_list = about.kind is FieldKind.ROWS
    return FrozenField(
        address=address,
        title=about.title,
        artefact_title=artefact.title,
        is_required=about.is_required,
        columns=tuple((column.id, column.title) for column in about.columns) if is_list else (),
        text=standing if isinstance(standing, str) else "",
        rows=() if isinstance(standing, str) else standing,
    )


def _plain_field(field: FrozenField) -> dict[str, Any]:
    return {
        "artefact": field.address.artefact,
        "field": field.address.field,
        "title": field.title,
        "artefact_title": field.artefact_title,
        "is_required": field.is_required,
        "columns": [{"id": column, "title": title} for column, title in field.columns],
        "text": field.text,
        "rows": [{"id": row.id, "cells": dict(row.cells)} for row in field.rows],
    }


def _field_of(field: Mapping[str, Any]) -> FrozenField:
    return FrozenField(
        address=FieldAddress(artefact=field["artefact"], field=field["field"]),
        title=field["title"],
        artefact_title=field["artefact_title"],
        is_required=field["is_required"],
        columns=tuple((column["id"], column["title"]) for column in field["columns"]),
        text=field["text"],
        rows=tuple(IdentifiedRow(row["id"], row["cells"]) for row in field["rows"]),
    )
