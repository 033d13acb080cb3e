"""Who has the room's page open gets what comes later, without loading the page again."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.cast import BEFORE_START, signed_in
from tests.journeys import people
from tests.room.rooms import session_path
from tests.server import Server

pytestmark = pytest.mark.journey


def at_the_room(browser: Browser, server: Server, role: str, path: str) -> Page:
    page = people.sign_in(people.new_person(browser, server), server.links[BEFORE_START, role])
    page.goto(path)
    return page


def test_who_waits_before_the_room_opens_gets_all_of_it(browser: Browser, server: Server) -> None:
    lead = signed_in(server, "facilitator", cohort=BEFORE_START)
    path = session_path(lead, 4)
    ann = at_the_room(browser, server, "attendee", path)
    co = at_the_room(browser, server, "co-facilitator", path)
    expect(ann.get_by_text("The room is not open yet.")).to_be_visible()
    expect(ann.get_by_label("Your question")).to_have_count(0)
    lead.post(f"{path}/open", form_on=path, sure="yes")
    lead.post(f"{path}/blocks/0/start", form_on=path, sure="yes")
    expect(ann.get_by_label("Your question")).to_be_visible()
    expect(ann.get_by_text("Look at another block")).to_be_visible()
    expect(co.get_by_label("Note a decision")).to_be_visible()
    expect(co.get_by_role("heading", name="Groups")).to_be_visible()
    expect(co.get_by_role("button", name="End the session")).to_have_count(0)


def test_who_is_given_the_lead_can_do_all_that_it_brings(browser: Browser, server: Server) -> None:
    lead = signed_in(server, "facilitator", cohort=BEFORE_START)
    path = session_path(lead, 5)
    lead.post(f"{path}/open", form_on=path, sure="yes")
    co = at_the_room(browser, server, "co-facilitator", path)
    expect(co.get_by_label("Message to everybody")).to_have_count(0)
    others = lead.get(path)[1].split(f'action="{path}/lead/')[1].split('"')[0]
    lead.post(f"{path}/lead/{others}", form_on=path)
    expect(co.get_by_label("Message to everybody")).to_be_visible()
    expect(co.get_by_role("button", name="Start the next block")).to_be_visible()
    expect(co.get_by_role("button", name="End the session")).to_be_visible()
