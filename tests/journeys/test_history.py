"""Words that somebody overwrote come back: without JavaScript, and by keyboard alone."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.cast import BEFORE_START, WITH_WORK
from tests.journeys import people
from tests.journeys.test_comments import open_cohort
from tests.journeys.test_keyboard_only import tab_to
from tests.journeys.test_without_javascript import plain_page, save
from tests.server import Server

pytestmark = pytest.mark.journey


def test_without_javascript_a_field_is_put_back_and_that_is_taken_back(
    browser: Browser, server: Server
) -> None:
    page = open_cohort(plain_page(browser, server), server, "attendee", cohort=BEFORE_START)
    page.get_by_role("link", name="Press release from the future").click()
    save(page, "Headline", "People go home before lunch")
    first = page.url
    page.get_by_role("link", name="History of this document").click()
    page.locator(".moments a").first.click()
    then = page.url
    page.goto(first)
    save(page, "Headline", "Gone")

    page.goto(then)
    page.get_by_role("button", name="Put this field back: Headline").click()
    expect(page.get_by_text("This will change, for everybody.")).to_be_visible()
    page.get_by_role("button", name="Put it back").click()
    page.goto(first)
    expect(page.get_by_label("Headline", exact=True)).to_have_value("People go home before lunch")

    page.goto(then)
    expect(page.get_by_text("The same then and now")).to_be_visible()


def test_without_javascript_the_link_in_the_message_takes_it_back(browser: Browser, server: Server) -> None:
    page = open_cohort(plain_page(browser, server), server, "attendee", cohort=BEFORE_START)
    page.get_by_role("link", name="Press release from the future").click()
    document = page.url
    save(page, "Summary", "Medicines wait")
    page.get_by_role("link", name="History of this document").click()
    page.locator(".moments a").first.click()
    then = page.url
    page.goto(document)
    save(page, "Summary", "Nothing waits")
    page.goto(then)
    page.get_by_role("button", name="Put this document back").click()
    page.get_by_role("button", name="Put it back").click()
    page.get_by_role("link", name="Take this back").click()
    page.get_by_role("button", name="Put it back").click()
    page.goto(document)
    expect(page.get_by_label("Summary", exact=True)).to_have_value("Nothing waits")


def press(page: Page, role: str, name: str) -> None:
    """Tab to it and press Enter."""
    target = page.get_by_role(role, name=name)  # type: ignore[arg-type]
    expect(target.first).to_be_visible()
    tab_to(page, target)
    page.keyboard.press("Enter")


def test_by_keyboard_a_document_is_put_back(browser: Browser, server: Server) -> None:
    page = open_cohort(people.new_person(browser, server), server, "attendee", cohort=WITH_WORK)
    cohort = page.url
    press(page, "link", "Problem statement")
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    box = page.locator("textarea").first
    before = box.input_value()
    tab_to(page, box)
    page.keyboard.type("Nobody knows. ")
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    document = page.url

    page.goto(cohort)
    press(page, "link", "History")
    tab_to(page, page.locator(".moments a", has_text="Problem statement").last)
    page.keyboard.press("Enter")
    press(page, "button", "Put this document back")
    press(page, "button", "Put it back")
    expect(page.get_by_role("link", name="Take this back")).to_be_visible()
    page.goto(document)
    expect(page.locator("textarea").first).to_have_value(before)
