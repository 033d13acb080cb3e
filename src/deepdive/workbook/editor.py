"""The editor of an artefact, ready to be shown on any page."""

from deepdive.comments.queries import tallies
from deepdive.core.access import Act
from deepdive.core.artefact import Artefact, FieldKind
from deepdive.guard.queries import kept_in
from deepdive.programme.queries import Access
from deepdive.workbook.document import rows_of
from deepdive.workbook.forms import ArtefactForm
from deepdive.workbook.queries import read_workbook


def open_editor(artefact: Artefact, access: Access) -> ArtefactForm:
    """The artefact's form, filled with what the workbook says now."""
    reading = read_workbook(access.cohort.pk)
    values = reading.written[artefact.id]
    return ArtefactForm(
        artefact=artefact,
        may_write=access.may(Act.WRITE_WORKBOOK),
        kept_before=lambda: kept_in(access.cohort.pk),
        rows={
            field.id: rows_of(reading.document, artefact.id, field)
            for field in artefact.fields
            if field.kind is FieldKind.ROWS
        },
        comments=tallies(access.cohort.pk, artefact.id),
        initial={"as_of": reading.as_of, **{k: v for k, v in values.items() if isinstance(v, str)}},
    )
