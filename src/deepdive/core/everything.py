"""Everything that stands in a workbook, as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from deepdive.core.artefact import KeptRow
from deepdive.core.board import Board
from deepdive.core.links import Link
from deepdive.core.plan import FieldAddress

# What stands in a field. Rows hold only cells that say something, also those of columns unknown to the pack.
Content = str | tuple[KeptRow, ...]
Contents = Mapping[FieldAddress, Content]


@dataclass(frozen=True, kw_only=True)
class Everything:
    """A whole workbook: fields and groups' own copies of them (by the id of the group), boards, links by
    their kind, and the ``rest``.

    The rest is what the pack has no place for: by the name of its place, a tree of ``text`` and ``entries``.
    An entry is ``{"text": ...}`` for a text, ``{"map": {...}}`` for a map of entries, or ``{"value": ...}``.
    """

    fields: Contents = field(default_factory=dict)
    copies: Mapping[str, Contents] = field(default_factory=dict)
    boards: Mapping[str, Board] = field(default_factory=dict)
    links: Mapping[str, frozenset[Link]] = field(default_factory=dict)
    rest: Mapping[str, Mapping[str, object]] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether nobody has written anything."""
        return not (self.fields or self.copies or self.boards or self.links or self.rest)
