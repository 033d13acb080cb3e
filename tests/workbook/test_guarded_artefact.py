"""The form of an artefact asks about what may point to a real person, and remembers the answer."""

import html
import json
import re
from typing import Any

import pytest
from django.test import Client

from deepdive.guard.models import KeptFinding
from deepdive.people.models import Person
from deepdive.programme.models import Cohort
from deepdive.workbook.models import JournalEntry
from tests.factories import Page, add_cohort, write
from tests.web.markup import squeezed

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "journal"])

BIRTH = "A man born 12/03/1962 waits"
ASKED = "This looks like a date of birth: '12/03/1962'. Change it, or say below why it may stay."


@pytest.fixture
def cohort(client: Client) -> Cohort:
    """A cohort whose one attendee is signed in."""
    made = add_cohort(seats=1)
    client.force_login(attendee(made))
    return made


def attendee(cohort: Cohort) -> Person:
    return cohort.seats.get().person


def address(cohort: Cohort, artefact: str) -> str:
    return f"/workbooks/{cohort.pk}/artefacts/{artefact}"


def opened(client: Client, cohort: Cohort, artefact: str = "problem-statement") -> str:
    return html.unescape(client.get(address(cohort, artefact)).content.decode())


def save(client: Client, cohort: Cohort, artefact: str = "problem-statement", **typed: str) -> Page:
    as_of = re.search(r'name="as_of" value="(\d+)"', opened(client, cohort, artefact))
    assert as_of
    return client.post(address(cohort, artefact), {"as_of": as_of[1], **typed})


def kept() -> list[dict[str, Any]]:
    found = KeptFinding.objects.values("root", "row", "column", "looks", "count", "reason")
    return [dict(row) for row in found]


def test_the_first_save_asks_and_keeps_what_was_typed(client: Client, cohort: Cohort) -> None:
    page = save(client, cohort, who=BIRTH)
    text = html.unescape(page.content.decode())
    assert page.status_code == 422
    assert f'<a href="#id_who">{ASKED}</a>' in squeezed(text)
    assert f">\n{BIRTH}</textarea>" in text
    assert 'name="who--because"' in text
    assert not JournalEntry.objects.exists()


def test_a_reason_saves_it_and_is_remembered(client: Client, cohort: Cohort) -> None:
    page = save(client, cohort, who=BIRTH, **{"who--because": "Made up for this exercise"})
    assert page.status_code == 302
    assert kept() == [
        {
            "root": "problem-statement/who",
            "row": "",
            "column": "",
            "looks": "date-of-birth",
            "count": 1,
            "reason": "Made up for this exercise",
        }
    ]
    assert KeptFinding.objects.get().person == attendee(cohort)
    shown = opened(client, cohort)
    assert "who--because" not in shown
    assert 'data-kept="{"date-of-birth": 1}"' in shown


def test_what_nobody_spoke_for_is_asked_about_on_the_page(client: Client, cohort: Cohort) -> None:
    write(cohort, artefact="problem-statement", field="who", text=BIRTH)
    shown = opened(client, cohort)
    assert 'name="who--because"' in shown
    assert ASKED in shown


def test_what_others_wrote_holds_nobody_up(client: Client, cohort: Cohort) -> None:
    write(cohort, artefact="problem-statement", field="who", text=BIRTH)
    assert save(client, cohort, who=f"{BIRTH} on the ward").status_code == 302
    assert kept() == []


def test_more_of_the_same_is_asked_about_again(client: Client, cohort: Cohort) -> None:
    save(client, cohort, who=BIRTH, **{"who--because": "Made up"})
    page = save(client, cohort, who=f"{BIRTH}. A woman born 1 May 1970 too")
    assert "This looks like a date of birth: '1 May 1970'." in html.unescape(page.content.decode())


def test_a_cell_of_a_new_row_is_remembered_by_the_rows_own_id(client: Client, cohort: Cohort) -> None:
    cell = "gaps__new-1__question"
    page = save(client, cohort, "data-needs", **{cell: "What about MRN 1234567?"})
    assert page.status_code == 422
    assert f'name="{cell}--because"' in page.content.decode()
    save(
        client, cohort, "data-needs", **{cell: "What about MRN 1234567?", f"{cell}--because": "A test record"}
    )
    (row,) = kept()
    assert (row["root"], row["column"], row["looks"]) == ("data-needs/gaps", "question", "hospital-number")
    assert f'data-row="{row["row"]}"' in opened(client, cohort, "data-needs")
    assert "--because" not in opened(client, cohort, "data-needs")


def test_a_small_count_is_asked_about_where_the_pack_counts_people(client: Client, cohort: Cohort) -> None:
    page = save(client, cohort, "due-diligence", **{"right-alarms": "3"})
    assert "Small numbers can point to people" in page.content.decode()
    assert page.status_code == 422
    assert save(client, cohort, "due-diligence", **{"right-alarms": "fewer than 8"}).status_code == 302


def test_every_box_for_free_text_has_its_notice(client: Client, cohort: Cohort) -> None:
    shown = opened(client, cohort, "data-needs")
    boxes = re.findall(r"<textarea[^>]*>", shown)
    assert len(boxes) > 10
    for box in boxes:
        described = re.search(r'aria-describedby="([^"]+)"', box)
        assert described, box
        (notice,) = described[1].split()
        holder = re.search(rf'id="{re.escape(notice)}"[^>]*>(.*?)</(?:div|p)>', shown, re.DOTALL)
        assert holder
        assert "No patient data: write about roles, not real people." in holder[1]


def test_a_reader_sees_no_notice_and_is_asked_nothing(client: Client, cohort: Cohort) -> None:
    write(cohort, artefact="problem-statement", field="who", text=BIRTH)
    client.force_login(cohort.organisation.memberships.first().person)  # type: ignore[union-attr]
    shown = opened(client, cohort)
    assert "patient-data-notice" not in shown
    assert "--because" not in shown


KEEP = {"root": "problem-statement/who", "looks": "date-of-birth", "count": "1", "reason": "Made up"}


def keep(client: Client, cohort: Cohort, **changed: str) -> Page:
    return client.post(f"/workbooks/{cohort.pk}/kept", {**KEEP, **changed})


def test_a_live_page_says_why_something_stays(client: Client, cohort: Cohort) -> None:
    assert keep(client, cohort, row="7f-1", column="what").status_code == 201
    assert kept() == [
        {
            "root": "problem-statement/who",
            "row": "7f-1",
            "column": "what",
            "looks": "date-of-birth",
            "count": 1,
            "reason": "Made up",
        }
    ]


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"reason": " "}, "Say why it is not about a real person"),
        ({"reason": "he was born 12/3/1962"}, "Give the reason without the detail itself"),
        ({"reason": "943 476 5919"}, "Give the reason without the detail itself"),
        ({"looks": "nhs-number"}, "This page is out of date. Load it again."),
        ({"root": "a b"}, "This page is out of date. Load it again."),
        ({"count": "0"}, "This page is out of date. Load it again."),
    ],
)
def test_what_cannot_be_kept_is_told(
    client: Client, cohort: Cohort, changed: dict[str, str], message: str
) -> None:
    page = keep(client, cohort, **changed)
    assert (page.status_code, json.loads(page.content)) == (422, {"message": message})
    assert kept() == []


def test_who_may_not_write_keeps_nothing(client: Client, cohort: Cohort) -> None:
    client.force_login(cohort.organisation.memberships.first().person)  # type: ignore[union-attr]
    assert keep(client, cohort).status_code == 403
    assert kept() == []
