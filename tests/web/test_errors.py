"""Pages for when something cannot be done."""

import pytest
from django.test import Client

from tests.web.markup import squeezed

pytestmark = pytest.mark.urls("tests.web.addresses")


@pytest.mark.parametrize(
    ("address", "status", "heading"),
    [
        ("/suspect", 400, "We could not read that request"),
        ("/forbid", 403, "You cannot open this page"),
        ("/nowhere", 404, "Page not found"),
        ("/fail", 500, "Sorry, there is a problem with this website"),
        ("/refuse", 409, "We could not do that"),
    ],
)
def test_a_page_says_what_happened_and_gives_a_way_on(address: str, status: int, heading: str) -> None:
    answer = Client(raise_request_exception=False).get(address)
    page = squeezed(answer.content.decode())
    assert answer.status_code == status
    assert f"<h1>{heading}</h1>" in page
    assert f"<title>{heading} - AI Deep Dive</title>" in page
    assert '<a href="/">the first page</a>' in page
    assert "For help, ask the person who runs this installation." in page


def test_a_refusal_shows_the_rule_s_own_words_escaped() -> None:
    assert "<p>All &lt;12&gt; seats are taken.</p>" in squeezed(Client().get("/refuse").content.decode())


def test_the_page_for_our_own_faults_does_not_show_the_fault() -> None:
    assert b"broken on purpose" not in Client(raise_request_exception=False).get("/fail").content


def test_the_page_for_our_own_faults_offers_nothing_that_needs_the_database() -> None:
    client = Client(raise_request_exception=False, headers={"cookie": "session=unknown"})
    page = client.get("/fail").content.decode()
    assert "Sign in" not in page
    assert "Sign out" not in page


def test_a_form_without_its_token_says_how_to_send_it_again() -> None:
    answer = Client(enforce_csrf_checks=True).post("/request", {"name": "Amina"})
    assert answer.status_code == 403
    assert "<h1>This form was open for too long</h1>" in squeezed(answer.content.decode())
