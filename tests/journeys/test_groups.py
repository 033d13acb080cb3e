"""Two groups write apart at the same time, come back, and what they wrote is brought together."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.cast import BEFORE_START
from tests.journeys import people, rooms
from tests.journeys.test_every_page import check
from tests.server import Server, Visitor

pytestmark = pytest.mark.journey

ANN, BEN = "Anneka Blackwood-Roy", "Olumide Carrow"
BENS_ADDRESS = "olumide.carrow@westmarch.example"
HEADLINE, SUMMARY, BETTER = "Headline", "Summary", "What is different now"


def enter_by_letter(page: Page, server: Server, path: str, *, address: str) -> Page:
    """Sign in by the link in a letter, and go to the room."""
    Visitor(server).post("/sign-in", email=address)
    people.sign_in(page, server.sign_in_link(to=address))
    page.goto(path)
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    return page


def enter_as_lead(browser: Browser, server: Server, path: str) -> Page:
    page = people.sign_in(people.new_person(browser, server), server.links[BEFORE_START, "facilitator"])
    page.goto(path)
    return page


def box(page: Page, label: str) -> str:
    return page.get_by_label(label, exact=True).input_value()


def in_group(page: Page, words: str) -> None:
    """The page says in which group its person is, and its document is connected."""
    expect(page.locator("#my-group")).to_contain_text(words)
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()


def test_two_groups_write_apart_and_their_results_are_brought_together(
    browser: Browser, server: Server
) -> None:
    _, path = rooms.start_press_release(server)
    ann = rooms.enter(people.new_person(browser, server), server, path)
    ben = enter_by_letter(people.new_person(browser, server), server, path, address=BENS_ADDRESS)
    lead = enter_as_lead(browser, server, path)
    groups = lead.locator("#room-groups")
    groups.get_by_text("Choose who is in which group").click()
    groups.get_by_label(ANN).select_option("Group A")
    groups.get_by_label(BEN).select_option("Group B")
    check(lead, "groups-by-hand")
    groups.get_by_role("button", name="Keep these groups").click()
    expect(groups).to_contain_text(f"Group A: {ANN}")
    in_group(ann, "When the groups go apart, you are in Group A")
    groups.get_by_role("button", name="Send the groups out").click()
    in_group(ann, "You are in Group A, so far alone.")
    in_group(ben, "You are in Group B, so far alone.")
    for page in (ann, ben):
        expect(page.get_by_text("your own copy")).to_be_visible()
        page.get_by_label(HEADLINE, exact=True).focus()
    for one, other in zip("People go home", "Nobody waits. ", strict=True):
        ann.keyboard.type(one)
        ben.keyboard.type(other)
    ann.get_by_label(SUMMARY, exact=True).fill("Medicines are ready by ten.")
    ben.get_by_label(SUMMARY, exact=True).fill("Families know the hour.")
    for page in (ann, ben):
        expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    assert [box(page, HEADLINE) for page in (ann, ben)] == ["People go home", "Nobody waits. "]
    check(ann, "group-own-copy")
    check(lead, "groups-apart")

    groups.get_by_role("link", name="See what Group B writes").click()
    expect(lead.get_by_label(HEADLINE, exact=True)).to_have_value("Nobody waits. ")
    ben.get_by_label(HEADLINE, exact=True).focus()
    ben.keyboard.press("End")
    ben.keyboard.type("At last.")
    expect(lead.get_by_label(HEADLINE, exact=True)).to_have_value("Nobody waits. At last.")
    check(lead, "group-copy-of-lead")

    lead.goto(path)
    ann.get_by_role("heading", level=1).click()
    lead.get_by_role("button", name="Call back at once").click()
    expect(ann.get_by_label(HEADLINE, exact=True)).to_have_value("")
    # who writes is asked, and goes when they are ready
    expect(
        ben.get_by_text("Open now: the document of everybody. What you write here is kept.")
    ).to_be_visible()
    ben.get_by_role("button", name="Go there now").click()
    expect(ben.get_by_label(HEADLINE, exact=True)).to_have_value("")

    lead.get_by_role("link", name="bring together what the groups wrote").click()
    check(lead, "together")
    lead.get_by_label("Take this: Headline, Group B").check()
    lead.get_by_label("Take this: Summary, Group A").check()
    lead.get_by_label("Take this: Summary, Group B").check()
    lead.get_by_role("button", name="Bring into the common document").click()
    expect(lead.get_by_text("What you chose is in the common document.")).to_be_visible()
    check(lead, "together-done")
    both = "Medicines are ready by ten.\nFamilies know the hour."
    for page in (ann, ben):
        expect(page.get_by_label(HEADLINE, exact=True)).to_have_value("Nobody waits. At last.")
        expect(page.get_by_label(SUMMARY, exact=True)).to_have_value(both)

    ann.get_by_role("link", name="what the groups wrote").click()
    expect(ann.get_by_text("People go home")).to_be_visible()
    expect(ann.get_by_role("button", name="Bring into the common document")).to_have_count(0)
    check(ann, "together-to-read")
    lead.get_by_role("link", name="Take this back").click()
    lead.get_by_role("button", name="Put it back").click()
    expect(ben.get_by_label(HEADLINE, exact=True)).to_have_value("")


def test_a_countdown_brings_the_groups_back_by_itself(browser: Browser, server: Server) -> None:
    leader, path = rooms.start_press_release(server)
    ann = rooms.enter(people.new_person(browser, server), server, path)
    lead = enter_as_lead(browser, server, path)
    groups = lead.locator("#room-groups")
    groups.get_by_text("Make groups", exact=True).click()
    groups.get_by_label("Of whom").select_option("Everybody with a seat")
    groups.get_by_role("button", name="Make the groups").click()
    expect(groups).to_contain_text("Group C")
    check(lead, "groups-made")
    groups.get_by_role("link", name="List of the groups").click()
    expect(lead.get_by_role("heading", name="Group C")).to_be_visible()
    check(lead, "groups-to-print")
    lead.goto(path)
    groups.get_by_role("button", name="Send the groups out").click()
    expect(ann.get_by_text("your own copy")).to_be_visible()
    leader.post(f"{path}/groups/back/20", form_on=path)
    clock = ann.locator("back-clock")
    expect(clock).to_contain_text("in ")
    check(ann, "groups-called-back")
    # nobody presses anything more
    expect(clock).to_have_count(0)
    expect(ann.get_by_text("your own copy")).to_have_count(0)
    expect(groups.get_by_role("button", name="Send the groups out")).to_be_visible()
