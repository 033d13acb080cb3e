"""An organiser gives people a part other than attending, and takes it away."""

import html

import pytest
from django.test import Client

from deepdive.core.access import Role
from deepdive.mail.models import OutgoingLetter
from deepdive.people.models import Person
from deepdive.programme.queries import roles_in
from tests.factories import Cast, Page, add_cast

pytestmark = pytest.mark.django_db(databases=["default", "journal"])


@pytest.fixture
def cast(client: Client) -> Cast:
    """The cast, with its organiser signed in; the letters of its invitations are gone."""
    made = add_cast()
    OutgoingLetter.objects.all().delete()
    client.force_login(made.organiser)
    return made


def give(client: Client, cast: Cast, **values: str) -> Page:
    sent = {"role": "reviewer", "name": "Clara Safe", "email": "clara.safe@northvale.example"} | values
    return client.post(f"/cohorts/{cast.cohort.pk}/parts", sent, follow=True)


def text_of(page: Page) -> str:
    return " ".join(html.unescape(page.content.decode()).split())


def test_a_reviewer_gets_the_part_and_one_letter_however_often_the_form_comes(
    cast: Cast, client: Client
) -> None:
    for _ in range(2):
        page = give(client, cast)
    assert "Clara Safe, reviewer" in text_of(page)
    person = Person.objects.get(email="clara.safe@northvale.example")
    assert roles_in(cast.cohort, person) == {Role.REVIEWER}
    assert [(one.kind, one.to) for one in OutgoingLetter.objects.all()] == [("seat-invitation", person.email)]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"role": "organiser"}, "Choose one of these parts"),
        ({"role": "facilitator"}, "Choose one of these parts"),
        ({"role": ""}, "Choose a part"),
        ({"email": "clara"}, "Enter an e-mail in the right form"),
        ({"name": ""}, "Enter the person's name"),
    ],
)
def test_a_faulty_form_gives_nothing_and_loses_nothing(
    cast: Cast, client: Client, values: dict[str, str], said: str
) -> None:
    before = cast.cohort.appointments.count()
    page = give(client, cast, **values)
    assert (page.status_code, cast.cohort.appointments.count()) == (422, before)
    assert said in text_of(page)
    assert values.get("email", "clara.safe@northvale.example") in text_of(page)


def test_a_part_that_is_taken_away_ends_access_and_the_facilitator_stays(cast: Cast, client: Client) -> None:
    parts = cast.cohort.appointments
    for person in (cast.reviewer, cast.facilitator):
        client.post(f"/cohorts/{cast.cohort.pk}/parts/{parts.get(person=person).pk}/end")
    assert roles_in(cast.cohort, cast.reviewer) == frozenset()
    assert roles_in(cast.cohort, cast.facilitator) == {Role.FACILITATOR}


def test_a_part_in_another_cohort_is_left_alone(cast: Cast, client: Client) -> None:
    theirs = cast.cohort.__class__.objects.exclude(pk=cast.cohort.pk).get()
    part = theirs.appointments.create(person=cast.outsider, role="sponsor")
    client.post(f"/cohorts/{cast.cohort.pk}/parts/{part.pk}/end")
    assert theirs.appointments.filter(pk=part.pk).exists()
