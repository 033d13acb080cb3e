"""Contradictions that people have set aside. What contradicts what is found anew each time, and is no row."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from deepdive.core.contradictions import LONGEST_REASON
from deepdive.programme.models import Cohort

LONGEST_ID = 80


class SetAside(models.Model):
    """Somebody's reason why what a rule found may stay. ``places`` are the places that it was found at, as
    texts: for others the reason does not count. It holds until somebody takes it up again, and stays as a
    record."""

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="set_aside")
    rule = models.CharField(max_length=LONGEST_ID)
    places = models.JSONField()
    reason = models.TextField(max_length=LONGEST_REASON)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    taken_up_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    taken_up_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "rule"],
                condition=Q(taken_up_at=None),
                name="a_contradiction_is_set_aside_once",
            ),
            models.CheckConstraint(
                condition=Q(taken_up_by=None) | Q(taken_up_at__isnull=False),
                name="what_is_aside_nobody_took_up",
            ),
        ]
        verbose_name_plural = "set aside"

    def __str__(self) -> str:
        return f"{self.rule} set aside"
