"""Who writes with the keyboard sees in the picture what they wrote."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.cast import BEFORE_START
from tests.journeys import people
from tests.journeys.test_keyboard_only import tab_to
from tests.server import Server

pytestmark = pytest.mark.journey


def open_artefact(browser: Browser, server: Server, title: str) -> Page:
    """Sign in and go to the artefact of a cohort that has written little."""
    page = people.new_person(browser, server)
    people.sign_in(page, server.links[BEFORE_START, "attendee"])
    page.get_by_role("link", name=re.compile(BEFORE_START)).click()
    page.get_by_role("link", name=title, exact=True).click()
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    return page


def add_row(page: Page) -> None:
    tab_to(page, page.get_by_role("button", name="Add a row"))
    page.keyboard.press("Enter")
    expect(page.locator("[data-row] textarea").last).to_be_visible()


def test_a_person_is_placed_on_the_grid_by_keyboard(browser: Browser, server: Server) -> None:
    page = open_artefact(browser, server, "People in this")
    picture = page.get_by_role("img", name="At a glance")
    expect(picture).to_be_visible()
    tab_to(page, page.get_by_role("link", name="Go to where you write"))
    page.keyboard.press("Enter")
    add_row(page)
    row = page.locator("[data-row]").last
    who = row.get_by_label("Who?", exact=True)
    if not who.evaluate("element => element === document.activeElement"):
        tab_to(page, who)
    page.keyboard.type("Night porters")
    tab_to(page, row.get_by_label("How much can they decide or stop?"))
    page.keyboard.type("low")
    tab_to(page, row.get_by_label("How much does it affect them?"))
    page.keyboard.type("high")
    page.keyboard.press("Tab")
    expect(picture.get_by_text("1. Night porters")).to_be_visible()
    expect(page.get_by_text("Find a way for them to be heard: Night porters.")).to_be_visible()


def test_a_stage_is_put_on_the_map_by_keyboard(browser: Browser, server: Server) -> None:
    page = open_artefact(browser, server, "What happens today, step by step")
    picture = page.get_by_role("img", name="At a glance")
    add_row(page)
    row = page.locator("[data-row]").last
    stage = row.get_by_label("Stage", exact=True)
    if not stage.evaluate("element => element === document.activeElement"):
        tab_to(page, stage)
    page.keyboard.type("The letter")
    tab_to(page, row.get_by_label("What goes wrong?"))
    page.keyboard.type("It comes after the visit")
    tab_to(page, row.get_by_label("Who decides what?"))
    page.keyboard.type("Clerk, which slot")
    tab_to(page, row.get_by_label("Is it written down?"))
    page.keyboard.type("no")
    page.keyboard.press("Tab")
    for words in ("1. The letter", "It comes after the", "Clerk, which slot"):
        expect(picture.get_by_text(words)).to_be_visible()
    expect(
        page.get_by_text("Somebody decides, and nothing is known to be written down: The letter.")
    ).to_be_visible()
