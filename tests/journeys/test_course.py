"""What people do with the course: turn slides by keyboard, open a term, find a case."""

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys import people
from tests.pictures import keep_picture
from tests.server import Server

pytestmark = pytest.mark.journey


def test_slides_fill_the_screen_and_turn_by_keyboard(browser: Browser, server: Server) -> None:
    page = people.sign_in(people.new_person(browser, server), server.links["Larkfield", "facilitator"])
    page.goto("/workshops/2/slides")
    titles = [heading.inner_text() for heading in page.locator("[data-slide] h3").all()]
    page.get_by_role("button", name="Show on the full screen").focus()
    page.keyboard.press("Enter")
    current = page.locator("[data-slide][data-current] h3")
    expect(current).to_have_text(titles[0])
    expect(page.locator("[data-slide]:visible")).to_have_count(1)
    page.keyboard.press("ArrowRight")
    expect(current).to_have_text(titles[1])
    assert page.evaluate("document.activeElement.hasAttribute('data-current')")
    page.keyboard.press("End")
    expect(current).to_have_text(titles[-1])
    keep_picture(page, "slide-full-screen")
    page.keyboard.press("Escape")
    expect(page.locator("[data-slide]:visible")).to_have_count(len(titles))


def test_a_term_opens_and_closes_by_keyboard_without_any_script(browser: Browser, server: Server) -> None:
    context = browser.new_context(base_url=server.address, java_script_enabled=False)
    page = people.sign_in(context.new_page(), server.links["Larkfield", "attendee"])
    page.goto("/workshops/4/reading")
    term = page.locator("button.term").first
    meaning = page.locator(f"#{term.get_attribute('popovertarget')}")
    expect(meaning).to_be_hidden()
    term.focus()
    page.keyboard.press("Enter")
    expect(meaning).to_be_visible()
    page.keyboard.press("Escape")
    expect(meaning).to_be_hidden()


def test_a_case_is_found_by_words_and_by_filters(browser: Browser, server: Server) -> None:
    page = people.sign_in(people.new_person(browser, server), server.links["Larkfield", "attendee"])
    page.get_by_role("link", name="Cases").click()
    everything = page.get_by_role("heading", level=2).count()
    page.get_by_label("Setting").select_option("social-care")
    page.get_by_role("button", name="Find cases").click()
    filtered = page.get_by_role("heading", level=2).count()
    assert 0 < filtered < everything
    page.get_by_label("Words").fill("nosuchword")
    page.get_by_role("button", name="Find cases").click()
    expect(page.get_by_text("No case matches. Take a word or a filter away.")).to_be_visible()
    expect(page.get_by_label("Words")).to_have_value("nosuchword")
