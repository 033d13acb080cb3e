"""Two states of a workbook side by side, as pages show them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from deepdive.core.artefact import Field, FieldKind
from deepdive.core.history import (
    ComparedRow,
    IdentifiedRow,
    Run,
    Sign,
    compare_rows,
    compare_texts,
    is_reordered,
)
from deepdive.core.plan import FieldAddress
from deepdive.curriculum.current import pack
from deepdive.workbook.document import (
    BoardPlace,
    FieldPlace,
    LinkPlace,
    Place,
    Root,
    YDoc,
    field_name,
    links_of,
    place_of,
    read,
    read_board,
    read_root,
    root_names,
    rows_of,
    texts_in,
)
from deepdive.workbook.parts import field_title, in_order, names_in, part_of, title_of

# in place of the words of a row that is not there
GONE = "…"


@dataclass(frozen=True)
class Line:
    """A text with a label before it, which may be empty."""

    label: str
    runs: tuple[Run, ...]


@dataclass(frozen=True)
class Block:
    """A text, or a row with its number, on both sides. A side is None where there is no such row."""

    number: int | None
    sign: Sign
    first: tuple[Line, ...] | None
    second: tuple[Line, ...] | None


@dataclass(frozen=True)
class ComparedField:
    """What stands under one name, on both sides. ``row`` is what a row of it is called. ``is_reordered``:
    its rows stand in another order. ``may_go_alone``: it makes sense to put it back by itself."""

    name: str
    title: str
    row: str
    is_same: bool
    is_reordered: bool
    blocks: tuple[Block, ...]
    may_go_alone: bool


@dataclass(frozen=True)
class ComparedPart:
    """A part of the workbook on both sides."""

    key: str
    title: str
    what: str  # "this document"
    fields: tuple[ComparedField, ...]

    @property
    def is_same(self) -> bool:
        """Whether both sides say the same."""
        return all(field.is_same for field in self.fields)


def compare(first: YDoc, second: YDoc, part: str) -> list[ComparedPart]:
    """The part (an artefact, a board, one field; empty for everything) in both documents. Fields in which
    nothing stands on either side are left out."""
    names = names_in(part, root_names(first) | root_names(second))
    nothing = Root()
    written = [name for name in names if any(read_root(one, name) != nothing for one in (first, second))]
    by_part: dict[str, list[str]] = {}
    for name in written:
        by_part.setdefault(part_of(name), []).append(name)
    return [_compared_part(first, second, key, by_part[key]) for key in in_order(by_part)]


def differing(first: YDoc, second: YDoc, names: Iterable[str]) -> frozenset[str]:
    """Those of the names under which the documents say different things."""
    return frozenset(name for name in names if read_root(first, name) != read_root(second, name))


def _compared_part(first: YDoc, second: YDoc, key: str, names: Iterable[str]) -> ComparedPart:
    what = "this board" if key.startswith("board:") else "these links" if key.startswith("link:") else ""
    fields = tuple(_compared(first, second, name) for name in _in_order(names))
    return ComparedPart(key, title_of(key), what or "this document", fields)


def _in_order(names: Iterable[str]) -> list[str]:
    """In the order of the pack; what it does not know last."""

    def place(name: str) -> tuple[int, str]:
        here = place_of(name)
        artefact = pack().artefacts.get(here.artefact) if isinstance(here, FieldPlace) else None
        line = [field.id for field in artefact.fields] if artefact else []
        own = name.rpartition("/")[2]
        return (line.index(own) if own in line else len(line), name)

    return sorted(names, key=place)


def _compared(first: YDoc, second: YDoc, name: str) -> ComparedField:
    place = place_of(name)
    assert place is not None
    title, row = _titles(name, place)
    columns, then, now = _rows(first, second, name, place)
    if columns is None:
        runs = compare_texts(_text(first, name, place), _text(second, name, place))
        blocks: tuple[Block, ...] = (text_block(runs),)
    else:
        compared = compare_rows(then, now)
        blocks = tuple(row_block(each, columns, number) for number, each in enumerate(compared, 1))
    moved = is_reordered(then, now)
    return ComparedField(
        name=name,
        title=title,
        row=row,
        is_same=not moved and all(block.sign is Sign.SAME for block in blocks),
        is_reordered=moved,
        blocks=blocks,
        may_go_alone=isinstance(place, FieldPlace),
    )


def _titles(name: str, place: Place) -> tuple[str, str]:
    """What it is called, and what a row of it is called."""
    match place:
        case FieldPlace():
            return field_title(place), "Row"
        case BoardPlace():
            return ("Headings", "Heading") if name.endswith("/headings") else ("Notes", "Note")
        case LinkPlace():
            return "Links", "Link"


Rows = tuple[dict[str, str] | None, list[IdentifiedRow], list[IdentifiedRow]]


def _rows(first: YDoc, second: YDoc, name: str, place: Place) -> Rows:
    """The titles of the columns and the rows on both sides; None for what has no rows."""
    match place:
        case FieldPlace():
            field = _field(place)
            if field is None or field.kind is not FieldKind.ROWS:
                return None, [], []
            titles = {column.id: column.title for column in field.columns}
            return titles, _field_rows(first, place, field), _field_rows(second, place, field)
        case BoardPlace(board) if name.endswith("/headings"):
            return {"title": ""}, _headings(first, board), _headings(second, board)
        case BoardPlace(board):
            return {"text": "", "heading": "Under"}, _notes(first, board), _notes(second, board)
        case LinkPlace(kind):
            words = _words_of_rows((first, second), kind)
            return {"link": ""}, _links(first, kind, words), _links(second, kind, words)


def _field(place: FieldPlace) -> Field | None:
    artefact = pack().artefacts.get(place.artefact)
    fields = artefact.fields if artefact else ()
    return next((field for field in fields if field.id == place.field), None)


def _text(document: YDoc, name: str, place: Place) -> str:
    field = _field(place) if isinstance(place, FieldPlace) else None
    if field is None or not isinstance(place, FieldPlace):
        return "\n".join(texts_in(read_root(document, name)))
    return str(read(document, place.artefact, field, group=place.group))


def _field_rows(document: YDoc, place: FieldPlace, field: Field) -> list[IdentifiedRow]:
    rows = rows_of(document, place.artefact, field, group=place.group)
    return [IdentifiedRow(row.id, row.cells) for row in rows]


def _headings(document: YDoc, board: str) -> list[IdentifiedRow]:
    return [IdentifiedRow(one.id, {"title": one.title}) for one in read_board(document, board).headings]


def _notes(document: YDoc, board: str) -> list[IdentifiedRow]:
    found = read_board(document, board)
    activity = pack().activities.get(board)
    headings = {item.id: item.text for item in activity.items} if activity else {}
    headings |= {heading.id: heading.title for heading in found.headings}
    return [
        IdentifiedRow(note.id, {"text": note.text, "heading": headings.get(note.heading, "")})
        for note in found.notes
    ]


def _links(document: YDoc, kind_id: str, rows: dict[str, str]) -> list[IdentifiedRow]:
    kind = pack().links.get(kind_id)
    words = kind.words if kind else "→"
    return [
        IdentifiedRow(link.key, {"link": f"{rows.get(link.from_, GONE)} {words} {rows.get(link.to, GONE)}"})
        for link in sorted(links_of(document, kind_id))
    ]


def _words_of_rows(documents: Sequence[YDoc], kind_id: str) -> dict[str, str]:
    """What the rows that links of the kind lead from and to say in their first cell."""
    kind = pack().links.get(kind_id)
    if kind is None:
        return {}
    found: dict[str, str] = {}
    for document in documents:
        for address in (kind.from_, kind.to):
            found |= dict(_first_cells(document, address))
    return found


def _first_cells(document: YDoc, address: FieldAddress) -> Iterator[tuple[str, str]]:
    place = place_of(field_name(address.artefact, address.field))
    field = _field(place) if isinstance(place, FieldPlace) else None
    if field is not None and isinstance(place, FieldPlace):
        for row in _field_rows(document, place, field):
            yield row.id, next((cell for cell in row.cells.values() if cell), GONE)


def text_block(runs: tuple[Run, ...]) -> Block:
    """A text on both sides."""
    is_same = all(run.sign is Sign.SAME for run in runs)
    sides = ((Line("", _first(runs)),), (Line("", _second(runs)),))
    return Block(None, Sign.SAME if is_same else Sign.CHANGED, *sides)


def row_block(row: ComparedRow, titles: dict[str, str], number: int) -> Block:
    """A row on both sides. ``titles`` are those of its columns, by id."""
    cells = [(title, row.cells.get(column, ())) for column, title in titles.items()]
    first = tuple(Line(title, _first(runs)) for title, runs in cells)
    second = tuple(Line(title, _second(runs)) for title, runs in cells)
    return Block(
        number,
        row.sign,
        None if row.sign is Sign.ADDED else first,
        None if row.sign is Sign.REMOVED else second,
    )


def _first(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    return tuple(run for run in runs if run.sign is not Sign.ADDED)


def _second(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    return tuple(run for run in runs if run.sign is not Sign.REMOVED)
