"""Working without the server or behind a proxy that blocks websockets, and taking back one's own words."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, WebSocketRoute, expect

from tests.journeys import people, rooms
from tests.journeys.test_every_page import check
from tests.server import Server

pytestmark = pytest.mark.journey

A_WHILE = 30_000  # milliseconds
OFFLINE = "Offline: what you type is kept on this device"


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
    expect(page.get_by_label(field, exact=True)).to_have_value(text, timeout=A_WHILE)


def is_saved(page: Page) -> None:
    expect(page.get_by_text("Saved", exact=True)).to_be_visible(timeout=A_WHILE)


def block_sockets(context: BrowserContext) -> None:
    """As some proxies do: the socket opens and ends at once."""
    context.route_web_socket("**/sync?*", _end)


def _end(socket: WebSocketRoute) -> None:
    socket.close(code=1011)


def test_words_written_offline_survive_a_closed_tab(browser: Browser, server: Server, room: str) -> None:
    ann = rooms.enter(people.new_person(browser, server), server, room)
    ann.context.set_offline(True)
    expect(ann.get_by_text(OFFLINE)).to_be_visible(timeout=A_WHILE)
    type_in(ann, "Headline", "Written on the train")
    expect(ann.locator('[data-state="offline"]')).to_be_visible()
    ann.wait_for_timeout(700)  # the device's disk
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


def test_where_sockets_are_blocked_both_still_write_together(
    browser: Browser, server: Server, room: str
) -> None:
    page = people.new_person(browser, server)
    block_sockets(page.context)
    ann = rooms.enter(page, server, room)
    expect(ann.locator('[data-by="http"]')).to_be_visible(timeout=A_WHILE)
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
