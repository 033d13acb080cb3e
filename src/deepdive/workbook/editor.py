"""The editor of an artefact, ready to be shown on any page."""

from deepdive.core.access import Act
from deepdive.core.artefact import Artefact
from deepdive.programme.queries import Access
from deepdive.workbook.forms import ArtefactForm
from deepdive.workbook.queries import read_workbook


def open_editor(artefact: Artefact, access: Access) -> ArtefactForm:
    """The artefact's form, filled with what the workbook says now."""
    reading = read_workbook(access.cohort.pk)
    return ArtefactForm(
        artefact=artefact,
        may_write=access.may(Act.WRITE_WORKBOOK),
        initial={"as_of": reading.as_of, **reading.written[artefact.id]},
    )
