"""The summary of a session: what was decided, asked, written and answered, for the whole cohort."""

import re
from html import unescape

import pytest
from django.test import Client

from deepdive.answers.models import Answer, Dot
from deepdive.core.agenda import AskedAgain, BlockStarted, Opened, Revealed
from deepdive.curriculum.current import pack
from deepdive.people.models import Person
from deepdive.programme.models import Session
from deepdive.room.actions import answer_question, note_decision, park_question
from tests.between.sessions import MINUTE, add_event, hold
from tests.factories import Cast, add_cast

pytestmark = pytest.mark.django_db(databases=["default", "journal"])


@pytest.fixture
def cast() -> Cast:
    return add_cast()


@pytest.fixture
def first(cast: Cast) -> Session:
    return cast.cohort.sessions.get(number=1)


def summary(person: Person, session: Session) -> str:
    client = Client()
    client.force_login(person)
    page = client.get(f"/sessions/{session.pk}/summary")
    assert page.status_code == 200
    return unescape(" ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).split()))


@pytest.mark.parametrize("role", ["organiser", "facilitator", "attendee", "sponsor", "reviewer"])
def test_everybody_of_the_cohort_reads_what_came_of_it(cast: Cast, first: Session, role: str) -> None:
    ended = hold(first, cast.attendee)
    note_decision(first, "We begin with one ward", by=cast.facilitator, now=ended)
    park_question(first, "Who counts at night?", by=cast.attendee, now=ended)
    paid = park_question(first, "Is it paid for?", by=None, now=ended)
    answer_question(paid, "Until June", now=ended)
    page = summary(getattr(cast, role), first)
    assert "1 of 1 person with a seat was there." in page
    assert "Decisions We begin with one ward Open questions Who counts at night?" in page
    assert "Answered questions Is it paid for? Until June" in page
    # at the top of the page everybody reads their own name
    assert page.count("Atul Tandon") == (role == "attendee")
    assert ("Who was there" in page) == (role == "facilitator")


def test_it_says_how_long_each_part_was_planned_for_and_took(cast: Cast, first: Session) -> None:
    hold(first, cast.attendee)
    one, two, three = pack().series.workshop(1).blocks[:3]
    page = summary(cast.attendee, first)
    assert (
        f"{one.title} {one.minutes} 7 {two.title} {two.minutes} 63 {three.title} {three.minutes} left out"
        in page
    )
    assert "All, in minutes 75 70" in page


def test_an_open_question_is_carried_to_the_next_session_until_it_is_answered(
    cast: Cast, first: Session
) -> None:
    second = cast.cohort.sessions.get(number=2)
    ended = hold(first)
    hold(second)
    question = park_question(first, "Who counts at night?", by=None, now=ended)
    assert "Open questions Who counts at night? (from workshop 1)" in summary(cast.attendee, second)
    answer_question(question, "The night sister", now=ended)
    assert "Open questions None." in summary(cast.attendee, second)


def opened(kind: str, number: int) -> str:
    """The first activity of that kind that a block of the workshop opens."""
    found = (pack().activities.get(block.opens or "") for block in pack().series.workshop(number).blocks)
    return next(one.id for one in found if one and one.kind == kind)


def test_results_are_there_once_everybody_has_seen_them(cast: Cast, first: Session) -> None:
    quiz = opened("quiz", 1)
    item = pack().activities[quiz].items[0]
    for voter in "ab":
        Answer.objects.create(
            session=first, activity=quiz, item=item.id, round=0, voter=voter, value=item.choices[0].text
        )
    hold(first)
    assert "2 of 2 (100%)" not in summary(cast.attendee, first)
    add_event(first, Revealed(quiz), at=first.starts_at)
    page = summary(cast.attendee, first)
    assert f"{item.choices[0].text} 2 of 2 (100%)" in page


def test_of_a_lab_it_says_what_people_should_have_seen(cast: Cast, first: Session) -> None:
    hold(first)
    assert "What the lab shows:" not in summary(cast.attendee, first)
    add_event(first, Revealed("next-word"), at=first.starts_at)
    assert "What comes next? What the lab shows: Many words fit" in summary(cast.attendee, first)


def test_a_second_round_stands_beside_the_first(cast: Cast, first: Session) -> None:
    quiz = opened("quiz", 1)
    item = pack().activities[quiz].items[0]
    for number, choice in enumerate(item.choices[:2]):
        Answer.objects.create(
            session=first, activity=quiz, item=item.id, round=number, voter="a", value=choice.text
        )
    for event in (Opened(), BlockStarted(0), Revealed(quiz), AskedAgain(quiz)):
        add_event(first, event, at=first.starts_at)
    assert "Last answers" not in summary(cast.attendee, first)
    add_event(first, Revealed(quiz), at=first.starts_at + MINUTE)
    page = summary(cast.attendee, first)
    assert "First answers" in page
    assert "Last answers" in page
    assert "The workshop is still going on." in page


def test_of_a_session_that_has_not_begun_it_says_when_it_is(cast: Cast, first: Session) -> None:
    page = summary(cast.attendee, first)
    assert "This workshop has not begun." in page
    assert "Decisions" not in page


def test_documents_of_the_workshop_are_linked_and_empty_ones_are_called_so(cast: Cast) -> None:
    second = cast.cohort.sessions.get(number=2)
    hold(second)
    page = summary(cast.attendee, second)
    written = pack().artefacts["problem-statement"].title
    empty = pack().artefacts["stakeholder-map"].title
    assert f"{written}: still empty" not in page
    assert f"{empty} : still empty" in page
    assert Dot.objects.count() == 0
