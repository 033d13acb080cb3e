"""The patient-data guard as somebody meets it who writes live, with the keyboard alone."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys import people
from tests.journeys.test_every_page import check
from tests.journeys.test_keyboard_only import tab_to
from tests.server import Server
from tests.workbook.purge.test_live_copies import purge

pytestmark = pytest.mark.journey

LOOKS_LIKE = (
    "This looks like a date of birth. No patient data belongs here: write about roles, not real people."
)


def open_story(browser: Browser, server: Server, role: str = "attendee") -> Page:
    page = people.new_person(browser, server)
    people.sign_in(page, server.links["Larkfield", role])
    page.get_by_role("link", name=re.compile("Larkfield")).click()
    page.get_by_role("link", name="User story").click()
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    return page


def test_a_warning_is_seen_heard_answered_and_stays_answered(browser: Browser, server: Server) -> None:
    page = open_story(browser, server)
    box = page.locator("[data-field='user-story/so-that']")
    tab_to(page, box)
    page.keyboard.press("Control+End")
    page.keyboard.type(" A man born 12/03/1962 waits.")
    warning = page.get_by_role("group", name=LOOKS_LIKE)
    expect(warning).to_be_visible()
    label = page.locator(f"label[for='{box.get_attribute('id')}']").inner_text().strip()
    expect(page.locator("[data-part='guard-said']")).to_have_text(f"{label}: {LOOKS_LIKE}")
    expect(box).to_have_accessible_description(re.compile("No patient data.*This looks like a date of birth"))
    check(page, "artefact-warned")

    tab_to(page, warning.get_by_role("button", name="Show me"))
    page.keyboard.press("Enter")
    assert (
        page.evaluate(
            "document.getSelection().toString() || (e => e.value.slice(e.selectionStart, "
            "e.selectionEnd))(document.activeElement)"
        )
        == "12/03/1962"
    )
    because = warning.get_by_label("It is not about a real person, because")
    tab_to(page, because)
    page.keyboard.type("born 12/03/1962, as I said")
    page.keyboard.press("Enter")
    expect(warning.get_by_text("Give the reason without the detail itself")).to_be_visible()
    expect(because).to_be_focused()
    check(page, "artefact-warned-refused")
    page.keyboard.press("Control+A")
    page.keyboard.type("The man is made up")
    page.keyboard.press("Enter")
    expect(warning).to_have_count(0)
    expect(box).to_be_focused()
    expect(page.locator("[data-part='guard-said']")).to_have_text("Kept, with your reason.")
    # nobody is asked again, here or elsewhere
    other = open_story(browser, server, "facilitator")
    expect(other.locator("[data-field='user-story/so-that']")).to_have_value(re.compile("12/03/1962"))
    expect(other.locator(".guard-warning")).to_have_count(0)


def test_a_warning_goes_when_the_text_is_changed(browser: Browser, server: Server) -> None:
    page = open_story(browser, server)
    box = page.locator("[data-field='user-story/works-when']")
    box.fill("MRN 1234567")
    warning = page.locator(".guard-warning", has_text="patient's number")
    expect(warning).to_be_visible()
    warning.get_by_role("button", name="I have changed it").click()
    expect(warning.get_by_text("It is still there. We have marked it.")).to_be_visible()
    page.keyboard.type("a record")
    expect(warning).to_have_count(0)
    expect(box).to_have_value("MRN a record")


def test_what_was_removed_for_good_does_not_come_back_with_an_open_page(
    browser: Browser, server: Server
) -> None:
    secret = "Mr Archaeopteryx of Larch Lane"
    page = open_story(browser, server)
    page.locator("[data-field='user-story/measure']").fill(f"Ask {secret}")
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    # the live region says so at once, and so does the page that was offline
    done = purge(server, "--yes", secret=secret)
    assert done.returncode == 0, done.stderr
    state = page.locator("[data-part='state']")
    expect(state).to_contain_text("omething was removed from this workbook for good")
    check(page, "artefact-moved-on")
    page.reload()
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    expect(page.locator("[data-field='user-story/measure']")).to_have_value("Ask [removed]")
