"""Reads of what has been set aside."""

from collections.abc import Mapping
from uuid import UUID

from deepdive.contradictions.models import SetAside
from deepdive.core.contradictions import Aside

_SOMEBODY = "somebody who has left"


def asides_of(cohort_id: UUID) -> Mapping[str, Aside]:
    """What is set aside in the cohort, by the id of the rule."""
    rows = SetAside.objects.filter(cohort_id=cohort_id, taken_up_at=None).select_related("by")
    return {
        row.rule: Aside(
            keys=tuple(row.places), reason=row.reason, by=row.by.name if row.by else _SOMEBODY, at=row.at
        )
        for row in rows
    }
