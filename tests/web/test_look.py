"""Pages in a real browser: narrow and wide, checked by axe, driven by keyboard, and without JavaScript."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Browser, Page, Route

from tests.pictures import keep_picture

pytestmark = [pytest.mark.journey, pytest.mark.urls("tests.web.addresses")]

PAGES = ["/", "/request", "/work", "/nowhere", "/accessibility", "/privacy"]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# all that it finds wrong, and not each place where nothing is
AXE = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}


def answer(route: Route) -> None:
    """Answer the browser from Django itself, with its own headers, so that no server is needed."""
    request = route.request
    path = request.url.removeprefix("http://localhost")
    got = Client(raise_request_exception=False).get(path)
    route.fulfill(status=got.status_code, headers=dict(got.headers), body=got.getvalue())


def opened(browser: Browser, path: str, width: int = 1280, *, javascript: bool = True) -> Page:
    page = browser.new_page(viewport={"width": width, "height": 900}, java_script_enabled=javascript)
    page.route("**/*", answer)
    page.goto(f"http://localhost{path}")
    return page


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("path", PAGES)
def test_a_page_breaks_no_rule_that_axe_knows(browser: Browser, path: str, width: int) -> None:
    page = opened(browser, path, width)
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.reload()
    result = Axe().run(page, options=AXE)
    keep_picture(page, f"web{path.replace('/', '-')}-{width}")
    assert result.violations_count == 0, result.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    # the browser itself remarks on a page that answers 404
    assert complaints == [] or path == "/nowhere"


def test_the_first_tab_stop_leads_past_the_header(browser: Browser) -> None:
    page = opened(browser, "/request")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent").strip() == "Skip to main content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "maincontent"


def test_a_form_with_errors_begins_at_the_list_of_them(browser: Browser) -> None:
    page = opened(browser, "/work")
    assert page.evaluate("document.activeElement.className") == "nhsuk-error-summary"
    page.get_by_role("link", name="The date must include a month").click()
    assert page.evaluate("document.activeElement.id") == "id_first_month"
    page.get_by_role("link", name="Choose a day").click()
    assert page.evaluate("document.activeElement.id") == "id_weekday"


def test_a_page_without_javascript_shows_everything(browser: Browser) -> None:
    page = opened(browser, "/work", 320, javascript=False)
    assert page.get_by_role("link", name="Your work", exact=True).is_visible()
    assert page.get_by_role("button", name="Sign out").is_visible()
    assert page.get_by_label("Month").is_visible()
