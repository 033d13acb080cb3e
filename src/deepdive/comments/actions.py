"""Writes of comments."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse

from deepdive.comments.models import Comment, Thread
from deepdive.comments.places import name_of
from deepdive.core.access import Act
from deepdive.core.comments import (
    Place,
    Reason,
    check_assign,
    check_change,
    check_resolve,
    named_in,
    to_tell,
)
from deepdive.mail.actions import post_letter
from deepdive.people.models import Person
from deepdive.programme.queries import Access, members_of

_LETTERS = {
    Reason.ASSIGNED: "comment-assigned",
    Reason.MENTIONED: "comment-mentioned",
    Reason.ANSWERED: "comment-answered",
}


@dataclass(frozen=True)
class Words:
    """What somebody writes: the text, the ids of the people to tell, and the number of the form, which
    tells a form that is sent twice from two comments that say the same."""

    text: str
    tell: frozenset[int]
    form: UUID


def begin_thread(
    access: Access, place: Place, words: Words, *, assign_to: int | None, now: datetime
) -> Thread:
    """Begin a thread with its first comment, and tell whom it concerns. The same form sent again gives
    the thread that it made the first time.

    Refused with ``not-in-cohort`` when it is assigned to somebody who has no part in the cohort.
    """
    author = access.person
    sent_as = _sent_as(words, place)
    try:
        with transaction.atomic():
            thread = Thread(
                cohort=access.cohort,
                artefact=place.artefact,
                field=place.field,
                row=place.row,
                begun_by=author,
                begun_at=now,
            )
            people = _people(access)
            check_assign(thread.state, by=author.pk, leads=_leads(access), to=assign_to, people=people)
            thread.assigned_to_id = assign_to
            thread.save()
            mentioned = _say(thread, author, words, sent_as=sent_as, people=people, now=now)
            _tell(thread, author, people, assignee=assign_to, mentioned=mentioned)
    except IntegrityError:
        return _made_before(author, sent_as).thread
    return thread


def answer(access: Access, thread: Thread, words: Words, *, now: datetime) -> Comment:
    """Add a comment to the thread, and tell whom it concerns. The same form sent again changes nothing."""
    author = access.person
    sent_as = _sent_as(words, thread.pk)
    try:
        with transaction.atomic():
            people = _people(access)
            mentioned = _say(thread, author, words, sent_as=sent_as, people=people, now=now)
            _tell(thread, author, people, mentioned=mentioned, starter=thread.begun_by_id)
    except IntegrityError:
        pass
    return _made_before(author, sent_as)


@transaction.atomic
def change_comment(access: Access, comment: Comment, words: Words, *, now: datetime) -> None:
    """Replace what the comment says. People whom it did not mention before are told.

    Refused with ``not-yours`` or ``comment-removed``.
    """
    comment = _locked_comment(comment)
    check_change(comment.author_id, by=access.person.pk, is_removed=comment.is_removed)
    people = _people(access)
    mentioned = _mentioned(words, people)
    before = frozenset(comment.mentioned.values_list("pk", flat=True))
    if comment.text != words.text:
        comment.text, comment.changed_at = words.text, now
        comment.save(update_fields=["text", "changed_at"])
    # who has left the cohort cannot be ticked, and was told all the same
    comment.mentioned.set(mentioned | (before - people.keys()))
    _tell(comment.thread, access.person, people, mentioned=mentioned - before)


@transaction.atomic
def remove_comment(access: Access, comment: Comment, *, now: datetime) -> None:
    """Take the comment's words away for good. A thread in which nothing is left is resolved.

    Refused with ``not-yours`` or ``comment-removed``.
    """
    comment = _locked_comment(comment)
    check_change(comment.author_id, by=access.person.pk, is_removed=comment.is_removed)
    comment.text, comment.removed_at = "", now
    comment.save(update_fields=["text", "removed_at"])
    comment.mentioned.clear()
    if not comment.thread.comments.filter(removed_at=None).exists():
        _set_resolved(comment.thread, by=access.person, now=now)


@transaction.atomic
def resolve(access: Access, thread: Thread, *, now: datetime) -> None:
    """Settle the thread; one that is settled already stays as it is. Refused with ``not-yours``."""
    thread = _locked(thread)
    check_resolve(thread.state, by=access.person.pk, leads=_leads(access))
    _set_resolved(thread, by=access.person, now=now)


def reopen(thread: Thread) -> None:
    """Open the thread again, which everybody who may comment may do."""
    Thread.objects.filter(pk=thread.pk).update(resolved_at=None, resolved_by=None)


@transaction.atomic
def assign(access: Access, thread: Thread, *, to: int | None) -> None:
    """Give the thread to somebody as a thing to do, or to nobody, and tell them.

    Refused with ``thread-resolved``, ``not-in-cohort`` or ``not-yours``.
    """
    thread = _locked(thread)
    people = _people(access)
    check_assign(thread.state, by=access.person.pk, leads=_leads(access), to=to, people=people)
    if thread.assigned_to_id == to:
        return
    thread.assigned_to_id = to
    thread.save(update_fields=["assigned_to"])
    _tell(thread, access.person, people, assignee=to)


def _leads(access: Access) -> bool:
    return access.may(Act.RUN_ROOM)


def _people(access: Access) -> dict[int, Person]:
    """Those who may comment here."""
    return {member.person.pk: member.person for member in members_of(access.cohort)}


def _say(
    thread: Thread, author: Person, words: Words, *, sent_as: UUID, people: dict[int, Person], now: datetime
) -> frozenset[int]:
    """Add the comment and return whom it mentions; IntegrityError if its form has made it before."""
    comment = Comment.objects.create(
        thread=thread, author=author, text=words.text, sent_as=sent_as, made_at=now
    )
    mentioned = _mentioned(words, people)
    comment.mentioned.set(mentioned)
    return mentioned


def _mentioned(words: Words, people: dict[int, Person]) -> frozenset[int]:
    """Who was ticked, and who is named in the text."""
    named = named_in(words.text, {pk: person.name for pk, person in people.items()})
    return named | (words.tell & people.keys())


def _sent_as(words: Words, where: Place | int) -> UUID:
    """The same for the same words from the same form to the same place. Somebody who goes back in their
    browser and sends other words from an old form makes another comment."""
    return uuid5(words.form, f"{where}\n{words.text}")


def _made_before(author: Person, sent_as: UUID) -> Comment:
    return Comment.objects.select_related("thread").get(author=author, sent_as=sent_as)


def _locked(thread: Thread) -> Thread:
    """The thread as it is now, for nobody else to change until the transaction ends."""
    return Thread.objects.select_for_update().get(pk=thread.pk)


def _locked_comment(comment: Comment) -> Comment:
    return Comment.objects.select_for_update().get(pk=comment.pk)


def _set_resolved(thread: Thread, *, by: Person, now: datetime) -> None:
    Thread.objects.filter(pk=thread.pk, resolved_at=None).update(resolved_at=now, resolved_by=by)


def _tell(
    thread: Thread,
    author: Person,
    people: dict[int, Person],
    *,
    assignee: int | None = None,
    mentioned: frozenset[int] = frozenset(),
    starter: int | None = None,
) -> None:
    """Write to everybody whom one event concerns, once. What was said stays out of the letters: a
    comment that is changed or removed leaves no copy in a mailbox."""
    reasons = to_tell(
        author=author.pk, assignee=assignee, mentioned=mentioned, starter=starter, people=people.keys()
    )
    link = settings.ADDRESS + reverse("workbook:thread", args=[thread.cohort_id, thread.pk])
    for pk, reason in reasons.items():
        post_letter(
            _LETTERS[reason],
            to=people[pk].email,
            name=people[pk].name,
            author=author.name,
            organisation=thread.cohort.organisation.name,
            place=name_of(thread.place),
            link=link,
        )
