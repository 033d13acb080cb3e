"""The journal: every update anybody made to a workbook, in the order in which it was committed."""

from django.db import models


class JournalEntry(models.Model):
    """One update, as it was received. ``workbook_id`` is a cohort's id.

    The journal may be in a database of its own, so people and cohorts are named by id, not by key.
    """

    workbook_id = models.UUIDField()
    author_id = models.BigIntegerField(null=True)
    made_at = models.DateTimeField(auto_now_add=True)
    update = models.BinaryField()

    class Meta:
        indexes = [models.Index(fields=["workbook_id", "id"], name="journal_of_a_workbook")]
        verbose_name_plural = "journal entries"

    def __str__(self) -> str:
        return f"entry {self.pk}"
