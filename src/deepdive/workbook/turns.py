"""Writers of the journal take turns, workbook by workbook."""

from collections.abc import Iterable
from uuid import UUID

from django.db import connections

from deepdive.workbook.routing import JOURNAL


def take_turns(workbook_ids: Iterable[UUID]) -> None:
    """Wait until no other process is writing to these workbooks, and let none until the end of the
    transaction. Where there is one file for all, the database sees to that.

    So the entries of one workbook are committed in the order of their ids, and whoever has read up to an
    entry has read everything before it. In one order for everybody, so that nobody waits in a circle.
    """
    connection = connections[JOURNAL]
    if connection.vendor != "postgresql":
        return
    keys = sorted(int.from_bytes(one.bytes[:8], signed=True) for one in workbook_ids)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(key) FROM unnest(%s::bigint[]) AS key", [keys])
