"""Writes of a choice."""

from collections.abc import Mapping

from django.db import transaction

from deepdive.choice.models import MoneyLine, OptionOutlook, Score, Weight
from deepdive.choice.queries import Option
from deepdive.core.choosing import check_points
from deepdive.core.money import Line, Outlook
from deepdive.core.refused import Refused
from deepdive.programme.models import Cohort

MOST_LINES = 20


def save_weights(cohort: Cohort, points: Mapping[str, int], *, voter: str) -> None:
    """Keep somebody's swing weights, by criterion, in place of those they gave before."""
    for value in points.values():
        check_points(value)
    with transaction.atomic():
        Weight.objects.bulk_create(
            [
                Weight(cohort=cohort, criterion=one, voter=voter, points=value)
                for one, value in points.items()
            ],
            update_conflicts=True,
            unique_fields=["cohort", "criterion", "voter"],
            update_fields=["points"],
        )


def save_scores(cohort: Cohort, option: Option, points: Mapping[str, int], *, voter: str) -> None:
    """Keep somebody's scores of an option, by criterion, in place of those they gave before."""
    for value in points.values():
        check_points(value)
    with transaction.atomic():
        Score.objects.bulk_create(
            [
                Score(cohort=cohort, option=option.id, criterion=one, voter=voter, points=value)
                for one, value in points.items()
            ],
            update_conflicts=True,
            unique_fields=["cohort", "option", "criterion", "voter"],
            update_fields=["points"],
        )


def add_money_line(cohort: Cohort, option: Option, line: Line, *, what: str, source: str) -> MoneyLine:
    """Add a cost or a benefit to an option. Refused with ``too-many`` where there is no room."""
    with transaction.atomic():
        Cohort.objects.select_for_update().get(pk=cohort.pk)
        if MoneyLine.objects.filter(cohort=cohort, option=option.id).count() >= MOST_LINES:
            raise Refused("too-many", f"An option has room for {MOST_LINES} lines. Remove one first.")
        return MoneyLine.objects.create(
            cohort=cohort,
            option=option.id,
            kind=line.kind.value,
            what=what,
            low=line.amount.low,
            likely=line.amount.likely,
            high=line.amount.high,
            rise=line.rise,
            source=source,
        )


def remove_money_line(cohort: Cohort, line_id: int) -> None:
    """Take a line away; one that is gone does no harm."""
    MoneyLine.objects.filter(cohort=cohort, pk=line_id).delete()


def save_outlook(cohort: Cohort, option: Option, outlook: Outlook, *, source: str) -> OptionOutlook:
    """Say when an option helps and how sure that is, in place of what was said before."""
    kept, _ = OptionOutlook.objects.update_or_create(
        cohort=cohort,
        option=option.id,
        defaults={
            "delay_low": outlook.delay.low,
            "delay_likely": outlook.delay.likely,
            "delay_high": outlook.delay.high,
            "fails": outlook.fails,
            "stop": outlook.stop,
            "source": source,
        },
    )
    return kept
