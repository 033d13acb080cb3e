"""A session gets another time or another length, and everybody's calendar with it."""

from datetime import date, datetime, time

from django.db import transaction
from django.db.models import F

from deepdive.between.words import in_words
from deepdive.core.agenda import Phase
from deepdive.core.refused import Refused
from deepdive.core.timetable import check_new_start
from deepdive.curriculum.current import pack
from deepdive.mail.actions import post_letter
from deepdive.people.models import Person
from deepdive.programme.actions import calendar_file
from deepdive.programme.bank_holidays import bank_holidays
from deepdive.programme.calendar import LONDON
from deepdive.programme.models import Session
from deepdive.room.queries import read_room


@transaction.atomic
def move_session(session: Session, *, day: date, at: time, minutes: int, by: Person, now: datetime) -> None:
    """Give the session another time (UK time) or another length. Everybody with a seat or a part is
    told, with the calendar file.

    Refused as :func:`~deepdive.core.timetable.check_new_start` refuses, with ``begun`` once its room was
    opened, with ``unchanged``, and with ``changed-already`` when another organiser was faster.
    """
    if read_room(session).agenda.phase is not Phase.PLANNED:
        raise Refused("begun", "This workshop has begun or is over. Its time can no longer be changed.")
    start = datetime.combine(day, at, tzinfo=LONDON)
    if (start, minutes) == (session.starts_at, session.minutes):
        raise Refused("unchanged", "This is when and how long it is already. Nothing was changed.")
    others = session.cohort.sessions
    earlier = others.filter(number__lt=session.number).last()
    later = others.filter(number__gt=session.number).first()
    if start != session.starts_at:
        check_new_start(
            start,
            minutes=minutes,
            earlier_ends=earlier.ends_at if earlier else None,
            later_starts=later.starts_at if later else None,
            bank_holidays=bank_holidays(day.year),
            now=now,
        )
    was = f"{in_words(session.starts_at)}, for {session.minutes} minutes"
    same = Session.objects.filter(pk=session.pk, revision=session.revision)
    # guarded update: of two organisers at the same moment one is told
    if not same.update(starts_at=start, minutes=minutes, revision=F("revision") + 1):
        raise Refused("changed-already", "Somebody else has just changed this session. Look, then try again.")
    session.refresh_from_db(fields=["starts_at", "minutes", "revision"])
    _tell(session, was=was, by=by, now=now)


def _tell(session: Session, *, was: str, by: Person, now: datetime) -> None:
    cohort = session.cohort
    seats, parts = cohort.seats.select_related("person"), cohort.appointments.select_related("person")
    people = {one.person for one in seats} | {one.person for one in parts}
    for person in sorted(people, key=lambda one: one.pk):
        if person.is_active:
            post_letter(
                "session-moved",
                to=person.email,
                attachments=[calendar_file(session, now=now)],
                name=person.name,
                organisation=cohort.organisation.name,
                number=str(session.number),
                workshop=pack().series.workshop(session.number).title,
                was=was,
                when=in_words(session.starts_at),
                minutes=str(session.minutes),
                join_link=cohort.join_link,
                organiser_name=by.name,
            )
