"""Answering, voting and writing hidden notes by plain forms, and what is seen before and after."""

import html
import re
from uuid import uuid4

import pytest
from django.test import Client

from deepdive.answers.models import Answer, Dot, HiddenNote
from deepdive.answers.queries import answers_of, dots_of
from deepdive.core.access import Role
from deepdive.core.activity import Activity
from deepdive.core.asking import Asking
from deepdive.guard.models import KeptFinding
from deepdive.programme.models import Appointment
from deepdive.workbook.queries import read_board_now
from tests.answers import urls
from tests.answers.example import BOARD, QUIZ, RATING, SILENT, SURVEY, Room, add_room, write_on
from tests.factories import Page
from tests.web.markup import squeezed

pytestmark = [
    pytest.mark.django_db(transaction=True, databases=["default", "journal"]),
    pytest.mark.usefixtures("standing"),
]
SHOWN, CLOSED = Asking(is_open=False, is_shown=True), Asking(is_open=False, why_closed="Not now.")
SENT = {
    "one": "1",
    "some": ["0", "2"],
    "order--0": "3",
    "order--1": "2",
    "order--2": "1",
    "sure": "7",
    "words": "slow, kind",
    "why": "Because",
}


@pytest.fixture
def room() -> Room:
    return add_room(people=6)


def client(room: Room, who: int = 0) -> Client:
    made = Client()
    made.force_login(room.people[who])
    return made


def lead(room: Room) -> Client:
    person = Appointment.objects.filter(cohort=room.session.cohort, role=Role.FACILITATOR)[0].person
    made = Client()
    made.force_login(person)
    return made


def address(room: Room, activity: Activity) -> str:
    return f"/alone/{room.session.pk}/{activity.id}"


def send(room: Room, activity: Activity, what: str, sent: object, *, who: int = 0) -> Page:
    return client(room, who).post(f"{address(room, activity)}/{what}", sent)


def text(page: Page) -> str:
    return squeezed(html.unescape(page.content.decode()))


def look(room: Room, activity: Activity, *, who: int = 0) -> str:
    return text(client(room, who).get(address(room, activity)))


def words_on(markup: str) -> str:
    """What a page says, without its markup."""
    return " ".join(re.sub(r"<[^>]+>", " ", markup).split())


def test_all_kinds_of_questions_are_answered_by_a_form(room: Room) -> None:
    assert "You have not answered yet. Nobody has answered yet." in words_on(look(room, SURVEY))
    page = send(room, SURVEY, "answers", SENT)
    assert (page.status_code, page["Location"]) == (302, address(room, SURVEY))
    assert answers_of(room.session, SURVEY, round=0, voter=room.voters[0]) == {
        "one": "Pear",
        "some": ("Apple", "Plum"),
        "order": ("Plum", "Pear", "Apple"),
        "sure": 7,
        "words": ("slow", "kind"),
        "why": "Because",
    }
    seen = look(room, SURVEY)
    assert (
        "You have answered. You can change that until everybody sees the answers. 1 person has"
        in words_on(seen)
    )


def test_the_form_comes_back_with_what_was_answered_and_sent_again_changes_nothing(room: Room) -> None:
    send(room, SURVEY, "answers", SENT)
    before = list(Answer.objects.order_by("item").values("item", "value"))
    seen = look(room, SURVEY)
    chosen = re.findall(r'name="([^"]+)" type="(?:radio|checkbox)" value="([^"]*)" checked', seen)
    assert chosen == [("one", "1"), ("some", "0"), ("some", "2"), ("sure", "7")]
    assert re.findall(r'<option value="(\d)" selected', seen) == ["3", "2", "1"]
    assert 'value="slow, kind"' in seen
    send(room, SURVEY, "answers", SENT)
    assert list(Answer.objects.order_by("item").values("item", "value")) == before


def test_a_question_is_left_out_and_an_answer_taken_back(room: Room) -> None:
    send(room, SURVEY, "answers", {"one": "1", "sure": "3", "why": ""})
    assert answers_of(room.session, SURVEY, round=0, voter=room.voters[0]) == {"one": "Pear", "sure": 3}
    send(room, SURVEY, "answers", {"one": "1", "sure": ""})
    assert answers_of(room.session, SURVEY, round=0, voter=room.voters[0]) == {"one": "Pear"}


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({}, "You have not answered anything yet. Answer at least one question."),
        ({"one": "9"}, "Choose one of the answers that are listed."),
        ({"sure": "11"}, "Choose a number from 0 to 10."),
        (
            {"order--0": "1", "order--1": "1", "order--2": "2"},
            "“Apple” and “Pear” have place 1. Give each its own place.",
        ),
        ({"words": "a,b,c,d"}, "Give 3 words or fewer, with commas between them."),
        ({"why": "x" * 501}, "Use 500 letters or fewer; you have used 501. Leave something out."),
        ({"why": "NHS number 943 476 5919"}, "This looks like an NHS number."),
        ({"why": "born 12/03/1962"}, "This looks like a date of birth: '12/03/1962'."),
    ],
)
def test_what_is_no_answer_is_told_and_stays_in_its_box(room: Room, sent: dict[str, str], says: str) -> None:
    page = send(room, SURVEY, "answers", sent)
    assert page.status_code == 422
    assert "There is a problem" in text(page)
    assert says in text(page)
    for typed in (value for name, value in sent.items() if name in ("words", "why")):
        assert typed in text(page)
    assert Answer.objects.count() == 0


def test_what_may_point_to_a_person_stays_with_a_reason_that_names_nobody(room: Room) -> None:
    sent = {"why": "born 12/03/1962", "why--because": "A famous date"}
    assert send(room, SURVEY, "answers", sent).status_code == 302
    kept = KeptFinding.objects.get()
    assert (kept.root, kept.reason, kept.person) == ("survey/why", "A famous date", None)


def test_after_the_answers_are_shown_none_is_taken_and_what_was_typed_is_not_lost(room: Room) -> None:
    send(room, SURVEY, "answers", SENT)
    urls.stand(SHOWN)
    page = send(room, SURVEY, "answers", SENT | {"one": "0", "why": "Second thoughts"})
    assert page.status_code == 409
    assert "Everybody sees the answers now, so yours can no longer change." in text(page)
    assert "What you wrote, to copy" in text(page)
    assert "Second thoughts" in text(page)
    assert answers_of(room.session, SURVEY, round=0, voter=room.voters[0])["why"] == "Because"


def test_what_does_not_run_takes_nothing_and_shows_nothing(room: Room) -> None:
    send(room, SURVEY, "answers", SENT)
    urls.stand(CLOSED)
    page = send(room, SURVEY, "answers", SENT, who=1)
    assert (page.status_code, Answer.objects.values("voter").distinct().count()) == (409, 1)
    seen = look(room, SURVEY, who=1)
    assert "Not now. 1 person has answered." in words_on(seen)
    assert "Because" not in seen
    assert "<form method" not in seen.split("<main")[1]


def test_nobody_sees_an_answer_or_an_explanation_before_all_are_shown(room: Room) -> None:
    send(room, QUIZ, "answers", {"bulb": "0"})
    assert "Mixes up" not in look(room, QUIZ, who=1)
    urls.stand(SHOWN)
    said = words_on(look(room, QUIZ, who=1))
    assert "Yes 1 of 1 (100%)" in said
    assert "Yes. Mixes up light and learning." in said
    assert "Right: No. It follows a switch." in said
    # nobody chose it, so it is nobody's misunderstanding
    assert "Takes doubt for care." not in said


def test_results_say_numbers_ties_and_the_middle_in_words(room: Room) -> None:
    orders = (("1", "2", "3"), ("2", "1", "3"))
    for who in range(2):
        order = {f"order--{place}": value for place, value in enumerate(orders[who])}
        sent = {**SENT, **order, "one": str(who), "sure": str(who * 5), "why": f"Reason {who}"}
        send(room, SURVEY, "answers", sent, who=who)
    urls.stand(SHOWN)
    said = words_on(look(room, SURVEY))
    assert "A tie: “Apple” and “Pear”." in said
    assert "In the middle: 2.5 , of 2 answers (0: I guess, 10: I know)" in said
    assert "1 (a tie) Apple 1.50 1 (a tie) Pear 1.50 3 Plum 3" in said
    assert "slow 2 of 2 (100%)" in said
    assert {"Reason 0", "Reason 1"} <= set(re.findall(r"Reason \d", said))


def test_the_first_answers_stand_beside_those_that_were_asked_again(room: Room) -> None:
    send(room, QUIZ, "answers", {"bulb": "0"})
    urls.stand(Asking(round=1))
    assert "You have not answered yet. Nobody has answered yet." in words_on(look(room, QUIZ))
    send(room, QUIZ, "answers", {"bulb": "1"})
    urls.stand(Asking(round=1, is_shown=True))
    said = words_on(look(room, QUIZ))
    first, now = said.index("First answers"), said.index("Answers now")
    assert "Yes 1 of 1 (100%) No 0 of 1 (0%)" in said[first:now]
    assert "Yes 0 of 1 (0%) No 1 of 1 (100%)" in said[now:]


def test_a_private_rating_of_few_is_not_shown(room: Room) -> None:
    for who in range(4):
        send(room, RATING, "answers", {"explain": "3"}, who=who)
    urls.stand(SHOWN)
    assert "4 people answered. We show what people said from 5 answers up" in words_on(look(room, RATING))
    urls.stand(Asking())
    send(room, RATING, "answers", {"explain": "8"}, who=4)
    urls.stand(SHOWN)
    assert "In the middle: 3 , of 5 answers" in words_on(look(room, RATING))


def test_whoever_leads_reads_the_questions_and_how_many_have_answered(room: Room) -> None:
    send(room, QUIZ, "answers", {"bulb": "0"})
    seen = text(lead(room).get(address(room, QUIZ)))
    assert "1 person has answered." in seen
    assert f'action="{address(room, QUIZ)}/answers"' not in seen


def test_votes_are_chosen_changed_and_taken_back(room: Room) -> None:
    write_on(BOARD, room.session)
    assert "Choose up to 2 notes" in look(room, BOARD)
    assert send(room, BOARD, "votes", {"notes": ["n1", "n2"]}).status_code == 302
    assert re.findall(r'type="checkbox" value="([^"]+)" checked', look(room, BOARD)) == ["n1", "n2"]
    send(room, BOARD, "votes", {"notes": ["n3"]})
    assert dots_of(room.session, BOARD, round=0, voter=room.voters[0]) == {"n3"}
    send(room, BOARD, "votes", {})
    assert Dot.objects.count() == 0


@pytest.mark.parametrize(
    ("activity", "what", "sent", "says"),
    [
        (SURVEY, "answers", SENT, "We have your answers."),
        (BOARD, "votes", {"notes": ["n1"]}, "We have your votes."),
        (BOARD, "votes", {}, "Your votes are taken back."),
        (SILENT, "notes", {}, "Your notes are kept. Nobody else sees them yet."),
    ],
)
def test_what_was_taken_is_confirmed(
    room: Room, activity: Activity, what: str, sent: object, says: str
) -> None:
    write_on(BOARD, room.session)
    page = client(room).post(f"{address(room, activity)}/{what}", sent, follow=True)
    assert (page.status_code, says in text(page)) == (200, True)


@pytest.mark.parametrize(
    ("chosen", "says"),
    [
        (["n1", "n2", "n3"], "You chose 3 notes and have 2 dots. Take the tick from 1."),
        (["n1", "nowhere"], "A note that you chose is no longer on the board."),
    ],
)
def test_a_vote_beyond_the_budget_or_for_nothing_is_told(room: Room, chosen: list[str], says: str) -> None:
    write_on(BOARD, room.session)
    page = send(room, BOARD, "votes", {"notes": chosen})
    assert (page.status_code, says in text(page)) == (422, True)
    assert Dot.objects.count() == 0


def test_dots_are_hidden_until_they_are_shown_most_first(room: Room) -> None:
    write_on(BOARD, room.session)
    send(room, BOARD, "votes", {"notes": ["n1", "n2"]}, who=0)
    send(room, BOARD, "votes", {"notes": ["n2", "n3"]}, who=1)
    assert "Place Note Votes" not in words_on(look(room, BOARD, who=2))
    urls.stand(SHOWN)
    said = words_on(look(room, BOARD, who=2))
    assert "1 Note 2 2 2 (a tie) Note 1 1 2 (a tie) Note 3 1" in said
    assert send(room, BOARD, "votes", {"notes": ["n4"]}).status_code == 409


def test_a_board_without_a_note_has_nothing_to_vote_for(room: Room) -> None:
    assert "There is no note to vote for yet." in look(room, BOARD)


def test_hidden_notes_are_written_changed_removed_and_seen_by_nobody_else(room: Room) -> None:
    number = str(uuid4())
    sent = {"new--slow": "The list is on paper", "new--slow--id": number, "new--good": ""}
    assert send(room, SILENT, "notes", sent).status_code == 302
    send(room, SILENT, "notes", sent)
    assert HiddenNote.objects.count() == 1
    assert "The list is on paper" in look(room, SILENT)
    assert "The list is on paper" not in look(room, SILENT, who=1)
    assert "The list is on paper" not in text(lead(room).get(address(room, SILENT)))
    send(room, SILENT, "notes", {f"own--{number}": "The list is slow"})
    assert HiddenNote.objects.get().text == "The list is slow"
    send(room, SILENT, "notes", {f"own--{number}": ""})
    assert HiddenNote.objects.count() == 0


def test_a_hidden_note_with_a_likely_person_is_asked_about_once_and_not_again_on_the_board(
    room: Room,
) -> None:
    sent = {"new--slow": "born 12/03/1962", "new--slow--id": str(uuid4())}
    assert send(room, SILENT, "notes", sent).status_code == 422
    assert send(room, SILENT, "notes", sent | {"new--slow--because": "Made up"}).status_code == 302
    urls.stand(SHOWN)
    lead(room).post(f"{address(room, SILENT)}/notes/show")
    seen = look(room, SILENT)
    assert "born 12/03/1962" in seen
    assert "This looks like a date of birth" not in seen
    assert KeptFinding.objects.get().person is None


@pytest.mark.parametrize("number", ["", "nonsense"])
def test_a_note_without_its_number_is_refused_with_the_words_kept(room: Room, number: str) -> None:
    page = send(room, SILENT, "notes", {"new--slow": "Slow list", "new--slow--id": number})
    assert page.status_code == 422
    assert "Slow list" in text(page)


def test_the_first_round_of_a_silent_board_is_for_writing_and_the_next_for_votes(room: Room) -> None:
    send(room, SILENT, "notes", {"new--slow": "Slow list", "new--slow--id": str(uuid4())})
    assert send(room, SILENT, "votes", {"notes": []}).status_code == 409
    assert text(lead(room).post(f"{address(room, SILENT)}/notes/show")).count("People are still writing") == 1
    urls.stand(SHOWN)
    seen = text(lead(room).get(address(room, SILENT)))
    assert "1 note is not on the board yet." in seen
    lead(room).post(f"{address(room, SILENT)}/notes/show")
    (note,) = read_board_now(room.session.cohort_id, SILENT.id).board.notes
    assert (note.text, note.heading) == ("Slow list", "slow")
    urls.stand(Asking(round=1))
    assert (
        send(room, SILENT, "notes", {"new--slow": "Late", "new--slow--id": str(uuid4())}).status_code == 409
    )
    assert send(room, SILENT, "votes", {"notes": [note.id]}).status_code == 302
    urls.stand(Asking(round=1, is_shown=True))
    assert "1 Slow list 1" in words_on(look(room, SILENT))


def test_what_came_too_late_can_be_copied(room: Room) -> None:
    urls.stand(Asking(round=1))
    page = send(room, SILENT, "notes", {"new--slow": "Late words", "new--slow--id": str(uuid4())})
    assert "What you wrote, to copy" in text(page)
    assert "Late words" in text(page)
