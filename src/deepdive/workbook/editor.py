"""The editor of an artefact, ready to be shown on any page, and what becomes of it when it is sent."""

from collections.abc import Mapping
from typing import Any

from deepdive.comments.queries import tallies
from deepdive.core.access import Act
from deepdive.core.artefact import Artefact, FieldKind
from deepdive.core.refused import Refused
from deepdive.guard.actions import note_kept
from deepdive.guard.queries import kept_in
from deepdive.programme.queries import Access
from deepdive.workbook.actions import write_fields
from deepdive.workbook.document import rows_of, written
from deepdive.workbook.forms import ArtefactForm, box_texts
from deepdive.workbook.queries import Reading, read_workbook
from deepdive.workbook.row_links import links_shown


def open_editor(
    artefact: Artefact, access: Access, *, group: str = "", reading: Reading | None = None
) -> ArtefactForm:
    """The artefact's form, filled with what the workbook says now; with a group's id, that of its copy.
    Whoever has read the workbook already gives what they read."""
    reading = reading or read_workbook(access.cohort.pk)
    values = written(reading.document, {artefact.id: artefact}, group=group)[artefact.id]
    # links and contradictions are those of the common document
    facts = None if group else reading.facts
    return ArtefactForm(
        artefact=artefact,
        may_write=access.may(Act.WRITE_WORKBOOK),
        group=group,
        kept_before=lambda: kept_in(access.cohort.pk),
        rows={
            field.id: rows_of(reading.document, artefact.id, field, group=group)
            for field in artefact.fields
            if field.kind is FieldKind.ROWS
        },
        # what is said beside the document is said of the common one
        comments=None if group else tallies(access.cohort.pk, artefact.id),
        links=links_shown(artefact, facts, access.cohort.pk) if facts else None,
        facts=facts,
        initial={"as_of": reading.as_of, **{k: v for k, v in values.items() if isinstance(v, str)}},
    )


def sent_editor(
    data: Mapping[str, Any], artefact: Artefact, access: Access, *, group: str = ""
) -> ArtefactForm:
    """The form as somebody sent it."""
    workbook_id = access.cohort.pk

    def texts_as_of(as_of: int) -> Mapping[str, str]:
        return box_texts(read_workbook(workbook_id, up_to=as_of).document, artefact, group=group)

    return ArtefactForm(
        data,
        artefact=artefact,
        may_write=True,
        group=group,
        comments=None if group else tallies(workbook_id, artefact.id),
        texts_as_of=texts_as_of,
    )


def save_editor(form: ArtefactForm, access: Access) -> int:
    """Write what a form says that was sent. Returns the status of the answer: 200 if it is on the disk; else
    the form says what is wrong."""
    if not form.is_valid():
        return 422
    workbook_id = access.cohort.pk
    edits, as_of = form.edits(), form.cleaned_data["as_of"]
    try:
        write_fields(
            workbook_id, form.artefact, edits, as_of=as_of, author_id=access.person.pk, group=form.group
        )
    except Refused as refused:
        form.add_error(None, refused.message)
        return 409 if refused.code == "moved-on" else 503
    note_kept(form.kept, places=form.places, by=access.person, workbook_id=workbook_id)
    return 200
