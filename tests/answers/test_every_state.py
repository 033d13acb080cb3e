"""Each state of each kind of activity, as the server draws it, narrow and wide: axe finds nothing and nothing
runs off the side. One browser walks through them all."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.staticfiles import finders
from django.test import Client
from playwright.sync_api import Route, sync_playwright

from deepdive.core.activity import Activity
from deepdive.core.asking import Asking
from tests.answers import urls
from tests.answers.example import BOARD, QUIZ, RATING, SILENT, SURVEY, Room, add_room, write_on
from tests.answers.test_pages import SENT, address, lead, send
from tests.patience import PATIENCE_SECONDS

pytestmark = [
    pytest.mark.django_db(transaction=True, databases=["default", "journal"]),
    pytest.mark.usefixtures("standing"),
]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# all that it finds wrong, and not each place where nothing is
AXE = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
ASKED, SHOWN = Asking(), Asking(is_open=False, is_shown=True)
AGAIN, BOTH = Asking(round=1), Asking(round=1, is_open=False, is_shown=True)
CLOSED = Asking(is_open=False, why_closed="This session has ended.")


def states(room: Room) -> Iterator[tuple[str, str]]:
    """The name of each state, and its page."""

    def page(activity: Activity, asking: Asking, *, who: Client | None = None) -> str:
        urls.stand(asking)
        client = who or Client()
        if who is None:
            client.force_login(room.people[0])
        return client.get(address(room, activity)).content.decode()

    def answer(activity: Activity, what: str, sent: object, asking: Asking, *, who: int = 0) -> str:
        urls.stand(asking)
        return send(room, activity, what, sent, who=who).content.decode()

    yield "all kinds of questions, asked", page(SURVEY, ASKED)
    yield "nothing answered", answer(SURVEY, "answers", {}, ASKED)
    for who, one in enumerate("01"):
        answer(SURVEY, "answers", SENT | {"one": one}, ASKED, who=who)
    yield "answered", page(SURVEY, ASKED)
    yield "what those who lead see", page(SURVEY, ASKED, who=lead(room))
    yield "shown, with a tie", page(SURVEY, SHOWN)
    yield "too late, to copy", answer(SURVEY, "answers", SENT, SHOWN)
    answer(SURVEY, "answers", SENT | {"one": "2"}, AGAIN)
    yield "both rounds", page(SURVEY, BOTH)
    yield "closed", page(SURVEY, CLOSED)
    answer(QUIZ, "answers", {"bulb": "0"}, ASKED)
    yield "a quiz, explained", page(QUIZ, SHOWN)
    for who in range(5):
        answer(RATING, "answers", {"explain": str(who + 3)}, ASKED, who=who)
        if who == 0:
            yield "a rating of few", page(RATING, SHOWN)
    yield "a rating, shown", page(RATING, SHOWN)

    yield "a vote with no note yet", page(BOARD, ASKED)
    write_on(BOARD, room.session)
    for who in (0, 1):
        answer(BOARD, "votes", {"notes": ["n1", f"n{who + 2}"]}, ASKED, who=who)
    yield "a vote", page(BOARD, ASKED)
    yield "too many votes", answer(BOARD, "votes", {"notes": ["n1", "n2", "n3"]}, ASKED)
    yield "votes, with a tie", page(BOARD, SHOWN)
    answer(BOARD, "votes", {"notes": ["n2"]}, AGAIN)
    yield "votes of both rounds", page(BOARD, BOTH)
    yield "a vote, closed", page(BOARD, CLOSED)

    yield "hidden notes, asked", page(SILENT, ASKED)
    answer(SILENT, "notes", {"new--slow": "The list is slow", "new--slow--id": str(uuid4())}, ASKED)
    yield "hidden notes, written", page(SILENT, ASKED)
    yield "hidden notes, too late", page(SILENT, SHOWN, who=lead(room))


def look_at(pages: list[tuple[str, str]], launch: dict[str, Any]) -> list[str]:
    """What is wrong with these pages."""
    drawn: list[str] = []

    def give(route: Route) -> None:
        path = route.request.url.removeprefix("http://page.example/")
        found = finders.find(path.removeprefix("static/")) if path.startswith("static/") else None
        if path == "":
            route.fulfill(body=drawn[-1], content_type="text/html")
        elif found and not path.endswith(".js"):  # as the server drew it
            route.fulfill(path=Path(str(found)))
        else:
            route.abort()

    faults = []
    with sync_playwright() as playwright:
        page = playwright.chromium.launch(**launch).new_page()
        page.set_default_timeout(PATIENCE_SECONDS * 1000)
        page.route("**/*", give)
        for name, html in pages:
            drawn.append(html)
            page.goto("http://page.example/")
            assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(240, 244, 245)"
            for width in (320, 1280):
                page.set_viewport_size({"width": width, "height": 900})
                found = Axe().run(page, options=AXE)
                faults += [f"{name} at {width}: {found.generate_report()}"] if found.violations_count else []
                if page.evaluate("document.documentElement.scrollWidth") > width:
                    faults.append(f"{name} runs off the side at {width}")
    return faults


def test_no_state_keeps_anybody_out(browser_type_launch_args: dict[str, Any]) -> None:
    pages = list(states(add_room(people=6)))
    assert len(pages) == 20
    # a browser's loop stays in its thread, and the database wants none in this one
    with ThreadPoolExecutor(1) as thread:
        assert thread.submit(look_at, pages, browser_type_launch_args).result() == []
