"""What people were asked about because it looks like it points to a real person, and chose to keep."""

from django.conf import settings
from django.db import models

from deepdive.web.free_text import LONGEST_REASON


class KeptFinding(models.Model):
    """Somebody says why a text may stay. Holds the place and what the text looks like, never the text.

    ``root`` names the box: a top-level name of a workbook, such as ``problem/summary``, or a form and its
    box, such as ``request/why``. In rows, ``row`` and ``column`` say which cell; for a form, ``row`` is the
    id of what it made. ``count`` says how many such findings the box held.
    """

    workbook_id = models.UUIDField(null=True, db_index=True)
    root = models.CharField(max_length=200)
    row = models.CharField(max_length=60, blank=True)
    column = models.CharField(max_length=60, blank=True)
    looks = models.CharField(max_length=30)  # one of core.patient_data.Looks
    count = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=LONGEST_REASON)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True)
    made_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.looks} in {self.root}"


class Removal(models.Model):
    """Something was removed from a workbook for good: who did it, when and how, never what.

    ``how`` says by what it was found. ``done_at`` is empty while it is not sure that everything is gone.
    """

    class How(models.TextChoices):
        """By what it was found."""

        TEXT = "text"
        TIME = "time"

    workbook_id = models.UUIDField(db_index=True)
    root = models.CharField(max_length=200)
    how = models.CharField(max_length=10, choices=How)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True)
    begun_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"removal by {self.how} from {self.root}"
