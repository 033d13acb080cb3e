"""What the places that comments stand on are called, and where their comments are read."""

from uuid import UUID

from django.urls import reverse
from django.utils.http import urlencode

from deepdive.core.artefact import Field
from deepdive.core.comments import Place
from deepdive.curriculum.current import pack


def field_at(place: Place) -> Field | None:
    """The field that the place is in; None if the pack no longer has it."""
    artefact = pack().artefacts.get(place.artefact)
    if artefact is None:
        return None
    return next((field for field in artefact.fields if field.id == place.field), None)


def name_of(place: Place) -> str:
    """The artefact and the field by their titles, or by their ids where the pack no longer has them."""
    artefact, field = pack().artefacts.get(place.artefact), field_at(place)
    return f"{artefact.title if artefact else place.artefact}: {field.title if field else place.field}"


def address_of(cohort_id: UUID, place: Place) -> str:
    """The page with the comments on the place."""
    query = {"field": place.field, **({"row": place.row} if place.row else {})}
    return f"{reverse('workbook:field-comments', args=[cohort_id, place.artefact])}?{urlencode(query)}"
