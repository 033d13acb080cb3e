"""Writes to a workbook other than live editing."""

from collections.abc import Callable, Mapping
from uuid import UUID

from pycrdt import Doc

from deepdive.core.artefact import Artefact
from deepdive.core.board import Board
from deepdive.core.everything import Everything
from deepdive.core.patient_data import without_nhs_numbers
from deepdive.core.refused import Refused
from deepdive.curriculum.current import pack
from deepdive.workbook.authorship import may_record_author
from deepdive.workbook.comparison import differing
from deepdive.workbook.document import (
    BoardEdits,
    Edit,
    LinkEdits,
    YDoc,
    change,
    change_all_links,
    change_board,
    clean_roots,
    document_of,
    field_name,
    headings_name,
    link_name,
    notes_name,
    read_board,
    read_everything,
    read_root,
    restore,
    root_names,
)
from deepdive.workbook.entries import stored
from deepdive.workbook.generations import MovedOn, moved_on
from deepdive.workbook.journal import Update, journal
from deepdive.workbook.open_workbooks import pass_on
from deepdive.workbook.parts import names_in
from deepdive.workbook.past import document_at

LONGEST_WAIT_SECONDS = 20


def write_fields(
    workbook_id: UUID,
    artefact: Artefact,
    edits: Mapping[str, Edit],
    *,
    as_of: int,
    author_id: int | None,
    group: str = "",
) -> None:
    """Set fields of an artefact, given as field id -> text or row edits, as seen by somebody who read the
    workbook up to journal entry ``as_of``; with a group's id, of its copy.

    The change is made to the workbook as it was then, so that it merges with what others wrote in
    between instead of undoing it. Returns once it is on the disk; refused with ``not-saved`` if the
    disk does not take it, and with ``moved-on`` if the history that they saw has been removed since.
    """
    found = stored(workbook_id, up_to=as_of)
    update = change(found.document(), artefact, edits, group=group)
    if update is not None:
        touched = frozenset(field_name(artefact.id, field_id, group) for field_id in edits)
        _save(Update(workbook_id, author_id, update, touched, generation=found.era.number))


def write_board(
    workbook_id: UUID,
    board_id: str,
    wanted: Callable[[Board], Board],
    *,
    as_of: int,
    author_id: int | None,
) -> None:
    """Make a board what ``wanted`` makes of the board that somebody saw who read the workbook up to
    journal entry ``as_of``. Merges, returns and is refused as :func:`write_fields`; who wrote is not
    recorded where the activity is anonymous.
    """
    found = stored(workbook_id, up_to=as_of)
    document = found.document()
    before = read_board(document, board_id)
    after = wanted(before)
    update = change_board(document, board_id, BoardEdits.between(before, after))
    if update is not None:
        notes, headings = notes_name(board_id), headings_name(board_id)
        touched = [notes] * (before.notes != after.notes) + [headings] * (before.headings != after.headings)
        author = author_id if may_record_author(touched) else None
        _save(Update(workbook_id, author, update, frozenset(touched), generation=found.era.number))


def write_links(
    workbook_id: UUID, edits: Mapping[str, LinkEdits], *, as_of: int, author_id: int | None
) -> None:
    """Make links and remove others, by the ids of their kinds. Merges and is refused as
    :func:`write_fields`."""
    found = stored(workbook_id, up_to=as_of)
    update = change_all_links(found.document(), edits)
    if update is not None:
        touched = frozenset(link_name(kind) for kind, edit in edits.items() if edit.made or edit.removed)
        _save(Update(workbook_id, author_id, update, touched, generation=found.era.number))


def put_back(workbook_id: UUID, part: str, *, as_of: int, author_id: int | None) -> int | None:
    """Make a part of the workbook (an artefact, a board, one field, or everything) say again what it said
    after journal entry ``as_of``, as an edit like any other.

    What was taken out since to protect patients stays out. Returns the entry after which the workbook was
    as it is now, so that putting the part back as of that entry undoes this; None if nothing changes.
    Who did it is recorded as in :func:`write_board`; refused as :func:`write_fields`.
    """
    # read first: when a history is removed in between, the older state is refused, or this edit is
    found = stored(workbook_id)
    document = found.replayed().document
    older = document_at(workbook_id, as_of)
    names = differing(document, older, names_in(part, root_names(document) | root_names(older)))
    update = restore(document, older, names)
    if update is None:
        return None
    author = author_id if may_record_author(names) else None
    _save(Update(workbook_id, author, update, names, generation=found.era.number))
    return found.as_of


def bring_together(
    workbook_id: UUID,
    artefact: Artefact,
    decide: Callable[[YDoc], Mapping[str, Edit]],
    *,
    author_id: int | None,
) -> int | None:
    """Set fields of an artefact to what ``decide`` makes of the workbook as it is now, as an edit like any
    other. Call it for one at a time, or two who bring the same text bring it twice.

    Returns the entry after which the workbook was as it is now, so that putting the artefact back as of that
    entry undoes this; None if nothing changes. Refused as :func:`write_fields`.
    """
    found = stored(workbook_id)
    document = found.replayed().document
    edits = decide(document)
    update = change(document, artefact, edits)
    if update is None:
        return None
    touched = frozenset(field_name(artefact.id, field_id) for field_id in edits)
    _save(Update(workbook_id, author_id, update, touched, generation=found.era.number))
    return found.as_of


def fill(workbook_id: UUID, everything: Everything, *, author_id: int | None) -> int:
    """Put all this into a workbook in which nothing is written yet, under the ids that rows have in it.

    Valid NHS numbers are taken out; the answer is in how many places there were some. Refused with
    ``workbook-not-empty``, and as :func:`write_fields`.
    """
    found = stored(workbook_id)
    now = found.replayed().document
    if not read_everything(now, pack().artefacts).is_empty:
        raise Refused(
            "workbook-not-empty",
            "Something is written in this workbook already, and a plan is only read into an empty one. "
            "Use a new cohort.",
        )
    document: YDoc = Doc()
    document.apply_update(document_of(everything, pack().artefacts))
    names = root_names(document)
    before = {name: read_root(document, name) for name in names}
    clean_roots(document, names, without_nhs_numbers)
    _save(Update(workbook_id, author_id, document.get_update(), names, generation=found.era.number))
    return sum(read_root(document, name) != root for name, root in before.items())


def _save(update: Update) -> None:
    """Put it on the disk, then show it to those who have the workbook open."""
    try:
        journal.append([update]).result(LONGEST_WAIT_SECONDS)
    except MovedOn:
        raise moved_on() from None
    except Exception as fault:
        raise Refused(
            "not-saved",
            "The server could not save this. Your text is still here: keep the page open and save again.",
        ) from fault
    pass_on(update.workbook_id, update.data)
