"""Several people share one screen in a room: who says so, and how each of them answers once."""

import html

import pytest
from django.test import Client
from django.utils import timezone

from deepdive.answers.models import Answer, HiddenNote
from deepdive.answers.queries import answers_of
from deepdive.answers.voter import voter_of
from deepdive.core.agenda import Opened
from deepdive.core.leading import start_block
from deepdive.curriculum.current import pack
from deepdive.people.models import Person
from deepdive.programme.models import Session
from deepdive.room.actions import command
from deepdive.room.models import Presence
from deepdive.room.presence import note_page
from tests.answers.example import Room, add_room
from tests.answers.test_pages import words_on
from tests.factories import Page

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "journal"])
QUIZ = pack().activities["narrow-or-general"]


@pytest.fixture
def room() -> Room:
    """A room in which a quiz runs."""
    room = add_room(people=4)
    run(room.session, QUIZ.id)
    return room


def run(session: Session, activity: str) -> None:
    """Open the room and start the block that opens the activity."""
    blocks = pack().series.workshop(session.number).blocks
    index = next(at for at, block in enumerate(blocks) if block.opens == activity)
    command(session, lambda _: Opened(), by=None, now=timezone.now())
    command(session, lambda agenda: start_block(agenda, index=index), by=None, now=timezone.now())


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def sit(room: Room, host: int, *others: int) -> Page:
    """At the host's screen are these others."""
    people = [room.people[other].pk for other in others]
    return signed_in(room.people[host]).post(f"/sessions/{room.session.pk}/beside", {"people": people})


def words(page: Page) -> str:
    return words_on(html.unescape(page.content.decode()))


def chosen(room: Room, who: int) -> int:
    """Which choice somebody's answer is, counted from 0."""
    voter = voter_of(room.session.cohort_id, room.people[who].pk)
    choices = [choice.text for choice in QUIZ.items[0].choices]
    return choices.index(str(answers_of(room.session, QUIZ, round=0, voter=voter)["what-is-ml"]))


def test_each_at_a_screen_answers_once(room: Room) -> None:
    bob = room.people[1]
    page, client = f"/sessions/{room.session.pk}", signed_in(room.people[0])
    assert sit(room, 0, 1).status_code == 302
    said = words(client.get(page))
    assert f"{bob.name} answers" in said
    assert "Whoever sits at this screen can see what is answered on it." in said
    activity = f"{page}/activities/{QUIZ.id}"
    shown = client.get(f"{activity}?for={bob.pk}")
    assert (shown.status_code, f"<h2>{bob.name} answers</h2>" in shown.content.decode()) == (200, True)
    sent = client.post(f"{activity}/answers", {"what-is-ml": "1", "for": bob.pk}, follow=True)
    assert f"We have {bob.name}'s answers." in html.unescape(sent.content.decode())
    client.post(f"{activity}/answers", {"what-is-ml": "0"})
    assert (chosen(room, 0), chosen(room, 1)) == (0, 1)
    # once more takes the place of the first, and is not shown on another's screen
    assert "checked" not in client.get(f"{activity}?for={bob.pk}").content.decode()
    client.post(f"{activity}/answers", {"what-is-ml": "2", "for": bob.pk})
    assert (chosen(room, 0), chosen(room, 1), Answer.objects.count()) == (0, 2, 2)


@pytest.mark.parametrize("asked", ["0", "x", "", "9" * 40, "²"])
def test_nobody_answers_for_somebody_else(room: Room, asked: str) -> None:
    sit(room, 0, 1)
    client, activity = signed_in(room.people[0]), f"/sessions/{room.session.pk}/activities/{QUIZ.id}"
    for who in (asked, str(room.people[2].pk)):
        answers = [
            client.get(f"{activity}?for={who}"),
            client.post(f"{activity}/answers", {"what-is-ml": "1", "for": who}),
        ]
        assert [answer.status_code for answer in answers] == [409, 409]
        assert "somebody who is not at your screen" in words(answers[0])
    assert not Answer.objects.exists()


def test_who_has_the_room_open_is_at_their_own_screen(room: Room) -> None:
    bob = room.people[1]
    note_page(room.session, bob, block=None, now=timezone.now())
    page = sit(room, 0, 1)
    assert (page.status_code, "Choose people from the list." in words(page)) == (422, True)
    assert f"On a screen of their own: {bob.name}." in words(page)
    sit(room, 0, 2)
    activity = f"/sessions/{room.session.pk}/activities/{QUIZ.id}"
    cat = room.people[2]
    signed_in(cat).get(f"/sessions/{room.session.pk}")
    assert signed_in(room.people[0]).get(f"{activity}?for={cat.pk}").status_code == 409


def test_whoever_is_at_a_screen_can_be_changed(room: Room) -> None:
    sit(room, 0, 1, 2)
    sit(room, 0, 2, 3)
    beside = Presence.objects.filter(beside=room.people[0]).order_by("person")
    assert list(beside.values_list("person", flat=True)) == [room.people[2].pk, room.people[3].pk]
    said = words(signed_in(room.people[1]).get(f"/sessions/{room.session.pk}/beside"))
    assert f"{room.people[2].name} (now at {room.people[0].name}'s screen)" in said
    assert sit(room, 0).status_code == 302
    assert not Presence.objects.exclude(beside=None).exists()


def test_nobody_shares_a_screen_of_a_room_that_is_not_open() -> None:
    room = add_room(people=2)
    page = sit(room, 0, 1)
    assert (page.status_code, "The room is not open" in words(page)) == (422, True)
    assert not Presence.objects.exists()


def test_notes_of_those_at_a_screen_are_kept_and_not_shown_again(room: Room) -> None:
    silent = next(one for one in pack().activities.values() if one.is_silent)
    number = next(
        shop.number for shop in pack().series.workshops if any(b.opens == silent.id for b in shop.blocks)
    )
    session = room.session.cohort.sessions.get(number=number)
    run(session, silent.id)
    ann, bob = room.people[:2]
    client, address = signed_in(ann), f"/sessions/{session.pk}/activities/{silent.id}"
    client.post(f"/sessions/{session.pk}/beside", {"people": [bob.pk]})
    form = client.get(f"{address}?for={bob.pk}").context["opened"].notes_form
    heading = form.headings[0].id or "note"
    sent = {f"new--{heading}": "Bob waits long", f"new--{heading}--id": form[f"new--{heading}--id"].value()}
    answer = client.post(f"{address}/notes", {**sent, "for": bob.pk}, follow=True)
    assert f"{bob.name}'s notes are kept." in html.unescape(answer.content.decode())
    assert HiddenNote.objects.get().voter == voter_of(session.cohort_id, bob.pk)
    for asked in (f"{address}?for={bob.pk}", address):
        assert "Bob waits long" not in client.get(asked).content.decode()
