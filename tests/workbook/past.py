"""A cohort's workbook with a past: entries that people made, each at its own time."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from deepdive.core.artefact import Value
from deepdive.curriculum.current import pack
from deepdive.people.models import Person
from deepdive.workbook.document import Edit, KeptRow, RowEdits, YDoc, change, field_name
from deepdive.workbook.entries import stored
from deepdive.workbook.models import JournalEntry

START = datetime(2027, 1, 12, 10, 0, tzinfo=UTC)


def as_edit(value: Value) -> Edit:
    """A value of a worked example as an edit of the document."""
    if isinstance(value, str):
        return value
    return RowEdits(rows=tuple(KeptRow(str(uuid4()), dict(row)) for row in value))


def enter(
    workbook_id: UUID,
    artefact: str,
    edits: Mapping[str, Edit],
    *,
    by: Person | None = None,
    minutes: float = 0,
) -> int:
    """Make the edits, so many minutes after the start; the entry's id. Past the journal's own thread, so
    that a test can undo it."""
    update = change(stored(workbook_id).replayed().document, pack().artefacts[artefact], edits)
    assert update is not None
    names = {field_name(artefact, field) for field in edits}
    return add_entry(workbook_id, update, names, by=by, minutes=minutes)


def add_entry(
    workbook_id: UUID, update: bytes, names: set[str], *, by: Person | None = None, minutes: float = 0
) -> int:
    """Add an update as an entry; its id."""
    entry = JournalEntry.objects.create(
        workbook_id=workbook_id,
        author_id=by.pk if by else None,
        update=update,
        touched=" ".join(sorted(names)),
    )
    JournalEntry.objects.filter(pk=entry.pk).update(made_at=START + timedelta(minutes=minutes))
    return entry.pk


def now(workbook_id: UUID) -> YDoc:
    """The workbook as it is on the disk."""
    return stored(workbook_id).replayed().document
