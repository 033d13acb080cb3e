"""The links of rows, as pages show them."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.http import urlencode

from deepdive.core.artefact import Artefact, FieldKind, KeptRow
from deepdive.core.conditions import Facts
from deepdive.core.links import BrokenLink, End, broken_links, ends_at, label_of
from deepdive.core.plan import FieldAddress
from deepdive.curriculum.current import pack
from deepdive.workbook.facts import page_of, titles_of


@dataclass(frozen=True)
class ShownLink:
    """A link from the row that a page is about: what that row does, to which row, and where this is."""

    words: str
    label: str
    where: str
    address: str


# The links of an artefact's rows: field id -> row id -> links. A field whose rows no kind links is not in it.
ShownLinks = Mapping[str, Mapping[str, tuple[ShownLink, ...]]]


def links_shown(artefact: Artefact, facts: Facts, workbook_id: UUID) -> ShownLinks:
    """The links of all rows of the artefact, in both directions."""
    shown: dict[str, dict[str, tuple[ShownLink, ...]]] = {}
    for field in artefact.fields:
        address = FieldAddress(artefact=artefact.id, field=field.id)
        ends = ends_at(facts.kinds.values(), address)
        if field.kind is FieldKind.ROWS and ends:
            rows = facts.rows.get(address, ())
            shown[field.id] = {row.id: links_of_row(row, ends, facts, workbook_id) for row in rows}
    return shown


def links_of_row(
    row: KeptRow, ends: tuple[End, ...], facts: Facts, workbook_id: UUID
) -> tuple[ShownLink, ...]:
    """The links of one row to rows that are there."""
    shown = []
    for end in ends:
        linked = end.linked(row.id, facts.links.get(end.kind.id, ()))
        where, address = titles_of(end.far)[0], page_of(workbook_id, end.far)
        for far in facts.rows.get(end.far, ()):
            if far.id in linked:
                shown.append(ShownLink(end.words, label_of(far), where, address))
    return tuple(shown)


def address_of_links(workbook_id: UUID, artefact: str, field: str, row: str) -> str:
    """The page on which the links of a row are made."""
    query = urlencode({"field": field, "row": row})
    return f"{reverse('workbook:links', args=[workbook_id, artefact])}?{query}"


@dataclass(frozen=True)
class ShownBroken:
    """A link to a row that has been removed: from which row, and what it did."""

    label: str
    words: str
    where: str


def all_broken(facts: Facts) -> tuple[BrokenLink, ...]:
    """Every link that leads from or to a row that has been removed."""
    return tuple(broken_links(facts.kinds.values(), facts.links, facts.rows))


def broken_shown(broken: BrokenLink, facts: Facts) -> ShownBroken:
    """A broken link as a page shows it."""
    kind = broken.kind
    if broken.kept is None:
        return ShownBroken("A removed row", kind.words, titles_of(kind.to)[0])
    end = End(kind, is_start=broken.kept == broken.link.from_)
    near = kind.from_ if end.is_start else kind.to
    kept = next(row for row in facts.rows[near] if row.id == broken.kept)
    return ShownBroken(label_of(kept), end.words, titles_of(end.far)[0])


def has_links(artefact: str, field: str) -> bool:
    """Whether the pack lets rows of the field be linked."""
    address = FieldAddress(artefact=artefact, field=field)
    return any(address in (kind.from_, kind.to) for kind in pack().links.values())
