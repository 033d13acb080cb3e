"""The page of a board: what is recorded when somebody saves it."""

import html
import re

import pytest
from django.test import Client

from deepdive.guard.models import KeptFinding
from deepdive.people.models import Person
from deepdive.programme.models import Cohort
from deepdive.workbook.models import JournalEntry
from deepdive.workbook.queries import read_board_now
from tests.factories import Page, add_cohort

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "journal"])

NAMED, ANONYMOUS = "choose-problem", "closing-card-1"


@pytest.fixture
def cohort(client: Client) -> Cohort:
    """A cohort whose one attendee is signed in."""
    made = add_cohort(seats=1)
    client.force_login(attendee(made))
    return made


def attendee(cohort: Cohort) -> Person:
    return cohort.seats.get().person


def address(cohort: Cohort, board: str) -> str:
    return f"/workbooks/{cohort.pk}/boards/{board}"


def opened(client: Client, cohort: Cohort, board: str) -> str:
    return html.unescape(client.get(address(cohort, board)).content.decode())


def save(client: Client, cohort: Cohort, board: str, **typed: str) -> Page:
    as_of = re.search(r'name="as_of" value="(\d+)"', opened(client, cohort, board))
    assert as_of
    return client.post(address(cohort, board), {"as_of": as_of[1], **typed})


@pytest.mark.parametrize(("board", "is_recorded"), [(NAMED, True), (ANONYMOUS, False)])
def test_who_wrote_is_recorded_except_where_the_activity_is_anonymous(
    client: Client, cohort: Cohort, board: str, is_recorded: bool
) -> None:
    assert ("We do not record who writes" in opened(client, cohort, board)) is not is_recorded
    save(client, cohort, board, pile__unsorted__new="Born 12/03/1962")
    because = {"pile__unsorted__new--because": "Made up for this exercise"}
    page = save(client, cohort, board, pile__unsorted__new="Born 12/03/1962", **because)
    assert page.status_code == 302
    me = attendee(cohort).pk if is_recorded else None
    note = read_board_now(cohort.pk, board).board.notes[0].id
    assert list(JournalEntry.objects.values_list("author_id", flat=True)) == [me]
    assert list(KeptFinding.objects.values_list("person_id", "root", "row", "column")) == [
        (me, f"board:{board}/notes", note, "text")
    ]


def test_the_journal_says_what_was_touched(client: Client, cohort: Cohort) -> None:
    save(client, cohort, NAMED, pile__unsorted__new="Calls")
    save(client, cohort, NAMED, **{"new-heading": "Evidence"})
    assert [entry.touched for entry in JournalEntry.objects.order_by("pk")] == [
        f"board:{NAMED}/notes",
        f"board:{NAMED}/headings",
    ]


def test_nothing_changed_is_nothing_written(client: Client, cohort: Cohort) -> None:
    assert save(client, cohort, NAMED).status_code == 302
    assert not JournalEntry.objects.exists()


def test_after_a_note_moved_the_page_opens_at_the_note(client: Client, cohort: Cohort) -> None:
    save(client, cohort, NAMED, pile__unsorted__new="Calls", act="pile__unsorted__add")
    note = read_board_now(cohort.pk, NAMED).board.notes[0].id
    page = save(
        client,
        cohort,
        NAMED,
        act=f"note__{note}__move",
        **{f"note__{note}__words": "Calls", f"note__{note}__heading": "quick-win"},
    )
    assert page["Location"] == f"{address(cohort, NAMED)}#note-{note}"
    assert "Saved. The note is under “Much good, little effort”." in opened(client, cohort, NAMED)
