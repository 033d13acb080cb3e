"""``{% row_links %}``: what a row of an artefact is linked with, and the way to link it."""

from django import template
from django.template.context import Context

from deepdive.core.artefact import Field
from deepdive.workbook.forms import ArtefactForm
from deepdive.workbook.row_links import address_of_links

register = template.Library()


@register.inclusion_tag("workbook/_row-links.html", takes_context=True)
def row_links(context: Context, form: ArtefactForm, field: Field, row: str) -> dict[str, object]:
    """The links of the row."""
    return {
        "links": (form.links or {}).get(field.id, {}).get(row, ()),
        "may_write": form.may_write,
        "address": address_of_links(context["cohort"].pk, form.artefact.id, field.id, row),
        "field": field,
    }
