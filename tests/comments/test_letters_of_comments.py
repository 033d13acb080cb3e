"""Who gets a letter about a comment: one a person an event, and never what was said."""

import uuid
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.core import mail
from django.db import transaction
from django.utils import timezone

from deepdive.comments import actions
from deepdive.comments.actions import Words
from deepdive.comments.models import Thread
from deepdive.mail.models import OutgoingLetter
from tests.comments.example import HARM, access, answer, begin, words
from tests.factories import Cast

OnCommit = Callable[..., AbstractContextManager[list[Callable[[], object]]]]
pytestmark = pytest.mark.django_db(databases=["default", "journal"])


def letters() -> list[tuple[str, str]]:
    """Kind and receiver of the letters since the last look."""
    found = [(letter.kind, letter.to.split("@")[0]) for letter in OutgoingLetter.objects.order_by("pk")]
    OutgoingLetter.objects.all().delete()
    return sorted(found)


def test_the_letter_says_who_and_where_but_not_what(
    cast: Cast, django_capture_on_commit_callbacks: OnCommit
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        thread = begin(cast.cohort, cast.reviewer, "Is the bed list safe?", tell=(cast.attendee,))
        assert mail.outbox == []
    (sent,) = mail.outbox
    assert (sent.to, sent.subject) == (["atul.tandon@northvale.example"], "You are mentioned in a comment")
    body = str(sent.body)
    assert "Hello Atul Tandon," in body
    assert "Rita Viewer has mentioned you in a comment" in body
    assert "It is about: Problem statement: What harm does it do?" in body
    assert f"/workbooks/{cast.cohort.pk}/comments/{thread.pk}\n" in body
    assert "bed list" not in body


def test_a_comment_that_concerns_nobody_tells_nobody(cast: Cast) -> None:
    begin(cast.cohort, cast.reviewer)
    assert letters() == []


def test_one_letter_a_person_for_the_weightiest_reason(cast: Cast) -> None:
    begin(
        cast.cohort,
        cast.reviewer,
        "@Atul Tandon and @Simon Ponsonby",
        tell=(cast.attendee, cast.facilitator),
        assign_to=cast.attendee,
    )
    assert letters() == [
        ("comment-assigned", "atul.tandon"),
        ("comment-mentioned", "gwen.facey"),
        ("comment-mentioned", "simon.ponsonby"),
    ]


def test_whoever_began_it_hears_of_answers_and_once_only(cast: Cast) -> None:
    thread = begin(cast.cohort, cast.reviewer)
    answer(thread, cast.attendee)
    assert letters() == [("comment-answered", "rita.viewer")]
    answer(thread, cast.attendee, "@Rita Viewer, look", tell=(cast.reviewer, cast.sponsor))
    assert letters() == [("comment-mentioned", "rita.viewer"), ("comment-mentioned", "simon.ponsonby")]


def test_nobody_hears_of_what_they_do_themselves(cast: Cast) -> None:
    thread = begin(cast.cohort, cast.reviewer, "@Rita Viewer", tell=(cast.reviewer,), assign_to=cast.reviewer)
    answer(thread, cast.reviewer, "I have looked")
    assert letters() == []


def test_the_same_form_sent_twice_sends_one_letter(cast: Cast) -> None:
    by, said = access(cast.cohort, cast.reviewer), words("Why?", tell=(cast.attendee,))
    for _ in range(2):
        thread = actions.begin_thread(by, HARM, said, assign_to=cast.sponsor.pk, now=timezone.now())
    assert letters() == [("comment-assigned", "simon.ponsonby"), ("comment-mentioned", "atul.tandon")]
    by, said = access(cast.cohort, cast.attendee), words("Because", tell=(cast.sponsor,))
    for _ in range(2):
        actions.answer(by, thread, said, now=timezone.now())
    assert letters() == [("comment-answered", "rita.viewer"), ("comment-mentioned", "simon.ponsonby")]


def test_a_change_tells_only_whom_it_mentions_newly(cast: Cast) -> None:
    thread = begin(cast.cohort, cast.reviewer, "Why?", tell=(cast.attendee,))
    letters()
    by, comment = access(cast.cohort, cast.reviewer), thread.comments.get()
    both = Words("Why, @Simon Ponsonby?", frozenset({cast.attendee.pk}), uuid.uuid4())
    actions.change_comment(by, comment, both, now=timezone.now())
    assert letters() == [("comment-mentioned", "simon.ponsonby")]
    actions.change_comment(by, comment, both, now=timezone.now())
    assert letters() == []


def test_an_assignment_is_told_when_it_changes_hands(cast: Cast) -> None:
    thread = begin(cast.cohort, cast.reviewer)
    by = access(cast.cohort, cast.reviewer)
    for to in (cast.attendee, cast.attendee, cast.sponsor, None):
        actions.assign(by, thread, to=to.pk if to else None)
    assert letters() == [("comment-assigned", "atul.tandon"), ("comment-assigned", "simon.ponsonby")]


def test_resolving_opening_again_and_removing_tell_nobody(cast: Cast) -> None:
    thread = begin(cast.cohort, cast.reviewer)
    by = access(cast.cohort, cast.reviewer)
    actions.resolve(by, thread, now=timezone.now())
    actions.reopen(thread)
    actions.remove_comment(by, thread.comments.get(), now=timezone.now())
    assert letters() == []


def test_whoever_has_left_or_cannot_sign_in_is_not_written_to(cast: Cast) -> None:
    thread = begin(cast.cohort, cast.attendee, assign_to=cast.sponsor)
    letters()
    cast.cohort.seats.all().delete()
    cast.sponsor.is_active = False
    cast.sponsor.save()
    answer(thread, cast.reviewer, "@Atul Tandon", tell=(cast.attendee, cast.sponsor))
    assert letters() == []


@pytest.mark.django_db(transaction=True, databases=["default", "journal"])
def test_what_is_rolled_back_sends_nothing(cast: Cast) -> None:
    mail.outbox.clear()
    with transaction.atomic():
        begin(cast.cohort, cast.reviewer, tell=(cast.attendee,))
        transaction.set_rollback(True)
    assert (mail.outbox, Thread.objects.count(), OutgoingLetter.objects.count()) == ([], 0, 0)
