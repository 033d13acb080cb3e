"""Pictures: each finds in its artefact what its kind draws."""

from collections.abc import Iterator, Mapping

from deepdive.core.artefact import Artefact, Column, Field, FieldKind
from deepdive.core.links import LinkKind
from deepdive.core.picture import CORNERS, Picture, PictureKind
from deepdive.core.picture_parts import PARTS, WORDS
from deepdive.curriculum.document import Document, Path
from deepdive.curriculum.draft import Draft
from deepdive.curriculum.fault import Fault, advise_instead, quote

Asked = Mapping[str, Field | Column]

_HERE: Path = ("picture",)


def check(draft: Draft) -> Iterator[Fault]:
    """Pictures that draw what is not there, lack a part, or have one or a word too many."""
    for artefact in draft.artefacts:
        picture = artefact.value.picture
        if picture is not None and artefact.has_read(*_HERE) and artefact.has_read("fields"):
            yield from _words(artefact, picture)
            yield from _drawn(draft, artefact, picture)
            yield from _board(draft, artefact, picture)


def _drawn(draft: Draft, artefact: Document[Artefact], picture: Picture) -> Iterator[Fault]:
    if picture.kind is PictureKind.FUNNEL:
        yield from _funnel(draft, artefact, picture)
        return
    if picture.link:
        yield artefact.fault(f"a {picture.kind} follows no links", "Remove the key link", at=(*_HERE, "link"))
    fields = {field.id: field for field in artefact.value.fields}
    if picture.kind is PictureKind.CANVAS:
        if picture.rows:
            yield artefact.fault("a canvas draws no rows", "Remove the key rows", at=(*_HERE, "rows"))
        yield from _parts(artefact, picture, dict.fromkeys(PARTS[picture.kind], fields), "field")
        return
    rows = fields.get(picture.rows)
    if rows is None or rows.kind is not FieldKind.ROWS:
        with_rows = [field.id for field in fields.values() if field.kind is FieldKind.ROWS]
        yield artefact.fault(
            f"the picture draws the rows of {quote(picture.rows)} and no field with rows is called so",
            advise_instead(picture.rows, with_rows),
            at=(*_HERE, "rows"),
        )
        return
    columns = {column.id: column for column in rows.columns}
    yield from _parts(artefact, picture, dict.fromkeys(PARTS[picture.kind], columns), "column")
    first_day = picture.word("first-day")
    if first_day and (first_day not in fields or fields[first_day].kind is not FieldKind.DATE):
        dates = [field.id for field in fields.values() if field.kind is FieldKind.DATE]
        problem = f"the first day is the field {quote(first_day)} and no date is called so"
        yield artefact.fault(problem, advise_instead(first_day, dates), at=(*_HERE, "words", "first-day"))


def _funnel(draft: Draft, artefact: Document[Artefact], picture: Picture) -> Iterator[Fault]:
    kinds: Mapping[str, LinkKind] = {kind.id: kind for kind in draft.links.value.kinds}
    if not draft.links.has_read("kinds"):
        return
    if picture.link not in kinds:
        yield artefact.fault(
            f"no kind of link is called {quote(picture.link)}",
            advise_instead(picture.link, kinds),
            at=(*_HERE, "link"),
        )
        return
    kind = kinds[picture.link]
    ends = {
        (one.value.id, field.id): {column.id: column for column in field.columns}
        for one in draft.artefacts
        for field in one.value.fields
    }
    start = ends.get((kind.from_.artefact, kind.from_.field), {})
    end = ends.get((kind.to.artefact, kind.to.field), {})
    if start and end:
        asked = {part: start if part == "idea" else end for part in PARTS[picture.kind]}
        yield from _parts(artefact, picture, asked, "column")


def _parts(
    artefact: Document[Artefact], picture: Picture, asked: Mapping[str, Asked], noun: str
) -> Iterator[Fault]:
    """``asked`` are, for each part, the fields or columns that it can be."""
    parts = PARTS[picture.kind]
    for name in picture.uses:
        if name not in parts:
            yield artefact.fault(
                f"a {picture.kind} has no part {quote(name)}",
                advise_instead(name, parts),
                at=(*_HERE, "uses", name),
            )
    for name, part in parts.items():
        here = (*_HERE, "uses", name)
        ids = picture.columns(name)
        if part.is_required and not ids:
            problem = f"the picture does not say which {noun} is its {quote(name)}"
            yield artefact.fault(problem, f"Add it under uses, as {name}: {noun}", at=(*_HERE, "uses"))
        if len(ids) > 1 and not part.is_list:
            yield artefact.fault(f"the part {quote(name)} takes one {noun}", "Keep one", at=here)
        for an_id in ids:
            if an_id not in asked[name]:
                yield artefact.fault(
                    f"no {noun} of what the picture draws is called {quote(an_id)}",
                    advise_instead(an_id, asked[name]),
                    at=here,
                )
            elif (kind := asked[name][an_id].kind) not in part.kinds:
                yield artefact.fault(
                    f"the {noun} {quote(an_id)} is a {kind} and the picture cannot draw it so",
                    f"Name a {noun} whose kind is one of: {', '.join(part.kinds)}",
                    at=here,
                )


def _words(artefact: Document[Artefact], picture: Picture) -> Iterator[Fault]:
    allowed = WORDS[picture.kind]
    for name in picture.words:
        if name not in allowed:
            yield artefact.fault(
                f"a {picture.kind} says nothing under {quote(name)}",
                advise_instead(name, allowed),
                at=(*_HERE, "words", name),
            )
    look = picture.word("look")
    if look and look not in CORNERS:
        problem = f"no corner is called {quote(look)}"
        yield artefact.fault(problem, advise_instead(look, CORNERS), at=(*_HERE, "words", "look"))
    days = picture.word("days")
    if days and not (days.isdecimal() and 0 < int(days) < 10_000):
        yield artefact.fault(
            f"the days are {quote(days)}", "Write a whole number, such as 90", at=(*_HERE, "words", "days")
        )


def _board(draft: Draft, artefact: Document[Artefact], picture: Picture) -> Iterator[Fault]:
    """Scores that were given alone stand on a board, under an item for each line."""
    if not picture.board:
        return
    here = (*_HERE, "board")
    if picture.kind is not PictureKind.SCORES:
        yield artefact.fault(f"a {picture.kind} reads no board", "Remove the key board", at=here)
        return
    boards = {one.value.id: one for one in draft.activities}
    if picture.board not in boards:
        if picture.board not in draft.activity_ids:
            problem = f"no activity is called {quote(picture.board)}"
            yield artefact.fault(problem, advise_instead(picture.board, boards), at=here)
        return
    board = boards[picture.board]
    items = {item.id for item in board.value.items}
    for column in picture.columns("scores"):
        if board.has_read("items") and column not in items:
            yield artefact.fault(
                f"the board {quote(picture.board)} has no item {quote(column)}",
                "Give the item of the board the id of the column with its scores",
                at=here,
            )
