"""An attendee's part of a workshop without a mouse, and always with a visible focus."""

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.journeys import people, rooms
from tests.server import Server

pytestmark = pytest.mark.journey

ANNEKA = "anneka.blackwood-roy@westmarch.example"
MOST_TABS = 120

FOCUS_SHOWS = """() => {
  const here = document.activeElement;
  if (!here || here === document.body) return true;
  const style = getComputedStyle(here);
  const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
  const box = here.getBoundingClientRect();
  const inside = box.width > 0 && box.bottom > 0 && box.top < innerHeight;
  return (outlined || style.boxShadow !== "none") && inside;
}"""


def tab_to(page: Page, target: Locator) -> None:
    """Press Tab until the target has the focus; on the way each focus must be seen."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        assert page.evaluate(FOCUS_SHOWS), page.evaluate("document.activeElement.outerHTML")
        if target.count() and target.first.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"Tab does not lead to {target}")


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
