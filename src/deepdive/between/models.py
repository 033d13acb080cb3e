"""What is kept of the time between sessions: who has prepared, and which letters went to whom."""

from django.conf import settings
from django.db import models

from deepdive.programme.models import Session


class Preparation(models.Model):
    """Somebody says that they have done what was to be done before a session."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="preparations")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    done_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "person"], name="prepared_once_a_session")]

    def __str__(self) -> str:
        return f"{self.person} for {self.session}"


class SentLetter(models.Model):
    """A letter about a session was written to somebody. ``once`` is what they get once
    (:attr:`deepdive.core.letters_due.Kind.once`), ``revision`` the session's where a new time is a new
    letter.

    The row is written together with the letter, and being unique it settles two processes at once."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="sent_letters")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    once = models.CharField(max_length=40)
    revision = models.PositiveSmallIntegerField(default=0)
    written_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["session", "person", "once", "revision"], name="one_letter_a_kind_session_and_person"
            )
        ]

    def __str__(self) -> str:
        return f"{self.once} to {self.person}"
