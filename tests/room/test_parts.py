"""A page that loads parts of itself again, beside what the person loads."""

import pytest
from django.test import Client

from tests.factories import add_cast

pytestmark = pytest.mark.django_db(databases=["default", "journal"])


def test_what_is_to_be_said_to_the_person_waits_for_a_page_that_they_load() -> None:
    cast = add_cast()
    client = Client()
    client.force_login(cast.facilitator)
    path = f"/sessions/{cast.cohort.sessions.get(number=1).pk}"
    client.post(f"{path}/decisions", {"text": "We start on Monday."})
    pages = [client.get(path, headers={"X-Page-Part": "room"}), client.get(path), client.get(path)]
    said = ["The decision is noted." in page.content.decode() for page in pages]
    assert said == [False, True, False]
