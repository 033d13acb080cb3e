"""Build, buy, partner or wait on pages: private numbers, then how far people are apart, then pictures."""

import html
import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from deepdive.choice.models import MoneyLine, OptionOutlook, Score, Weight
from deepdive.people.models import Person
from deepdive.programme.models import Cohort
from deepdive.workbook.queries import read_workbook
from tests.choice.example import OPTIONS, add_money, add_options, choice_of, give_numbers
from tests.factories import Page, add_cohort

CountQueries = Callable[..., AbstractContextManager[Any]]
pytestmark = pytest.mark.django_db(databases=["default", "journal"])


@pytest.fixture
def cohort(client: Client) -> Cohort:
    """A cohort with four options and three seats, the first of them signed in."""
    made = add_cohort(seats=3)
    add_options(made)
    client.force_login(people(made)[0])
    return made


def people(cohort: Cohort) -> list[Person]:
    return [seat.person for seat in cohort.seats.order_by("pk")]


def everybody_gives(cohort: Cohort) -> None:
    for place, person in enumerate(people(cohort)):
        give_numbers(cohort, person.pk, place)


def address(cohort: Cohort, name: str, *more: object) -> str:
    return reverse(f"choice:{name}", args=[cohort.pk, *more])


def shown(page: Page) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", page.content.decode())).split())


def test_somebody_weighs_and_scores_and_finds_their_numbers_again(client: Client, cohort: Cohort) -> None:
    criteria = choice_of(cohort).criteria
    numbers = dict.fromkeys(criteria, "40") | {"need": "100"}
    for name, more in (("weights", ()), ("scores", (OPTIONS[1],))):
        for _ in range(2):
            assert client.post(address(cohort, name, *more), numbers)["Location"] == address(
                cohort, "overview"
            )
        page = client.get(address(cohort, name, *more)).content.decode()
        assert page.count('value="40"') == len(criteria) - 1
    assert Weight.objects.count() == Score.objects.count() == len(criteria)
    assert shown(client.get(address(cohort, "overview"))).count(": done") == 2


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ({"need": "90"}, "Give 100 to the one that you would move first"),
        ({"need": "101"}, "Meets the need: Give a number from 0 to 100, not 101."),
        ({"need": ""}, "Meets the need: give a number from 0 to 100"),
    ],
)
def test_weights_that_cannot_be_are_told(
    client: Client, cohort: Cohort, numbers: dict[str, str], said: str
) -> None:
    sent = dict.fromkeys(choice_of(cohort).criteria, "7") | numbers
    page = client.post(address(cohort, "weights"), sent)
    assert (page.status_code, Weight.objects.count()) == (422, 0)
    assert said in shown(page)


def test_nobody_sees_others_before_they_have_given_their_own(client: Client, cohort: Cohort) -> None:
    everybody_gives(cohort)
    Score.objects.filter(option=OPTIONS[3]).delete()
    text = shown(client.get(address(cohort, "results")))
    assert "First give your own weights and scores" in text
    assert "furthest apart" not in text


def test_two_people_are_too_few(client: Client, cohort: Cohort) -> None:
    for place, person in enumerate(people(cohort)[:2]):
        give_numbers(cohort, person.pk, place)
    text = shown(client.get(address(cohort, "results")))
    assert "At least 3 people must have given weights" in text
    assert "leads" not in text


def test_how_far_people_are_apart_stands_before_any_total(client: Client, cohort: Cohort) -> None:
    everybody_gives(cohort)
    add_money(cohort)
    page = client.get(address(cohort, "results"))
    text = shown(page)
    apart = text.index("A tool of a supplier <b>, “Meets the need”: scores from 20 to 90.")
    money = text.index("eight in ten futures bring")
    leads = text.index("By our scores and weights (3 people), Reminders in six languages leads, ")
    tips = text.index("“Meets the need” counts for 17% now. At 33%, With the university would lead")
    assert apart < money < leads < tips
    assert "Not here yet: Reminders in six languages; With the university." in text
    assert page.content.count(b'viewBox="0 0 720') == 3
    assert b"supplier <b>" not in page.content


def test_results_name_nobody(client: Client, cohort: Cohort) -> None:
    everybody_gives(cohort)
    text = shown(client.get(address(cohort, "results")))
    others = [person.name for person in people(cohort)[1:]]
    assert [name for name in others if name in text] == []


def test_costs_are_ranges_with_a_source(client: Client, cohort: Cohort) -> None:
    sent = {"kind": "once", "what": "Joining systems", "low": "10,000", "likely": "20000", "high": "50000"}
    page = client.post(address(cohort, "money", OPTIONS[2]), sent)
    assert page.status_code == 422
    assert "Say where the figures come from" in shown(page)
    done = client.post(address(cohort, "money", OPTIONS[2]), {**sent, "source": "Offer of 3 March"})
    assert done["Location"] == address(cohort, "money", OPTIONS[2])
    line = MoneyLine.objects.get()
    assert (line.low, line.likely, line.high, line.source) == (10_000, 20_000, 50_000, "Offer of 3 March")
    assert "£10,000, most likely £20,000, to £50,000" in shown(client.get(done["Location"]))
    client.post(address(cohort, "remove-line", OPTIONS[2], line.pk))
    assert MoneyLine.objects.count() == 0


def test_a_range_that_cannot_be_is_told(client: Client, cohort: Cohort) -> None:
    sent = {"kind": "once", "what": "Licence", "low": "5", "likely": "2", "high": "9", "source": "Ours"}
    page = client.post(address(cohort, "money", OPTIONS[2]), sent)
    assert (page.status_code, MoneyLine.objects.count()) == (422, 0)
    assert "the most likely not less" in shown(page)


def test_a_person_in_a_source_is_asked_about(client: Client, cohort: Cohort) -> None:
    sent = {
        "kind": "once",
        "what": "Help",
        "low": "1",
        "likely": "2",
        "high": "3",
        "source": "Born 12/03/1962",
    }
    page = client.post(address(cohort, "money", OPTIONS[2]), sent)
    assert (page.status_code, MoneyLine.objects.count()) == (422, 0)
    assert "say below why it may stay" in shown(page)


def test_how_sure_an_option_is(client: Client, cohort: Cohort) -> None:
    sent = {"delay_low": "3", "delay_likely": "6", "delay_high": "12", "fails": "30%", "stop": "12"}
    for fails in ("30%", "45%"):
        sent |= {"fails": fails, "source": "Three tools that were tried here"}
        assert client.post(address(cohort, "outlook", OPTIONS[2]), sent).status_code == 302
    assert OptionOutlook.objects.get().fails == 0.45
    assert "Chance that it does not work: 45%" in shown(client.get(address(cohort, "money", OPTIONS[2])))


@pytest.mark.parametrize(("option", "code"), [(OPTIONS[0], "zero"), ("gone", "removed")])
def test_no_money_for_doing_nothing_or_for_what_is_gone(
    client: Client, cohort: Cohort, option: str, code: str
) -> None:
    page = client.get(address(cohort, "money", option))
    assert page.status_code == 409
    assert code in shown(page)


def test_what_is_missing_in_the_list_is_told(client: Client, cohort: Cohort) -> None:
    assert "Still missing in your list" not in shown(client.get(address(cohort, "overview")))
    empty = add_cohort(seats=1, organisation_name="Southmere Care")
    client.force_login(people(empty)[0])
    assert "Still missing in your list: do nothing, and fix without AI." in shown(
        client.get(address(empty, "overview"))
    )
    assert client.get(address(empty, "results")).status_code == 200


def test_the_results_take_few_queries(
    client: Client, cohort: Cohort, django_assert_num_queries: CountQueries
) -> None:
    everybody_gives(cohort)
    add_money(cohort)
    # to get in, the workbook, one's own numbers, everybody's, and the money of all options
    with django_assert_num_queries(10):
        client.get(address(cohort, "results"))


@pytest.mark.django_db(transaction=True, databases=["default", "journal"])
def test_the_result_is_kept_under_the_reasons(client: Client) -> None:
    made = add_cohort(seats=3)
    add_options(made)
    everybody_gives(made)
    client.force_login(people(made)[0])
    answer = client.post(address(made, "results"))
    assert answer["Location"] == reverse("workbook:artefact", args=[made.pk, "build-buy-partner-wait"])
    kept = str(read_workbook(made.pk).written["build-buy-partner-wait"]["reasons"])
    assert kept.startswith("By our scores and weights (3 people), Reminders in six languages leads")
