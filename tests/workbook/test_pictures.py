"""An artefact's page shows at a glance what is written in it."""

import html
from uuid import uuid4

import pytest
from django.test import Client

from deepdive.curriculum.current import pack
from deepdive.people.models import Person
from deepdive.programme.models import Cohort
from deepdive.workbook.document import KeptRow, Link, RowEdits, change, change_links
from deepdive.workbook.pictures import pictures_in
from deepdive.workbook.queries import read_workbook
from tests.factories import add_cohort, append, write

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "journal"])


@pytest.fixture
def cohort(client: Client) -> Cohort:
    """A cohort whose one attendee is signed in."""
    made = add_cohort(seats=1)
    person: Person = made.seats.get().person
    client.force_login(person)
    return made


def rows(*cells: dict[str, str]) -> RowEdits:
    return RowEdits(rows=tuple(KeptRow(str(uuid4()), row) for row in cells), removed=frozenset())


def text_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return html.unescape(" ".join(answer.content.decode().split()))
