"""Letters about sessions reach the right people, once, whoever looks how often."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier

import pytest
from django.core import mail
from django.db import connections, transaction
from django.test import Client

from deepdive.between.actions import say_prepared
from deepdive.between.letters import send_letters_due
from deepdive.between.models import SentLetter
from deepdive.mail.models import OutgoingLetter
from deepdive.programme.actions import give_back_seat, invite
from deepdive.programme.calendar import LONDON
from deepdive.programme.models import Cohort, Session
from deepdive.room.actions import correct_attendance, note_decision, park_question
from tests.between.sessions import hold
from tests.factories import Cast, add_cast, invitee

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
pytestmark = pytest.mark.django_db(databases=["default", "journal"])


@pytest.fixture
def cast() -> Cast:
    """The cast with a second attendee and no other cohort; the letters of their invitations are gone."""
    made = add_cast()
    Cohort.objects.exclude(pk=made.cohort.pk).delete()
    invite(made.cohort, [invitee("Bea Second")], by=made.organiser, now=made.cohort.made_at)
    OutgoingLetter.objects.all().delete()
    return made


def session(cast: Cast, number: int) -> Session:
    return cast.cohort.sessions.get(number=number)


def morning(day: datetime, days: int = 0) -> datetime:
    """Eight o'clock in London, so many days later."""
    return (day.astimezone(LONDON) + timedelta(days=days)).replace(hour=8, minute=0)


def written() -> list[tuple[str, str]]:
    """Kind and receiver of the letters that were written since the last call, sorted."""
    letters = sorted(OutgoingLetter.objects.values_list("kind", "to"))
    OutgoingLetter.objects.all().delete()
    return [(kind, to.split("@")[0]) for kind, to in letters]


def letter(kind: str, *, to: str) -> OutgoingLetter:
    return OutgoingLetter.objects.get(kind=kind, to__startswith=to)


LEADS = ("cora.farrow", "gwen.facey")
SEATED = ("atul.tandon", "bea.second")


def test_everybody_with_a_seat_and_the_facilitators_are_reminded_once(cast: Cast) -> None:
    first = session(cast, 1)
    say_prepared(first, cast.attendee, now=first.starts_at - 9 * DAY)
    assert send_letters_due(now=morning(first.starts_at, -5) - HOUR) == 0
    for hours in (20, 19, 1):
        send_letters_due(now=first.starts_at - hours * HOUR)
    reminders = [to for kind, to in written() if kind == "session-reminder"]
    assert reminders == sorted(LEADS + SEATED)


def test_a_reminder_has_the_call_the_calendar_and_a_link_into_the_room(cast: Cast) -> None:
    first = session(cast, 1)
    send_letters_due(now=first.starts_at - HOUR)
    found = letter("session-reminder", to="atul")
    assert f"{first.starts_at.astimezone(LONDON):%A %-d %B} at 12:15" in found.subject
    assert cast.cohort.join_link in found.body
    assert "How long: 75 minutes." in found.body
    assert [file["name"] for file in found.attachments] == ["workshop-1.ics"]
    assert f"?next=/sessions/{first.pk}\n" in found.body


def test_only_who_has_not_prepared_is_asked_to(cast: Cast) -> None:
    first, second = session(cast, 1), session(cast, 2)
    hold(first, cast.attendee)
    say_prepared(second, cast.attendee, now=first.starts_at + DAY)
    send_letters_due(now=morning(first.starts_at, 2))
    send_letters_due(now=morning(first.starts_at, 2) + HOUR)
    assert [one for one in written() if one[0] == "pre-work"] == [("pre-work", "bea.second")]
    send_letters_due(now=morning(first.starts_at, 5))
    found = letter("pre-work", to="bea")
    assert f"?next=/sessions/{second.pk}/before\n" in found.body
    assert "about 20 minutes" in found.subject
    assert written() == [("pre-work", "bea.second")]


def test_who_was_there_is_thanked_and_who_was_not_is_missed(cast: Cast) -> None:
    first = session(cast, 1)
    ended = hold(first, cast.attendee)
    assert send_letters_due(now=ended + HOUR) == 0
    send_letters_due(now=ended + 2 * HOUR)
    assert 'Workshop 2, "Problem Discovery"' in letter("thank-you", to="atul").body
    assert "?next=/workshops/1/catch-up" in letter("missed-you", to="bea").body
    assert written() == [("missed-you", "bea.second"), ("thank-you", "atul.tandon")]


def test_what_a_facilitator_says_about_attendance_decides_and_later_corrections_send_nothing(
    cast: Cast,
) -> None:
    first = session(cast, 1)
    ended = hold(first, cast.attendee)
    correct_attendance(first, cast.attendee, was_there=False, by=cast.facilitator)
    send_letters_due(now=ended + 2 * HOUR)
    assert written() == [("missed-you", "atul.tandon"), ("missed-you", "bea.second")]
    correct_attendance(first, cast.attendee, was_there=True, by=cast.facilitator)
    send_letters_due(now=ended + 3 * HOUR)
    assert written() == []


def test_the_summary_comes_the_next_morning_with_decisions_and_open_questions(cast: Cast) -> None:
    first = session(cast, 1)
    ended = hold(first, cast.attendee)
    note_decision(first, "We begin with one ward", by=cast.facilitator, now=ended)
    park_question(first, "Who counts at night?", by=cast.attendee, now=ended)
    answered = park_question(first, "Is it paid for?", by=None, now=ended)
    answered.answer = "Yes"
    answered.save()
    send_letters_due(now=morning(ended, 1) - timedelta(seconds=1))
    assert "session-summary" not in {kind for kind, _ in written()}
    send_letters_due(now=morning(ended, 1))
    body = letter("session-summary", to="cora").body
    assert "What we decided:\n\n- We begin with one ward\n" in body
    assert "still open:\n\n- Who counts at night?\n" in body
    assert "Is it paid for?" not in body
    assert f"?next=/sessions/{first.pk}/summary\n" in body
    assert written() == [("session-summary", name) for name in sorted(LEADS + SEATED)]


def test_nothing_follows_a_session_that_was_not_held(cast: Cast) -> None:
    first = session(cast, 1)
    for hours in (3, 21, 30):
        send_letters_due(now=first.starts_at + hours * HOUR)
    assert written() == []


def test_a_rehearsal_sends_nothing(cast: Cast) -> None:
    Cohort.objects.update(is_rehearsal=True)
    ended = hold(session(cast, 1), cast.attendee)
    for now in (ended - 2 * HOUR, ended + 2 * HOUR, morning(ended, 1)):
        assert send_letters_due(now=now) == 0


def test_who_gave_the_seat_back_or_may_not_sign_in_gets_nothing(cast: Cast) -> None:
    first = session(cast, 1)
    ended = hold(first, cast.attendee)
    give_back_seat(cast.cohort.seats.get(person=cast.attendee))
    cast.cohort.seats.get().person.delete()
    cast.co_facilitator.is_active = False
    cast.co_facilitator.save()
    send_letters_due(now=morning(ended, 1))
    assert written() == [("session-summary", "gwen.facey")]


@pytest.mark.parametrize("days", [30, 90, 180])
def test_long_after_the_last_session_the_link_leads_to_the_page_of_the_follow_up(
    cast: Cast, days: int
) -> None:
    last = session(cast, 5)
    ended = hold(last, cast.attendee)
    assert send_letters_due(now=morning(ended, days) - HOUR) == 0
    for hours in (0, 30):
        send_letters_due(now=morning(ended, days) + hours * HOUR)
    body = letter(f"follow-up-{days}-days", to="atul").body
    assert f"?next=/cohorts/{cast.cohort.pk}/after/{days}\n" in body
    assert written() == [(f"follow-up-{days}-days", name) for name in SEATED]


def test_the_link_of_a_letter_signs_in_and_leads_to_the_page(cast: Cast) -> None:
    first = session(cast, 1)
    send_letters_due(now=morning(first.starts_at, -5))
    link = re.search(r"http\S+(/sign-in/\S+)", letter("pre-work", to="atul").body)
    assert link
    client = Client()
    assert client.get(link[1]).status_code == 200
    page = client.post(link[1])
    assert (page.status_code, page["Location"]) == (302, f"/sessions/{first.pk}/before")


def test_a_letter_and_the_row_that_it_was_sent_are_one_write(cast: Cast) -> None:
    first = session(cast, 1)
    with transaction.atomic():
        send_letters_due(now=first.starts_at - HOUR)
        transaction.set_rollback(True)
    assert (SentLetter.objects.count(), OutgoingLetter.objects.count()) == (0, 0)
    send_letters_due(now=first.starts_at - HOUR)
    assert SentLetter.objects.count() == OutgoingLetter.objects.count() == 4 + 2


@pytest.mark.django_db(databases=["default", "journal"], transaction=True)
def test_two_processes_that_look_at_once_send_each_letter_once() -> None:
    made = add_cast()
    Cohort.objects.exclude(pk=made.cohort.pk).delete()
    mail.outbox.clear()
    now = made.cohort.sessions.get(number=1).starts_at - HOUR
    barrier = Barrier(2)

    def look() -> int:
        try:
            barrier.wait()
            return send_letters_due(now=now)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        counts = [one.result() for one in [pool.submit(look), pool.submit(look)]]
    sent = sorted((message.subject.split(":")[0], *message.to) for message in mail.outbox)
    assert len(sent) == len(set(sent)) == sum(counts) == 3 + 1


@pytest.mark.parametrize("cohorts", [1, 3])
def test_looking_takes_as_many_queries_for_many_cohorts(
    cast: Cast, cohorts: int, django_assert_num_queries: pytest.FixtureRequest
) -> None:
    first = session(cast, 1)
    for number in range(cohorts - 1):
        other = Cohort.objects.create(
            organisation=cast.cohort.organisation, problem=f"p{number}", platform="teams"
        )
        Session.objects.create(cohort=other, number=1, starts_at=first.starts_at, minutes=75)
    with django_assert_num_queries(9):  # type: ignore[operator]
        assert send_letters_due(now=morning(first.starts_at, -5) - HOUR) == 0
