"""Scores, weights and money of a choice. ``option`` is the id of its row in the workbook, ``voter`` a keyed
digest (:mod:`deepdive.answers.voter`): no table says who gave what."""

from django.db import models
from django.db.models import Q

from deepdive.answers.models import DIGEST, LONGEST_ID
from deepdive.core.money import LineKind
from deepdive.programme.models import Cohort

LONGEST_WHAT = 80
LONGEST_SOURCE = 200


class Score(models.Model):
    """What somebody gave an option on a criterion, 0 to 100."""

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="scores")
    option = models.CharField(max_length=LONGEST_ID)
    criterion = models.CharField(max_length=LONGEST_ID)
    voter = models.CharField(max_length=DIGEST)
    points = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "option", "criterion", "voter"], name="one_score_a_person_option_criterion"
            ),
            models.CheckConstraint(condition=Q(points__lte=100), name="scores_up_to_100"),
        ]

    def __str__(self) -> str:
        return f"score of {self.option} on {self.criterion}"


class Weight(models.Model):
    """Somebody's swing weight of a criterion, 0 to 100."""

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="weights")
    criterion = models.CharField(max_length=LONGEST_ID)
    voter = models.CharField(max_length=DIGEST)
    points = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "criterion", "voter"], name="one_weight_a_person_and_criterion"
            ),
            models.CheckConstraint(condition=Q(points__lte=100), name="weights_up_to_100"),
        ]

    def __str__(self) -> str:
        return f"weight of {self.criterion}"


class MoneyLine(models.Model):
    """A cost or benefit of an option, as a range with its source. The group shares it."""

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="money_lines")
    option = models.CharField(max_length=LONGEST_ID)
    kind = models.CharField(max_length=10, choices=[(kind.value, kind.value) for kind in LineKind])
    what = models.CharField(max_length=LONGEST_WHAT)
    low = models.FloatField()
    likely = models.FloatField()
    high = models.FloatField()
    rise = models.FloatField(default=0)
    source = models.CharField(max_length=LONGEST_SOURCE)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.what


class OptionOutlook(models.Model):
    """When an option helps, and the chance that it does not work. ``fails`` is 0 to 1, the rest months."""

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="outlooks")
    option = models.CharField(max_length=LONGEST_ID)
    delay_low = models.FloatField()
    delay_likely = models.FloatField()
    delay_high = models.FloatField()
    fails = models.FloatField()
    stop = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=LONGEST_SOURCE)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cohort", "option"], name="one_outlook_an_option"),
        ]

    def __str__(self) -> str:
        return f"outlook of {self.option}"
