"""What happened in a room, and who was there."""

from django.conf import settings
from django.db import models

from deepdive.programme.models import Session


class RoomEvent(models.Model):
    """One event of a session's agenda. Events are only added; the room's state is what they make.

    ``kind`` and ``data`` hold the event of :mod:`deepdive.core.agenda`; ``place`` counts a session's
    events from 1, and being unique it settles two commands at the same moment. ``by`` is who commanded.
    """

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="events")
    place = models.PositiveIntegerField()
    kind = models.CharField(max_length=20)
    data = models.JSONField(default=dict)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "place"], name="one_event_a_place")]
        ordering = ["place"]

    def __str__(self) -> str:
        return f"{self.kind} at {self.at:%H:%M:%S}"


class Stir(models.Model):
    """Counts what happens in a room besides events: people come, are done, answer. Pages that show
    such things look at it."""

    session = models.OneToOneField(Session, on_delete=models.CASCADE, primary_key=True, related_name="stir")
    count = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.count} in {self.session}"


class Presence(models.Model):
    """Somebody has, or had, a session's room open. ``first_at`` and ``last_at`` bound when, ``seconds`` is
    for how long in all; ``block`` is the place of the block they look at ahead or behind, None while they
    follow; ``wrote_at`` is when they last typed. ``is_live`` says that in this stay their page has
    told of itself: one without JavaScript is heard of only when it is loaded. ``beside`` is the person at
    whose screen they sit, with no page of their own: they are here for as long as that person is."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="presences")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    seconds = models.PositiveIntegerField(default=0)
    block = models.PositiveSmallIntegerField(null=True)
    wrote_at = models.DateTimeField(null=True)
    is_live = models.BooleanField(default=False)
    beside = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "person"], name="one_presence_a_session")]

    def __str__(self) -> str:
        return f"{self.person} in {self.session}"


class Sign(models.Model):
    """A person says something about the block that runs, by one press: that they are done, or lost."""

    class Kind(models.TextChoices):
        """What they say."""

        DONE = "done"
        LOST = "lost"

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="signs")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    block = models.CharField(max_length=60)
    kind = models.CharField(max_length=4, choices=Kind)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "person", "block", "kind"], name="one_sign_a_block")
        ]

    def __str__(self) -> str:
        return f"{self.kind} in {self.block}"


class ParkedQuestion(models.Model):
    """A question for later: asked in a session, and carried to the next until it is answered. ``asked_by`` is
    None where the person did not want their name to it."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="questions")
    text = models.CharField(max_length=500)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    asked_at = models.DateTimeField()
    answer = models.CharField(max_length=1000, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["asked_at", "pk"]

    def __str__(self) -> str:
        return f"question {self.pk}"


class Decision(models.Model):
    """Something that was decided in a session, in a sentence."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="decisions")
    text = models.CharField(max_length=500)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    noted_at = models.DateTimeField()

    class Meta:
        ordering = ["noted_at", "pk"]

    def __str__(self) -> str:
        return f"decision {self.pk}"


class Attendance(models.Model):
    """A facilitator says that somebody was, or was not, at a session, whatever their presence says."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="attendances")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    was_there = models.BooleanField()
    said_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "person"], name="one_attendance_a_session")]

    def __str__(self) -> str:
        return f"{self.person} at {self.session}: {self.was_there}"
