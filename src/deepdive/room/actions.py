"""Commands to a room, and what else people do in it."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F

from deepdive.core.agenda import Agenda, Event, HandedOver
from deepdive.core.artefact import Artefact
from deepdive.core.groups import GroupCopy
from deepdive.core.leading import check_lead
from deepdive.core.refused import Refused
from deepdive.people.models import Person
from deepdive.programme.models import Session
from deepdive.room.broadcast import announce
from deepdive.room.events import to_row
from deepdive.room.models import Attendance, Decision, ParkedQuestion, RoomEvent, Sign, Stir
from deepdive.room.people_here import people_of
from deepdive.room.presence import note_beside
from deepdive.room.queries import read_room
from deepdive.workbook.actions import bring_together as bring_in
from deepdive.workbook.group_copies import Taken, edits_for


def command(session: Session, decide: Callable[[Agenda], Event], *, by: Person | None, now: datetime) -> None:
    """Ask the agenda's rules for an event, keep it, and tell everybody in the room.

    ``by`` must lead the room, unless they take over; None is the software itself. Refused as ``decide``
    refuses, with ``not-leading``, and with ``room-moved`` when another command came first.
    """
    room = read_room(session)
    event = decide(room.agenda)
    if by is not None and not isinstance(event, HandedOver):
        check_lead(room.agenda, by=by.pk)
    kind, data = to_row(event)
    try:
        with transaction.atomic():
            RoomEvent.objects.create(
                session=session, place=room.place + 1, kind=kind, data=data, at=now, by=by
            )
    except IntegrityError:
        raise Refused(
            "room-moved", "The other facilitator did something at the same moment. Look, then try again."
        ) from None
    announce(session.pk)


def stir(session: Session) -> None:
    """Something happened in the room besides its events: whoever watches over it sees it soon."""
    if not Stir.objects.filter(pk=session.pk).update(count=F("count") + 1):
        Stir.objects.bulk_create([Stir(session=session, count=1)], ignore_conflicts=True)
    announce(session.pk)


def give_sign(session: Session, kind: Sign.Kind, *, person: Person, block: str, now: datetime) -> None:
    """Say once that one is done with a block, or lost in it."""
    Sign.objects.bulk_create(
        [Sign(session=session, person=person, block=block, kind=kind, at=now)], ignore_conflicts=True
    )
    stir(session)


def take_sign_back(session: Session, kind: Sign.Kind, *, person: Person, block: str) -> None:
    """Say that one is not done, or not lost, after all."""
    Sign.objects.filter(session=session, person=person, block=block, kind=kind).delete()
    stir(session)


def sit_together(session: Session, people: Collection[int], *, host: Person, now: datetime) -> None:
    """These people with a seat, by id, follow the session at the host's screen, and nobody else does.

    Refused with ``not-open`` while the room is closed, and with ``own-screen`` where one of them has the
    room open themselves: so nobody can answer for somebody who is there.
    """
    agenda = read_room(session).agenda
    if not agenda.is_live:
        raise Refused("not-open", "The room is not open, so nobody can be at your screen in it.")
    for person in people_of(session, agenda, now=now):
        if person.id in people and person.is_here and person.beside is None:
            raise Refused(
                "own-screen", f"{person.name} has the room open on a screen of their own. They can close it."
            )
    note_beside(session, host, people, now=now)
    stir(session)


def park_question(session: Session, text: str, *, by: Person | None, now: datetime) -> ParkedQuestion:
    """Keep a question for later; ``by`` is None where its author does not want their name to it."""
    question = ParkedQuestion.objects.create(session=session, text=text, asked_by=by, asked_at=now)
    stir(session)
    return question


def answer_question(question: ParkedQuestion, answer: str, *, now: datetime) -> None:
    """Answer a question, or change its answer; an empty answer opens it again."""
    question.answer = answer
    question.answered_at = now if answer else None
    question.save(update_fields=["answer", "answered_at"])
    stir(question.session)


def note_decision(session: Session, text: str, *, by: Person, now: datetime) -> Decision:
    """Write down what was decided."""
    decision = Decision.objects.create(session=session, text=text, noted_by=by, noted_at=now)
    stir(session)
    return decision


def correct_attendance(session: Session, person: Person, *, was_there: bool, by: Person) -> None:
    """Say that somebody was, or was not, there."""
    Attendance.objects.update_or_create(
        session=session, person=person, defaults={"was_there": was_there, "said_by": by}
    )
    stir(session)


def bring_together(
    session: Session,
    artefact: Artefact,
    copies: Sequence[GroupCopy],
    taken: Mapping[str, Taken],
    *,
    by: Person,
) -> int | None:
    """Bring what is ``taken`` from groups' copies into the common artefact.

    Returns and is refused as :func:`deepdive.workbook.actions.bring_together` and
    :func:`deepdive.workbook.group_copies.edits_for`.
    """
    with transaction.atomic():
        # of two who press at once, the second sees what the first has brought
        Session.objects.select_for_update().get(pk=session.pk)
        return bring_in(
            session.cohort_id,
            artefact,
            lambda document: edits_for(document, artefact, copies, taken),
            author_id=by.pk,
        )
