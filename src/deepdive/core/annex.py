"""The annex of the plan: whatever was written and stands in no section, so that nothing is lost."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from deepdive.core.activity import Activity
from deepdive.core.artefact import Artefact, Field, FieldKind, KeptRow
from deepdive.core.board import Board, Heading
from deepdive.core.everything import Content, Contents, Everything
from deepdive.core.groups import read_copy
from deepdive.core.links import Link, LinkKind
from deepdive.core.plan import FieldAddress, PlanLayout
from deepdive.core.table import ShownTable, as_table


@dataclass(frozen=True, kw_only=True)
class AnnexItem:
    """Something that was written: a text, or a table."""

    title: str
    text: str = ""
    table: ShownTable | None = None


@dataclass(frozen=True, kw_only=True)
class AnnexPart:
    """Items of one kind."""

    id: str
    title: str
    items: tuple[AnnexItem, ...]


def annex_of(
    everything: Everything,
    layout: PlanLayout,
    *,
    artefacts: Mapping[str, Artefact],
    activities: Mapping[str, Activity],
    links: Mapping[str, LinkKind],
) -> tuple[AnnexPart, ...]:
    """The parts of the annex that hold something."""
    parts = (
        AnnexPart(
            id="not-in-a-section",
            title="Written, and in no section of the plan",
            items=tuple(_outside(everything.fields, layout, artefacts)),
        ),
        AnnexPart(
            id="boards", title="Boards", items=tuple(_boards(everything.boards, activities=activities))
        ),
        AnnexPart(
            id="copies",
            title="What groups wrote in copies of their own",
            items=tuple(_copies(everything.copies, artefacts)),
        ),
        AnnexPart(id="links", title="What belongs together", items=tuple(_links(everything, links))),
        AnnexPart(
            id="rest", title="What the curriculum no longer asks for", items=tuple(_rest(everything.rest))
        ),
    )
    return tuple(part for part in parts if part.items)


def _outside(
    contents: Contents, layout: PlanLayout, artefacts: Mapping[str, Artefact]
) -> Iterator[AnnexItem]:
    shown = {address for section in layout.sections for address in section.fields}
    for address, content in contents.items():
        about, title = _named(address, artefacts)
        if address not in shown:
            yield from _content(title, about, content)
        elif not isinstance(content, str):
            yield from _unknown_cells(title, about, content)


def _boards(boards: Mapping[str, Board], *, activities: Mapping[str, Activity]) -> Iterator[AnnexItem]:
    for board_id, board in boards.items():
        activity = activities.get(board_id)
        prompts = [Heading(item.id, item.text) for item in activity.items] if activity else []
        rows = [
            (pile.heading.title if pile.heading else "", note.text.strip())
            for pile in board.piles(prompts)
            for note in pile.notes
            if note.text.strip()
        ]
        # a heading with nothing under it was typed too
        used = {heading for heading, _ in rows}
        rows += [(heading.title, "") for heading in board.headings if heading.title not in used]
        if rows:
            table = ShownTable(header=("Heading", "Note"), rows=tuple(rows))
            yield AnnexItem(title=activity.title if activity else board_id, table=table)


def _copies(copies: Mapping[str, Contents], artefacts: Mapping[str, Artefact]) -> Iterator[AnnexItem]:
    for group_id, contents in copies.items():
        copy = read_copy(group_id)
        whose = copy.title if copy else group_id
        for address, content in contents.items():
            about, title = _named(address, artefacts)
            yield from _content(f"{whose}: {title}", about, content)
            if not isinstance(content, str):
                yield from _unknown_cells(f"{whose}: {title}", about, content)


def _links(everything: Everything, kinds: Mapping[str, LinkKind]) -> Iterator[AnnexItem]:
    names = dict(_row_names(everything))
    whole: list[tuple[str, str, str]] = []
    broken: list[tuple[str, str, str]] = []
    for kind_id, links in everything.links.items():
        words = kinds[kind_id].words if kind_id in kinds else kind_id
        for link in sorted(links):
            row = (_name(link.from_, names), words, _name(link.to, names))
            (whole if _is_whole(link, names) else broken).append(row)
    for title, rows in (("Links", whole), ("Links to rows that are gone", broken)):
        if rows:
            table = ShownTable(header=("This", "is linked by", "to this"), rows=tuple(rows))
            yield AnnexItem(title=title, table=table)


def _row_names(everything: Everything) -> Iterator[tuple[str, str]]:
    for content in everything.fields.values():
        if not isinstance(content, str):
            yield from ((row.id, next(iter(row.cells.values()), "a row without words")) for row in content)


def _name(row_id: str, names: Mapping[str, str]) -> str:
    return names.get(row_id, "a row that is gone")


def _is_whole(link: Link, names: Mapping[str, str]) -> bool:
    return link.from_ in names and link.to in names


def _rest(rest: Mapping[str, Mapping[str, object]]) -> Iterator[AnnexItem]:
    for name, tree in rest.items():
        text = "\n".join(part for part in _texts(tree) if part.strip())
        if text:
            yield AnnexItem(title=name, text=text)


def _texts(tree: object) -> Iterator[str]:
    """Every text in a tree of the rest."""
    if isinstance(tree, str | int | float) and not isinstance(tree, bool):
        yield str(tree)
    elif isinstance(tree, Mapping):
        for branch in tree.values():
            yield from _texts(branch)
    elif isinstance(tree, list):
        for branch in tree:
            yield from _texts(branch)


def _named(address: FieldAddress, artefacts: Mapping[str, Artefact]) -> tuple[Field, str]:
    artefact = artefacts[address.artefact]
    about = artefact.field(address.field)
    return about, f"{artefact.title}: {about.title}"


def _content(title: str, about: Field, content: Content) -> Iterator[AnnexItem]:
    if isinstance(content, str):
        if content.strip():
            yield AnnexItem(title=title, text=content.strip())
        return
    table = as_table([row.cells for row in content], about.columns)
    rows = tuple(row for row in table.rows if any(cell.strip() for cell in row))
    if rows:
        yield AnnexItem(title=title, table=replace(table, rows=rows))


def _unknown_cells(title: str, about: Field, rows: Iterable[KeptRow]) -> Iterator[AnnexItem]:
    """Cells of columns that the pack does not have any more."""
    known = {column.id for column in about.columns} if about.kind is FieldKind.ROWS else set()
    found = tuple(
        (column, text.strip())
        for row in rows
        for column, text in row.cells.items()
        if column not in known and text.strip()
    )
    if found:
        yield AnnexItem(
            title=f"{title}, columns that are no longer asked for",
            table=ShownTable(header=("Column", "Text"), rows=found),
        )
