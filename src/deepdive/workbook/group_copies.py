"""What groups wrote in their own copies of an artefact, beside the common one, and how that is brought in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from deepdive.core.artefact import Artefact, Field, FieldKind
from deepdive.core.groups import GroupCopy, read_copy
from deepdive.core.refused import Refused
from deepdive.core.together import joined
from deepdive.course.examples import ShownAnswer, shown
from deepdive.workbook.document import Edit, KeptRow, RowEdits, YDoc, groups_in, read, rows_of


@dataclass(frozen=True)
class ShownResultRow:
    """A row that a group wrote: its id, its cells that say something as title and text, and whether the
    common document has it already."""

    id: str
    cells: tuple[tuple[str, str], ...]
    is_common: bool


@dataclass(frozen=True)
class Result:
    """What a group wrote in a field. ``is_common``: the common document says it already."""

    copy: GroupCopy
    text: str
    rows: tuple[ShownResultRow, ...]
    is_common: bool

    @property
    def is_empty(self) -> bool:
        """Whether the group wrote nothing there."""
        return not self.rows and not self.text.strip()


@dataclass(frozen=True)
class FieldResults:
    """A field: what the common document says, and what each group wrote."""

    field: Field
    common: ShownAnswer
    results: tuple[Result, ...]

    @property
    def is_list(self) -> bool:
        """Whether rows are taken one by one."""
        return self.field.kind is FieldKind.ROWS

    @property
    def is_text(self) -> bool:
        """Whether several texts can stand below each other."""
        return self.field.kind is FieldKind.TEXT

    @property
    def is_empty(self) -> bool:
        """Whether no group wrote anything there."""
        return all(result.is_empty for result in self.results)


@dataclass(frozen=True)
class Taken:
    """What is to be brought from a field: the texts of these groups, by letter, ``instead`` of what stands
    there or below it; and these rows, by id."""

    letters: tuple[str, ...] = ()
    instead: bool = False
    rows: frozenset[str] = field(default_factory=frozenset)


def copies_in(document: YDoc, *, workshop: int, block: str) -> tuple[GroupCopy, ...]:
    """The copies that groups have written in while the block ran, by letter."""
    found = (read_copy(group) for group in groups_in(document))
    return tuple(sorted(copy for copy in found if copy and (copy.workshop, copy.block) == (workshop, block)))


def results_of(document: YDoc, artefact: Artefact, copies: Sequence[GroupCopy]) -> tuple[FieldResults, ...]:
    """Field by field what the groups wrote."""
    return tuple(
        FieldResults(
            about,
            shown(about.title, read(document, artefact.id, about), about.columns),
            tuple(_result(document, artefact, about, copy) for copy in copies),
        )
        for about in artefact.fields
    )


def edits_for(
    document: YDoc, artefact: Artefact, copies: Sequence[GroupCopy], taken: Mapping[str, Taken]
) -> dict[str, Edit]:
    """The edits of the common artefact that bring in what is ``taken``, by field id.

    Rows keep their ids, and a row that the common document has is left as it is: so to bring the same twice
    does no harm. What nobody wrote is passed over. Refused with ``too-long`` where texts do not fit.
    """
    edits: dict[str, Edit] = {}
    for field_id, wanted in taken.items():
        about = artefact.field(field_id)
        if about.kind is FieldKind.ROWS:
            rows = _new_rows(document, artefact, about, copies, wanted.rows)
            if rows:
                edits[field_id] = RowEdits(rows=rows)
        else:
            chosen = [copy for copy in copies if copy.letter in wanted.letters]
            text = _brought(document, artefact, about, chosen, instead=wanted.instead)
            if text != read(document, artefact.id, about):
                edits[field_id] = text
    return edits


def _result(document: YDoc, artefact: Artefact, about: Field, copy: GroupCopy) -> Result:
    common = read(document, artefact.id, about)
    if about.kind is not FieldKind.ROWS:
        text = str(read(document, artefact.id, about, group=copy.id))
        stands = joined(str(common), [text]) == common if about.kind is FieldKind.TEXT else text == common
        return Result(copy, text, (), is_common=stands)
    ids = {row.id for row in rows_of(document, artefact.id, about)}
    titles = {column.id: column.title for column in about.columns}
    rows = tuple(
        ShownResultRow(
            row.id,
            tuple((titles[column], text) for column, text in row.cells.items() if text),
            is_common=row.id in ids,
        )
        for row in rows_of(document, artefact.id, about, group=copy.id)
        if any(row.cells.values())
    )
    return Result(copy, "", rows, is_common=bool(rows) and all(row.is_common for row in rows))


def _new_rows(
    document: YDoc, artefact: Artefact, about: Field, copies: Sequence[GroupCopy], wanted: frozenset[str]
) -> tuple[KeptRow, ...]:
    common = {row.id for row in rows_of(document, artefact.id, about)}
    return tuple(
        row
        for copy in copies
        for row in rows_of(document, artefact.id, about, group=copy.id)
        if row.id in wanted - common
    )


def _brought(
    document: YDoc, artefact: Artefact, about: Field, chosen: Sequence[GroupCopy], *, instead: bool
) -> str:
    common = str(read(document, artefact.id, about))
    texts = [str(read(document, artefact.id, about, group=copy.id)) for copy in chosen]
    said = [text for text in texts if text.strip()]
    if not said:
        return common
    text = joined(common, said, instead=instead) if about.kind is FieldKind.TEXT else said[0]
    if len(text) > max(about.limit, len(common)):
        raise Refused(
            "too-long",
            f"{about.title}: together this is {len(text)} letters long, and there is room for {about.limit}. "
            "Take less, or make it shorter first.",
        )
    return text
