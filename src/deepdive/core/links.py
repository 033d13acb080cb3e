"""Links: how a row of one artefact may point to a row of another."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from deepdive.core.artefact import KeptRow
from deepdive.core.plan import FieldAddress


@dataclass(frozen=True, kw_only=True)
class LinkKind:
    """A link that people may make, between rows of two fields. ``words`` reads from the first to the
    second, ``back`` the other way; ``from_`` is the key ``from`` of the file.
    """

    id: str
    from_: FieldAddress
    to: FieldAddress
    words: str
    back: str


@dataclass(frozen=True, order=True)
class Link:
    """A link from one row to another, by their ids."""

    from_: str
    to: str

    @property
    def key(self) -> str:
        """Its key in the shared document."""
        return f"{self.from_}/{self.to}"


@dataclass(frozen=True, kw_only=True)
class TraceStep:
    """A list on the way from a need to an action. ``missing`` says what is not there yet when the way has
    not come to it."""

    at: FieldAddress
    missing: str


@dataclass(frozen=True)
class End:
    """One end of a kind of link, as seen from a field: ``is_start`` if links lead from there."""

    kind: LinkKind
    is_start: bool

    @property
    def id(self) -> str:
        """The kind and the end, as one word."""
        return self.kind.id if self.is_start else f"{self.kind.id}-back"

    @property
    def words(self) -> str:
        """What a row at this end does to one at the other."""
        return self.kind.words if self.is_start else self.kind.back

    @property
    def far(self) -> FieldAddress:
        """The field at the other end."""
        return self.kind.to if self.is_start else self.kind.from_

    def link(self, near: str, far: str) -> Link:
        """The link between a row at this end and one at the other."""
        return Link(near, far) if self.is_start else Link(far, near)

    def linked(self, near: str, links: Iterable[Link]) -> frozenset[str]:
        """The ids of the rows at the other end that are linked with the row ``near``."""
        pairs = ((link.from_, link.to) if self.is_start else (link.to, link.from_) for link in links)
        return frozenset(far for here, far in pairs if here == near)


def ends_at(kinds: Iterable[LinkKind], address: FieldAddress) -> tuple[End, ...]:
    """The ends that kinds of link have at the field, those that lead from it first."""
    listed = tuple(kinds)
    starts = tuple(End(kind, True) for kind in listed if kind.from_ == address)
    return starts + tuple(End(kind, False) for kind in listed if kind.to == address)


@dataclass(frozen=True)
class BrokenLink:
    """A link of which one row has been removed, or both. ``kept`` is the row that is still there."""

    kind: LinkKind
    link: Link
    kept: str | None


def broken_links(
    kinds: Iterable[LinkKind],
    links: Mapping[str, frozenset[Link]],
    rows: Mapping[FieldAddress, Iterable[KeptRow]],
) -> Iterator[BrokenLink]:
    """The links that lead from or to a row that is not there, in the order of the kinds."""
    ids = {address: frozenset(row.id for row in listed) for address, listed in rows.items()}
    nothing: frozenset[str] = frozenset()
    for kind in kinds:
        starts, ends = ids.get(kind.from_, nothing), ids.get(kind.to, nothing)
        for link in sorted(links.get(kind.id, ())):
            has_start, has_end = link.from_ in starts, link.to in ends
            if not (has_start and has_end):
                yield BrokenLink(kind, link, link.from_ if has_start else link.to if has_end else None)


@dataclass(frozen=True)
class Reached:
    """A row that the way has come to: what it does (``words``) to which row before it."""

    row: KeptRow
    words: str
    before: KeptRow


@dataclass(frozen=True)
class TracedStep:
    """A step of the way, and the rows that it leads to; none where something is missing."""

    step: TraceStep
    reached: tuple[Reached, ...]


@dataclass(frozen=True)
class Trace:
    """The way from one row of the first list through all the others."""

    start: KeptRow
    steps: tuple[TracedStep, ...]

    @property
    def arrives(self) -> bool:
        """Whether it comes to the last list."""
        return bool(self.steps and self.steps[-1].reached)

    @property
    def missing(self) -> tuple[TraceStep, ...]:
        """The steps to which nothing leads."""
        return tuple(traced.step for traced in self.steps if not traced.reached)


def traces(
    steps: Sequence[TraceStep],
    *,
    kinds: Iterable[LinkKind],
    links: Mapping[str, frozenset[Link]],
    rows: Mapping[FieldAddress, Sequence[KeptRow]],
) -> tuple[Trace, ...]:
    """The way from each row of the first step's list. A row belongs to it if a link, in either direction,
    joins it with a row of an earlier step that belongs to it."""
    if not steps:
        return ()
    listed = tuple(kinds)
    starts = rows.get(steps[0].at, ())
    return tuple(_trace(start, steps, listed, links, rows) for start in starts if is_filled(start))


def _trace(
    start: KeptRow,
    steps: Sequence[TraceStep],
    kinds: Sequence[LinkKind],
    links: Mapping[str, frozenset[Link]],
    rows: Mapping[FieldAddress, Sequence[KeptRow]],
) -> Trace:
    before: list[tuple[FieldAddress, tuple[KeptRow, ...]]] = [(steps[0].at, (start,))]
    traced: list[TracedStep] = []
    for step in steps[1:]:
        reached = tuple(
            found
            for row in rows.get(step.at, ())
            if is_filled(row) and (found := _joined(row, step.at, before, kinds, links)) is not None
        )
        before.append((step.at, tuple(found.row for found in reached)))
        traced.append(TracedStep(step, reached))
    return Trace(start, tuple(traced))


def _joined(
    row: KeptRow,
    at: FieldAddress,
    before: Sequence[tuple[FieldAddress, tuple[KeptRow, ...]]],
    kinds: Sequence[LinkKind],
    links: Mapping[str, frozenset[Link]],
) -> Reached | None:
    """How the row is linked with one of the rows before it, the nearest step first."""
    ends = ends_at(kinds, at)
    for address, earlier in reversed(before):
        for end in ends:
            linked = end.linked(row.id, links.get(end.kind.id, ())) if end.far == address else ()
            for one in earlier:
                if one.id in linked:
                    return Reached(row, end.words, one)
    return None


def is_filled(row: KeptRow) -> bool:
    """Whether there is a word in the row."""
    return any(text.strip() for text in row.cells.values())


LONGEST_LABEL = 90
# A first cell shorter than this, such as "clerk", does not yet say which row is meant.
_SAYS_ENOUGH = 30


def label_of(row: KeptRow) -> str:
    """What to call the row where it stands alone: the words of its first cell, or of its first two."""
    cells = [" ".join(text.split()) for text in row.cells.values() if text.strip()]
    if not cells:
        return "An empty row"
    label = cells[0] if len(cells[0]) >= _SAYS_ENOUGH or len(cells) == 1 else f"{cells[0]}: {cells[1]}"
    if len(label) <= LONGEST_LABEL:
        return label
    # at the end of a word, if there is one
    return f"{label[:LONGEST_LABEL].rpartition(' ')[0] or label[:LONGEST_LABEL]} …"
