"""A board sorted by keyboard, by mouse, by two people at once, and without JavaScript."""

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.cast import BEFORE_START
from tests.journeys import people
from tests.journeys.test_every_page import check
from tests.journeys.test_keyboard_only import tab_to
from tests.patience import PATIENCE_SECONDS
from tests.server import Server

pytestmark = pytest.mark.journey

BOARD = "Choose one problem"
FIRST, SECOND = "Much good, little effort", "Much good, much effort"


def open_board(page: Page, server: Server, board: str = BOARD, *, role: str = "attendee") -> Page:
    """Sign in and open the board from the cohort's page."""
    people.sign_in(page, server.links[BEFORE_START, role])
    page.get_by_role("link", name=re.compile(BEFORE_START)).click()
    page.get_by_role("link", name=board).click()
    return page


def live(page: Page, server: Server, board: str = BOARD) -> Page:
    open_board(page, server, board)
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    return page


def pile(page: Page, title: str) -> Locator:
    return page.get_by_role("region", name=title, exact=True)


def notes(page: Page, title: str) -> Locator:
    return pile(page, title).get_by_role("listitem").get_by_role("textbox")


def says(page: Page, title: str, *expected: str) -> None:
    """Wait until the pile has just these notes."""
    boxes = notes(page, title)
    expect(boxes).to_have_count(len(expected))
    for place, text in enumerate(expected):
        expect(boxes.nth(place)).to_have_value(text)


def add(page: Page, title: str, text: str) -> None:
    pile(page, title).get_by_role("button", name="Add a note").click()
    page.keyboard.type(text)


def test_a_board_is_sorted_by_keyboard_alone(browser: Browser, server: Server) -> None:
    page = live(people.new_person(browser, server), server)
    tab_to(page, pile(page, "Not sorted yet").get_by_role("button", name="Add a note"))
    page.keyboard.press("Enter")
    page.keyboard.type("The bed list on paper")
    says(page, "Not sorted yet", "The bed list on paper")

    tab_to(page, page.locator("summary", has_text="Move or remove"))
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_label("Move to"))
    page.keyboard.type(FIRST)
    button = page.get_by_role("button", name="Move", exact=True)
    tab_to(page, button)
    page.keyboard.press("Enter")
    says(page, FIRST, "The bed list on paper")
    expect(button).to_be_focused()
    expect(page.get_by_role("status").filter(has_text=f"Note moved to {FIRST}")).to_have_count(1)

    add_button = pile(page, FIRST).get_by_role("button", name="Add a note")
    tab_to(page, add_button)
    page.keyboard.press("Enter")
    page.keyboard.type("Calls")
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    second = pile(page, FIRST).get_by_role("listitem").nth(1)
    tab_to(page, second.locator("summary"))
    page.keyboard.press("Enter")
    tab_to(page, second.get_by_role("button", name="Move up"))
    page.keyboard.press("Enter")
    says(page, FIRST, "Calls", "The bed list on paper")
    expect(page.get_by_role("button", name="Move up").first).to_be_focused()

    first = pile(page, FIRST).get_by_role("listitem").nth(0)
    tab_to(page, first.get_by_role("button", name="Remove"))
    page.keyboard.press("Enter")
    says(page, FIRST, "The bed list on paper")
    tab_to(page, page.get_by_role("button", name="Put the note back"))
    page.keyboard.press("Enter")
    says(page, FIRST, "Calls", "The bed list on paper")
    expect(notes(page, FIRST).first).to_be_focused()
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    page.reload()
    says(page, FIRST, "Calls", "The bed list on paper")


def test_two_people_sort_one_board_at_once(browser: Browser, server: Server) -> None:
    ann = live(people.new_person(browser, server), server, "The three hardest questions")
    ben = people.new_person(browser, server)
    open_board(ben, server, "The three hardest questions", role="facilitator")
    add(ann, "My question", "Who checks?")
    says(ben, "My question", "Who checks?")
    expect(ben.get_by_text("Writing: Anneka Blackwood-Roy")).to_be_visible()
    expect(ben.get_by_text("Also here: Anneka Blackwood-Roy")).to_be_visible()
    expect(notes(ben, "My question")).to_have_accessible_description(re.compile("Writing: Anneka"))
    check(ben, "board-two-people")
    ben.get_by_role("button", name="Add a heading").click()
    ben.keyboard.type("For the lead")
    note = pile(ann, "My question").get_by_role("listitem")
    note.locator("summary").click()
    note.get_by_label("Move to").select_option("For the lead")
    notes(ben, "My question").fill("Who checks it?")
    note.get_by_role("button", name="Move", exact=True).click()
    for page in (ann, ben):
        says(page, "For the lead", "Who checks it?")
        says(page, "My question")


def test_a_note_is_dragged_with_the_mouse(browser: Browser, server: Server) -> None:
    page = live(people.new_person(browser, server), server, "What each of us follows")
    titles = page.get_by_role("region").filter(has=page.get_by_role("button", name="Add a note"))
    add(page, "Not sorted yet", "one")
    add(page, "Not sorted yet", "two")
    page.keyboard.press("Tab")
    handles = pile(page, "Not sorted yet").locator("[data-handle]")
    handles.nth(1).drag_to(
        pile(page, "Not sorted yet").get_by_role("listitem").first, target_position={"x": 40, "y": 3}
    )
    says(page, "Not sorted yet", "two", "one")
    handles.first.drag_to(titles.nth(1), target_position={"x": 20, "y": 10})
    says(page, "Not sorted yet", "one")
    expect(titles.nth(1).get_by_role("listitem").get_by_role("textbox")).to_have_value("two")


def test_nobody_sees_who_writes_on_an_anonymous_board(browser: Browser, server: Server) -> None:
    ann = live(people.new_person(browser, server), server, "One useful thing, one open question")
    ben = people.new_person(browser, server)
    open_board(ben, server, "One useful thing, one open question", role="facilitator")
    add(ann, "One question that is still open", "What is a model?")
    says(ben, "One question that is still open", "What is a model?")
    expect(ben.get_by_text("Anneka Blackwood-Roy")).to_have_count(0)
    expect(ben.get_by_text("We do not record who writes what on this board.")).to_be_visible()


def test_a_board_is_sorted_without_javascript(browser: Browser, server: Server) -> None:
    context = browser.new_context(base_url=server.address, java_script_enabled=False, locale="en-GB")
    context.set_default_timeout(PATIENCE_SECONDS * 1000)
    page = open_board(context.new_page(), server, "Score the options alone")
    first = page.get_by_role("region").filter(has=page.get_by_role("button", name="Add this note")).nth(1)
    first.get_by_label("New note").fill("A 4, B 2")
    first.get_by_role("button", name="Add this note").click()
    expect(page.get_by_text("Saved.", exact=True)).to_be_visible()
    page.get_by_label("New heading").fill("We agree")
    page.get_by_role("button", name="Save").last.click()
    note = first.get_by_role("listitem")
    note.locator("summary").click()
    note.get_by_label("Move to").select_option("We agree")
    note.get_by_role("button", name="Move", exact=True).click()
    expect(page.get_by_text("Saved. The note is under “We agree”.")).to_be_visible()
    says(page, "We agree", "A 4, B 2")
    note = pile(page, "We agree").get_by_role("listitem")
    note.locator("summary").click()
    note.get_by_label("Remove this note").check()
    page.get_by_role("button", name="Save").last.click()
    says(page, "We agree")


def test_a_reader_follows_a_board_and_can_change_nothing(browser: Browser, server: Server) -> None:
    reader = people.new_person(browser, server)
    open_board(reader, server, "Eight ideas in eight minutes", role="reviewer")
    expect(reader.get_by_role("textbox")).to_have_count(0)
    writer = live(people.new_person(browser, server), server, "Eight ideas in eight minutes")
    add(writer, "1. Your first idea", "Text the family at six")
    expect(pile(reader, "1. Your first idea").get_by_text("Text the family at six")).to_be_visible()
