"""The pages to sign in and out."""

import re
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from deepdive.mail.models import OutgoingLetter
from deepdive.people.actions import make_sign_in_link
from deepdive.people.models import Person, SignInLink
from tests.factories import Page, add_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def amina() -> Person:
    return add_person("Amina Yusuf")


@pytest.fixture
def link(amina: Person) -> str:
    return make_sign_in_link(amina, now=timezone.now())


def said(page: Page) -> str:
    """The first heading of the page and the paragraph after it."""
    found = re.search(r"<h1>(.*?)</h1>\s*<p>(.*?)</p>", page.content.decode(), re.DOTALL)
    assert found, page.content.decode()
    return f"{found[1]}: {' '.join(found[2].split())}"


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def ask_for_link(client: Client, email: str) -> Page:
    return client.post("/sign-in", {"email": email})


def test_opening_a_link_greets_and_changes_nothing(client: Client, link: str) -> None:
    page = client.get(link)
    assert (page.status_code, said(page)) == (
        200,
        "Welcome, Amina Yusuf: Press Continue to sign in as amina.yusuf@northvale.example.",
    )
    assert not is_signed_in(client)
    assert SignInLink.objects.get().used_at is None


def test_pressing_continue_signs_in(client: Client, link: str, amina: Person) -> None:
    client.get(link)
    answer = client.post(link)
    assert (answer.status_code, answer["Location"]) == (302, "/work")
    assert client.session["_auth_user_id"] == str(amina.pk)


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_used_link_says_so(client: Client, link: str, method: str) -> None:
    Client().post(link)
    page = client.generic(method, link)
    assert (page.status_code, said(page)) == (
        410,
        "This link does not work: This sign-in link has been used. For safety each link works once. "
        "Ask for a new one.",
    )
    assert not is_signed_in(client)


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_link_that_has_run_out_says_so(client: Client, amina: Person, method: str) -> None:
    old = make_sign_in_link(amina, now=timezone.now() - timedelta(days=15))
    page = client.generic(method, old)
    assert (page.status_code, said(page)) == (
        410,
        "This link does not work: This sign-in link has run out: links work for 14 days. Ask for a new one.",
    )
    assert not is_signed_in(client)


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_an_unknown_link_says_so(client: Client, method: str) -> None:
    page = client.generic(method, "/sign-in/nothing-like-it")
    assert (page.status_code, said(page)) == (
        404,
        "This link does not work: We do not know this sign-in link. Part of it may be missing: copy the "
        "whole link from the e-mail, or ask for a new one.",
    )


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_the_link_of_a_closed_account_says_so(client: Client, link: str, method: str) -> None:
    Person.objects.update(is_active=False)
    page = client.generic(method, link)
    assert (page.status_code, said(page)) == (
        410,
        "This link does not work: The account behind this sign-in link is closed. If it should be open, "
        "ask your organiser.",
    )
    assert not is_signed_in(client)


def test_a_page_that_refuses_a_link_offers_a_new_one(client: Client, link: str) -> None:
    Client().post(link)
    page = client.get(link).content.decode()
    assert '<form method="post" action="/sign-in" novalidate>' in page
    assert "Send me a new link" in page


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_page_with_a_link_in_its_address_is_never_stored(client: Client, link: str, method: str) -> None:
    answer = client.generic(method, link)
    assert "no-store" in answer["Cache-Control"]


def test_a_session_ends_when_the_account_is_closed(client: Client, link: str) -> None:
    client.post(link)
    Person.objects.update(is_active=False)
    assert client.get("/work")["Location"] == "/sign-in?next=/work"


@pytest.mark.django_db(transaction=True)
def test_a_known_e_mail_gets_a_link_that_works(client: Client) -> None:
    amina = add_person("Amina Yusuf")
    answer = ask_for_link(client, " Amina.Yusuf@Northvale.EXAMPLE ")
    assert (answer.status_code, answer["Location"]) == (302, "/sign-in/sent")
    (letter,) = mail.outbox
    assert letter.to == [amina.email]
    found = re.search(r"http\S+", str(letter.body))
    assert found
    assert client.post(found.group()).status_code == 302
    assert is_signed_in(client)


@pytest.mark.django_db(transaction=True)
def test_the_page_that_somebody_wanted_is_shown_after_the_letter(client: Client) -> None:
    amina = add_person("Amina Yusuf")
    wanted = "/cases?words=bed%20%26%20board&page=2"
    asked = client.get(wanted)
    assert asked.status_code == 302
    client.post(asked["Location"], {"email": amina.email})
    (letter,) = mail.outbox
    found = re.search(r"http\S+", str(letter.body))
    assert found
    other = Client()
    assert other.get(found.group()).status_code == 200
    assert other.post(found.group())["Location"] == wanted


@pytest.mark.parametrize(
    "next_",
    ["https://evil.example/", "//evil.example", "/\\evil.example", "work", "javascript:x", f"/{'a' * 300}"],
)
def test_a_link_leads_to_no_page_but_ours(client: Client, link: str, next_: str) -> None:
    assert client.post(f"{link}?{urlencode({'next': next_})}")["Location"] == "/work"


def test_a_link_that_does_not_work_keeps_what_somebody_wanted(client: Client) -> None:
    page = client.get("/sign-in/nothing-like-it?next=/work%3Fa%3Db").content.decode()
    assert '<form method="post" action="/sign-in?next=/work%3Fa%3Db" novalidate>' in page


@pytest.mark.django_db(transaction=True)
def test_an_unknown_e_mail_gets_the_same_answer_and_no_letter(client: Client) -> None:
    add_person("Amina Yusuf")
    known, unknown = (
        ask_for_link(client, "amina.yusuf@northvale.example"),
        ask_for_link(client, "no@x.example"),
    )
    assert (known.status_code, known.headers, known.content) == (
        unknown.status_code,
        unknown.headers,
        unknown.content,
    )
    assert [letter.to for letter in OutgoingLetter.objects.all()] == ["amina.yusuf@northvale.example"]


def test_a_closed_account_gets_the_same_answer_and_no_letter(client: Client, amina: Person) -> None:
    Person.objects.update(is_active=False)
    assert ask_for_link(client, amina.email)["Location"] == "/sign-in/sent"
    assert not OutgoingLetter.objects.exists()


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("", "Enter your work e-mail"),
        ("amina", "Enter an e-mail in the right form, like name@example.nhs.uk"),
        (f"{'a' * 250}@x.org", "Use 254 letters or fewer; you have used 256"),
    ],
)
def test_a_wrong_e_mail_is_told_and_kept(client: Client, typed: str, message: str) -> None:
    page = ask_for_link(client, typed)
    assert page.context["form"].errors == {"email": [message]}
    assert f'value="{typed}"' in page.content.decode() or not typed
    assert "<title>Error: Sign in - AI Deep Dive</title>" in page.content.decode()


def test_the_sixth_request_for_one_e_mail_in_an_hour_is_refused(client: Client, amina: Person) -> None:
    answers = [ask_for_link(client, amina.email).status_code for _ in range(6)]
    assert answers == [302, 302, 302, 302, 302, 429]
    refused = ask_for_link(client, amina.email.upper())
    assert refused.context["form"].errors == {
        "email": ["That was tried too often in a short time. Wait an hour, then try again."]
    }
    assert OutgoingLetter.objects.count() == 5


def test_the_sixty_first_request_from_one_place_in_an_hour_is_refused(client: Client) -> None:
    answers = [ask_for_link(client, f"p{n}@x.example").status_code for n in range(61)]
    assert answers == [302] * 60 + [429]


def test_signing_out_ends_the_session(client: Client, link: str) -> None:
    client.post(link)
    answer = client.post("/sign-out")
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert not is_signed_in(client)
    assert client.get("/work").status_code == 302


def test_signing_out_needs_a_press_of_the_button(client: Client, link: str) -> None:
    client.post(link)
    assert client.get("/sign-out").status_code == 405
    assert is_signed_in(client)
