"""Writes of the guard."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from deepdive.guard.models import KeptFinding
from deepdive.guard.place import Place
from deepdive.people.models import Person
from deepdive.web.guarded_form import Kept


def note_kept(
    kept: Iterable[Kept], *, places: Mapping[str, Place], by: Person | None, workbook_id: UUID | None = None
) -> None:
    """Store what somebody chose to keep and why. ``places`` says where the boxes of the form lead to."""
    KeptFinding.objects.bulk_create(
        KeptFinding(
            workbook_id=workbook_id,
            root=places[one.name].root,
            row=places[one.name].row,
            column=places[one.name].column,
            looks=one.looks.value,
            count=one.count,
            reason=one.reason,
            person=by,
        )
        for one in kept
    )


def note_kept_in_form(
    kept: Iterable[Kept], *, form: str, row: object, by: Person | None, workbook_id: UUID | None = None
) -> None:
    """The same for a form outside the workbook: ``form`` is its name and ``row`` the id of what it made."""
    kept = tuple(kept)
    places = {one.name: Place(f"{form}/{one.name}", row=str(row)) for one in kept}
    note_kept(kept, places=places, by=by, workbook_id=workbook_id)
