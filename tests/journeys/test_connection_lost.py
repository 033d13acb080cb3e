"""The connection goes and comes back while people write: nothing typed is lost, and the page is honest."""

from collections.abc import Iterator
from contextlib import closing
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.cast import BEFORE_START
from tests.journeys import people, rooms
from tests.journeys.test_every_page import check
from tests.server import Server

pytestmark = [pytest.mark.journey, pytest.mark.fault]

NOT_CONNECTED = "Not connected. We are trying to reach the server. What you type is kept on this device."
KEPT = "Kept on this device. We are trying to reach the server."


@pytest.fixture(autouse=True)
def alive_again(server: Server) -> Iterator[None]:
    """A story that breaks off leaves no dead server to the next."""
    yield
    try:
        with closing(urlopen(f"{server.address}/healthz", timeout=5)):
            pass
    except URLError:
        server.start()


def is_saved(page: Page) -> None:
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()


def state_says(page: Page, words: str) -> None:
    """Wait until the line for those who see it says so."""
    expect(page.locator("[data-part='state']")).to_have_text(words)


def type_in(page: Page, field: str, text: str) -> None:
    """Type at the end of a box, key by key."""
    page.get_by_label(field, exact=True).focus()
    page.keyboard.press("Control+End")
    page.keyboard.type(text)


def says(page: Page, field: str, text: str) -> None:
    expect(page.get_by_label(field, exact=True)).to_have_value(text)


def test_what_is_typed_while_the_server_is_dead_is_kept_and_reaches_everybody(
    browser: Browser, server: Server
) -> None:
    _, path = rooms.start_press_release(server)
    ann = rooms.enter(people.new_person(browser, server), server, path)
    type_in(ann, "Summary", "Before. ")
    is_saved(ann)
    server.kill()
    state_says(ann, NOT_CONNECTED)
    type_in(ann, "Summary", "While it was dead 😀. ")
    state_says(ann, KEPT)
    heard = ann.locator("[data-part='state-said']")
    expect(heard).to_have_text(KEPT)
    check(ann, "save-state-kept")
    server.start()
    is_saved(ann)
    expect(heard).to_have_text("All is well again: everything is saved.")
    type_in(ann, "Summary", "After.")
    is_saved(ann)
    ben = rooms.open_artefact(people.new_person(browser, server), server)
    says(ben, "Summary", "Before. While it was dead 😀. After.")


def test_two_who_were_cut_off_together_find_both_texts(browser: Browser, server: Server) -> None:
    _, path = rooms.start_press_release(server)
    ann = rooms.enter(people.new_person(browser, server), server, path)
    ben = rooms.open_artefact(people.new_person(browser, server), server)
    is_saved(ben)
    server.kill()
    type_in(ann, "The problem as it was", "Ann's words. ")
    type_in(ben, "The problem as it was", "Ben's words. ")
    server.start()
    is_saved(ann)
    is_saved(ben)
    expect(ann.get_by_label("The problem as it was", exact=True)).not_to_have_value("Ann's words. ")
    both = ann.get_by_label("The problem as it was", exact=True).input_value()
    assert both in ("Ann's words. Ben's words. ", "Ben's words. Ann's words. ")
    says(ben, "The problem as it was", both)


def test_a_second_device_of_the_same_person_shows_the_same(browser: Browser, server: Server) -> None:
    _, path = rooms.start_press_release(server)
    laptop = rooms.enter(people.new_person(browser, server), server, path)
    phone = rooms.enter(people.new_person(browser, server, width=320), server, path)
    type_in(laptop, "What is different now", "From the laptop. ")
    says(phone, "What is different now", "From the laptop. ")
    type_in(phone, "What is different now", "From the phone.")
    says(laptop, "What is different now", "From the laptop. From the phone.")


def test_a_reader_is_told_when_the_connection_is_back(browser: Browser, server: Server) -> None:
    reviewer = rooms.open_artefact(people.new_person(browser, server), server, role="reviewer")
    ben = rooms.open_artefact(people.new_person(browser, server), server)
    is_saved(ben)
    type_in(ben, "Headline", "Home before lunch")
    says(reviewer, "Headline", "Home before lunch")
    server.kill()
    state_says(reviewer, "Not connected. We are trying to reach the server. You see what was here before.")
    server.start()
    expect(reviewer.locator("[data-part='state']")).to_be_hidden()


def test_who_is_writing_is_asked_before_the_room_takes_them_on(browser: Browser, server: Server) -> None:
    lead, path = rooms.start_press_release(server)
    ann = rooms.enter(people.new_person(browser, server), server, path)
    type_in(ann, "What people still do", "The pharmacist decides")
    rooms.start_block(lead, rooms.block_that_opens("hard-questions"))
    expect(ann.get_by_text("The facilitator has started: The three hardest questions.")).to_be_visible()
    expect(ann.get_by_label("What people still do", exact=True)).to_be_focused()
    ann.keyboard.type(", always.")
    says(ann, "What people still do", "The pharmacist decides, always.")
    is_saved(ann)
    ann.get_by_role("button", name="Go there now").click()
    expect(ann.get_by_role("heading", name="The three hardest questions").first).to_be_focused()
    expect(ann.get_by_label("What people still do", exact=True)).to_have_count(0)
    ben = rooms.open_artefact(people.new_person(browser, server), server)
    says(ben, "What people still do", "The pharmacist decides, always.")


def test_who_is_not_writing_is_taken_along_and_told(browser: Browser, server: Server) -> None:
    lead, path = rooms.start_press_release(server)
    ann = rooms.enter(people.new_person(browser, server), server, path)
    rooms.start_block(lead, rooms.block_that_opens("hard-questions"))
    expect(ann.get_by_text("Now: The three hardest questions", exact=True)).to_be_visible()
    expect(ann.get_by_label("Headline", exact=True)).to_have_count(0)


def test_an_offer_to_go_on_ends_when_the_room_comes_back(browser: Browser, server: Server) -> None:
    lead, path = rooms.start_press_release(server)
    ann = rooms.enter(people.new_person(browser, server), server, path)
    ann.get_by_label("Headline", exact=True).focus()
    rooms.start_block(lead, 0)
    expect(ann.get_by_role("button", name="Go there now")).to_be_visible()
    rooms.start_block(lead, rooms.block_that_opens("press-release"))
    expect(ann.get_by_role("button", name="Go there now")).to_have_count(0)


def test_what_is_not_sent_yet_is_sent_though_the_room_has_moved_on(browser: Browser, server: Server) -> None:
    lead, path = rooms.start_press_release(server)
    ann = rooms.enter(people.new_person(browser, server), server, path)
    # the words cannot leave the page, while the room's events still reach it
    ann.route("**/ticket", lambda route: route.abort())
    server.kill()
    state_says(ann, NOT_CONNECTED)
    type_in(ann, "Next step", "Typed into the void")
    ann.evaluate("document.activeElement.blur()")
    server.start()
    rooms.start_block(lead, rooms.block_that_opens("hard-questions"))
    expect(ann.get_by_role("heading", name="The three hardest questions").first).to_be_visible()
    expect(ann.get_by_label("Next step", exact=True)).to_have_count(0)
    ann.unroute("**/ticket")
    ben = rooms.open_artefact(people.new_person(browser, server), server)
    says(ben, "Next step", "Typed into the void")


def test_words_that_the_server_refused_stay_on_the_page(browser: Browser, server: Server) -> None:
    page = people.new_person(browser, server)
    page.route("**/ticket", lambda route: route.abort())
    ann = rooms.open_artefact(page, server, role="attendee")
    ann.get_by_label("Headline", exact=True).fill("Call 943 476 5919 first")
    ann.get_by_role("button", name="Save").click()
    expect(ann.locator(".nhsuk-error-summary")).to_be_focused()
    ann.unroute("**/ticket")
    ann.wait_for_timeout(1500)
    says(ann, "Headline", "Call 943 476 5919 first")


def test_who_was_signed_out_elsewhere_is_told_to_copy_what_they_typed(
    browser: Browser, server: Server
) -> None:
    _, path = rooms.start_press_release(server)
    ann = rooms.enter(people.new_person(browser, server), server, path)
    other_tab = ann.context.new_page()
    other_tab.goto("/work")
    other_tab.get_by_role("button", name="Sign out").click()
    expect(other_tab.get_by_role("link", name="Sign in").first).to_be_visible()
    server.kill()
    server.start()
    state_says(ann, "Not connected: you are signed out. Sign in again, and open this page.")
    type_in(ann, "Headline", "Too late")
    state_says(
        ann,
        "Not saved: you are signed out. Copy your latest words first. Sign in again, and open this page.",
    )
    expect(ann.locator("[data-part='help']").get_by_role("link", name="Sign in")).to_be_visible()
    check(ann, "save-state-signed-out")


def test_a_facilitators_refused_command_does_not_strand_their_page(browser: Browser, server: Server) -> None:
    lead, path = rooms.start_press_release(server)
    page = people.sign_in(people.new_person(browser, server), server.links[BEFORE_START, "facilitator"])
    page.goto(path)
    page.get_by_label("Extra minutes").fill("lots")
    page.get_by_role("button", name="Extend this block").click()
    expect(page.locator(".nhsuk-error-summary")).to_be_focused()
    rooms.start_block(lead, 0)
    expect(
        page.locator("#room-now").get_by_role("heading", name="Welcome back to our problem")
    ).to_be_visible()
