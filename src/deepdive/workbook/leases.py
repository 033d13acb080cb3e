"""Which process has a workbook open, where several share a database: one at a time.

A process takes a lease when it opens a workbook, renews it while it has it open, and gives it back. If it
dies, another may take the lease once it has run out. Times are the database's, so that no clock of
another computer counts. Each lease of a workbook has a higher ``epoch`` than the one before, and the
journal takes nothing that was written under an earlier one: a process that was held up for a while, and
does not know yet that it has lost its lease, can do no harm.
"""

import os
import socket
from collections.abc import Collection, Mapping
from uuid import UUID, uuid4

from django.db import connections, transaction

from deepdive.database.notices import tell
from deepdive.workbook.models import WorkbookLease
from deepdive.workbook.refusals import Refusal, Unavailable
from deepdive.workbook.routing import JOURNAL
from deepdive.workbook.turns import take_turns

LEASE_SECONDS = 15
RENEW_EVERY_SECONDS = 5
# the notice that another process is asked for a workbook
WANTED = "wanted"


class LeaseLost(Exception):
    """Another process has the workbook now."""


class Leases:
    """The leases of this process."""

    def __init__(self) -> None:
        self._owner = f"{socket.gethostname()}:{os.getpid()}:{uuid4().hex[:8]}"

    def take(self, workbook_id: UUID) -> int:
        """A new lease of the workbook, as its epoch. Unavailable if another process has one, which is told
        that the workbook is wanted elsewhere."""
        with transaction.atomic(using=JOURNAL):
            # waits for what the owner before is just writing
            take_turns([workbook_id])
            with connections[JOURNAL].cursor() as cursor:
                cursor.execute(_TAKE, [workbook_id, self._owner, LEASE_SECONDS, self._owner])
                row = cursor.fetchone()
            if row is None:
                tell(WANTED, str(workbook_id), using=JOURNAL)
        if row is None:
            raise Unavailable(Refusal.MOVED)
        return int(row[0])

    def renew(self, held: Mapping[UUID, int]) -> set[UUID]:
        """Renew leases, given as workbook -> epoch; those that are still ours."""
        with connections[JOURNAL].cursor() as cursor:
            cursor.execute(_RENEW, [LEASE_SECONDS, list(held), list(held.values()), self._owner])
            return {row[0] for row in cursor.fetchall()}

    def give_back(self, held: Mapping[UUID, int]) -> None:
        """Let others take them at once."""
        with connections[JOURNAL].cursor() as cursor:
            cursor.execute(_GIVE_BACK, [list(held), list(held.values()), self._owner])


def epochs_now(workbook_ids: Collection[UUID]) -> dict[UUID, int]:
    """The epochs of the workbooks' newest leases."""
    return dict(WorkbookLease.objects.filter(pk__in=workbook_ids).values_list("workbook_id", "epoch"))


_TABLE = "workbook_workbooklease"
_TAKE = f"""
    INSERT INTO {_TABLE} AS had (workbook_id, owner, epoch, expires_at)
    VALUES (%s, %s, 1, clock_timestamp() + make_interval(secs => %s))
    ON CONFLICT (workbook_id) DO UPDATE
    SET owner = excluded.owner, epoch = had.epoch + 1, expires_at = excluded.expires_at
    WHERE had.expires_at <= clock_timestamp() OR had.owner = %s
    RETURNING epoch
"""  # noqa: S608 - our name
_RENEW = f"""
    UPDATE {_TABLE} AS had SET expires_at = clock_timestamp() + make_interval(secs => %s)
    FROM unnest(%s::uuid[], %s::bigint[]) AS held (workbook_id, epoch)
    WHERE had.workbook_id = held.workbook_id AND had.epoch = held.epoch AND had.owner = %s
    RETURNING had.workbook_id
"""  # noqa: S608 - our name
_GIVE_BACK = f"""
    UPDATE {_TABLE} AS had SET expires_at = clock_timestamp()
    FROM unnest(%s::uuid[], %s::bigint[]) AS held (workbook_id, epoch)
    WHERE had.workbook_id = held.workbook_id AND had.epoch = held.epoch AND had.owner = %s
"""  # noqa: S608 - our name
