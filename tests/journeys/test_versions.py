"""A plan is frozen, reviewed, and signed by three people, one after the other."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.cast import BEFORE_START
from tests.journeys import people
from tests.server import Server

pytestmark = pytest.mark.journey


def open_versions(browser: Browser, server: Server, role: str) -> Page:
    page = people.new_person(browser, server)
    people.sign_in(page, server.links[BEFORE_START, role])
    page.get_by_role("link", name=re.compile(BEFORE_START)).click()
    page.get_by_role("button", name="See the plan").click()
    page.get_by_role("link", name="Versions, review and signatures").click()
    return page


def sign(page: Page, part: str) -> None:
    """Read the version, then sign it."""
    page.reload()
    page.get_by_role("button", name="Sign or decline").click()
    page.get_by_label(f"I have read version 1 of the plan, and I sign it as {part}").check()
    page.get_by_role("button", name="Sign this version").click()
    expect(page.get_by_text(f"You have signed version 1 as {part}.")).to_be_visible()


def test_a_plan_is_frozen_reviewed_and_signed_by_three_people(browser: Browser, server: Server) -> None:
    organiser = open_versions(browser, server, "organiser")
    organiser.get_by_role("link", name="Say who signs").click()
    signers = ((r"Anneka", "Problem owner"), (r"Reviewer", "Safety officer"), (r"Sponsor", "Sponsor"))
    for place, (who, part) in enumerate(signers, 1):
        group = organiser.get_by_role("group", name=f"Signature {place}")
        option = group.get_by_label("Who?").locator("option", has_text=re.compile(who)).inner_text()
        group.get_by_label("Who?").select_option(label=option)
        group.get_by_label("As what?").fill(part)
    organiser.get_by_role("button", name="Keep this order").click()
    organiser.get_by_label("What is new in this version?").fill("The first")
    organiser.get_by_role("button", name="Freeze the plan").click()
    expect(organiser.get_by_text("Version 1 is frozen.")).to_be_visible()

    reviewer = open_versions(browser, server, "reviewer")
    reviewer.get_by_role("link", name="Version 1").click()
    reviewer.get_by_role("button", name="Review section by section").click()
    reviewer.get_by_label("To mend").check()
    reviewer.get_by_role("button", name="Save and go on").click()
    expect(reviewer.locator(".nhsuk-error-summary")).to_be_focused()
    reviewer.get_by_label("What should be different, and why?").fill("Nothing is written yet")
    reviewer.get_by_role("button", name="Save and go on").click()
    expect(reviewer.get_by_text("Kept: “In short”").or_(reviewer.get_by_text("Kept:"))).to_be_visible()

    attendee = open_versions(browser, server, "attendee")
    attendee.get_by_role("link", name="Version 1").click()
    attendee.get_by_role("link", name=re.compile("^Answer")).click()
    attendee.get_by_label("Your answer").fill("We begin next week")
    attendee.get_by_role("button", name="Keep the answer").click()
    expect(attendee.get_by_text("Nothing: no point of a reviewer waits for an answer.")).to_be_visible()

    organiser.get_by_role("button", name="Ask for signatures").click()
    expect(organiser.get_by_text("Being signed")).to_be_visible()
    sponsor = open_versions(browser, server, "sponsor")
    sponsor.get_by_role("link", name="Version 1").click()
    version = sponsor.url
    sponsor.goto(f"{version}/sign")
    expect(sponsor.get_by_text("It is Anneka Blackwood-Roy's turn to sign.")).to_be_visible()
    sponsor.goto(version)

    sign(attendee, "Problem owner")
    reviewer.goto(version)
    sign(reviewer, "Safety officer")
    sign(sponsor, "Sponsor")
    expect(sponsor.get_by_text("Signed by all")).to_be_visible()
    letter = server.letters(to="anneka.blackwood-roy@westmarch.example")[-1]
    assert letter["Subject"] == "Version 1 of the plan is signed by all"
