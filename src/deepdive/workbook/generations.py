"""The generation of a workbook: which history it is that somebody has.

When something is removed for good, the workbook starts anew without its history. A document of the old
generation must not meet one of the new: it would bring back everything, twice, and what was removed.
"""

from dataclasses import dataclass, field
from uuid import UUID

from django.db import connections

from deepdive.core.refused import Refused
from deepdive.workbook.models import Generation
from deepdive.workbook.refusals import Refusal
from deepdive.workbook.routing import JOURNAL


class MovedOn(Exception):
    """The workbook is of a later generation than what was to be written."""


@dataclass(frozen=True)
class Era:
    """A workbook's generation, the entry that it began with, and the Yjs clients of the ones before."""

    number: int = 0
    began_with: int = 0
    retired: frozenset[int] = field(default_factory=frozenset)


def era_of(workbook_id: UUID) -> Era:
    """The workbook's generation now."""
    found = Generation.objects.filter(pk=workbook_id).first()
    return Era(found.number, found.began_with, frozenset(found.retired)) if found else Era()


def all_numbers() -> dict[UUID, int]:
    """The generations of the few workbooks that have begun a new one.

    Past the object mapper, because each commit of the journal asks.
    """
    connection = connections[JOURNAL]
    table = connection.ops.quote_name(Generation._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT workbook_id, number FROM {table}")  # noqa: S608 - our name
        return {UUID(str(workbook_id)): number for workbook_id, number in cursor.fetchall()}


def moved_on() -> Refused:
    """What somebody is told whose page shows an older generation."""
    return Refused(Refusal.MOVED_ON.reason, Refusal.MOVED_ON.message)
