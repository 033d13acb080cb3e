"""Writes to a workbook other than live editing."""

from collections.abc import Mapping
from uuid import UUID

from deepdive.core.artefact import Artefact
from deepdive.core.refused import Refused
from deepdive.workbook.document import Edit, change, field_name
from deepdive.workbook.entries import stored
from deepdive.workbook.generations import MovedOn, moved_on
from deepdive.workbook.journal import Update, journal
from deepdive.workbook.open_workbooks import pass_on

LONGEST_WAIT_SECONDS = 20


def write_fields(
    workbook_id: UUID, artefact: Artefact, edits: Mapping[str, Edit], *, as_of: int, author_id: int | None
) -> None:
    """Set fields of an artefact, given as field id -> text or row edits, as seen by somebody who read the
    workbook up to journal entry ``as_of``.

    The change is made to the workbook as it was then, so that it merges with what others wrote in
    between instead of undoing it. Returns once it is on the disk; refused with ``not-saved`` if the
    disk does not take it, and with ``moved-on`` if the history that they saw has been removed since.
    """
    found = stored(workbook_id, up_to=as_of)
    update = change(found.replayed().document, artefact, edits)
    if update is None:
        return
    touched = frozenset(field_name(artefact.id, field_id) for field_id in edits)
    try:
        entry = Update(workbook_id, author_id, update, touched, generation=found.era.number)
        journal.append([entry]).result(LONGEST_WAIT_SECONDS)
    except MovedOn:
        raise moved_on() from None
    except Exception as fault:
        raise Refused(
            "not-saved",
            "The server could not save this. Your text is still here: keep the page open and save again.",
        ) from fault
    pass_on(workbook_id, update)
