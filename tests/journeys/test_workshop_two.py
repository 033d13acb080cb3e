"""A whole workshop 2: one who leads and eleven who attend. Who leads and two others have real browsers, nine
come by plain forms. One comes late, one is cut off and returns, one block runs over; in one they go apart in
groups, each of which writes in its own copy, and come back."""

import re
import sqlite3
from collections import Counter
from contextlib import closing
from typing import Any
from uuid import UUID

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from pycrdt import Doc

from deepdive.core.activity import ActivityKind
from deepdive.core.groups import GroupCopy
from deepdive.core.poll import questions
from deepdive.core.series import Block
from deepdive.curriculum.current import pack
from deepdive.workbook.document import read, read_board
from tests.cast import BEFORE_START, cohort_id, link_for, signed_in
from tests.faults.disk import read_disk
from tests.journeys import people
from tests.journeys.attendee_by_forms import AttendeeByForms
from tests.journeys.test_every_page import AXE
from tests.room.rooms import session_path
from tests.server import Server

pytestmark = pytest.mark.journey

NUMBER = 2
# a minute of the session takes three seconds
PACE = 20
BY_FORMS = [
    "olumide.carrow", "zofia.tregear", "hamish.quayle-dutt", "farida.winstanley", "kwabena.loxley",
    "bronwen.achterberg", "rajveer.stanhope", "imelda.frobisher", "caspian.nwosu",
]  # fmt: skip
BEN = "meilin.hathersage"
LATE_AT, GROUPS_AT, CUT_OFF_AT, OVER_AT = "whys", "statement-write", "story-write", "recall"


def test_a_whole_workshop(browser: Browser, server: Server) -> None:
    ann_by_forms = signed_in(server, "attendee", cohort=BEFORE_START)
    path, workbook = session_path(ann_by_forms, NUMBER), UUID(cohort_id(ann_by_forms))
    run_faster(server, path)
    lead = enter(browser, server, server.links[BEFORE_START, "facilitator"], path)
    ann = enter(browser, server, server.links[BEFORE_START, "attendee"], path, width=320)
    ben = enter(browser, server, link_for(server, f"{BEN}@westmarch.example"), path)
    lead.get_by_role("button", name="Open the room").click()
    lead.get_by_role("button", name="Open it now").click()
    others = [attendee(server, name, number, path) for number, name in enumerate(BY_FORMS[:-1], 1)]
    wrote: list[str] = []
    looked_at: set[str] = set()
    blocks = pack().series.workshop(NUMBER).blocks
    for block in blocks:
        if block.id == LATE_AT:
            late = attendee(server, BY_FORMS[-1], len(BY_FORMS), path)
            assert "What you missed" in late.look().text_content()
            others.append(late)
        start_next(lead, block.title)
        if block.id == GROUPS_AT:
            send_out(lead, everybody=[ann, ben])
        if block.id == CUT_OFF_AT:
            expect(ben.locator("#room-now h2")).to_contain_text(block.title)
            ben.context.set_offline(True)
        for page, name in ((ann, "ann"), (ben, "ben")):
            if page is ann or block.id != CUT_OFF_AT:
                expect(page.locator("#room-now h2")).to_contain_text(block.title)
            wrote += write_in_browser(page, f"{name}{block.id.replace('-', '')}end")
        if block.id == CUT_OFF_AT:
            expect(ben.get_by_text("Kept on this device.")).to_be_visible()
            ben.context.set_offline(False)
            expect(ben.get_by_text("Saved", exact=True)).to_be_visible()
        if block.opens:
            for other in others:
                other.take_part()
            expect(lead.locator("#room-people")).to_contain_text(f"{len(others)} done")
        if block.id == OVER_AT:
            expect(lead.locator(".room-nudges")).to_contain_text("over")
            lead.get_by_label("Extra minutes").fill("2")
            lead.get_by_role("button", name="Extend this block").click()
            expect(lead.locator("#run-sheet")).to_contain_text("planned:")
        show_answers(lead)
        if block.id == GROUPS_AT:
            lead.get_by_role("button", name="Call back at once").click()
            expect(ann.locator("[data-part=notice]")).to_contain_text("the document of everybody")
        look_once(block, (ann, lead), looked_at)
    note_decision(lead, "We work on the handover first.")
    lead.get_by_role("button", name="End the session").click()
    for page in (ann, ben):
        expect(page.get_by_text("This session has ended.")).to_be_visible()

    said = words_on_disk(server, workbook)
    expected = Counter([*wrote, *(word for other in others for word in other.wrote)])
    assert set(expected.values()) == {1}
    assert Counter(word for word in re.findall(r"\b\w+end\b", said) if word in expected) == expected
    shown = [block for block in blocks if takes_answers(block.opens)]
    assert Counter(of_session(server, path, "kind", "room_roomevent")) == {
        "opened": 1,
        "block-started": len(blocks),
        "extended": 1,
        "groups-made": 1,
        "sent-out": 1,
        "called-back": 1,
        "revealed": len(shown),
        "closed": 1,
    }
    assert len(of_session(server, path, "person_id", "room_presence")) == 11
    # one after another they wrote a note and voted: the first found one note, the second two
    dots = Counter(of_session(server, path, "voter", "answers_dot"))
    assert sorted(dots.values()) == [1, 2, 3, 3, 3, 3, 3, 3]
    ann.goto(f"{path}/summary")
    expect(ann.get_by_text("We work on the handover first.")).to_be_visible()


def run_faster(server: Server, path: str) -> None:
    """The session's minutes pass faster, as in a rehearsal."""
    with closing(sqlite3.connect(server.data_folder / "deepdive.sqlite3")) as database, database:
        done = database.execute(
            "UPDATE programme_session SET pace = ? WHERE id = ?", [PACE, session_hex(path)]
        )
        assert done.rowcount == 1


def session_hex(path: str) -> str:
    return path.removeprefix("/sessions/").replace("-", "")


def of_session(server: Server, path: str, column: str, table: str) -> list[str]:
    """That column of the session's rows."""
    with closing(sqlite3.connect(server.data_folder / "deepdive.sqlite3")) as database:
        query = f"SELECT {column} FROM {table} WHERE session_id = ?"
        return [row[0] for row in database.execute(query, [session_hex(path)])]


def attendee(server: Server, name: str, number: int, path: str) -> AttendeeByForms:
    return AttendeeByForms(server, f"{name}@westmarch.example", number, path)


def enter(browser: Browser, server: Server, link: str, path: str, *, width: int = 1280) -> Page:
    page = people.sign_in(people.new_person(browser, server, width=width), link)
    page.goto(path)
    return page


def start_next(lead: Page, title: str) -> None:
    lead.locator("#start-next").click()
    sure = lead.get_by_role("button", name="Go on now")
    if sure.count():
        sure.click()
    expect(lead.locator("#room-now h2")).to_contain_text(title)


def send_out(lead: Page, *, everybody: list[Page]) -> None:
    """Make groups of all who have a seat, and let them go apart."""
    lead.get_by_text("Make groups", exact=True).click()
    lead.get_by_label("Of whom").select_option("Everybody with a seat")
    lead.get_by_role("button", name="Make the groups").click()
    lead.get_by_role("button", name="Send the groups out").click()
    for page in everybody:
        expect(page.locator("#my-group")).to_contain_text("You are in Group")
        # who still has the focus in what was open before is asked
        offer = page.get_by_role("button", name="Go there now")
        own_copy = page.locator("#room-open").get_by_text("your own copy")
        expect(offer.or_(own_copy).first).to_be_visible()
        if offer.count():
            offer.click()
        expect(own_copy).to_be_visible()


def show_answers(lead: Page) -> None:
    """If people have answered something, everybody sees it."""
    if lead.locator("#show-answers").count():
        lead.locator("#show-answers").click()
        expect(lead.locator("#ask-again")).to_be_visible()


def look_once(block: Block, pages: tuple[Page, Page], looked_at: set[str]) -> None:
    """Of each kind of block axe looks at one of the two pages, by turns."""
    if kind_of(block) not in looked_at:
        axe_is_clean(pages[len(looked_at) % 2])
        looked_at.add(kind_of(block))


def kind_of(block: Block) -> str:
    """What people do in the block."""
    activity = pack().activities.get(block.opens or "")
    return f"{block.method} {activity.kind if activity else bool(block.opens)}"


def write_in_browser(page: Page, word: str) -> list[str]:
    """Type a word at the end of the first text that is open; answer what is asked."""
    box = page.locator("live-artefact textarea").first
    if not box.count():
        return []
    box.click()
    box.press("Control+End")
    box.press_sequentially(f" {word}")
    expect(box).to_have_value(re.compile(word))
    return [word]


def note_decision(lead: Page, text: str) -> None:
    lead.get_by_label("Note a decision").fill(text)
    lead.get_by_role("button", name="Note it").click()
    expect(lead.get_by_text("The decision is noted.")).to_be_visible()


def axe_is_clean(page: Page) -> None:
    found = Axe().run(page, options=AXE)
    assert found.violations_count == 0, found.generate_report()


def takes_answers(opens: str | None) -> bool:
    activity = pack().activities.get(opens or "")
    if activity is None:
        return False
    if activity.kind is ActivityKind.BOARD:
        return bool(activity.votes or activity.is_silent)
    return bool(questions(activity))


def words_on_disk(server: Server, workbook: UUID) -> str:
    """All texts of the workbook, as they are on the disk."""
    document: Doc[Any] = Doc()
    for update in read_disk(server.data_folder, workbook).entries:
        document.apply_update(update)
    artefacts = [artefact for artefact in pack().artefacts.values() if artefact.workshop == NUMBER]
    fields = [(artefact.id, field) for artefact in artefacts for field in artefact.fields]
    groups = ["", *(GroupCopy(NUMBER, GROUPS_AT, letter).id for letter in "abc")]
    texts = [str(read(document, one, field, group=group)) for one, field in fields for group in groups]
    texts += [str(read_board(document, activity_id)) for activity_id in pack().activities]
    return " ".join(texts)
