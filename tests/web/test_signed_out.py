"""Words that are sent after the sign-in has ended are given back."""

import html

import pytest
from django.test import Client

from deepdive.room.models import ParkedQuestion
from tests.factories import Cast, Page, add_cast
from tests.web.markup import squeezed

pytestmark = pytest.mark.django_db(databases=["default", "journal"])
NEW = "5e0f7f9c-36a0-4d5c-8b0b-3f6d7f0c9a11"


@pytest.fixture
def cast() -> Cast:
    return add_cast()


def send(address: str, sent: dict[str, str], *, page: str) -> Page:
    return Client().post(address, sent, headers={"referer": f"http://testserver{page}"})


def words(page: Page) -> str:
    return squeezed(html.unescape(page.content.decode()))


@pytest.mark.parametrize(
    ("address", "sent"),
    [
        ("/sessions/{room}/questions", {"text": "Who counts\nat <night>?"}),
        ("/sessions/{room}/activities/ai-or-not/answers", {"why": "Who counts\nat <night>?", "for": "7"}),
        (
            "/sessions/{room}/activities/eight-ideas/notes",
            {"new--1": "Who counts\nat <night>?", "new--1--id": NEW},
        ),
        (
            "/workbooks/{cohort}/artefacts/problem-statement",
            {"problem": "Who counts\nat <night>?", "as_of": "4"},
        ),
    ],
)
def test_what_was_written_is_shown_to_copy_with_a_way_back(
    cast: Cast, address: str, sent: dict[str, str]
) -> None:
    room = cast.cohort.sessions.get(number=1).pk
    answer = send(address.format(room=room, cohort=cast.cohort.pk), sent, page=f"/sessions/{room}")
    assert answer.status_code == 401
    assert "<h1>You are signed out</h1>" in words(answer)
    assert answer.context["typed"] == ["Who counts\nat <night>?"]
    assert "at &lt;night&gt;?" in answer.content.decode()
    assert f'href="/sign-in?next=/sessions/{room}"' in words(answer)
    assert not ParkedQuestion.objects.exists()


def test_a_page_of_another_website_is_no_way_back(cast: Cast) -> None:
    room = cast.cohort.sessions.get(number=1).pk
    answer = Client().post(f"/sessions/{room}/close", headers={"referer": "https://elsewhere.example/x"})
    assert (answer.status_code, answer.context["back"]) == (401, "")
    assert "Sign in, then do it again." in words(answer)


@pytest.mark.parametrize(("website", "shown"), [("testserver", True), ("elsewhere.example", False)])
def test_a_form_that_was_open_for_too_long_gives_the_words_back_to_our_own_pages_only(
    website: str, shown: bool
) -> None:
    client = Client(enforce_csrf_checks=True)
    answer = client.post(
        "/request", {"problem": "Calls wait"}, headers={"referer": f"http://{website}/request"}
    )
    assert (answer.status_code, "Calls wait" in words(answer)) == (403, shown)


def test_whoever_is_only_looking_is_led_to_sign_in(cast: Cast) -> None:
    answer = Client().get(f"/sessions/{cast.cohort.sessions.get(number=1).pk}")
    assert (answer.status_code, answer["Location"].startswith("/sign-in?next=")) == (302, True)
