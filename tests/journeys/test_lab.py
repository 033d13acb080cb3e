"""A block opens a lab that this version cannot show: nobody is stranded, what people found is collected."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from deepdive.curriculum.current import pack
from tests.cast import BEFORE_START, signed_in
from tests.journeys import people, rooms
from tests.journeys.test_every_page import check
from tests.journeys.test_keyboard_only import press, tab_to
from tests.server import Server

pytestmark = pytest.mark.journey

LAB, WORKSHOP = "next-word", 1
INSTEAD = "Be the program yourselves."
SEE = "Many words fit, and each of them sounds right."


@pytest.fixture
def server(loaded: Path, tmp_path: Path) -> Iterator[Server]:
    """A server of its own: nobody has answered."""
    shutil.copytree(loaded, tmp_path / "data")
    running = Server(tmp_path / "data")
    running.start()
    yield running
    running.stop()


def test_a_lab_says_what_to_do_instead_and_shows_what_to_see_at_the_end(
    browser: Browser, server: Server
) -> None:
    path = lab_runs(server)
    ann = at(browser, server, "attendee", path, width=320)
    expect(ann.get_by_role("heading", name="What comes next?")).to_be_visible()
    expect(ann.get_by_text("The lab itself is not part of this version yet.")).to_be_visible()
    expect(ann.get_by_text(INSTEAD)).to_be_visible()
    check(ann, "lab-attendee")
    screen = at(browser, server, "facilitator", f"{path}/screen")
    expect(screen.get_by_text(INSTEAD)).to_be_visible()
    check(screen, "lab-screen")
    gethin = at(browser, server, "facilitator", path)
    expect(gethin.get_by_text(INSTEAD)).to_be_visible()
    expect(gethin.get_by_text(SEE)).to_be_visible()
    check(gethin, "lab-facilitator")

    answer_by_keyboard(ann)
    expect(gethin.get_by_text(re.compile(r"1\s+has answered"))).to_be_visible()
    expect(screen.get_by_text(re.compile(r"1 of \d+ (is|are) done"))).to_be_visible()
    for page in (ann, screen):
        expect(page.get_by_text(SEE)).to_have_count(0)
    gethin.locator("#show-answers").click()
    for page, name in ((gethin, "facilitator"), (ann, "attendee"), (screen, "screen")):
        expect(page.get_by_text(SEE)).to_be_visible()
        expect(page.get_by_text("What the lab shows:")).to_be_visible()
        expect(page.get_by_role("rowheader", name="insulin")).to_be_visible()
        check(page, f"lab-{name}-shown")


def lab_runs(server: Server) -> str:
    """The room in which the block runs that opens the lab."""
    blocks = pack().series.workshop(WORKSHOP).blocks
    index = next(index for index, block in enumerate(blocks) if block.opens == LAB)
    lead = signed_in(server, "facilitator", cohort=BEFORE_START)
    return rooms.start_block(lead, index, workshop=WORKSHOP)


def answer_by_keyboard(page: Page) -> None:
    """Say that one is done, and send a word and a choice, with the keyboard alone."""
    press(page, page.get_by_role("button", name="I am done"))
    expect(page.get_by_text("You are done.")).to_be_visible()
    tab_to(page, page.locator("#room-open input[type=text]").first)
    page.keyboard.type("insulin")
    tab_to(page, page.get_by_role("radio").first)
    page.keyboard.press("ArrowUp")  # from the first to the last
    expect(page.get_by_label("Look it up, for the sentence cannot tell")).to_be_checked()
    press(page, page.get_by_role("button", name="Send my answers"))
    expect(page.get_by_role("button", name="Change my answers")).to_be_visible()


def at(browser: Browser, server: Server, role: str, path: str, *, width: int = 1280) -> Page:
    page = people.new_person(browser, server, width=width)
    people.sign_in(page, server.links[BEFORE_START, role])
    page.goto(path)
    return page
