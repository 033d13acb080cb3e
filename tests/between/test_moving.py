"""A session is moved: by an organiser, between its neighbours, and everybody's calendar hears of it."""

import re
from datetime import datetime, time, timedelta
from html import unescape

import pytest
from django.test import Client
from django.utils import timezone

from deepdive.between.moving import move_session
from deepdive.core.agenda import Opened
from deepdive.core.refused import Refused
from deepdive.mail.models import OutgoingLetter
from deepdive.programme.bank_holidays import bank_holidays
from deepdive.programme.calendar import LONDON
from deepdive.programme.models import Session
from deepdive.room.queries import read_room
from tests.between.sessions import add_event
from tests.factories import Cast, Page, add_cast

pytestmark = pytest.mark.django_db(databases=["default", "journal"])


@pytest.fixture
def cast() -> Cast:
    made = add_cast()
    OutgoingLetter.objects.all().delete()
    return made


@pytest.fixture
def second(cast: Cast) -> Session:
    return cast.cohort.sessions.get(number=2)


def a_day_later(session: Session) -> datetime:
    """The next day that is no bank holiday, at the same time."""
    day = session.starts_at.astimezone(LONDON) + timedelta(days=1)
    while day.date() in bank_holidays(day.year):
        day += timedelta(days=1)
    return day


def move(
    session: Session, to: datetime, cast: Cast, *, minutes: int = 75, now: datetime | None = None
) -> None:
    move_session(
        session, day=to.date(), at=to.time(), minutes=minutes, by=cast.organiser, now=now or timezone.now()
    )


def test_everybody_with_a_part_gets_the_new_time_and_calendar_file(cast: Cast, second: Session) -> None:
    was, to = second.starts_at.astimezone(LONDON), a_day_later(second)
    move(second, to, cast, minutes=90)
    second.refresh_from_db()
    assert (second.starts_at, second.minutes, second.revision) == (to, 90, 1)
    letters = OutgoingLetter.objects.filter(kind="session-moved")
    assert {letter.to.split("@")[0] for letter in letters} == {
        *("atul.tandon", "gwen.facey", "cora.farrow", "simon.ponsonby", "rita.viewer")
    }
    (file,) = letters[0].attachments
    assert "SEQUENCE:1\r\n" in file["text"]
    assert f"UID:session-{second.pk}@aideepdive\r\n" in file["text"]
    assert f"Before: {was:%A %-d %B} at 12:15, for 75 minutes" in letters[0].body
    assert f"Now: {to:%A %-d %B} at 12:15, for 90 minutes" in letters[0].body


def test_ninety_minutes_have_a_break_of_ten_in_the_room(cast: Cast, second: Session) -> None:
    move(second, second.starts_at.astimezone(LONDON), cast, minutes=90)
    sheet = read_room(second).agenda.sheet
    (place,) = (place for place, block in enumerate(sheet.blocks) if block.id == "long-break")
    assert (sheet.minutes[place], sum(sheet.minutes)) == (10, 90)
    assert 30 <= sum(sheet.minutes[:place]) <= 50


def test_sixty_minutes_have_none_and_add_up(cast: Cast, second: Session) -> None:
    move(second, second.starts_at.astimezone(LONDON), cast, minutes=60)
    sheet = read_room(second).agenda.sheet
    assert sum(sheet.minutes) == 60
    assert "long-break" not in {block.id for block in sheet.blocks}


def code_of(session: Session, to: datetime, cast: Cast, **how: datetime) -> str:
    with pytest.raises(Refused) as refused:
        move(session, to, cast, **how)  # type: ignore[arg-type]
    return refused.value.code


def test_it_stays_between_its_neighbours_and_in_the_future(cast: Cast, second: Session) -> None:
    at = second.starts_at.astimezone(LONDON)
    workday = a_day_later(second)
    earlier, later = (cast.cohort.sessions.get(number=number) for number in (1, 3))
    Session.objects.filter(pk=earlier.pk).update(starts_at=workday - timedelta(minutes=30))
    assert code_of(second, workday, cast) == "out-of-order"
    Session.objects.filter(pk=earlier.pk).update(starts_at=at - timedelta(days=5))
    Session.objects.filter(pk=later.pk).update(starts_at=workday + timedelta(minutes=30))
    assert code_of(second, workday, cast) == "out-of-order"
    assert code_of(second, workday, cast, now=workday) == "past-date"
    assert code_of(second, at, cast) == "unchanged"
    christmas = datetime.combine(at.date().replace(month=12, day=25), time(12), tzinfo=LONDON)
    assert code_of(second, christmas, cast, now=christmas - timedelta(days=9)) == "bank-holiday"
    assert OutgoingLetter.objects.count() == 0


def test_a_session_that_has_begun_stays(cast: Cast, second: Session) -> None:
    add_event(second, Opened(), at=timezone.now())
    assert code_of(second, a_day_later(second), cast) == "begun"


def test_of_two_organisers_at_once_one_is_told(cast: Cast, second: Session) -> None:
    seen_by_the_other = Session.objects.get(pk=second.pk)
    move(second, a_day_later(second), cast)
    assert code_of(seen_by_the_other, a_day_later(second) + timedelta(hours=1), cast) == "changed-already"


def send(cast: Cast, session: Session, **typed: str) -> Page:
    client = Client()
    client.force_login(cast.organiser)
    day = a_day_later(session)
    values = {
        "day_day": f"{day:%d}",
        "day_month": f"{day:%m}",
        "day_year": f"{day:%Y}",
        "time": "12.30",
        "minutes": "60",
    }
    return client.post(f"/sessions/{session.pk}/change", {**values, **typed})


def test_the_form_changes_it(cast: Cast, second: Session) -> None:
    to = a_day_later(second)
    assert send(cast, second).status_code == 302
    second.refresh_from_db()
    assert (second.starts_at, second.minutes) == (to.replace(hour=12, minute=30), 60)


@pytest.mark.parametrize(
    ("typed", "status", "says"),
    [
        ({"day_year": "2020"}, 409, "The session must be in the future. Choose a later date or time."),
        ({"day_year": "2999"}, 422, "The workshop must be within the next two years"),
        ({"day_day": "x"}, 422, "The date must be written in numbers, like 27 3 2027"),
        ({"time": "half past"}, 422, "Enter a time like 12:15, with hours from 0 to 23"),
        ({"minutes": "61"}, 422, "Select a valid choice."),
    ],
)
def test_nonsense_says_what_to_enter_and_changes_nothing(
    cast: Cast, second: Session, typed: dict[str, str], status: int, says: str
) -> None:
    page = send(cast, second, **typed)
    assert page.status_code == status
    assert says in unescape(re.sub(r"\s+", " ", page.content.decode()))
    second.refresh_from_db()
    assert (second.revision, OutgoingLetter.objects.count()) == (0, 0)
