"""Threads of comments as pages show them: what they stand on now, and what the reader may do."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from deepdive.comments.models import Comment, Thread
from deepdive.comments.places import field_at, name_of
from deepdive.core.access import Act
from deepdive.core.artefact import FieldKind
from deepdive.core.comments import Place, may_assign, may_change, may_resolve
from deepdive.programme.queries import Access
from deepdive.workbook.document import KeptRow, rows_of
from deepdive.workbook.queries import Reading, read_workbook

LONGEST_LABEL = 80


@dataclass(frozen=True)
class ShownComment:
    """A comment, and whether the reader may change or remove it."""

    comment: Comment
    may_change: bool


@dataclass(frozen=True)
class ShownThread:
    """A thread. ``row`` says which row it is about, "" for none, and ``is_row_gone`` that the row has been
    removed since."""

    thread: Thread
    name: str
    row: str
    is_row_gone: bool
    comments: tuple[ShownComment, ...]
    may_resolve: bool
    may_assign: bool
    may_take_on: bool

    @property
    def opening(self) -> str:
        """The oldest words that are still there."""
        texts = (shown.comment.text for shown in self.comments)
        return next((text for text in texts if text), "")

    @property
    def answers(self) -> int:
        """How many comments follow the first."""
        return len(self.comments) - 1


class Beside:
    """The workbook that comments stand beside, read when it is asked for the first time."""

    def __init__(self, workbook_id: UUID) -> None:
        self._workbook_id = workbook_id

    @cached_property
    def reading(self) -> Reading:
        """What it says now."""
        return read_workbook(self._workbook_id)

    def rows(self, place: Place) -> dict[str, str]:
        """The rows of the place's field: row id -> its number and first words."""
        field = field_at(place)
        if field is None or field.kind is not FieldKind.ROWS:
            return {}
        rows = rows_of(self.reading.document, place.artefact, field)
        return {row.id: _label(number, row) for number, row in enumerate(rows, 1)}


def show(threads: Iterable[Thread], access: Access, beside: Beside) -> Iterator[ShownThread]:
    """The threads as the person may see and use them."""
    me, leads = access.person.pk, access.may(Act.RUN_ROOM)
    for thread in threads:
        row = beside.rows(thread.place).get(thread.row, "") if thread.row else ""
        assigns = may_assign(thread.state, by=me, leads=leads, to=None)
        yield ShownThread(
            thread=thread,
            name=name_of(thread.place),
            row=row[:1].lower() + row[1:],
            is_row_gone=bool(thread.row) and not row,
            comments=tuple(
                ShownComment(said, may_change(said.author_id, by=me, is_removed=said.is_removed))
                for said in thread.comments.all()
            ),
            may_resolve=not thread.is_resolved and may_resolve(thread.state, by=me, leads=leads),
            may_assign=assigns,
            may_take_on=not assigns and may_assign(thread.state, by=me, leads=leads, to=me),
        )


def _label(number: int, row: KeptRow) -> str:
    words = " ".join(next((text for text in row.cells.values() if text.strip()), "empty").split())
    short = words if len(words) <= LONGEST_LABEL else f"{words[:LONGEST_LABEL].rstrip()} …"
    return f"Row {number}: {short}"
