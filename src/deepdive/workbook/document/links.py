"""Links between rows. A link is a key, so that the same link made twice is one link."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from deepdive.core.links import Link, LinkKind
from deepdive.core.plan import FieldAddress
from deepdive.workbook.document.names import field_name, link_name
from deepdive.workbook.document.rows import read_rows
from deepdive.workbook.document.shared import YDoc, map_at, update_of


def links_of(document: YDoc, kind_id: str) -> frozenset[Link]:
    """Every link of that kind, those of rows that have been removed with them."""
    shared = map_at(document, link_name(kind_id))
    found = [key.split("/") for key, value in shared.items() if value is True]
    return frozenset(Link(*ids) for ids in found if len(ids) == 2 and all(ids))


def live_links(document: YDoc, kind: LinkKind) -> frozenset[Link]:
    """The links of that kind whose rows are both there. If a removed row comes back, so do its links."""
    starts, ends = _ids(document, kind.from_), _ids(document, kind.to)
    return frozenset(link for link in links_of(document, kind.id) if link.from_ in starts and link.to in ends)


@dataclass(frozen=True)
class LinkEdits:
    """Which links of a kind to make, and which to remove."""

    made: frozenset[Link] = frozenset()
    removed: frozenset[Link] = frozenset()


def change_links(
    document: YDoc, kind_id: str, *, made: Iterable[Link] = (), removed: Iterable[Link] = ()
) -> bytes | None:
    """Make links and remove others. Returns the update that does so, or None if nothing changes."""
    return change_all_links(document, {kind_id: LinkEdits(frozenset(made), frozenset(removed))})


def change_all_links(document: YDoc, edits: Mapping[str, LinkEdits]) -> bytes | None:
    """The same for several kinds, by their ids, in one update."""

    def act() -> None:
        for kind_id, edit in edits.items():
            shared = map_at(document, link_name(kind_id))
            for link in sorted(edit.removed):
                if link.key in shared:
                    del shared[link.key]
            for link in sorted(edit.made):
                if shared.get(link.key) is not True:
                    shared[link.key] = True

    return update_of(document, act)


def _ids(document: YDoc, address: FieldAddress) -> frozenset[str]:
    rows = map_at(document, field_name(address.artefact, address.field))
    return frozenset(row.id for row in read_rows(rows, ()))
