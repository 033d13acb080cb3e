"""What somebody worked out on a page, kept in the cohort's workbook."""

from django.db import transaction

from deepdive.core.access import Act
from deepdive.core.artefact import Artefact
from deepdive.core.refused import Refused
from deepdive.core.together import joined
from deepdive.curriculum.current import pack
from deepdive.programme.models import Cohort
from deepdive.programme.queries import Access
from deepdive.workbook.actions import bring_together
from deepdive.workbook.document import Edit, YDoc, read


def keep_text(access: Access, text: str, *, artefact: str, field: str) -> bool:
    """Put the text below what the field says; False where it stands there already.

    Refused with ``wrong-role`` for those who may not write, with ``no-such-field`` where the pack has no such
    field, with ``too-long`` where there is no room, and as :func:`~deepdive.workbook.actions.bring_together`.
    """
    if not access.may(Act.WRITE_WORKBOOK):
        raise Refused("wrong-role", "Only those who write in the workbook can keep this.")
    found = place_of(artefact, field)
    if found is None:
        raise Refused("no-such-field", "This course has no place for it. Copy it by hand.")
    with transaction.atomic():
        # of two who press at once, the second sees what the first has kept
        Cohort.objects.select_for_update().get(pk=access.cohort.pk)
        before = bring_together(
            access.cohort.pk,
            found,
            lambda document: _edits(document, found, field, text),
            author_id=access.person.pk,
        )
    return before is not None


def place_of(artefact: str, field: str) -> Artefact | None:
    """The artefact, if this installation's pack has it and the field in it."""
    found = pack().artefacts.get(artefact)
    return found if found and any(each.id == field for each in found.fields) else None


def _edits(document: YDoc, artefact: Artefact, field: str, text: str) -> dict[str, Edit]:
    about = artefact.field(field)
    before = str(read(document, artefact.id, about))
    after = joined(before, [text])
    if after == before:
        return {}
    if len(after) > about.limit:
        raise Refused(
            "too-long",
            f"{about.title}: with this it would be {len(after)} letters long, and there is room for "
            f"{about.limit}. Make it shorter there first, or copy what you need by hand.",
        )
    return {field: after}
