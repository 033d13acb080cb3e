"""``{% comments_link %}``: the way from a field of an artefact to what was said about it."""

from django import template
from django.template.context import Context

from deepdive.comments.places import address_of
from deepdive.core.artefact import Field
from deepdive.core.comments import Place
from deepdive.workbook.forms import ArtefactForm

register = template.Library()


@register.inclusion_tag("workbook/_comments-link.html", takes_context=True)
def comments_link(context: Context, form: ArtefactForm, field: Field, row: str = "") -> dict[str, object]:
    """A link to the comments on the field; for a row only where there are any, so that a long list is
    still quick to go through by keyboard."""
    place = Place(artefact=form.artefact.id, field=field.id, row=row)
    return {
        "address": address_of(context["cohort"].pk, place),
        "field": field,
        "row": row,
        "tally": form.comments.of_row(field.id, row) if row else form.comments.of_field(field.id),
    }
