"""Working without the server or behind a proxy that blocks websockets, and taking back one's own words."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, WebSocketRoute, expect

from tests.cast import BEFORE_START
from tests.journeys import people, rooms
from tests.journeys.test_every_page import check
from tests.server import Server

pytestmark = pytest.mark.journey

KEPT = "Kept on this device. We are trying to reach the server."


@pytest.fixture
def room(server: Server) -> Iterator[str]:
    """The address of a room in which the press release is being written."""
    _, path = rooms.start_press_release(server)
    yield path


def type_in(page: Page, field: str, text: str) -> None:
    page.get_by_label(field, exact=True).focus()
    page.keyboard.press("Control+End")
    page.keyboard.insert_text(text)


def says(page: Page, field: str, text: str) -> None:
    expect(page.get_by_label(field, exact=True)).to_have_value(text)


def is_saved(page: Page) -> None:
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()


def block_sockets(context: BrowserContext) -> None:
    """As some proxies do: the socket opens and ends at once."""
    context.route_web_socket("**/sync?*", _end)


def _end(socket: WebSocketRoute) -> None:
    socket.close(code=1011)


def test_words_written_offline_survive_a_closed_tab(browser: Browser, server: Server, room: str) -> None:
    ann = rooms.enter(people.new_person(browser, server), server, room)
    ann.context.set_offline(True)
    expect(ann.locator('[data-state="offline"]')).to_be_visible()
    type_in(ann, "Headline", "Written on the train")
    expect(ann.locator("[data-part='state']")).to_have_text(KEPT)
    check(ann, "save-state-offline")
    context = ann.context
    ann.close(run_before_unload=False)
    context.set_offline(False)
    again = context.new_page()
    again.goto(room)
    says(again, "Headline", "Written on the train")
    is_saved(again)
    ben = rooms.open_artefact(people.new_person(browser, server), server)
    says(ben, "Headline", "Written on the train")


def test_a_page_that_is_loaded_again_when_the_server_is_back_shows_and_sends_what_was_kept(
    browser: Browser, server: Server, room: str
) -> None:
    ann = rooms.open_artefact(people.new_person(browser, server), server, role="attendee")
    is_saved(ann)
    server.kill()
    type_in(ann, "Evidence and target", "Written while it was away")
    expect(ann.locator("[data-part='state']")).to_have_text(KEPT)
    # the page itself is not to send it
    ann.route("**/ticket", lambda route: route.abort())
    server.start()
    ann.unroute("**/ticket")
    ann.reload()
    says(ann, "Evidence and target", "Written while it was away")
    is_saved(ann)
    ben = rooms.open_artefact(people.new_person(browser, server), server)
    says(ben, "Evidence and target", "Written while it was away")


def test_what_one_person_left_on_a_device_is_not_shown_to_the_next(
    browser: Browser, server: Server, room: str
) -> None:
    ann = rooms.open_artefact(people.new_person(browser, server), server, role="attendee")
    is_saved(ann)
    device = ann.context
    device.set_offline(True)
    type_in(ann, "Data and safety", "Only Ann has seen this")
    expect(ann.locator("[data-part='state']")).to_have_text(KEPT)
    address = ann.url
    ann.close(run_before_unload=False)
    device.set_offline(False)
    # she did not sign out, but somebody else signs in at the same computer
    ben = people.sign_in(device.new_page(), server.links[BEFORE_START, "facilitator"])
    ben.goto(address)
    is_saved(ben)
    says(ben, "Data and safety", "")
    type_in(ben, "Data and safety", "Ben's. ")
    is_saved(ben)
    again = people.sign_in(device.new_page(), server.links[BEFORE_START, "attendee"])
    again.goto(address)
    is_saved(again)
    expect(again.get_by_label("Data and safety", exact=True)).to_have_value(
        re.compile("Only Ann has seen this")
    )
    says(ben, "Data and safety", again.get_by_label("Data and safety", exact=True).input_value())


def test_where_sockets_are_blocked_both_still_write_together(
    browser: Browser, server: Server, room: str
) -> None:
    page = people.new_person(browser, server)
    block_sockets(page.context)
    ann = rooms.enter(page, server, room)
    expect(ann.locator('[data-by="http"]')).to_be_visible()
    ben = rooms.open_artefact(people.new_person(browser, server), server)
    is_saved(ben)
    type_in(ann, "Summary", "By post. ")
    says(ben, "Summary", "By post. ")
    type_in(ben, "Summary", "By wire.")
    says(ann, "Summary", "By post. By wire.")
    is_saved(ann)
    check(ann, "save-state-http")


def test_who_takes_back_their_words_leaves_those_of_others(
    browser: Browser, server: Server, room: str
) -> None:
    ann = rooms.enter(people.new_person(browser, server), server, room)
    ben = rooms.open_artefact(people.new_person(browser, server), server)
    is_saved(ben)
    type_in(ann, "Next step", "Hers. ")
    says(ben, "Next step", "Hers. ")
    type_in(ben, "Next step", "His.")
    says(ann, "Next step", "Hers. His.")
    ann.get_by_label("Next step", exact=True).focus()
    ann.keyboard.press("Control+z")
    says(ann, "Next step", "His.")
    says(ben, "Next step", "His.")
    ann.get_by_role("button", name="Redo").click()
    says(ben, "Next step", "Hers. His.")
    expect(ann.get_by_label("Next step", exact=True)).to_be_focused()
    is_saved(ann)


def test_signing_out_leaves_nothing_on_the_device(browser: Browser, server: Server, room: str) -> None:
    ann = rooms.enter(people.new_person(browser, server), server, room)
    type_in(ann, "Headline", "!")
    is_saved(ann)
    ann.goto("/work")
    ann.get_by_role("button", name="Sign out").click()
    expect(ann.get_by_role("link", name="Sign in").first).to_be_visible()
    left = ann.evaluate(
        """() => new Promise((tell) => {
            const request = indexedDB.open("deepdive-workbooks");
            request.onsuccess = () => {
                const copies = request.result.transaction("copies").objectStore("copies").count();
                copies.onsuccess = () => tell(copies.result);
            };
        })"""
    )
    assert left == 0
