"""A session whose room is not open yet."""

from datetime import UTC, datetime

import pytest

from deepdive.people.models import Organisation
from deepdive.programme.models import Cohort, Session

NOON = datetime(2027, 3, 2, 12, 0, tzinfo=UTC)


@pytest.fixture
def session(transactional_db: None) -> Session:
    """The third session of a cohort."""
    cohort = Cohort.objects.create(
        organisation=Organisation.objects.create(name="Larkfield Home Care"),
        problem="Visits have nobody",
        platform="teams",
    )
    return Session.objects.create(cohort=cohort, number=3, starts_at=NOON, minutes=75)
