"""Everything an attendee does, in a browser that runs no JavaScript."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.cast import BEFORE_START
from tests.journeys import people, rooms
from tests.patience import PATIENCE_SECONDS
from tests.server import Server

pytestmark = pytest.mark.journey


def plain_page(browser: Browser, server: Server) -> Page:
    context = browser.new_context(base_url=server.address, java_script_enabled=False, locale="en-GB")
    context.set_default_timeout(PATIENCE_SECONDS * 1000)
    return context.new_page()


@pytest.fixture
def ann(browser: Browser, server: Server) -> Iterator[Page]:
    page = people.sign_in(plain_page(browser, server), server.links[BEFORE_START, "attendee"])
    yield page
    page.context.close()


def save(page: Page, field: str, text: str) -> None:
    page.get_by_label(field, exact=True).fill(text)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved.", exact=True)).to_be_visible()


def test_the_room_follows_when_the_page_is_loaded_again(ann: Page, server: Server) -> None:
    lead, path = rooms.start_press_release(server)
    ann.goto(path)
    expect(ann.get_by_role("heading", name="Press release from the future")).to_be_visible()
    rooms.start_block(lead, 0)
    ann.get_by_role("link", name="Load this page again").click()
    expect(ann.get_by_role("heading", name="Welcome back to our problem")).to_be_visible()
    expect(ann.get_by_text(re.compile(r"^\s*until \d\d:\d\d\s*$"))).to_be_visible()


def test_what_is_saved_from_the_room_is_in_the_plan(ann: Page, server: Server) -> None:
    _, path = rooms.start_press_release(server)
    ann.goto(path)
    save(ann, "Headline", "People go home before lunch")
    expect(ann.get_by_label("Headline", exact=True)).to_have_value("People go home before lunch")
    ann.goto("/work")
    ann.get_by_role("link", name=re.compile(BEFORE_START)).click()
    ann.get_by_role("button", name="See the plan").click()
    expect(ann.get_by_text("People go home before lunch").first).to_be_visible()


def test_what_two_people_save_one_after_the_other_merges(ann: Page, browser: Browser, server: Server) -> None:
    _, path = rooms.start_press_release(server)
    ann.goto(path)
    save(ann, "Summary", "Medicines wait.")
    ben = rooms.open_artefact(plain_page(browser, server), server)
    expect(ben.get_by_label("Summary", exact=True)).to_have_value("Medicines wait.")
    save(ann, "Summary", "In the morning: Medicines wait.")
    save(ben, "Summary", "Medicines wait. So do people.")
    both = "In the morning: Medicines wait. So do people."
    expect(ben.get_by_label("Summary", exact=True)).to_have_value(both)
    ann.reload()
    expect(ann.get_by_label("Summary", exact=True)).to_have_value(both)


def test_what_is_saved_reaches_somebody_who_writes_live(ann: Page, browser: Browser, server: Server) -> None:
    ben = rooms.open_artefact(people.new_person(browser, server), server)
    expect(ben.get_by_text("Saved", exact=True)).to_be_visible()
    _, path = rooms.start_press_release(server)
    ann.goto(path)
    save(ann, "The problem as it was", "Letters were written after the round.")
    expect(ben.get_by_label("The problem as it was", exact=True)).to_have_value(
        "Letters were written after the round."
    )


def test_answers_lead_to_advice_one_at_a_time(ann: Page) -> None:
    ann.get_by_role("link", name=re.compile(BEFORE_START)).click()
    ann.get_by_role("link", name="Advice", exact=True).click()
    ann.get_by_role("link", name="What it would do").click()
    ann.get_by_role("group", name="Would it use artificial intelligence").get_by_label(
        "No", exact=True
    ).check()
    ann.get_by_role("button", name="Save").click()
    expect(ann.get_by_text("Saved.").first).to_be_visible()
