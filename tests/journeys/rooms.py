"""A room in which the press release is being written, for journeys that begin there."""

import re

from playwright.sync_api import Page, expect

from deepdive.curriculum.current import pack
from tests.cast import BEFORE_START, signed_in
from tests.journeys import people
from tests.room.rooms import session_path
from tests.server import Server, Visitor

WORKSHOP = 3


def block_that_opens(what: str) -> int:
    """The place of the block in the run sheet of the workshop."""
    blocks = pack().series.workshop(WORKSHOP).blocks
    return next(index for index, block in enumerate(blocks) if block.opens == what)


def start_block(lead: Visitor, index: int, *, workshop: int = WORKSHOP) -> str:
    """Have that block run, in an open room; returns the room's address."""
    path = session_path(lead, workshop)
    lead.post(f"{path}/open", form_on=path, sure="yes")
    status, page = lead.post(f"{path}/blocks/{index}/start", form_on=path, sure="yes")
    assert status == 200 or "is running already" in page, page
    return path


def start_press_release(server: Server) -> tuple[Visitor, str]:
    """The facilitator, and the address of the room where they have the press release written."""
    lead = signed_in(server, "facilitator", cohort=BEFORE_START)
    return lead, start_block(lead, block_that_opens("press-release"))


def enter(page: Page, server: Server, path: str) -> Page:
    """Sign in as the attendee and go to the room."""
    people.sign_in(page, server.links[BEFORE_START, "attendee"])
    page.goto(path)
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    return page


def open_artefact(page: Page, server: Server, *, role: str = "facilitator") -> Page:
    """Sign in and open the press release from the cohort's page."""
    people.sign_in(page, server.links[BEFORE_START, role])
    page.get_by_role("link", name=re.compile(BEFORE_START)).click()
    page.get_by_role("link", name="Press release from the future").click()
    return page
