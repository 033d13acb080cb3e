"""Words that somebody overwrote come back: without JavaScript, and by keyboard alone."""

import re

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
    document = page.url
    headline = page.get_by_label("Headline", exact=True)
    save(page, "Headline", "People go home before lunch")
    save(page, "Headline", "Gone")
    page.get_by_role("link", name="History of this document").click()
    page.locator(".moments a").first.click()
    expect(page.get_by_role("heading", name="The same then and now")).to_be_visible()
    page.get_by_role("link", name="One change earlier").click()
    page.get_by_role("button", name=re.compile("Put this field back.*Headline")).click()
    expect(page.get_by_text("This will change, for everybody.")).to_be_visible()
    page.get_by_role("button", name="Put it back").click()
    undo = page.get_by_role("link", name="Take this back")
    expect(undo).to_be_visible()
    page.goto(document)
    expect(headline).to_have_value("People go home before lunch")

    page.get_by_role("link", name="History of this document").click()
    page.locator(".moments a").first.click()
    page.get_by_role("link", name="One change earlier").click()
    page.get_by_role("button", name="Put this document back").click()
    page.get_by_role("button", name="Put it back").click()
    undo.click()
    page.get_by_role("button", name="Put it back").click()
    page.goto(document)
    expect(headline).to_have_value("People go home before lunch")


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
    page.keyboard.type("X")
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    document = page.url

    page.goto(cohort)
    press(page, "link", "History")
    expect(page.get_by_role("heading", name="History", level=1)).to_be_visible()
    tab_to(page, page.locator(".moments a", has_text="Problem statement").first)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Problem statement", level=1)).to_be_visible()
    press(page, "link", "One change earlier")
    expect(page.get_by_text("struck out")).to_be_visible()
    press(page, "button", "Put this document back")
    press(page, "button", "Put it back")
    expect(page.get_by_role("link", name="Take this back")).to_be_visible()
    page.goto(document)
    expect(page.locator("textarea").first).to_have_value(before)
