"""What happens to comments, and what is refused."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from deepdive.comments import actions
from deepdive.comments.models import Comment, Thread
from deepdive.core.comments import Place
from deepdive.core.refused import Refused
from deepdive.people.models import Person
from tests.comments.example import HARM, access, answer, begin, words
from tests.factories import Cast

NOW = datetime(2027, 3, 1, 9, 30, tzinfo=UTC)
pytestmark = pytest.mark.django_db(databases=["default", "journal"])


def code_of(refused: pytest.ExceptionInfo[Refused]) -> str:
    return refused.value.code


@pytest.mark.parametrize(
    "role", ["organiser", "facilitator", "co_facilitator", "attendee", "sponsor", "reviewer"]
)
def test_whoever_may_read_may_comment(cast: Cast, role: str) -> None:
    author: Person = getattr(cast, role)
    thread = begin(cast.cohort, author, "Who counted this?", now=NOW)
    comment = thread.comments.get()
    assert (thread.place, thread.begun_by, thread.begun_at, thread.is_resolved) == (HARM, author, NOW, False)
    assert (comment.author, comment.text, comment.made_at) == (author, "Who counted this?", NOW)


def test_nobody_outside_comments(cast: Cast) -> None:
    with pytest.raises(Refused) as refused:
        begin(cast.cohort, cast.outsider)
    assert code_of(refused) == "no-such-cohort"


def test_answers_stand_in_their_order(cast: Cast) -> None:
    thread = begin(cast.cohort, cast.reviewer, "One")
    answer(thread, cast.attendee, "Two")
    answer(thread, cast.reviewer, "Three")
    assert [comment.text for comment in thread.comments.all()] == ["One", "Two", "Three"]


def test_who_is_ticked_and_who_is_named_is_mentioned(cast: Cast) -> None:
    thread = begin(cast.cohort, cast.reviewer, "@Atul Tandon, please look", tell=(cast.sponsor,))
    assert set(thread.comments.get().mentioned.all()) == {cast.attendee, cast.sponsor}


def test_somebody_of_another_cohort_cannot_be_mentioned(cast: Cast) -> None:
    thread = begin(cast.cohort, cast.reviewer, "@Otto Sider", tell=(cast.outsider,))
    assert not thread.comments.get().mentioned.exists()


def test_a_thread_is_not_begun_for_somebody_of_another_cohort_to_see_to(cast: Cast) -> None:
    with pytest.raises(Refused) as refused:
        begin(cast.cohort, cast.reviewer, assign_to=cast.outsider)
    assert code_of(refused) == "not-in-cohort"
    assert not Thread.objects.exists()


def test_the_same_form_sent_twice_makes_one_comment(cast: Cast) -> None:
    said, by = words("Who counted this?"), access(cast.cohort, cast.reviewer)
    first = actions.begin_thread(by, HARM, said, assign_to=None, now=NOW)
    again = actions.begin_thread(by, HARM, said, assign_to=None, now=NOW)
    reply = words("Our data officer")
    one = actions.answer(by, first, reply, now=NOW)
    two = actions.answer(by, first, reply, now=NOW)
    assert (first, one) == (again, two)
    assert [comment.text for comment in Comment.objects.all()] == ["Who counted this?", "Our data officer"]


def test_other_words_or_another_row_from_an_old_form_make_another_comment(cast: Cast) -> None:
    said, by = words("Why?"), access(cast.cohort, cast.reviewer)
    row = Place(artefact="stakeholder-map", field="people", row="row-1")
    for place, text in [(HARM, "Why?"), (HARM, "Why not?"), (row, "Why?")]:
        once = actions.Words(text=text, tell=frozenset(), form=said.form)
        actions.begin_thread(by, place, once, assign_to=None, now=NOW)
    assert Thread.objects.count() == 3


def test_two_people_whose_forms_have_the_same_number_write_two_comments(cast: Cast) -> None:
    said = words("Why?")
    for person in (cast.reviewer, cast.sponsor):
        actions.begin_thread(access(cast.cohort, person), HARM, said, assign_to=None, now=NOW)
    assert Comment.objects.count() == 2


def test_an_author_changes_what_they_wrote(cast: Cast) -> None:
    thread = begin(cast.cohort, cast.attendee, "Who countd this?", tell=(cast.sponsor,))
    by, comment = access(cast.cohort, cast.attendee), thread.comments.get()
    actions.change_comment(by, comment, words("Who counted this?", tell=(cast.reviewer,)), now=NOW)
    comment.refresh_from_db()
    assert (comment.text, comment.changed_at) == ("Who counted this?", NOW)
    assert list(comment.mentioned.all()) == [cast.reviewer]


def test_a_change_of_nothing_is_no_change(cast: Cast) -> None:
    comment = begin(cast.cohort, cast.attendee, "Who?").comments.get()
    actions.change_comment(access(cast.cohort, cast.attendee), comment, words("Who?"), now=NOW)
    comment.refresh_from_db()
    assert comment.changed_at is None


def test_who_was_told_and_has_left_stays_mentioned_when_the_comment_is_changed(cast: Cast) -> None:
    comment = begin(cast.cohort, cast.reviewer, "Who?", tell=(cast.attendee,)).comments.get()
    cast.cohort.seats.all().delete()
    actions.change_comment(access(cast.cohort, cast.reviewer), comment, words("Who is it?"), now=NOW)
    assert list(comment.mentioned.all()) == [cast.attendee]


def test_an_author_removes_what_they_wrote(cast: Cast) -> None:
    thread = begin(cast.cohort, cast.reviewer)
    comment = answer(thread, cast.attendee, tell=(cast.sponsor,))
    actions.remove_comment(access(cast.cohort, cast.attendee), comment, now=NOW)
    comment.refresh_from_db()
    thread.refresh_from_db()
    assert (comment.text, comment.removed_at, comment.mentioned.count()) == ("", NOW, 0)
    assert not thread.is_resolved


def test_a_thread_in_which_nothing_is_left_is_resolved(cast: Cast) -> None:
    thread = begin(cast.cohort, cast.attendee)
    actions.remove_comment(access(cast.cohort, cast.attendee), thread.comments.get(), now=NOW)
    thread.refresh_from_db()
    assert (thread.resolved_at, thread.resolved_by) == (NOW, cast.attendee)


@pytest.mark.parametrize("role", ["facilitator", "organiser", "reviewer"])
def test_nobody_changes_or_removes_what_somebody_else_wrote(cast: Cast, role: str) -> None:
    comment = begin(cast.cohort, cast.attendee, "Mine").comments.get()
    by = access(cast.cohort, getattr(cast, role))
    with pytest.raises(Refused) as refused:
        actions.change_comment(by, comment, words("Yours"), now=NOW)
    assert code_of(refused) == "not-yours"
    with pytest.raises(Refused) as refused:
        actions.remove_comment(by, comment, now=NOW)
    assert code_of(refused) == "not-yours"
    comment.refresh_from_db()
    assert comment.text == "Mine"


def test_what_is_removed_cannot_be_written_again(cast: Cast) -> None:
    comment = begin(cast.cohort, cast.attendee).comments.get()
    by = access(cast.cohort, cast.attendee)
    actions.remove_comment(by, comment, now=NOW)
    with pytest.raises(Refused) as refused:
        actions.change_comment(by, comment, words("Again"), now=NOW)
    assert code_of(refused) == "comment-removed"


@pytest.mark.parametrize("role", ["attendee", "sponsor", "facilitator", "co_facilitator"])
def test_keepers_resolve(cast: Cast, role: str) -> None:
    thread = begin(cast.cohort, cast.attendee, assign_to=cast.sponsor)
    person: Person = getattr(cast, role)
    actions.resolve(access(cast.cohort, person), thread, now=NOW)
    thread.refresh_from_db()
    assert (thread.resolved_at, thread.resolved_by) == (NOW, person)


@pytest.mark.parametrize("role", ["reviewer", "organiser"])
def test_others_do_not_resolve(cast: Cast, role: str) -> None:
    thread = begin(cast.cohort, cast.attendee, assign_to=cast.sponsor)
    with pytest.raises(Refused) as refused:
        actions.resolve(access(cast.cohort, getattr(cast, role)), thread, now=NOW)
    assert code_of(refused) == "not-yours"
    thread.refresh_from_db()
    assert not thread.is_resolved


def test_of_two_who_resolve_the_first_is_named(cast: Cast) -> None:
    thread = begin(cast.cohort, cast.attendee)
    actions.resolve(access(cast.cohort, cast.attendee), thread, now=NOW)
    actions.resolve(access(cast.cohort, cast.facilitator), thread, now=timezone.now())
    thread.refresh_from_db()
    assert (thread.resolved_by, thread.resolved_at) == (cast.attendee, NOW)


def test_a_resolved_thread_is_opened_again_and_can_be_answered_meanwhile(cast: Cast) -> None:
    thread = begin(cast.cohort, cast.attendee)
    actions.resolve(access(cast.cohort, cast.attendee), thread, now=NOW)
    answer(thread, cast.reviewer, "Not quite")
    thread.refresh_from_db()
    assert thread.is_resolved
    actions.reopen(thread)
    thread.refresh_from_db()
    assert (thread.resolved_at, thread.resolved_by, thread.comments.count()) == (None, None, 2)


def test_an_assignment_follows_the_thread_as_it_is_now(cast: Cast) -> None:
    thread = begin(cast.cohort, cast.attendee)
    actions.assign(access(cast.cohort, cast.reviewer), thread, to=cast.reviewer.pk)
    # the sponsor's page is older
    with pytest.raises(Refused) as refused:
        actions.assign(access(cast.cohort, cast.sponsor), thread, to=cast.sponsor.pk)
    assert code_of(refused) == "not-yours"
    actions.assign(access(cast.cohort, cast.reviewer), thread, to=None)
    thread.refresh_from_db()
    assert thread.assigned_to is None


def test_a_resolved_thread_is_assigned_to_nobody(cast: Cast) -> None:
    thread = begin(cast.cohort, cast.attendee)
    actions.resolve(access(cast.cohort, cast.attendee), thread, now=NOW)
    with pytest.raises(Refused) as refused:
        actions.assign(access(cast.cohort, cast.attendee), thread, to=cast.sponsor.pk)
    assert code_of(refused) == "thread-resolved"


def test_a_person_who_is_deleted_leaves_what_they_said(cast: Cast) -> None:
    thread = begin(cast.cohort, cast.attendee, assign_to=cast.attendee)
    cast.attendee.delete()
    thread.refresh_from_db()
    assert (thread.begun_by, thread.assigned_to, thread.comments.get().author) == (None, None, None)


def test_the_database_itself_keeps_the_rules(cast: Cast) -> None:
    thread = begin(cast.cohort, cast.attendee)
    comment = thread.comments.get()
    for change in (
        lambda: Comment.objects.filter(pk=comment.pk).update(text=""),
        lambda: Comment.objects.filter(pk=comment.pk).update(removed_at=NOW),
        lambda: Thread.objects.filter(pk=thread.pk).update(resolved_by=cast.attendee),
        lambda: Comment.objects.create(
            thread=thread, author=cast.attendee, text="x", sent_as=comment.sent_as, made_at=NOW
        ),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()
