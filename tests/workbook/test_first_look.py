"""A first look at a document, beside it; and whether a cohort is ready for a workshop."""

import html
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import Cast, add_cast
from tests.web.markup import squeezed
from tests.workbook.past import enter

CountQueries = Callable[..., AbstractContextManager[Any]]
pytestmark = pytest.mark.django_db(databases=["default", "journal"])


@pytest.fixture
def cast(client: Client) -> Cast:
    made = add_cast()
    client.force_login(made.attendee)
    return made


def page(client: Client, cast: Cast, name: str, what: object) -> str:
    answer = client.get(reverse(f"workbook:{name}", args=[cast.cohort.pk, what]))
    assert answer.status_code == 200
    return squeezed(html.unescape(answer.content.decode()))


def test_a_fault_says_what_to_do_and_where(client: Client, cast: Cast) -> None:
    enter(cast.cohort.pk, "press-release", {"headline": "Trust launches AI platform"})
    shown = page(client, cast, "artefact", "press-release")
    assert "A first look by a program: 2 of 20 points" in shown
    assert "<strong>The headline names technology.</strong>Say who is better off and how." in shown
    assert 'press-release#id_headline">Headline</a>' in shown


@pytest.mark.parametrize("artefact", ["press-release", "user-needs"])
def test_what_nobody_wrote_and_what_has_no_score_is_not_looked_at(
    client: Client, cast: Cast, artefact: str
) -> None:
    assert "A first look by a program" not in page(client, cast, "artefact", artefact)


def test_ready_for_a_workshop_says_what_is_there_and_what_is_not_and_stops_nobody(
    client: Client, cast: Cast
) -> None:
    enter(cast.cohort.pk, "problem-statement", {"owner": "Head of nursing"})
    shown = page(client, cast, "ready", 3)
    assert "<strong>1 of 5</strong>things that help is there. This stops nobody" in shown
    assert "There</strong>Somebody owns the problem</li>" in shown
    assert "Not yet</strong>At least one need is more than one person's view." in shown


def test_nothing_is_needed_before_the_first_workshop(client: Client, cast: Cast) -> None:
    assert "Nothing is needed before this workshop." in page(client, cast, "ready", 1)


def test_there_is_no_sixth_workshop(client: Client, cast: Cast) -> None:
    assert client.get(reverse("workbook:ready", args=[cast.cohort.pk, 6])).status_code == 404


def test_the_page_before_a_session_says_so_too(client: Client, cast: Cast) -> None:
    third = cast.cohort.sessions.get(number=3)
    shown = squeezed(client.get(reverse("between:before", args=[third.pk])).content.decode())
    assert "<h2>What helps to have ready</h2><p><strong>0 of 5</strong>" in shown


def test_being_ready_takes_no_queries(
    client: Client, cast: Cast, django_assert_num_queries: CountQueries
) -> None:
    for owner in ("Head of nursing", "Bed manager"):
        # session, person, cohort, parts in it
        with django_assert_num_queries(4):
            page(client, cast, "ready", 3)
        enter(cast.cohort.pk, "problem-statement", {"owner": owner})
