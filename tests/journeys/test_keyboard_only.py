"""A workshop without a mouse, for who attends and for who leads, and always with a visible focus."""

import re
import sqlite3
from contextlib import closing

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from deepdive.curriculum.current import pack
from tests.answers.test_by_forms import opened
from tests.cast import BEFORE_START, signed_in
from tests.journeys import people, rooms
from tests.room.rooms import session_path
from tests.server import Server

pytestmark = pytest.mark.journey

ANNEKA = "anneka.blackwood-roy@westmarch.example"
MOST_TABS = 120

FOCUS_SHOWS = """() => {
  const here = document.activeElement;
  if (!here || here === document.body) return true;
  // a card that opens shows it at its title
  const shown = [here, ...here.querySelectorAll(":scope > .nhsuk-details__summary-text")].some((part) => {
    const style = getComputedStyle(part);
    const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
    return outlined || style.boxShadow !== "none";
  });
  const box = here.getBoundingClientRect();
  const inside = box.width > 0 && box.bottom > 0 && box.top < innerHeight;
  return shown && inside;
}"""


def tab_to(page: Page, target: Locator) -> None:
    """Press Tab until the target has the focus; on the way each focus must be seen."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        assert page.evaluate(FOCUS_SHOWS), page.evaluate("document.activeElement.outerHTML")
        if target.and_(page.locator(":focus")).count():
            return
    raise AssertionError(f"Tab does not lead to {target}")


def press(page: Page, target: Locator) -> None:
    """Go to the target by Tab, once the page has it, and press it."""
    expect(target.first).to_be_visible()
    tab_to(page, target)
    page.keyboard.press("Enter")


def type_in(page: Page, label: str, words: str) -> None:
    """Go to the box by Tab, type in place of what is there, and send the form by Enter."""
    tab_to(page, page.get_by_label(label))
    page.keyboard.press("Control+A")
    page.keyboard.type(words)
    page.keyboard.press("Enter")


def sign_in_by_letter(page: Page, server: Server) -> None:
    """Ask for a link, open it from the letter, and go on."""
    page.goto("/sign-in")
    tab_to(page, page.get_by_label("Your work e-mail").or_(page.get_by_role("textbox")))
    page.keyboard.type(ANNEKA)
    page.keyboard.press("Enter")
    page.wait_for_url("**/sign-in/sent")
    page.goto(server.sign_in_link(to=ANNEKA))
    tab_to(page, page.get_by_role("button", name="Continue"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Your work")).to_be_visible()


def test_the_first_tab_offers_to_skip_to_the_content(browser: Browser, server: Server) -> None:
    page = people.new_person(browser, server)
    page.goto("/")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to main content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_from_the_letter_to_words_that_are_saved_and_the_plan(browser: Browser, server: Server) -> None:
    rooms.start_press_release(server)
    page = people.new_person(browser, server)
    sign_in_by_letter(page, server)
    tab_to(page, page.get_by_role("link", name="Westmarch"))
    page.keyboard.press("Enter")
    room = page.get_by_role("link", name=f"Room of workshop {rooms.WORKSHOP}")
    expect(room).to_be_visible()
    tab_to(page, room)
    page.keyboard.press("Enter")
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()

    box = page.get_by_label("Summary", exact=True)
    tab_to(page, box)
    page.keyboard.type("People go home before lunch. ")
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    expect(box).to_have_value("People go home before lunch. ")

    tab_to(page, page.locator("summary", has_text="Help with: Summary"))
    page.keyboard.press("Enter")
    expect(page.get_by_text("Many readers stop here.")).to_be_visible()

    tab_to(page, page.get_by_role("link", name="Westmarch"))
    page.keyboard.press("Enter")
    plan = page.get_by_role("button", name="See the plan")
    expect(plan).to_be_visible()
    tab_to(page, plan)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Our AI project plan")).to_be_visible()
    expect(page.get_by_text("People go home before lunch.")).to_be_visible()


def test_an_attendee_answers_asks_and_looks_ahead(browser: Browser, server: Server) -> None:
    lead, _, path = opened(server, 4, "exit-quiz-4")
    page = people.new_person(browser, server, width=320)
    people.sign_in(page, server.links[BEFORE_START, "attendee"])
    page.goto(path)
    tab_to(page, page.locator(".answers").get_by_role("radio"))
    page.keyboard.press("Space")
    press(page, page.get_by_role("button", name="Send my answers"))
    expect(page.get_by_text("We have your answers.")).to_be_visible()
    press(page, page.get_by_role("button", name="I am done"))
    expect(page.get_by_text("You are done.")).to_be_visible()
    press(page, page.get_by_role("button", name="You lost me"))
    expect(page.get_by_text("The facilitators know that you are lost.")).to_be_visible()
    press(page, page.locator("summary", has_text="Look at another block"))
    press(page, page.locator("#room-around").get_by_role("link").first)
    expect(page.get_by_text("You are looking at")).to_be_visible()
    press(page, page.get_by_role("link", name="Go to the others"))
    expect(page.get_by_text("You are looking at")).to_have_count(0)
    tab_to(page, page.get_by_label("Your question"))
    page.keyboard.type("Who checks it at night?")
    press(page, page.get_by_role("button", name="Park the question"))
    expect(page.get_by_text("Your question is parked.")).to_be_visible()
    lead.post(f"{path}/close", form_on=path)
    press(page, page.get_by_role("link", name="What came of it"))
    expect(page.get_by_text("Who checks it at night?")).to_be_visible()


def test_an_answer_leads_to_a_finding_that_becomes_an_action(browser: Browser, server: Server) -> None:
    page = people.new_person(browser, server, width=320)
    people.sign_in(page, server.links[BEFORE_START, "attendee"])
    press(page, page.get_by_role("link", name=re.compile(BEFORE_START)))
    press(page, page.get_by_role("link", name="Advice", exact=True))
    press(page, page.get_by_role("link", name="What it is for"))
    counted = page.get_by_role("group", name="Have you counted how things are today?")
    expect(counted).to_be_visible()
    tab_to(page, counted.get_by_label("Yes"))
    page.keyboard.press("ArrowDown")
    expect(counted.get_by_label("No", exact=True)).to_be_checked()
    press(page, page.get_by_role("button", name="Save"))

    press(page, page.locator("summary", has_text="Count how things are today"))
    press(page, page.get_by_role("link", name=re.compile("Make it an action.*Count how things")))
    owner = page.get_by_label("Who owns it?")
    expect(owner).to_be_visible()
    tab_to(page, owner)
    page.keyboard.type("Booking manager")
    for label, part in {"Day": "27", "Month": "3", "Year": "2027"}.items():
        tab_to(page, page.get_by_label(label))
        page.keyboard.type(part)
    page.keyboard.press("Enter")
    expect(page.get_by_text("The action is in the plan for the first 90 days.")).to_be_visible()


def test_a_whole_session_is_led(browser: Browser, server: Server) -> None:
    path = session_path(signed_in(server, "facilitator", cohort=BEFORE_START), 1)
    blocks = pack().series.workshop(1).blocks
    quiz = next(block for block in blocks if block.opens == "narrow-or-general")
    page = people.new_person(browser, server)
    people.sign_in(page, server.links[BEFORE_START, "facilitator"])
    page.goto(path)
    button, now = page.get_by_role, page.locator("#room-now h2")
    press(page, button("button", name="Open the room"))
    press(page, button("button", name="Open it now"))
    expect(page.get_by_text("The room is open.")).to_be_visible()
    press(page, button("button", name="Start the next block"))
    expect(now).to_contain_text(blocks[0].title)

    ends = page.locator("#room-controls block-clock").get_attribute("data-ends-at") or ""
    type_in(page, "Extra minutes", "3")
    expect(page.locator("#room-controls block-clock")).not_to_have_attribute("data-ends-at", ends)
    press(page, button("button", name="Stop the clock"))
    expect(button("button", name="Let the clock go on")).to_be_visible()
    press(page, button("button", name="Let the clock go on"))
    expect(button("button", name="Stop the clock")).to_be_visible()
    leave_out = button("button", name=re.compile(f"Leave out.*{re.escape(blocks[1].title)}"))
    press(page, leave_out)
    expect(leave_out).to_have_count(0)
    press(page, button("button", name="Take the last step back"))
    expect(leave_out).to_be_visible()

    press(page, button("button", name=re.compile(f"Start now.*{re.escape(quiz.title)}")))
    expect(now).to_contain_text(quiz.title)
    press(page, button("button", name="Show the answers"))
    press(page, button("button", name="Ask again"))
    expect(button("button", name="Show the answers")).to_be_visible()

    press(page, page.locator("summary", has_text="Make groups"))
    tab_to(page, page.get_by_label("Of whom"))
    page.keyboard.press("ArrowDown")
    press(page, button("button", name="Make the groups"))
    press(page, button("button", name="Send the groups out"))
    press(page, button("button", name="Call back at once"))
    expect(button("button", name="Send the groups out")).to_be_visible()

    type_in(page, "Message to everybody", "Cameras off for a minute")
    expect(page.locator(".room-message")).to_contain_text("Cameras off for a minute")
    type_in(page, "Note a decision", "We begin with one ward")
    expect(page.get_by_text("The decision is noted.")).to_be_visible()
    press(page, page.locator("summary", has_text="Hand over to somebody else"))
    press(page, button("button", name="Let "))
    press(page, button("button", name="Take over from"))
    expect(button("button", name="Stop the clock")).to_be_visible()
    press(page, button("button", name="End the session"))
    expect(page.get_by_text("This session has ended.")).to_be_visible()
    with closing(sqlite3.connect(server.data_folder / "deepdive.sqlite3")) as database:
        kept = database.execute(
            "SELECT kind FROM room_roomevent WHERE session_id = ? ORDER BY place",
            [path.removeprefix("/sessions/").replace("-", "")],
        )
        kinds = [kind for (kind,) in kept]
    assert kinds == [
        "opened", "block-started", "extended", "paused", "resumed", "skipped", "undone", "block-started",
        "revealed", "asked-again", "groups-made", "sent-out", "called-back", "told",
        "handed-over", "handed-over", "closed",
    ]  # fmt: skip
