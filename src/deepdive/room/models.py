"""What happened in a room."""

from django.db import models

from deepdive.programme.models import Session


class RoomEvent(models.Model):
    """One event of a session's agenda. Events are only added; the room's state is what they make.

    ``kind`` and ``number`` hold the event of :mod:`deepdive.core.agenda`; ``place`` counts a session's
    events from 1, and being unique it settles two commands at the same moment.
    """

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="events")
    place = models.PositiveIntegerField()
    kind = models.CharField(max_length=20)
    number = models.PositiveSmallIntegerField(null=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "place"], name="one_event_a_place")]
        ordering = ["place"]

    def __str__(self) -> str:
        return f"{self.kind} at {self.at:%H:%M:%S}"
