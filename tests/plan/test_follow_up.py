"""What became of the plan after 30, 90 and 180 days: a plain form that writes into the workbook."""

import html

import pytest
from django.test import Client

from deepdive.curriculum.current import pack
from deepdive.guard.models import KeptFinding
from deepdive.plan.follow_up import read_follow_up
from deepdive.plan.queries import plan_of
from deepdive.workbook.actions import write_fields
from deepdive.workbook.document import KeptRow, RowEdits
from deepdive.workbook.models import JournalEntry
from deepdive.workbook.queries import read_workbook
from tests.factories import Cast, Page, add_cast

# the journal has a thread of its own, which writes past a test's transaction
pytestmark = pytest.mark.django_db(databases=["default", "journal"], transaction=True)


@pytest.fixture
def cast(client: Client) -> Cast:
    """The cast with two actions in its plan; its attendee is signed in."""
    made = add_cast()
    rows = (
        KeptRow("count", {"action": "Count the beds", "owner": "Bed manager"}),
        KeptRow("ask", {"action": "Ask the families", "owner": ""}),
        KeptRow("empty", {"action": " ", "owner": "Nobody"}),
    )
    write_fields(
        made.cohort.pk,
        pack().artefacts["ninety-day-plan"],
        {"actions": RowEdits(rows=rows)},
        as_of=read_workbook(made.cohort.pk).as_of,
        author_id=None,
    )
    client.force_login(made.attendee)
    return made


def address(cast: Cast, days: int = 30) -> str:
    return f"/cohorts/{cast.cohort.pk}/after/{days}"


def text_of(page: Page) -> str:
    return " ".join(html.unescape(page.content.decode()).split())


def form(cast: Cast, days: int = 30, **typed: dict[str, str]) -> dict[str, str]:
    """What a browser sends of the page as it stands now; ``typed`` by "experiment", "count" or "ask"."""
    shown = read_follow_up(cast.cohort.pk, days)
    sent = {"as_of": str(shown.as_of)}
    for name, item in zip(("experiment", "count", "ask"), shown.items, strict=True):
        cells = ("state", "why", "for-people", "worse") if name == "experiment" else ("state", "why")
        for cell in cells:
            sent[f"{item.row}__{cell}"] = typed.get(name, {}).get(cell, item.said.get(cell, ""))
    return sent


def said(cast: Cast, days: int = 30) -> list[dict[str, str]]:
    return [dict(item.said) for item in read_follow_up(cast.cohort.pk, days).items]


def test_what_is_said_stands_in_the_plan_and_has_an_author(cast: Cast, client: Client) -> None:
    experiment = {
        "state": "stopped",
        "why": "No time",
        "for-people": "9 of 40",
        "worse": "More calls",
    }
    done = client.post(
        address(cast), form(cast, experiment=experiment, count={"state": "done", "why": "Twice"})
    )
    assert (done.status_code, done["Location"]) == (302, address(cast))
    section = next(one for one in plan_of(cast.cohort).sections if one.id == "what-happened")
    assert [[dict(row) for row in entry.rows] for entry in section.entries] == [
        [{"when": "30 days", **experiment}],
        [{"when": "30 days", "action": "Count the beds", "state": "done", "why": "Twice"}],
    ]
    assert JournalEntry.objects.filter(workbook_id=cast.cohort.pk).latest("pk").author_id == cast.attendee.pk


def test_each_follow_up_has_answers_of_its_own_and_shows_the_others(cast: Cast, client: Client) -> None:
    client.post(address(cast), form(cast, count={"state": "started", "why": "On one ward"}))
    client.post(address(cast, 90), form(cast, 90, count={"state": "stopped", "why": "It is counted"}))
    page = text_of(client.get(address(cast, 180)))
    assert "After 30 days: started. On one ward" in page
    assert "After 90 days: stopped. It is counted" in page
    assert [said(cast, days)[1].get("state") for days in (30, 90, 180)] == ["started", "stopped", None]


def test_saving_what_was_not_changed_writes_nothing(cast: Cast, client: Client) -> None:
    client.post(address(cast), form(cast, count={"state": "done"}))
    before = JournalEntry.objects.count()
    assert client.post(address(cast), form(cast)).status_code == 302
    assert JournalEntry.objects.count() == before


def test_what_is_emptied_is_taken_out(cast: Cast, client: Client) -> None:
    client.post(address(cast), form(cast, count={"state": "done", "why": "Twice"}))
    client.post(address(cast), form(cast, count={"state": "", "why": ""}))
    assert said(cast) == [{}, {}, {}]


def test_two_who_answer_about_different_actions_both_stay(cast: Cast, client: Client) -> None:
    mine = form(cast, count={"state": "done"})
    theirs = form(cast, ask={"state": "started", "why": "Two so far"})
    for sent in (mine, theirs):
        assert client.post(address(cast), sent).status_code == 302
    assert [one.get("state") for one in said(cast)] == [None, "done", "started"]


def test_two_who_add_to_the_same_words_both_stay(cast: Cast, client: Client) -> None:
    client.post(address(cast), form(cast, count={"state": "started", "why": "Ward 3"}))
    mine = form(cast, count={"state": "started", "why": "Ward 3 and ward 4"})
    theirs = form(cast, count={"state": "started", "why": "Since May, Ward 3"})
    for sent in (mine, theirs):
        client.post(address(cast), sent)
    assert said(cast)[1]["why"] == "Since May, Ward 3 and ward 4"


def test_who_is_second_on_the_same_action_reads_the_first_and_nothing_of_either_is_lost(
    cast: Cast, client: Client
) -> None:
    mine = form(cast, count={"state": "stopped", "why": "No time"})
    theirs = form(cast, count={"state": "started", "why": "Ward 3"}, ask={"state": "done", "why": "Ten"})
    client.post(address(cast), theirs)
    page = client.post(address(cast), mine)
    assert page.status_code == 409
    shown = text_of(page)
    assert 'Somebody else has answered about "Count the beds" in the meantime: started Ward 3.' in shown
    assert "No time</textarea>" in shown
    assert "Ten</textarea>" in shown  # what they wrote elsewhere is in the form that is sent next
    again = {**form(cast), **{name: value for name, value in mine.items() if value in ("stopped", "No time")}}
    assert client.post(address(cast), again).status_code == 302
    assert [one.get("why") for one in said(cast)] == [None, "No time", "Ten"]


def test_an_action_that_was_removed_meanwhile_keeps_its_answer(cast: Cast, client: Client) -> None:
    sent = form(cast, count={"state": "stopped", "why": "No time"})
    write_fields(
        cast.cohort.pk,
        pack().artefacts["ninety-day-plan"],
        {"actions": RowEdits(removed=frozenset({"count"}))},
        as_of=read_workbook(cast.cohort.pk).as_of,
        author_id=None,
    )
    assert client.post(address(cast), sent).status_code == 302
    rows = read_workbook(cast.cohort.pk).written["what-happened"]["actions"]
    assert [dict(row)["action"] for row in rows if not isinstance(row, str)] == ["Count the beds"]


def test_what_may_point_to_a_person_is_asked_about_and_an_nhs_number_refused(
    cast: Cast, client: Client
) -> None:
    sent = form(cast, count={"state": "done", "why": "Born 12/03/1962, he waits"})
    page = client.post(address(cast), sent)
    assert page.status_code == 422
    name = next(name for name, value in sent.items() if value.startswith("Born"))
    assert client.post(address(cast), {**sent, f"{name}--because": "Made up"}).status_code == 302
    assert KeptFinding.objects.get().root == "what-happened/actions"
    number = client.post(address(cast), form(cast, ask={"why": "943 476 5919"}))
    assert (number.status_code, said(cast)[2]) == (422, {})


@pytest.mark.parametrize(
    "changed", [{"state": "perhaps"}, {"why": "x" * 1001}], ids=["no such answer", "too long"]
)
def test_bad_input_is_named_and_kept(cast: Cast, client: Client, changed: dict[str, str]) -> None:
    page = client.post(address(cast), form(cast, count=changed, ask={"why": "Nobody was at home"}))
    assert page.status_code == 422
    assert "Nobody was at home</textarea>" in text_of(page)
    assert said(cast) == [{}, {}, {}]


def test_who_only_reads_sees_answers_without_boxes(cast: Cast, client: Client) -> None:
    client.post(address(cast), form(cast, count={"state": "done", "why": "Twice"}))
    client.force_login(cast.sponsor)
    page = text_of(client.get(address(cast)))
    assert "<dt>How it stands</dt><dd>done</dd>" in page
    assert "<textarea" not in page


@pytest.mark.parametrize("days", [0, 1, 31, 365])
def test_there_are_three_follow_ups(cast: Cast, client: Client, days: int) -> None:
    assert client.get(address(cast, days)).status_code == 404


@pytest.mark.parametrize("as_of", ["", "x", "-1", "9" * 30])
def test_a_form_that_does_not_say_what_it_showed_writes_nothing(
    cast: Cast, client: Client, as_of: str
) -> None:
    sent = {**form(cast, count={"state": "done"}), "as_of": as_of}
    assert client.post(address(cast), sent).status_code == 422
    assert said(cast) == [{}, {}, {}]
