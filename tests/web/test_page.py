"""What every page has."""

import re

import pytest
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.test import Client, RequestFactory
from django.utils.html import format_html
from pytest_django import Settings

from deepdive.people.models import Person
from deepdive.web.page import contact_link, header, message_banner
from tests.web.markup import squeezed

pytestmark = pytest.mark.urls("tests.web.addresses")


def page(address: str = "/") -> str:
    return squeezed(Client().get(address).content.decode())


def signed_in_header() -> str:
    request = RequestFactory().get("/work")
    request.user = Person(name="Amina <Yusuf>")
    return squeezed(header(request))


def test_a_page_says_its_language_and_lets_people_skip_to_the_content() -> None:
    shown = page("/privacy")
    assert '<html lang="en-GB">' in shown
    assert "<title>Privacy - AI Deep Dive</title>" in shown
    assert 'href="#maincontent"' in shown
    assert '<main class="nhsuk-main-wrapper" id="maincontent">' in shown


def test_nothing_is_inline_and_nothing_comes_from_outside() -> None:
    for address in ("/", "/request", "/work", "/nowhere"):
        shown = page(address)
        assert re.findall(r"<style|<script(?! type=\"module\" src=\"/static/)| style=| on\w+=", shown) == []
        assert re.findall(r'(?:src|href)="https?:[^"]*"', shown) == []


def test_the_brand_is_our_own() -> None:
    shown = page()
    assert '<img class="nhsuk-header__organisation-logo" src="/static/web/wordmark.svg" width="280"' in shown
    assert 'href="/static/web/favicon.svg"' in shown
    assert "AI Deep Dive is open source and is not an NHS website." in shown
    assert "nhsuk-header__logo" not in shown
    assert "NHS England" not in shown


def test_a_visitor_is_offered_to_sign_in() -> None:
    shown = page()
    assert '<a class="nhsuk-header__account-link" href="/sign-in">Sign in</a>' in shown
    assert "Your work" not in shown


def test_the_page_somebody_is_on_is_marked_in_the_navigation() -> None:
    assert 'href="/request" aria-current="page"' in page("/request")


def test_a_signed_in_person_finds_their_work_and_signs_out_by_a_form() -> None:
    shown = signed_in_header()
    assert 'href="/work" aria-current="page"' in shown
    assert "Amina &lt;Yusuf&gt;" in shown
    assert re.search(
        r'<form class="nhsuk-header__account-form" action="/sign-out" method="post">'
        r'<input type="hidden" name="csrfmiddlewaretoken" value="\w+">'
        r'<button class="nhsuk-header__account-button">Sign out</button></form>',
        shown,
    )
    assert "Sign in" not in shown


def test_a_demonstration_says_that_it_is_one(settings: Settings) -> None:
    settings.DEMONSTRATION = True
    assert "Demonstration: everything here is made up." in page()


def test_an_installation_that_is_not_a_demonstration_does_not_say_so() -> None:
    assert "Demonstration" not in page()


def test_the_title_says_when_a_form_has_errors() -> None:
    assert "<title>Error: Every kind of field - AI Deep Dive</title>" in page("/work")
    assert "<title>Every kind of field - AI Deep Dive</title>" in page("/request")


@pytest.mark.parametrize(
    ("level", "title", "role"),
    [
        (constants.SUCCESS, "Success", "alert"),
        (constants.INFO, "Information", "region"),
        (constants.WARNING, "Important", "alert"),
        (constants.ERROR, "There is a problem", "alert"),
    ],
)
def test_a_message_is_a_banner_of_its_kind(level: int, title: str, role: str) -> None:
    banner = squeezed(message_banner(Message(level, "<All> saved"), 2))
    assert f'role="{role}" aria-labelledby="message-2"' in banner
    assert f'<h2 class="nhsuk-notification-banner__title" id="message-2">{title}</h2>' in banner
    assert "&lt;All&gt; saved" in banner


@pytest.mark.parametrize(
    ("contact", "link"),
    [
        ("ai@trust.example", '<a href="mailto:ai@trust.example">ai@trust.example</a>'),
        ("https://help.example", '<a href="https://help.example">https://help.example</a>'),
        ("Sam & Jo, room 4", "Sam &amp; Jo, room 4"),
    ],
)
def test_whom_to_ask_is_a_link_where_it_can_be(contact: str, link: str) -> None:
    assert contact_link(contact) == link


@pytest.mark.parametrize("address", ["/", "/request", "/privacy", "/nowhere"])
def test_help_is_in_the_same_place_on_every_page(address: str) -> None:
    footer = page(address).split("<footer")[1]
    assert "Accessibility statement</a>" in footer
    assert 'href="/privacy"' in footer
    assert "For help, ask the person who runs this installation." in footer


def test_the_server_says_that_it_is_well() -> None:
    answer = Client().get("/healthz")
    assert (answer.status_code, answer.content, answer["Content-Type"]) == (
        200,
        b"ok",
        "text/plain; charset=utf-8",
    )


def test_a_message_that_is_markup_keeps_its_link() -> None:
    words = format_html('{} <a href="/x">Take this back</a>', "<All>")
    banner = squeezed(message_banner(Message(constants.SUCCESS, words), 1))
    assert '&lt;All&gt;<a href="/x">Take this back</a>' in banner
