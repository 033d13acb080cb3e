"""What is kept of advice: a cohort's answers, the results that they led to, and what people say to them."""

from django.conf import settings
from django.db import models

from deepdive.programme.models import Cohort

LONGEST_WHO = 120
LONGEST_REASON = 500


class AdviceAnswer(models.Model):
    """A cohort's answer to a question of the pack.

    ``value`` is the id of a choice, a list of them, or a number; null while nobody knows. ``who_finds_out``
    is a job, in somebody's own words.
    """

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="advice_answers")
    question = models.CharField(max_length=60)
    value = models.JSONField(null=True)
    who_finds_out = models.CharField(max_length=LONGEST_WHO, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    answered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cohort", "question"], name="one_answer_a_question_and_cohort")
        ]

    def __str__(self) -> str:
        return f"{self.question} of {self.cohort}"


class AdviceResult(models.Model):
    """What the tables said, and which: the status and title of each finding by the id of its rule."""

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="advice_results")
    pack_version = models.CharField(max_length=40)
    findings = models.JSONField()
    judged_for = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    judged_at = models.DateTimeField()

    class Meta:
        get_latest_by = ["judged_at", "pk"]

    def __str__(self) -> str:
        return f"{self.cohort} by {self.pack_version}"


class NotApplicable(models.Model):
    """A cohort says why a finding does not apply to it. The finding stays, with the reason."""

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="not_applicable")
    rule = models.CharField(max_length=60)
    reason = models.TextField(max_length=LONGEST_REASON)
    said_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    said_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cohort", "rule"], name="one_reason_a_rule_and_cohort")
        ]

    def __str__(self) -> str:
        return f"{self.rule} of {self.cohort}"
