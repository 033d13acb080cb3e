"""Writes: setting a contradiction aside, and taking it up again."""

from datetime import datetime

from django.db import transaction

from deepdive.contradictions.models import SetAside
from deepdive.core.contradictions import Contradiction
from deepdive.programme.models import Cohort
from deepdive.programme.queries import Access


def set_aside(access: Access, found: Contradiction, *, reason: str, now: datetime) -> SetAside:
    """Set aside what was found, where it was found, with a reason. One that is set aside already for other
    places is replaced, and stays as a record."""
    with transaction.atomic():
        _waiting(access, found.rule.id, now=now)
        return SetAside.objects.create(
            cohort=access.cohort,
            rule=found.rule.id,
            places=list(found.keys),
            reason=reason,
            by=access.person,
            at=now,
        )


def take_up(access: Access, rule_id: str, *, now: datetime) -> bool:
    """Take up again what was set aside. Returns whether it was."""
    with transaction.atomic():
        return _waiting(access, rule_id, now=now)


def _waiting(access: Access, rule_id: str, *, now: datetime) -> bool:
    # whoever comes second waits here, so that nobody meets the database's constraint
    Cohort.objects.select_for_update().get(pk=access.cohort.pk)
    rows = SetAside.objects.filter(cohort=access.cohort, rule=rule_id, taken_up_at=None)
    return rows.update(taken_up_by=access.person, taken_up_at=now) > 0
