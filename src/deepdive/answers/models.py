"""Answers, votes and hidden notes. No table says who gave them: ``voter`` is a keyed digest
(:mod:`deepdive.answers.voter`), the same in a whole cohort, and there is no time beside it.
"""

import uuid

from django.db import models
from django.db.models import F, Q

from deepdive.programme.models import Session

LONGEST_ID = 60
DIGEST = 64
LONGEST_NOTE = 500


class Answer(models.Model):
    """What somebody answered to an item, in a round: a :data:`~deepdive.core.poll.Value` as JSON."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="answers")
    activity = models.CharField(max_length=LONGEST_ID)
    item = models.CharField(max_length=LONGEST_ID)
    round = models.PositiveSmallIntegerField()
    voter = models.CharField(max_length=DIGEST)
    value = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["session", "activity", "item", "round", "voter"],
                name="one_answer_a_person_item_and_round",
            )
        ]

    def __str__(self) -> str:
        return f"answer to {self.activity}/{self.item}"


class Dot(models.Model):
    """A vote for a note on a board. Each voter has ``budget`` slots, numbered from 1, so the database
    itself refuses one dot too many; and one dot a note."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="dots")
    activity = models.CharField(max_length=LONGEST_ID)
    round = models.PositiveSmallIntegerField()
    voter = models.CharField(max_length=DIGEST)
    note = models.CharField(max_length=LONGEST_ID)
    slot = models.PositiveSmallIntegerField()
    budget = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["session", "activity", "round", "voter", "slot"], name="one_dot_a_slot"
            ),
            models.UniqueConstraint(
                fields=["session", "activity", "round", "voter", "note"], name="one_dot_a_note"
            ),
            models.CheckConstraint(
                condition=Q(slot__gte=1, slot__lte=F("budget")), name="dots_within_budget"
            ),
        ]

    def __str__(self) -> str:
        return f"dot {self.slot} on {self.activity}"


class HiddenNote(models.Model):
    """A note for a silent board that is not on the board yet; its id is the note's there. ``heading`` is
    the id of an item of the activity, or empty. The row goes when the note is shown."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="hidden_notes")
    activity = models.CharField(max_length=LONGEST_ID)
    voter = models.CharField(max_length=DIGEST)
    heading = models.CharField(max_length=LONGEST_ID, blank=True)
    text = models.CharField(max_length=LONGEST_NOTE)

    def __str__(self) -> str:
        return f"hidden note for {self.activity}"
