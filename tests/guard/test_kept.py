"""What people chose to keep is noted with place, kind and reason, and never with the text."""

from uuid import uuid4

import pytest

from deepdive.core.patient_data import Looks
from deepdive.guard.actions import note_kept, note_kept_in_form
from deepdive.guard.models import KeptFinding
from deepdive.guard.place import Place
from deepdive.guard.queries import kept_in
from deepdive.people.actions import find_or_add_person
from deepdive.web.guarded_form import Kept

pytestmark = pytest.mark.django_db

CELL = Place("problem/steps", "r1", "what")


def test_who_where_what_and_why() -> None:
    ann, workbook = find_or_add_person(email="ann@x.example", name="Ann"), uuid4()
    note_kept(
        [Kept("steps__r1__what", Looks.BIRTH_DATE, 2, "made up")],
        places={"steps__r1__what": CELL},
        by=ann,
        workbook_id=workbook,
    )
    (row,) = KeptFinding.objects.values(
        "workbook_id", "root", "row", "column", "looks", "count", "reason", "person__name"
    )
    assert row == {
        "workbook_id": workbook,
        "root": "problem/steps",
        "row": "r1",
        "column": "what",
        "looks": "date-of-birth",
        "count": 2,
        "reason": "made up",
        "person__name": "Ann",
    }


def test_a_form_outside_the_workbook_is_named_with_its_box() -> None:
    note_kept_in_form([Kept("why", Looks.HOME, 1, "a clinic")], form="request", row=7, by=None)
    kept = KeptFinding.objects.get()
    assert (kept.root, kept.row, kept.person, kept.workbook_id) == ("request/why", "7", None, None)


def test_each_place_of_a_workbook_has_its_allowance() -> None:
    ours, theirs = uuid4(), uuid4()
    for workbook, looks, count in [
        (ours, Looks.BIRTH_DATE, 2),
        (ours, Looks.BIRTH_DATE, 1),
        (ours, Looks.HOME, 1),
        (theirs, Looks.SMALL_COUNT, 1),
    ]:
        note_kept([Kept("a", looks, count, "x")], places={"a": CELL}, by=None, workbook_id=workbook)
    assert kept_in(ours) == {CELL: {Looks.BIRTH_DATE: 2, Looks.HOME: 1}}
    assert kept_in(uuid4()) == {}
