"""Comments: threads beside the fields of a workbook, and what was said in them."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from deepdive.core.comments import LONGEST_COMMENT, Place, ThreadState
from deepdive.programme.models import Cohort

LONGEST_ID = 80


class Thread(models.Model):
    """What was said about one field of an artefact, or about one row of it (``row`` is "" for the field).

    Artefacts and fields are named by their ids in the pack, and rows by their ids in the shared
    document: a row may be removed, and what was said about it stays.
    """

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="threads")
    artefact = models.CharField(max_length=LONGEST_ID)
    field = models.CharField(max_length=LONGEST_ID)
    row = models.CharField(max_length=LONGEST_ID, blank=True)
    begun_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="threads_begun"
    )
    begun_at = models.DateTimeField()
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="threads_assigned"
    )
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="threads_resolved"
    )
    resolved_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(resolved_by=None) | Q(resolved_at__isnull=False),
                name="an_open_thread_has_no_resolver",
            )
        ]
        indexes = [models.Index(fields=["cohort", "artefact", "field"], name="threads_of_a_field")]
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"thread {self.pk} on {self.artefact}/{self.field}"

    @property
    def place(self) -> Place:
        """What it is about."""
        return Place(artefact=self.artefact, field=self.field, row=self.row)

    @property
    def is_resolved(self) -> bool:
        """Whether it is settled."""
        return self.resolved_at is not None

    @property
    def state(self) -> ThreadState:
        """How it stands, for the rules."""
        return ThreadState(
            starter=self.begun_by_id, assignee=self.assigned_to_id, is_resolved=self.is_resolved
        )


class Comment(models.Model):
    """What one person said in a thread. Removing it empties it, and leaves that it was there.

    ``sent_as`` is made from the form and its words: the same form sent twice makes one comment.
    """

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="comments")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="comments"
    )
    text = models.TextField(max_length=LONGEST_COMMENT, blank=True)
    mentioned = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="comments_mentioning")
    sent_as = models.UUIDField()
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["author", "sent_as"], name="a_form_makes_one_comment"),
            models.CheckConstraint(
                condition=(Q(removed_at=None) & ~Q(text="")) | (Q(removed_at__isnull=False) & Q(text="")),
                name="only_removed_comments_are_empty",
            ),
        ]
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"comment {self.pk}"

    @property
    def is_removed(self) -> bool:
        """Whether its author has taken it back."""
        return self.removed_at is not None
