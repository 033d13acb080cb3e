"""The plan as JSON that another installation can read in again: its shape, how it is written, how it is read.

The published schema (``docs/plan.schema.json``) is made from this shape. ``VERSION`` counts changes after
which an older installation cannot read a file any more.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import groupby
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from deepdive.core.artefact import Artefact, FieldKind, KeptRow
from deepdive.core.board import Board, Heading, Note
from deepdive.core.everything import Content, Contents, Everything
from deepdive.core.links import Link
from deepdive.core.pack import Pack
from deepdive.core.plan import FieldAddress, Plan
from deepdive.core.refused import Refused

FORMAT = "ai-deep-dive-plan"
VERSION = 1
# far more than a cohort writes
MOST_BYTES = 20_000_000

# an end of a link: two of them, with a slash between, are its key in the shared document
End = Annotated[str, Field(pattern="^[^/]+$")]


class _Part(BaseModel):
    """Part of the file: nothing in it is left unread."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)


class RowPart(_Part):
    """A row: its id, to which links point, and by the ids of its columns what its cells say."""

    id: str
    cells: dict[str, str]


class FieldPart(_Part):
    """What was written in a field: a text, or rows."""

    id: str
    title: str = ""
    kind: FieldKind
    text: str = ""
    rows: list[RowPart] = []


class ArtefactPart(_Part):
    """What was written in an artefact."""

    id: str
    title: str = ""
    fields: list[FieldPart]


class CopyPart(_Part):
    """What a group wrote in copies of its own."""

    group: str
    artefacts: list[ArtefactPart]


class HeadingPart(_Part):
    """A heading of a board."""

    id: str
    title: str


class NotePart(_Part):
    """A note of a board; ``heading`` is the id of its heading, or empty."""

    id: str
    text: str
    heading: str = ""


class BoardPart(_Part):
    """A board with its headings and notes."""

    id: str
    title: str = ""
    headings: list[HeadingPart] = []
    notes: list[NotePart] = []


class LinkPart(_Part):
    """A link from one row to another, by their ids. A row that is not in the file has been removed."""

    kind: str
    from_: Annotated[End, Field(alias="from")]
    to: End


class RestPart(_Part):
    """What the curriculum has no place for, under its name in the shared document."""

    name: str
    text: str = ""
    entries: dict[str, Any] = {}


class SectionPart(_Part):
    """How a section of the plan stands. It follows from the rest, and is not read in."""

    id: str
    title: str
    readiness: str
    open: list[str]


class PlanFile(_Part):
    """A whole plan with everything that was written for it."""

    format: Literal["ai-deep-dive-plan"]
    version: Literal[1]
    organisation: Annotated[str, Field(max_length=120)]
    problem: Annotated[str, Field(max_length=200)]
    made_on: date
    artefacts: list[ArtefactPart] = []
    copies: list[CopyPart] = []
    boards: list[BoardPart] = []
    links: list[LinkPart] = []
    rest: list[RestPart] = []
    sections: list[SectionPart] = []


def plan_file(
    everything: Everything, plan: Plan, *, pack: Pack, organisation: str, problem: str, made_on: date
) -> PlanFile:
    """The file for a cohort's workbook; ``plan`` is the whole plan that it makes."""
    return PlanFile(
        format="ai-deep-dive-plan",
        version=1,
        organisation=organisation,
        problem=problem,
        made_on=made_on,
        artefacts=list(_artefacts(everything.fields, pack.artefacts)),
        copies=[
            CopyPart(group=group, artefacts=list(_artefacts(contents, pack.artefacts)))
            for group, contents in sorted(everything.copies.items())
        ],
        boards=[
            BoardPart(
                id=board_id,
                title=pack.activities[board_id].title if board_id in pack.activities else "",
                headings=[HeadingPart(id=one.id, title=one.title) for one in board.headings],
                notes=[NotePart(id=one.id, text=one.text, heading=one.heading) for one in board.notes],
            )
            for board_id, board in sorted(everything.boards.items())
        ],
        links=[
            LinkPart(kind=kind, from_=link.from_, to=link.to)
            for kind, links in sorted(everything.links.items())
            for link in sorted(links)
        ],
        rest=[RestPart(name=name, **tree) for name, tree in sorted(everything.rest.items())],  # type: ignore[arg-type]
        sections=[
            SectionPart(
                id=section.id,
                title=section.title,
                readiness=section.readiness.value,
                open=[question.entry.field.title for question in section.open_questions],
            )
            for section in plan.sections
        ],
    )


def to_json(file: PlanFile) -> bytes:
    """The file as UTF-8 text."""
    plain = file.model_dump(mode="json", by_alias=True)
    return (json.dumps(plain, ensure_ascii=False, indent=1) + "\n").encode()


def schema() -> dict[str, Any]:
    """The JSON Schema of the file."""
    made = PlanFile.model_json_schema(by_alias=True)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **made,
        "title": "A plan of AI Deep Dive",
    }


def read_plan_file(content: bytes) -> PlanFile:
    """The file that ``content`` is. Refused with ``not-a-plan`` or ``newer-plan``, and a message that says
    what is wrong and what to do."""
    if len(content) > MOST_BYTES:
        raise Refused(
            "not-a-plan", "This file is larger than 20 MB. A plan is much smaller; is it the right file?"
        )
    try:
        plain = json.loads(content)
    except (ValueError, RecursionError):
        raise Refused(
            "not-a-plan", "This file is not JSON. Choose the file that you got by downloading a plan as JSON."
        ) from None
    if not isinstance(plain, dict) or plain.get("format") != FORMAT:
        raise Refused(
            "not-a-plan",
            "This JSON file is not a plan of AI Deep Dive. Choose the file that you got by downloading "
            "a plan as JSON.",
        )
    version = plain.get("version")
    if isinstance(version, int) and version > VERSION:
        raise Refused(
            "newer-plan",
            f"This plan was made by a newer AI Deep Dive: its format is version {version}, and here up to "
            f"version {VERSION} can be read. Bring this installation up to date and import it again.",
        )
    try:
        return PlanFile.model_validate(plain)
    except ValidationError as faults:
        first = faults.errors()[0]
        where = " > ".join(str(step) for step in first["loc"])
        more = f" There are {faults.error_count() - 1} more faults." if faults.error_count() > 1 else ""
        raise Refused("not-a-plan", f"This plan cannot be read. At {where}: {first['msg']}.{more}") from None


def everything_in(file: PlanFile, artefacts: Mapping[str, Artefact]) -> Everything:
    """What the file holds, for a pack with these artefacts. A field that it does not have, or has as another
    kind, becomes part of the rest, so that nothing is lost."""
    rest: dict[str, Mapping[str, object]] = {
        one.name: {"text": one.text, "entries": one.entries} for one in file.rest
    }
    fields = dict(_contents(file.artefacts, artefacts, rest, group=""))
    copies = {
        one.group: dict(_contents(one.artefacts, artefacts, rest, group=one.group)) for one in file.copies
    }
    boards = {
        one.id: Board(
            headings=tuple(Heading(heading.id, heading.title) for heading in one.headings),
            notes=tuple(Note(note.id, note.text, note.heading) for note in one.notes),
        )
        for one in file.boards
    }
    links: dict[str, frozenset[Link]] = {}
    for kind, those in groupby(sorted(file.links, key=lambda link: link.kind), key=lambda link: link.kind):
        links[kind] = frozenset(Link(link.from_, link.to) for link in those)
    return Everything(fields=fields, copies=copies, boards=boards, links=links, rest=rest)


def broken_links(file: PlanFile) -> int:
    """How many links lead to rows that are not in the file, because they had been removed."""
    rows = {row.id for artefact in file.artefacts for one in artefact.fields for row in one.rows}
    return sum(not {link.from_, link.to} <= rows for link in file.links)


def _artefacts(contents: Contents, artefacts: Mapping[str, Artefact]) -> Iterator[ArtefactPart]:
    for artefact in artefacts.values():
        parts = [
            _field_part(artefact, field.id, contents[address])
            for field in artefact.fields
            if (address := FieldAddress(artefact=artefact.id, field=field.id)) in contents
        ]
        if parts:
            yield ArtefactPart(id=artefact.id, title=artefact.title, fields=parts)


def _field_part(artefact: Artefact, field_id: str, content: Content) -> FieldPart:
    field = artefact.field(field_id)
    if isinstance(content, str):
        return FieldPart(id=field.id, title=field.title, kind=field.kind, text=content)
    rows = [RowPart(id=row.id, cells=dict(row.cells)) for row in content]
    return FieldPart(id=field.id, title=field.title, kind=field.kind, rows=rows)


def _contents(
    parts: Iterable[ArtefactPart],
    artefacts: Mapping[str, Artefact],
    rest: dict[str, Mapping[str, object]],
    *,
    group: str,
) -> Iterator[tuple[FieldAddress, Content]]:
    for artefact in parts:
        known = artefacts[artefact.id].fields if artefact.id in artefacts else ()
        kinds = {field.id: field.kind for field in known}
        for part in artefact.fields:
            if part.id in kinds and _is_rows(kinds[part.id]) == _is_rows(part.kind):
                yield FieldAddress(artefact=artefact.id, field=part.id), _content(part)
            else:
                place = f"{artefact.id}/{part.id}"
                rest.setdefault(f"group:{group}/{place}" if group else place, _as_rest(part))


def _content(part: FieldPart) -> Content:
    if _is_rows(part.kind):
        return tuple(KeptRow(row.id, row.cells) for row in part.rows)
    return part.text


def _is_rows(kind: FieldKind) -> bool:
    return kind is FieldKind.ROWS


def _as_rest(part: FieldPart) -> dict[str, object]:
    if not _is_rows(part.kind):
        return {"text": part.text, "entries": {}}
    rows = {
        row.id: {
            "map": {
                "order": {"value": float(number)},
                **{column: {"text": text} for column, text in row.cells.items()},
            }
        }
        for number, row in enumerate(part.rows)
    }
    return {"text": "", "entries": rows}
