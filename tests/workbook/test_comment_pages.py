"""The pages of comments, by plain forms."""

import re
import uuid
from html import unescape
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from pycrdt import Doc

from deepdive.comments.models import Comment, Thread
from deepdive.comments.places import address_of
from deepdive.core.comments import LONGEST_COMMENT, Place
from deepdive.curriculum.current import pack
from deepdive.guard.models import KeptFinding
from deepdive.mail.models import OutgoingLetter
from deepdive.people.models import Person
from deepdive.programme.models import Cohort
from deepdive.workbook import comment_views
from deepdive.workbook.document import KeptRow, RowEdits, change
from deepdive.workbook.models import JournalEntry
from deepdive.workbook.queries import read_workbook
from tests.comments.example import HARM, answer, begin
from tests.factories import Cast, Page, add_cast

PEOPLE = Place(artefact="stakeholder-map", field="people")
ROW = "7b0c4a0e-51a1-4f0e-9d0a-3a3f6a5d8f11"
ON_ROW = Place(artefact="stakeholder-map", field="people", row=ROW)
pytestmark = pytest.mark.django_db(databases=["default", "journal"])


@pytest.fixture
def cast() -> Cast:
    """The cast before anybody has said anything."""
    cache.clear()  # comments of one test do not count in the next
    cast = add_cast()
    Thread.objects.all().delete()
    OutgoingLetter.objects.all().delete()
    return cast


def add_row(cohort: Cohort, **cells: str) -> None:
    """Put one row into the list of people."""
    rows = RowEdits(rows=(KeptRow(ROW, cells),))
    update = change(Doc(), pack().artefacts["stakeholder-map"], {"people": rows})
    JournalEntry.objects.create(workbook_id=cohort.pk, author_id=None, update=update)


def remove_row(cohort: Cohort) -> None:
    removal = RowEdits(removed=frozenset({ROW}))
    document = read_workbook(cohort.pk).document
    update = change(document, pack().artefacts["stakeholder-map"], {"people": removal})
    JournalEntry.objects.create(workbook_id=cohort.pk, author_id=None, update=update)


def as_person(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def text_of(page: Page) -> str:
    """The words of the page's main part, single spaced."""
    main = re.search(r"<main.*?</main>", page.content.decode(), re.DOTALL)
    assert main
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main[0])).split())


def sent(text: str, **more: Any) -> dict[str, Any]:
    return {"text": text, "number": str(uuid.uuid4()), **more}


def post(client: Client, name: str, thread: Thread, *rest: int, **values: Any) -> Page:
    address = reverse(f"workbook:{name}", args=[thread.cohort_id, thread.pk, *rest])
    return client.post(address, values, follow=True)


def test_a_comment_is_written_and_read(cast: Cast) -> None:
    client, address = as_person(cast.reviewer), address_of(cast.cohort.pk, HARM)
    page = client.post(
        address,
        sent("Who counted this?\r\nAnd when?", tell=[cast.attendee.pk], assign_to=cast.sponsor.pk),
        follow=True,
    )
    words = text_of(page)
    assert page.redirect_chain == [(address, 302)]
    assert "Your comment has been added." in words
    assert "Comment by Rita Viewer Open Assigned to Simon Ponsonby Written on" in words
    assert "Who counted this? And when? Mentions Atul Tandon Change or remove" in words
    comment = Comment.objects.get()
    assert (comment.text, comment.thread.place) == ("Who counted this?\nAnd when?", HARM)
    assert OutgoingLetter.objects.count() == 2


def test_what_stands_in_the_field_can_be_read_beside_its_comments(cast: Cast) -> None:
    page = as_person(cast.reviewer).get(
        address_of(cast.cohort.pk, Place(artefact="problem-statement", field="who"))
    )
    assert "What is written there now The bed list is a sheet of paper" in text_of(page)


def test_a_comment_that_was_only_looked_at_is_not_marked_as_wrong(cast: Cast) -> None:
    page = as_person(cast.reviewer).get(address_of(cast.cohort.pk, HARM))
    assert page.status_code == 200
    assert "There is a problem" not in text_of(page)
    assert "Nothing is written there yet." in text_of(page)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "Write your comment"),
        (" \n ", "Write your comment"),
        ("Ring 943 476 5919", "This looks like an NHS number."),
        ("x" * (LONGEST_COMMENT + 1), "Use 2000 letters or fewer; you have used 2001"),
    ],
)
def test_words_that_cannot_be_taken_are_kept_in_the_box(cast: Cast, text: str, says: str) -> None:
    client, address = as_person(cast.reviewer), address_of(cast.cohort.pk, HARM)
    page = client.post(address, sent(text, tell=[cast.attendee.pk]))
    assert page.status_code == 422
    assert f"There is a problem {says}" in text_of(page)
    assert text.strip() in unescape(page.content.decode())
    assert re.search(rf'value="{cast.attendee.pk}" checked', page.content.decode())
    assert not Comment.objects.exists()


def test_a_comment_that_may_point_to_somebody_is_asked_about_first(cast: Cast) -> None:
    client, address = as_person(cast.reviewer), address_of(cast.cohort.pk, HARM)
    page = client.post(address, sent("What of the man born 12/03/1962?"))
    assert page.status_code == 422
    assert "There is a problem This looks like a date of birth: '12/03/1962'." in text_of(page)
    assert not Comment.objects.exists()
    client.post(address, sent("What of the man born 12/03/1962?", **{"text--because": "He is made up"}))
    comment, kept = Comment.objects.get(), KeptFinding.objects.get()
    assert comment.text == "What of the man born 12/03/1962?"
    assert (kept.workbook_id, kept.root, kept.row, kept.person) == (
        cast.cohort.pk,
        "comment/text",
        str(comment.thread_id),
        cast.reviewer,
    )
    # unchanged, it is not asked about again
    post(client, "change-comment", comment.thread, comment.pk, **sent(f"{comment.text} Yes?"))
    assert Comment.objects.get().text == "What of the man born 12/03/1962? Yes?"


def test_the_same_goes_for_an_answer_and_for_a_change(cast: Cast) -> None:
    thread = begin(cast.cohort, cast.reviewer, "Why?")
    client = as_person(cast.reviewer)
    page = post(client, "answer", thread, **sent("Ring 943 476 5919"))
    assert page.status_code == 422
    assert "There is a problem This looks like an NHS number." in text_of(page)
    assert "Comment by Rita Viewer" in text_of(page)
    page = post(client, "change-comment", thread, thread.comments.get().pk, **sent(""))
    assert page.status_code == 422
    assert "There is a problem Write your comment" in text_of(page)
    assert thread.comments.get().text == "Why?"


def test_somebody_who_has_left_meanwhile_is_not_told(cast: Cast) -> None:
    client, address = as_person(cast.reviewer), address_of(cast.cohort.pk, HARM)
    page = client.post(address, sent("Why?", tell=[cast.outsider.pk], assign_to=cast.outsider.pk))
    assert page.status_code == 422
    assert text_of(page).count("Somebody you chose has no part in this cohort any more.") == 4
    assert cast.outsider.name not in text_of(page)


def test_marks_of_html_are_shown_as_they_are_written(cast: Cast) -> None:
    thread = begin(cast.cohort, cast.reviewer, "<script>alert(1)</script>\n<b>so</b>")
    page = as_person(cast.attendee).get(reverse("workbook:thread", args=[cast.cohort.pk, thread.pk]))
    assert "&lt;script&gt;alert(1)&lt;/script&gt;<br>&lt;b&gt;so&lt;/b&gt;" in page.content.decode()


def test_a_comment_stands_on_a_row_and_stays_when_the_row_is_removed(cast: Cast) -> None:
    add_row(cast.cohort, who="Night staff")
    client = as_person(cast.reviewer)
    page = client.get(address_of(cast.cohort.pk, PEOPLE))
    assert "The whole list Row 1: Night staff" in text_of(page)
    client.post(address_of(cast.cohort.pk, PEOPLE), sent("How do we ask them?", row=ROW))
    thread = Thread.objects.get()
    assert thread.place == ON_ROW
    page = client.get(address_of(cast.cohort.pk, ON_ROW))
    assert "About row 1: Night staff" in text_of(page)
    remove_row(cast.cohort)
    for address in (
        address_of(cast.cohort.pk, PEOPLE),
        address_of(cast.cohort.pk, ON_ROW),
        reverse("workbook:thread", args=[cast.cohort.pk, thread.pk]),
        reverse("workbook:comments", args=[cast.cohort.pk]),
    ):
        words = text_of(client.get(address))
        assert "About a row that has since been removed" in words
        assert "How do we ask them?" in words


def test_a_row_that_is_removed_while_somebody_writes_leaves_their_words(cast: Cast) -> None:
    add_row(cast.cohort, who="Night staff")
    remove_row(cast.cohort)
    page = as_person(cast.reviewer).post(
        address_of(cast.cohort.pk, PEOPLE), sent("How do we ask them?", row=ROW)
    )
    assert page.status_code == 422
    assert "This row has been removed in the meantime." in text_of(page)
    assert "How do we ask them?" in page.content.decode()


def test_the_page_of_a_row_shows_that_row_alone_and_writes_on_it(cast: Cast) -> None:
    add_row(cast.cohort, who="Night staff")
    begin(cast.cohort, cast.attendee, "On the list", place=PEOPLE)
    begin(cast.cohort, cast.attendee, "On the row", place=ON_ROW)
    page = as_person(cast.reviewer).get(address_of(cast.cohort.pk, ON_ROW))
    assert ("On the row" in text_of(page), "On the list" in text_of(page)) == (True, False)
    assert f'<option value="{ROW}" selected>' in page.content.decode()


def test_the_artefact_says_how_many_comments_are_open_where(cast: Cast) -> None:
    add_row(cast.cohort, who="Night staff")
    thread = begin(cast.cohort, cast.attendee, place=ON_ROW)
    begin(cast.cohort, cast.attendee, place=PEOPLE)
    begin(cast.cohort, cast.attendee, place=Place(artefact="stakeholder-map", field="people", row="gone"))
    post(as_person(cast.attendee), "resolve", thread)
    artefact = reverse("workbook:artefact", args=[cast.cohort.pk, "stakeholder-map"])
    for role in ("reviewer", "attendee", "organiser"):
        words = text_of(as_person(getattr(cast, role)).get(artefact))
        assert "Comments (2 open) on Who is touched?" in words
        assert "Comments (0 open) on this row of Who is touched?" in words
        assert "Add a comment on Who is still missing?" in words


def test_a_form_that_was_refused_still_leads_to_the_comments(cast: Cast) -> None:
    begin(cast.cohort, cast.reviewer)
    artefact = reverse("workbook:artefact", args=[cast.cohort.pk, "problem-statement"])
    page = as_person(cast.attendee).post(artefact, {"as_of": 0, "harm": "943 476 5919"})
    assert page.status_code == 422
    assert "Comments (1 open) on What harm does it do?" in text_of(page)


def test_whoever_has_no_part_in_a_thread_may_answer_and_take_it_on(cast: Cast) -> None:
    thread = begin(cast.cohort, cast.reviewer)
    client = as_person(cast.sponsor)
    words = text_of(client.get(reverse("workbook:thread", args=[cast.cohort.pk, thread.pk])))
    assert ("Take this on" in words, "Mark as resolved" in words) == (True, False)
    page = post(client, "assign", thread, assign_to=cast.sponsor.pk)
    assert "Assigned to Simon Ponsonby." in text_of(page)
    assert "Mark as resolved" in text_of(page)


def test_a_comment_goes_its_way_by_forms_alone(cast: Cast) -> None:
    thread = begin(cast.cohort, cast.reviewer, "Who counted this?")
    reviewer, facilitator = as_person(cast.reviewer), as_person(cast.facilitator)
    page = post(facilitator, "answer", thread, **sent("Our data officer"))
    assert "Your answer has been added." in text_of(page)
    assert "Gwen Facey answered on" in text_of(page)
    page = post(reviewer, "resolve", thread)
    assert "Marked as resolved." in text_of(page)
    assert "Comment by Rita Viewer Resolved Resolved by Rita Viewer on" in text_of(page)
    page = as_person(cast.attendee).get(address_of(cast.cohort.pk, HARM))
    assert "Resolved comments (1)" in text_of(page)
    page = post(as_person(cast.attendee), "reopen", thread)
    assert "Opened again." in text_of(page)
    assert "Comment by Rita Viewer Open" in text_of(page)


def test_an_author_changes_and_removes(cast: Cast) -> None:
    thread = begin(cast.cohort, cast.reviewer, "Who countd this?")
    comment = answer(thread, cast.attendee, "Me")
    client = as_person(cast.attendee)
    page = post(client, "change-comment", thread, comment.pk, **sent("Myself"))
    assert "Your comment has been changed." in text_of(page)
    assert "(changed) Myself" in text_of(page)
    page = post(client, "remove-comment", thread, comment.pk)
    assert "Your comment has been removed." in text_of(page)
    assert "Removed by its author." in text_of(page)
    assert "Myself" not in page.content.decode()
    page = post(client, "change-comment", thread, comment.pk, **sent("Again"))
    assert (page.status_code, "This comment has been removed already." in text_of(page)) == (409, True)


def test_whoever_may_not_resolve_is_told_what_they_can_do(cast: Cast) -> None:
    thread = begin(cast.cohort, cast.reviewer)
    page = post(as_person(cast.attendee), "resolve", thread)
    assert page.status_code == 403
    assert "Write an answer to say that you think it is settled." in text_of(page)


def test_nothing_is_assigned_to_a_person_outside(cast: Cast) -> None:
    thread = begin(cast.cohort, cast.reviewer)
    page = post(as_person(cast.reviewer), "assign", thread, assign_to=cast.outsider.pk)
    assert page.status_code == 422
    assert "There is a problem Somebody you chose has no part in this cohort any more." in text_of(page)


def test_the_list_of_comments_is_filtered(cast: Cast) -> None:
    begin(cast.cohort, cast.reviewer, "Plain and open")
    begin(cast.cohort, cast.reviewer, "For Atul to do", assign_to=cast.attendee)
    begin(cast.cohort, cast.reviewer, "Asks @Atul Tandon")
    settled = begin(cast.cohort, cast.reviewer, "Settled, was for Atul", assign_to=cast.attendee)
    post(as_person(cast.reviewer), "resolve", settled)
    client, address = as_person(cast.attendee), reverse("workbook:comments", args=[cast.cohort.pk])
    shown = {
        show: re.findall(
            r"Plain and open|For Atul|Asks @Atul|Settled", text_of(client.get(f"{address}?show={show}"))
        )
        for show in ("", "open", "mine", "mentions", "resolved", "nonsense")
    }
    everything_open = ["Asks @Atul", "For Atul", "Plain and open"]
    assert shown == {
        "": everything_open,
        "open": everything_open,
        "mine": ["For Atul"],
        "mentions": ["Asks @Atul"],
        "resolved": ["Settled"],
        "nonsense": everything_open,
    }
    words = text_of(client.get(address))
    assert "Open (3) Assigned to me (1) Mention me (1) Resolved (1)" in words


def test_a_mention_in_several_answers_counts_once(cast: Cast) -> None:
    thread = begin(cast.cohort, cast.reviewer, "@Atul Tandon?")
    answer(thread, cast.sponsor, "@Atul Tandon and @Rita Viewer")
    address = reverse("workbook:comments", args=[cast.cohort.pk])
    words = text_of(as_person(cast.attendee).get(f"{address}?show=mentions"))
    assert "Mention me (1)" in words
    assert words.count("Rita Viewer,") == 1


def test_a_comment_on_a_field_that_the_pack_no_longer_has_is_still_shown(cast: Cast) -> None:
    thread = begin(cast.cohort, cast.reviewer, place=Place(artefact="old-canvas", field="costs"))
    client = as_person(cast.reviewer)
    words = text_of(client.get(reverse("workbook:comments", args=[cast.cohort.pk])))
    assert "old-canvas: costs" in words
    page = client.get(reverse("workbook:thread", args=[cast.cohort.pk, thread.pk]))
    assert "Who counted this?" in text_of(page)


@pytest.mark.parametrize("query", ["", "?field=", "?field=nonsense", "?field=harm%00"])
def test_there_are_no_comments_on_a_field_that_is_not_there(cast: Cast, query: str) -> None:
    address = reverse("workbook:field-comments", args=[cast.cohort.pk, "problem-statement"])
    assert as_person(cast.reviewer).get(address + query).status_code == 404


def test_a_thread_of_another_cohort_is_not_found_under_ones_own(cast: Cast) -> None:
    theirs = begin(cast.cohort, cast.reviewer)
    comment = theirs.comments.get()
    own = Cohort.objects.exclude(pk=cast.cohort.pk).get()
    client = as_person(cast.outsider)
    thread = reverse("workbook:thread", args=[own.pk, theirs.pk])
    assert client.get(thread).status_code == 404
    for act in ("answer", "assign", "resolve", "reopen", f"{comment.pk}/change", f"{comment.pk}/remove"):
        assert client.post(f"{thread}/{act}", sent("Hello")).status_code == 404, act
    huge = reverse("workbook:thread", args=[own.pk, 10**30])
    assert client.get(huge).status_code == 404


def test_who_writes_too_many_comments_keeps_the_words(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comment_views, "MOST_AN_HOUR", 1)
    thread = begin(cast.cohort, cast.reviewer)
    client = as_person(cast.attendee)
    assert post(client, "answer", thread, **sent("One")).status_code == 200
    page = post(client, "answer", thread, **sent("Two"))
    assert (page.status_code, "Two" in page.content.decode()) == (429, True)
    page = client.post(address_of(cast.cohort.pk, HARM), sent("Three"))
    assert (page.status_code, "Three" in page.content.decode()) == (429, True)
    assert "That was tried too often in a short time." in text_of(page)


def test_every_comment_box_says_that_no_patient_data_belongs_there(cast: Cast) -> None:
    thread = begin(cast.cohort, cast.reviewer)
    client = as_person(cast.reviewer)
    one = reverse("workbook:thread", args=[cast.cohort.pk, thread.pk])
    for address in (
        address_of(cast.cohort.pk, HARM),
        one,
        f"{one}/{thread.comments.get().pk}/change",
    ):
        page = client.get(address).content.decode()
        hint = re.search(r'<textarea[^>]*aria-describedby="([^"]+)"', page)
        assert hint
        described = re.search(rf'id="{hint[1].split()[-1]}"[^>]*>(.*?)</div>', page, re.DOTALL)
        assert described
        assert "No patient data: write about roles, not real people." in described[1]
