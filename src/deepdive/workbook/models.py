"""The journal: every update anybody made to a workbook, in the order in which it was committed."""

from django.db import models


class JournalEntry(models.Model):
    """One update, as it was received. ``workbook_id`` is a cohort's id.

    ``touched`` names the top-level types that it changed, with spaces between. ``waits`` marks an update
    that built on edits which were not there yet when it came. ``epoch`` is the lease of the process that had
    the workbook open, if it was that which wrote the entry and there are leases. The journal may be in a
    database of its own, so people and cohorts are named by id, not by key.
    """

    workbook_id = models.UUIDField()
    author_id = models.BigIntegerField(null=True)
    made_at = models.DateTimeField(auto_now_add=True)
    update = models.BinaryField()
    touched = models.TextField(default="")
    waits = models.BooleanField(default=False)
    epoch = models.BigIntegerField(null=True)

    class Meta:
        indexes = [models.Index(fields=["workbook_id", "id"], name="journal_of_a_workbook")]
        verbose_name_plural = "journal entries"

    def __str__(self) -> str:
        return f"entry {self.pk}"


class Snapshot(models.Model):
    """What a workbook's entries up to ``up_to`` make, as one update, so that it opens fast.

    Entries that were waiting then are not in it.
    """

    workbook_id = models.UUIDField()
    up_to = models.BigIntegerField()
    made_at = models.DateTimeField(auto_now_add=True)
    state = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workbook_id", "up_to"], name="one_snapshot_an_entry")]

    def __str__(self) -> str:
        return f"snapshot up to entry {self.up_to}"


class Generation(models.Model):
    """How often a workbook's history has been removed for good; no row: never.

    ``began_with`` is the entry that took the place of everything before it. ``retired`` are the ids of the
    Yjs clients whose edits were in the history that is gone: whoever still sends one of these has the
    old history, and what was removed with it.
    """

    workbook_id = models.UUIDField(primary_key=True)
    number = models.PositiveIntegerField()
    began_with = models.BigIntegerField()
    retired = models.JSONField(default=list)
    began_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"generation {self.number}"


class FoldMark(models.Model):
    """Up to which entry the journal has been folded; one row, or none yet."""

    up_to = models.BigIntegerField()

    def __str__(self) -> str:
        return f"folded up to entry {self.up_to}"


class WorkbookLease(models.Model):
    """Which process has a workbook open, or had it last, and until when nobody else may: see
    :mod:`deepdive.workbook.leases`."""

    workbook_id = models.UUIDField(primary_key=True)
    owner = models.CharField(max_length=300)
    epoch = models.BigIntegerField()
    expires_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"lease {self.epoch} of {self.owner}"
