"""Reads of house templates."""

from dataclasses import dataclass

from deepdive.exports.models import HouseTemplate
from deepdive.people.models import Organisation


@dataclass(frozen=True)
class HouseTemplates:
    """The template that the organisation uses, and the one that waits to be looked at."""

    used: HouseTemplate | None
    waiting: HouseTemplate | None


def house_templates(organisation: Organisation) -> HouseTemplates:
    """What the organisation has of house templates."""
    found = {one.is_used: one for one in organisation.house_templates.all()}
    return HouseTemplates(used=found.get(True), waiting=found.get(False))


def house_of(organisation: Organisation) -> bytes | None:
    """The Word file that the organisation's exports are built on, if it has one."""
    content = organisation.house_templates.filter(is_used=True).values_list("content", flat=True).first()
    # PostgreSQL hands out a view of it
    return None if content is None else bytes(content)
