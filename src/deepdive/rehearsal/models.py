"""Rehearsals that somebody has begun."""

from django.conf import settings
from django.db import models

from deepdive.programme.models import Session


class Rehearsal(models.Model):
    """A session of a made-up cohort that one person leads for practice. ``seen_until`` is up to when the
    simulated attendees have acted; once ``over_at`` has passed all of it is removed."""

    session = models.OneToOneField(
        Session, on_delete=models.CASCADE, primary_key=True, related_name="rehearsal"
    )
    original = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="rehearsals")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    seen_until = models.DateTimeField()
    over_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"rehearsal of {self.original}"
