"""Writes the letters about sessions that are due, each once."""

from collections.abc import Callable, Mapping
from datetime import datetime

from django.db import transaction
from django.urls import reverse

from deepdive.between.models import SentLetter
from deepdive.between.queries import CourseOf, courses_with_letters
from deepdive.between.words import in_words
from deepdive.core.letters_due import FOLLOW_UPS, Due, Kind, letters_due
from deepdive.curriculum.current import pack
from deepdive.mail.actions import post_letter
from deepdive.people.actions import link_expiry, make_sign_in_link
from deepdive.people.models import Person
from deepdive.programme.actions import calendar_file
from deepdive.programme.calendar import LONDON
from deepdive.programme.models import Session
from deepdive.programme.queries import roles_in
from deepdive.room.queries import open_questions

# the reading takes a quarter of an hour, and the task at its end five minutes
PRE_WORK_MINUTES = 20


def send_letters_due(*, now: datetime) -> int:
    """Write what is due to everybody whom it concerns; returns how many letters that were.

    A letter and the row that it was written are one transaction, so whenever a process ends, and however many
    look at once, nobody gets a letter twice and none is forgotten.
    """
    written = 0
    for found in courses_with_letters(now=now):
        for due in sorted(
            letters_due(found.course, sent=found.sent, zone=LONDON, now=now), key=lambda one: one.once
        ):
            written += _write(found, due, now=now)
    return written


@transaction.atomic
def _write(found: CourseOf, due: Due, *, now: datetime) -> bool:
    session = next(session for session in found.sessions if session.pk == due.meeting)
    person = Person.objects.get(pk=due.person)
    # a seat may have been given back since we looked
    if not roles_in(found.cohort, person):
        return False
    _, is_new = SentLetter.objects.get_or_create(
        session=session,
        person=person,
        once=due.kind.once,
        revision=due.revision,
        defaults={"written_at": now},
    )
    if not is_new:
        return False
    about = pack().series.workshop(session.number)
    post_letter(
        due.kind.letter,
        to=person.email,
        attachments=[calendar_file(session, now=now)] if due.kind is Kind.REMINDER else (),
        name=person.name,
        organisation=found.cohort.organisation.name,
        series=pack().series.title,
        number=str(session.number),
        workshop=about.title,
        when=in_words(session.starts_at),
        link=make_sign_in_link(person, now=now, then=_page(due, session)),
        link_expires=link_expiry(now),
        **_MORE.get(due.kind.letter, _nothing)(session),
    )
    return True


def _page(due: Due, session: Session) -> str:
    """Where the letter's link leads."""
    match due.kind:
        case Kind.REMINDER:
            return reverse("room:room", args=[session.pk])
        case Kind.FIRST_NUDGE | Kind.SECOND_NUDGE:
            return reverse("between:before", args=[session.pk])
        case Kind.THANKS | Kind.SUMMARY:
            return reverse("between:summary", args=[session.pk])
        case Kind.MISSED:
            return reverse("course:catch-up", args=[session.number])
        case Kind.AFTER_30_DAYS | Kind.AFTER_90_DAYS | Kind.AFTER_180_DAYS:
            return reverse("plan:follow-up", args=[session.cohort_id, FOLLOW_UPS[due.kind]])


def _nothing(_: Session) -> dict[str, str]:
    return {}


def _reminder(session: Session) -> dict[str, str]:
    return {"join_link": session.cohort.join_link, "minutes": str(session.minutes)}


def _pre_work(_: Session) -> dict[str, str]:
    return {"minutes": str(PRE_WORK_MINUTES)}


def _thanks(session: Session) -> dict[str, str]:
    coming = session.cohort.sessions.filter(number__gt=session.number).first()
    if coming is None:
        return {"next_step": "This was the last workshop. Your plan is ready to be read and passed on."}
    title = pack().series.workshop(coming.number).title
    return {
        "next_step": f'Workshop {coming.number}, "{title}", is on {in_words(coming.starts_at)}. Before it '
        "there is a short page to read and one small task. We will send you the link."
    }


def _summary(session: Session) -> dict[str, str]:
    decisions = [decision.text for decision in session.decisions.all()]
    questions = [question.text for question in open_questions(session) if not question.answer]
    return {
        "decisions": _lines(decisions, none="No decision was noted."),
        "questions": _lines(questions, none="None."),
    }


def _lines(texts: list[str], *, none: str) -> str:
    return "\n".join(f"- {' '.join(text.split())}" for text in texts) or none


# what some letters say besides what all do
_MORE: Mapping[str, Callable[[Session], dict[str, str]]] = {
    "session-reminder": _reminder,
    "pre-work": _pre_work,
    "thank-you": _thanks,
    "session-summary": _summary,
}
