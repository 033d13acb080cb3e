"""``{% then_url %}``: the address of a page about a part of the workbook as it was after an entry."""

from uuid import UUID

from django import template

from deepdive.workbook.parts import address_then

register = template.Library()


@register.simple_tag
def then_url(name: str, workbook_id: UUID, entry_id: int, part: str = "") -> str:
    """The address of that name for the part; without one for everything."""
    return address_then(name, workbook_id, entry_id, part)
