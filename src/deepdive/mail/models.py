"""Letters on their way: written in the same transaction as what they tell of, then sent."""

from django.db import models


class OutgoingLetter(models.Model):
    """An e-mail to one person. Once sent, its body is emptied: it may hold a sign-in link."""

    kind = models.CharField(max_length=40)
    to = models.EmailField()
    subject = models.CharField(max_length=200)
    body = models.TextField(blank=True)
    # [{"name": file name, "type": media type, "text": content}]
    attachments = models.JSONField(default=list, blank=True)
    written_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["sent_at", "attempts"], name="letters_waiting")]

    def __str__(self) -> str:
        return f"{self.kind} letter of {self.written_at:%Y-%m-%d}"
