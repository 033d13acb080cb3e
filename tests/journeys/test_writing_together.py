"""Two people in one document: each sees who is there and where they write, and keeps their own place."""

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.cast import WITH_WORK
from tests.journeys import people
from tests.journeys.test_comments import open_cohort
from tests.journeys.test_every_page import check
from tests.server import Server

pytestmark = pytest.mark.journey

ANN, BEN = "Shabnam Crowther", "Devon Marchbanks"
CARET = "box => [box.selectionStart, box.selectionEnd]"


def open_document(browser: Browser, server: Server, role: str, title: str) -> Page:
    page = open_cohort(people.new_person(browser, server), server, role, cohort=WITH_WORK)
    page.get_by_role("link", name=title).click()
    if role != "reviewer":
        expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    return page


def put_caret(box: Locator, at: int) -> None:
    box.focus()
    box.evaluate("(box, at) => box.setSelectionRange(at, at)", at)


def test_two_people_type_in_one_field_and_each_keeps_their_place(browser: Browser, server: Server) -> None:
    title = "Press release from the future"
    ann, ben = (open_document(browser, server, role, title) for role in ("attendee", "facilitator"))
    hers, his = (page.get_by_label("Headline", exact=True) for page in (ann, ben))
    hers.fill("people wait")
    expect(his).to_have_value("people wait")
    put_caret(hers, 6)
    put_caret(his, 11)
    for one, other in zip(" who wear coats", " for hours then", strict=True):
        ann.keyboard.type(one)
        ben.keyboard.type(other)
    both = "people who wear coats wait for hours then"
    expect(hers).to_have_value(both)
    expect(his).to_have_value(both)
    assert hers.evaluate(CARET) == [21, 21]
    assert his.evaluate(CARET) == [41, 41]

    # a selection grows with nothing that others write before or behind it
    hers.evaluate("box => box.setSelectionRange(11, 15)")
    put_caret(his, 0)
    ben.keyboard.type("Most ")
    expect(hers).to_have_value(f"Most {both}")
    assert hers.evaluate(CARET) == [16, 20]
    expect(hers).to_be_focused()
    for page in (ann, ben):
        expect(page.get_by_text("Saved", exact=True)).to_be_visible()


def test_each_sees_who_is_there_and_where_they_write(browser: Browser, server: Server) -> None:
    ann = open_document(browser, server, "attendee", "People in this")
    here = ann.locator("[data-part='here']")
    expect(here).to_have_text("Nobody else is here now.")
    ben = open_document(browser, server, "facilitator", "People in this")
    expect(here).to_have_text(f"Also here: {BEN}")
    open_document(browser, server, "reviewer", "People in this")
    expect(here).to_have_text(re.compile(f"Also here: {BEN} and "))

    row = ben.locator("[data-row]").first
    row.get_by_label("What do they fear?").focus()
    line = ann.locator("[data-row]").first.locator(".writing")
    expect(line).to_have_text(f"Writing: {BEN} (What do they fear?)")
    expect(ann.locator("[data-row]").first).to_have_accessible_description(re.compile(f"Writing: {BEN}"))
    check(ann, "artefact-two-people")
    ben.get_by_label("Who is still missing?").focus()
    expect(line).to_have_text("")
    missing = ann.get_by_label("Who is still missing?")
    expect(missing).to_have_accessible_description(re.compile(f"Writing: {BEN}"))

    # none of that is announced while somebody writes
    live = "[aria-live], [role=status], [role=alert]"
    assert ann.locator(live).filter(has_text=BEN).count() == 0
    ben.goto("/work")
    expect(here).not_to_contain_text(BEN)
    ann.context.set_offline(True)
    expect(here).to_be_hidden()
