"""A reviewer asks, somebody is told and sees to it: without JavaScript, and by keyboard alone."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.cast import BEFORE_START, WITH_WORK
from tests.journeys import people
from tests.journeys.test_keyboard_only import tab_to
from tests.journeys.test_without_javascript import plain_page
from tests.server import Server

pytestmark = pytest.mark.journey

DEVON = "devon.marchbanks@larkfield.example"


def open_cohort(page: Page, server: Server, role: str, *, cohort: str = BEFORE_START) -> Page:
    people.sign_in(page, server.links[cohort, role])
    page.get_by_role("link", name=re.compile(cohort)).click()
    return page


def test_without_javascript_a_question_goes_from_the_reviewer_to_whoever_answers(
    browser: Browser, server: Server
) -> None:
    reviewer = open_cohort(plain_page(browser, server), server, "reviewer")
    reviewer.get_by_role("link", name="Press release from the future").click()
    assert reviewer.get_by_role("button", name="Save").count() == 0
    reviewer.get_by_role("link", name="Add a comment on Headline").click()
    reviewer.get_by_label("Your comment").fill("Who is this for?")
    reviewer.get_by_text("Tell somebody").click()
    reviewer.get_by_role("checkbox", name=re.compile("Co-facilitator")).check()
    attendee_label = reviewer.get_by_label("Who should see to it?").locator("option").nth(1).inner_text()
    reviewer.get_by_label("Who should see to it?").select_option(label=attendee_label)
    reviewer.get_by_role("button", name="Add the comment").click()
    expect(reviewer.get_by_text("Your comment has been added.")).to_be_visible()
    expect(reviewer.get_by_text("Who is this for?", exact=True)).to_be_visible()

    lead = open_cohort(plain_page(browser, server), server, "facilitator")
    lead.get_by_role("link", name="Press release from the future").click()
    lead.get_by_role("link", name="Comments (1 open) on Headline").click()
    lead.get_by_role("link", name=re.compile("Answer, assign or resolve")).click()
    lead.get_by_label("Your answer").fill("For families who wait")
    lead.get_by_role("button", name="Add the answer").click()
    expect(lead.get_by_text("Your answer has been added.")).to_be_visible()
    lead.get_by_role("button", name="Mark as resolved").click()
    expect(lead.get_by_text("Marked as resolved.")).to_be_visible()

    reviewer.reload()
    reviewer.get_by_text("Resolved comments (1)").click()
    expect(reviewer.get_by_text("For families who wait")).to_be_visible()
    reviewer.get_by_role("link", name=re.compile("Answer or open again")).click()
    reviewer.get_by_role("button", name="Open again").click()
    expect(reviewer.get_by_text("Opened again.")).to_be_visible()


def test_by_keyboard_a_letter_leads_to_the_comment_and_to_an_answer(browser: Browser, server: Server) -> None:
    page = open_cohort(people.new_person(browser, server), server, "reviewer", cohort=WITH_WORK)
    tab_to(page, page.get_by_role("link", name="Comments", exact=True))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Comments", level=1)).to_be_visible()
    tab_to(page, page.get_by_role("link", name=re.compile("^Press release")))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Comment on Press release from the future")).to_be_visible()
    tab_to(page, page.get_by_label("Your answer"))
    page.keyboard.type("Has anybody an answer?")
    tab_to(page, page.locator("summary", has_text="Tell somebody"))
    page.keyboard.press("Enter")
    tab_to(page, page.get_by_role("checkbox", name=re.compile("Devon Marchbanks")))
    page.keyboard.press("Space")
    tab_to(page, page.get_by_role("button", name="Add the answer"))
    page.keyboard.press("Enter")
    expect(page.get_by_text("Your answer has been added.")).to_be_visible()
    expect(page.get_by_text("Mentions Devon Marchbanks")).to_have_count(2)

    letter = server.letters(to=DEVON)[-1]
    assert letter["Subject"] == "You are mentioned in a comment"
    body = letter.get_body(("plain",))
    assert body is not None
    link = re.search(r"http\S+/comments/\d+", body.get_content())
    assert link
    # not signed in: the way to the comment leads by another letter
    devon = people.new_person(browser, server)
    devon.goto(link.group())
    devon.get_by_label("Your work e-mail").fill(DEVON)
    devon.get_by_role("button", name="Send me a sign-in link").click()
    devon.wait_for_url("**/sign-in/sent")
    devon.goto(server.sign_in_link(to=DEVON))
    devon.get_by_role("button", name="Continue").click()
    expect(devon.get_by_text("Has anybody an answer?")).to_be_visible()
    tab_to(devon, devon.get_by_role("button", name="Mark as resolved"))
    devon.keyboard.press("Enter")
    expect(devon.get_by_text("Marked as resolved.")).to_be_visible()
