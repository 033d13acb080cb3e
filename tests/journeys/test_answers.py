"""Activities in a live room, as those who answer and those who lead see them: axe finds nothing, nothing runs
off the side, and the keyboard is enough. What need not be live is in ``answers/test_every_state.py``."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.answers.test_by_forms import opened
from tests.cast import BEFORE_START, signed_in
from tests.journeys import people
from tests.journeys.test_every_page import check
from tests.room.rooms import session_path
from tests.server import Server

pytestmark = pytest.mark.journey


def at(browser: Browser, server: Server, role: str, path: str) -> Page:
    page = people.new_person(browser, server)
    people.sign_in(page, server.links[BEFORE_START, role])
    page.goto(path)
    return page


def test_a_quiz_from_question_to_second_answers(browser: Browser, server: Server) -> None:
    lead, _, path = opened(server, 1, "narrow-or-general")
    ann = at(browser, server, "attendee", path)
    check(ann, "answers-asked")
    ann.get_by_role("link", name="Others share this screen with me").click()
    ann.get_by_role("checkbox").first.check()
    check(ann, "beside")
    ann.get_by_role("button", name="Save").click()
    check(ann, "beside-in-the-room")
    ann.locator("#room-beside li").get_by_role("link").click()
    check(ann, "beside-answers")
    ann.get_by_role("link", name="Back", exact=True).click()
    ann.get_by_role("button", name="Send my answers").click()
    expect(ann.get_by_text("You have not answered anything yet.").first).to_be_visible()
    first = ann.get_by_label("People write every rule, and the computer follows them very fast")
    first.focus()
    ann.keyboard.press("Space")
    ann.get_by_role("button", name="Send my answers").press("Enter")
    expect(ann.get_by_text("We have your answers.")).to_be_visible()
    expect(ann).to_have_url(f"{server.address}{path}")
    check(ann, "answers-answered")
    leading = at(browser, server, "facilitator", path)
    expect(leading.get_by_text("1 has answered.")).to_be_visible()
    check(leading, "answers-leading")
    leading.get_by_role("button", name="Show the answers").click()
    # her page is live: it shows them by itself
    expect(ann.get_by_text("This describes written rules.")).to_be_visible()
    check(ann, "answers-shown")
    leading.get_by_role("button", name="Ask again").click()
    ann.get_by_label("A computer builds its rules from examples").check()
    ann.get_by_role("button", name="Send my answers").click()
    lead.post(f"{path}/activities/narrow-or-general/show", form_on=path)
    expect(ann.get_by_text("Answers now").first).to_be_visible()
    check(ann, "answers-shown-again")
    screen = at(browser, server, "facilitator", f"{path}/screen")
    check(screen, "answers-on-the-screen")


def test_a_rating_before_the_session(browser: Browser, server: Server) -> None:
    path = session_path(signed_in(server, "attendee", cohort=BEFORE_START), 5)
    ann = at(browser, server, "attendee", f"{path}/activities/confidence-after")
    check(ann, "rating-asked")
    ann.get_by_role("radio", name="7", exact=True).first.check()
    ann.get_by_role("button", name="Send my answers").click()
    expect(ann.get_by_role("radio", name="7", exact=True).first).to_be_checked()


def test_votes_for_notes(browser: Browser, server: Server) -> None:
    _, _, path = opened(server, 2, "problem-board")
    ann = at(browser, server, "attendee", path)
    expect(ann.get_by_text("There is no note to vote for yet.")).to_be_visible()
    for number in range(4):
        ann.get_by_role("button", name="Add a note").first.click()
        ann.keyboard.type(f"Problem {number}")
        expect(ann.get_by_text("Saved", exact=True)).to_be_visible()
    # the list takes new notes over by itself, and leaves what is ticked
    for number in (3, 0, 1, 2):
        ann.get_by_role("checkbox", name=f"Problem {number}").check()
    ann.get_by_role("button", name="Add a note").first.click()
    ann.keyboard.type("A late problem")
    expect(ann.get_by_role("checkbox", name="A late problem")).not_to_be_checked()
    expect(ann.get_by_text("There are 5 notes to vote for.")).to_be_attached()
    for number in range(4):
        expect(ann.get_by_role("checkbox", name=f"Problem {number}")).to_be_checked()
    check(ann, "votes-asked")
    ann.get_by_role("button", name="Send my votes").click()
    expect(ann.get_by_text("You chose 4 notes and have 3 dots.").first).to_be_visible()
    ann.get_by_role("checkbox", name="Problem 0").uncheck()
    ann.get_by_role("button", name="Send my votes").click()
    expect(ann.get_by_text("We have your votes.")).to_be_visible()
    leading = at(browser, server, "facilitator", path)
    leading.get_by_role("button", name="Show the votes").click()
    expect(leading.get_by_role("table")).to_contain_text("Problem 1")
    check(leading, "votes-shown")


def test_hidden_notes(browser: Browser, server: Server) -> None:
    _, _, path = opened(server, 3, "eight-ideas")
    ann = at(browser, server, "attendee", path)
    ann.get_by_label("New note: 1. Your first idea").fill("Ring before the visit")
    ann.get_by_role("button", name="Keep my notes").click()
    expect(ann.get_by_label("Your note")).to_have_value("Ring before the visit")
    check(ann, "hidden-notes")
    leading = at(browser, server, "facilitator", path)
    check(leading, "hidden-notes-leading")
    leading.get_by_role("button", name="Show all notes").click()
    expect(ann.get_by_label("What the note says")).to_have_value("Ring before the visit")
    check(leading, "hidden-notes-shown")
