"""A block opens a lab that this version cannot show: nobody is stranded, what people found is collected."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from deepdive.curriculum.current import pack
from tests.cast import BEFORE_START, signed_in
from tests.journeys import people, rooms
from tests.journeys.test_every_page import check
from tests.server import Server

pytestmark = pytest.mark.journey

ACTIVITY, WORKSHOP = "who-could-lose", 1
LAB = f"""\
id: {ACTIVITY}
kind: lab
title: Who do we ring?
steps:
  - Move the line, and see how many people you ring and how many you miss.
instead: The facilitator reads four lines of a table aloud, from few calls to many.
items:
  - id: found
    text: Where would you put the line, and why?
sources: []
"""


@pytest.fixture(scope="module")
def server(loaded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with a pack that has a lab."""
    folder = tmp_path_factory.mktemp("lab")
    shutil.copytree(loaded, folder / "data")
    shutil.copytree("curriculum", folder / "curriculum")
    (folder / "curriculum" / "activities" / f"{ACTIVITY}.yaml").write_text(LAB)
    running = Server(folder / "data", settings={"DEEPDIVE_CURRICULUM_FOLDER": str(folder / "curriculum")})
    running.start()
    yield running
    running.stop()


def test_a_lab_says_what_to_do_instead_and_asks_what_people_found(browser: Browser, server: Server) -> None:
    blocks = pack().series.workshop(WORKSHOP).blocks
    index = next(index for index, block in enumerate(blocks) if block.opens == ACTIVITY)
    lead = signed_in(server, "facilitator", cohort=BEFORE_START)
    path = rooms.start_block(lead, index, workshop=WORKSHOP)
    instead = "The facilitator reads four lines of a table aloud, from few calls to many."

    ann = at(browser, server, "attendee", path, width=320)
    expect(ann.get_by_role("heading", name="Who do we ring?")).to_be_visible()
    expect(ann.get_by_text("You cannot try this here yet.")).to_be_visible()
    expect(ann.get_by_text(instead)).to_be_visible()
    check(ann, "lab-attendee")
    ann.get_by_label("Where would you put the line, and why?").fill("At one in five, for we can ring 50.")
    ann.get_by_role("button", name="Send my answers").click()
    expect(ann.get_by_role("button", name="Change my answers")).to_be_visible()

    screen = at(browser, server, "facilitator", f"{path}/screen")
    expect(screen.get_by_text(instead)).to_be_visible()
    check(screen, "lab-screen")
    gethin = at(browser, server, "facilitator", path)
    expect(gethin.get_by_text(instead).first).to_be_visible()
    gethin.locator("#show-answers").click()
    expect(gethin.get_by_text("At one in five, for we can ring 50.")).to_be_visible()
    check(gethin, "lab-facilitator")
    expect(screen.get_by_text("At one in five, for we can ring 50.")).to_be_visible()


def test_the_guide_says_what_to_do_instead(browser: Browser, server: Server) -> None:
    page = at(browser, server, "facilitator", f"/workshops/{WORKSHOP}/guide")
    expect(page.get_by_text("This version cannot show the lab. Do this instead:")).to_be_visible()


def at(browser: Browser, server: Server, role: str, path: str, *, width: int = 1280) -> Page:
    page = people.new_person(browser, server, width=width)
    people.sign_in(page, server.links[BEFORE_START, role])
    page.goto(path)
    return page
