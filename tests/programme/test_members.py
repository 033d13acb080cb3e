"""Who has a part in a cohort, and which."""

import pytest
from django.utils import timezone

from deepdive.core.access import Role
from deepdive.programme.actions import appoint
from deepdive.programme.queries import members_of
from tests.factories import add_cast

pytestmark = pytest.mark.django_db(databases=["default", "journal"])


def test_everybody_is_listed_once_by_name_with_each_part() -> None:
    cast = add_cast()
    appoint(cast.cohort, cast.attendee, role=Role.SPONSOR, by=cast.organiser, now=timezone.now())
    assert [(member.person.name, member.part) for member in members_of(cast.cohort)] == [
        ("Atul Tandon", "Nurse, Sponsor"),
        ("Cora Farrow", "Co-facilitator"),
        ("Gwen Facey", "Facilitator"),
        ("Olga Anders", "Organiser"),
        ("Rita Viewer", "Reviewer"),
        ("Simon Ponsonby", "Sponsor"),
    ]


def test_whoever_cannot_sign_in_any_more_is_left_out() -> None:
    cast = add_cast()
    cast.sponsor.is_active = False
    cast.sponsor.save()
    assert cast.sponsor not in [member.person for member in members_of(cast.cohort)]
