"""What people do in a browser, step by step, as the journeys tell it."""

from datetime import date, timedelta

from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.patience import PATIENCE_SECONDS
from tests.server import Server

TEAMS_LINK = "https://teams.microsoft.com/l/meetup-join/19%3ameeting_journey"


def new_person(browser: Browser, server: Server, *, width: int = 1280) -> Page:
    """A page in a browser of its own: own cookies, nobody signed in."""
    context: BrowserContext = browser.new_context(
        base_url=server.address, viewport={"width": width, "height": 900}, locale="en-GB"
    )
    context.set_default_timeout(PATIENCE_SECONDS * 1000)
    return context.new_page()


def sign_in(page: Page, link: str) -> Page:
    """Open a sign-in link and press Continue."""
    page.goto(link)
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", name="Your work")).to_be_visible()
    return page


def follow(link: Locator) -> None:
    """Press it, and wait until the page that it leads to is there: a press alone does not wait for that."""
    with link.page.expect_navigation():
        link.click()


def ask_for_series(page: Page, *, organisation: str, email: str) -> None:
    """Fill in and send the request form."""
    page.goto("/")
    page.get_by_role("button", name="Ask for a series").first.click()
    page.get_by_label("Your organisation").fill(organisation)
    page.get_by_label("Your name").fill("Hester Quill")
    page.get_by_label("Your work e-mail").fill(email)
    page.get_by_label("Your job").fill("Head of therapies")
    page.get_by_label("The problem you want to work on").fill("One in twelve clinic slots goes unused")
    page.get_by_label("Why do you want to do this, and why now?").fill("People wait while slots go to waste.")
    page.get_by_label("How many people will take part?").fill("10")
    page.get_by_label("Which jobs will they have?").fill("Clinicians, clerks, analysts")
    page.get_by_label("Tuesday").check()
    page.get_by_label("At what time should it start?").fill("12:15")
    page.get_by_label("Microsoft Teams").check()
    for box in page.get_by_role("checkbox").all():
        box.check()
    page.get_by_role("button", name="Send the request").click()
    expect(page.get_by_role("heading", name="Request sent")).to_be_visible()


def accept(page: Page, *, organisation: str) -> None:
    """Accept the organisation's request; the first workshop is in two weeks."""
    page.goto("/work")
    page.get_by_role("link", name=organisation).click()
    first = day_in_two_weeks()
    page.get_by_label("Day").fill(str(first.day))
    page.get_by_label("Month").fill(str(first.month))
    page.get_by_label("Year").fill(str(first.year))
    page.get_by_label("Microsoft Teams join link").fill(TEAMS_LINK)
    page.get_by_role("button", name="Accept and make the cohort").click()
    expect(page.get_by_role("heading", name="People", exact=False).first).to_be_visible()


def invite(page: Page, people: str) -> None:
    """Invite people, one a line, from the cohort's page of people."""
    page.get_by_label("People to invite").fill(people)
    page.get_by_role("button", name="Invite").click()


def day_in_two_weeks() -> date:
    """A Tuesday that is no bank holiday in England whatever the year: none falls on a Tuesday in
    the weeks that this can be, except around Christmas, which is stepped over."""
    day = date.today() + timedelta(days=14)  # noqa: DTZ011
    day += timedelta(days=(1 - day.weekday()) % 7)
    while (day.month, day.day) >= (12, 24) or (day.month, day.day) <= (1, 3):
        day += timedelta(weeks=1)
    return day
