"""``{% picture %}``: a picture with the sentences that say what it shows, and ``at``, which finds one."""

from collections.abc import Mapping

from django import template
from django.utils.safestring import SafeString

from deepdive.core.plan import FieldAddress
from deepdive.drawings.drawing import Drawing

register = template.Library()


@register.filter
def at(pictures: Mapping[FieldAddress, Drawing], address: FieldAddress) -> Drawing | None:
    """The picture that stands at the field: ``pictures|at:entry.address``."""
    return pictures.get(address)


@register.inclusion_tag("web/_picture.html")
def picture(drawing: Drawing, name: str, heading: str, level: int = 2) -> dict[str, object]:
    """The picture under a heading of that level: ``{% picture drawing "glance" "At a glance" %}``.

    ``name`` begins its ids, and is used once on a page.
    """
    svg = drawing.svg_described(labelled_by=f"{name}-title", described_by=f"{name}-says")
    return {
        "name": name,
        "heading": heading,
        "level": level,
        "says": drawing.says,
        # every text in it is escaped where it is drawn
        "svg": SafeString(svg),
    }
