"""The pages of advice: answer, see why, go on from there."""

import json
import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from deepdive.advice.for_plan import advice_in_plan
from deepdive.advice.models import AdviceAnswer, AdviceResult
from deepdive.advice.result import GUIDANCE
from deepdive.exports.advice_blocks import advice_blocks
from deepdive.exports.document import Heading, Paragraph, Table
from deepdive.people.models import Person
from tests.advice.small_tables import CLEAR_OUT, NOTICE, judge_by, small_tables
from tests.factories import Cast, Page, add_cast

CountQueries = Callable[..., AbstractContextManager[Any]]
pytestmark = pytest.mark.django_db(databases=["default", "journal"])


@pytest.fixture
def cast(monkeypatch: pytest.MonkeyPatch) -> Cast:
    judge_by(monkeypatch, small_tables())
    return add_cast()


@pytest.fixture
def client(cast: Cast) -> Client:
    return client_of(cast.attendee)


@pytest.fixture
def advice(cast: Cast) -> str:
    return f"/cohorts/{cast.cohort.pk}/advice"


def client_of(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def text(page: Page) -> str:
    return unescape(" ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).split()))


def test_before_any_answer_nothing_is_filled_in_and_nothing_is_told(client: Client, advice: str) -> None:
    overview, group = client.get(advice), client.get(f"{advice}/groups/data")

    assert "Nobody has answered anything yet, so nothing can be told." in text(overview)
    assert "Data : 0 of 1 answered" in text(overview)
    assert "Cannot tell yet: 2" in text(overview)
    assert GUIDANCE in text(overview)
    assert " checked" not in group.content.decode()
    assert (AdviceAnswer.objects.count(), AdviceResult.objects.count()) == (0, 0)


def test_answers_of_a_group_lead_to_cards_that_say_why(client: Client, advice: str, cast: Cast) -> None:
    page = client.post(f"{advice}/groups/data", {"personal-data": "yes"}, follow=True)
    assert "Saved. With these answers 1 more question is asked here." in text(page)

    page = client.post(f"{advice}/groups/data", {"personal-data": "yes", "kept-for": "24"}, follow=True)

    shown = text(page)
    assert "Tell people Required Out of date: this rule was due for review by 10 July 2026." in shown
    assert (
        "Why People should know. Your answers Will it use information about people? Yes "
        "Who decides Whoever keeps the data Sources A guide to AI , Example. Checked 10 January 2026: "
        "read at the source. Out of date since 10 July 2026"
    ) in shown
    assert "For how many months is the information kept? 24 months" in shown
    assert (
        "What would change this “No” to “Will it use information about people?” would make it not triggered ."
    ) in shown
    [first, second] = cast.cohort.advice_answers.order_by("pk")
    assert [(one.question, one.value, one.answered_by) for one in (first, second)] == [
        ("personal-data", "yes", cast.attendee),
        ("kept-for", 24, cast.attendee),
    ]
    last = cast.cohort.advice_results.latest()
    assert last.pack_version == small_tables().version
    assert last.findings == {NOTICE: ["required", "Tell people"], CLEAR_OUT: ["check", "Clear out"]}


def test_a_no_says_what_it_rules_out(client: Client, advice: str) -> None:
    page = client.post(f"{advice}/groups/data", {"personal-data": "no"}, follow=True)

    assert "Not triggered: 2" in text(page)
    assert "Tell people . Ruled out by your answers: “Will it use information about people?” No." in text(
        page
    )


def test_one_question_at_a_time_leads_through_what_is_left(client: Client, advice: str, cast: Cast) -> None:
    first = f"{advice}/questions/personal-data"
    assert f'href="{first}"' in client.get(advice).content.decode()

    page = client.post(first, {"personal-data": "yes"})
    assert page["Location"] == f"{advice}/questions/kept-for"
    page = client.post(page["Location"], {"kept-for": "", "who_finds_out": "Records manager"}, follow=True)

    assert "Saved. No question that is open would change the advice any more." in text(page)
    answer = cast.cohort.advice_answers.get(question="kept-for")
    assert (answer.value, answer.who_finds_out) == (None, "Records manager")
    assert "Clear out : ask For how many months is the information kept?" in text(page)
    assert "It is found out by: Records manager" in text(page)


def test_a_question_that_is_not_asked_leads_back(client: Client, advice: str) -> None:
    page = client.get(f"{advice}/questions/kept-for", follow=True)

    assert "That question is not asked with the other answers." in text(page)
    assert client.get(f"{advice}/questions/no-such-question").status_code == 404
    assert client.get(f"{advice}/groups/no-such-group").status_code == 404


@pytest.mark.parametrize("months", ["601", "-1", "many", "nan"])
def test_a_number_that_cannot_be_is_told_and_nothing_typed_is_lost(
    client: Client, advice: str, months: str
) -> None:
    client.post(f"{advice}/groups/data", {"personal-data": "yes"})

    page = client.post(f"{advice}/groups/data", {"personal-data": "unknown", "kept-for": months})

    assert page.status_code == 422
    assert "Enter a number from 0 to 600, like 12 or 150000" in text(page)
    assert f'value="{months}"' in page.content.decode()
    assert AdviceAnswer.objects.get().value == "yes"


def test_an_answer_that_was_not_offered_is_refused(client: Client, advice: str) -> None:
    page = client.post(f"{advice}/groups/data", {"personal-data": "maybe"})

    assert page.status_code == 422
    assert "Choose one of the answers" in text(page)
    assert not AdviceAnswer.objects.exists()


def test_who_finds_out_is_asked_about_when_it_names_a_person(client: Client, advice: str) -> None:
    sent = {"personal-data": "unknown", "who_finds_out": "Ask Mr Smith, born 12/03/1962"}

    page = client.post(f"{advice}/questions/personal-data", sent)

    assert page.status_code == 422
    assert "Change it, or say below why it may stay." in text(page)
    assert not AdviceAnswer.objects.exists()


def test_what_says_the_same_as_before_keeps_who_said_it(client: Client, advice: str, cast: Cast) -> None:
    client.post(f"{advice}/groups/data", {"personal-data": "yes"})
    other = client_of(cast.facilitator)
    other.post(f"{advice}/groups/data", {"personal-data": "yes", "kept-for": "6"})

    by = dict(cast.cohort.advice_answers.values_list("question", "answered_by"))
    assert by == {"personal-data": cast.attendee.pk, "kept-for": cast.facilitator.pk}
    assert cast.cohort.advice_results.count() == 2


def test_other_tables_judge_again_and_the_difference_is_shown_until_it_is_kept(
    client: Client, advice: str, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.post(f"{advice}/groups/data", {"personal-data": "yes"})
    client.post(f"{advice}/groups/data", {"personal-data": "yes", "kept-for": "6"})
    before = small_tables()
    table = before.tables["data"]
    notice, clear_out = table.rules
    rules = (replace(notice, status="likely"), replace(clear_out, id="data-new", when=notice.when))
    after = replace(before, tables={"data": replace(table, version=2, rules=rules)})
    judge_by(monkeypatch, after)

    shown = text(client.get(advice))

    assert "The tables have changed" in shown
    assert "Tell people : was required, now likely Clear out : new, check" in shown
    assert text(client_of(cast.reviewer).get(advice)).count("Keep the new result") == 0
    page = client.post(f"{advice}/keep", follow=True)
    assert "The tables have changed" not in text(page)
    assert cast.cohort.advice_results.latest().pack_version == after.version


def test_a_card_leads_to_real_cases_to_talk_about(
    client: Client, advice: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    tables = small_tables()
    table = tables.tables["data"]
    notice, clear_out = table.rules
    rules = (replace(notice, cases=("cost-as-need",)), clear_out)
    judge_by(monkeypatch, replace(tables, tables={"data": replace(table, rules=rules)}))

    client.post(f"{advice}/groups/data", {"personal-data": "yes"})

    link = f'<a href="{reverse("course:case", args=["cost-as-need"])}">Who is ill, or who has cost money?</a>'
    assert link in client.get(advice).content.decode()


def test_an_old_answer_counts_under_the_new_id_of_its_question(
    client: Client, advice: str, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.post(f"{advice}/groups/data", {"personal-data": "no"})
    tables = small_tables()
    questions = {
        ("names" if name == "personal-data" else name): (
            replace(one, id="names", was=("personal-data",)) if name == "personal-data" else one
        )
        for name, one in tables.questions.items()
    }
    asks = {"names": "yes"}
    when = replace(tables.rules[NOTICE].when, all_=(asks,))
    questions["kept-for"] = replace(questions["kept-for"], asked_when=when)
    table = tables.tables["data"]
    rules = (replace(table.rules[0], when=when), table.rules[1])
    judge_by(monkeypatch, replace(tables, questions=questions, tables={"data": replace(table, rules=rules)}))

    assert "Not triggered: 2" in text(client.get(advice))
    client.post(f"{advice}/groups/data", {"names": "yes"})
    assert list(cast.cohort.advice_answers.values_list("question", "value")) == [("names", "yes")]


def test_why_something_does_not_apply_stays_with_it_and_can_be_taken_back(
    client: Client, advice: str
) -> None:
    client.post(f"{advice}/groups/data", {"personal-data": "yes"})
    client.post(f"{advice}/groups/data", {"personal-data": "yes", "kept-for": "24"})
    address = f"{advice}/findings/{CLEAR_OUT}/not-applicable"

    page = client.post(address, {"reason": "We have to keep it for eight years"}, follow=True)
    assert "Does not apply, because: We have to keep it for eight years (Atul Tandon," in text(page)

    page = client.post(address, {"reason": ""}, follow=True)
    assert "Does not apply" not in text(page)


def test_what_is_required_cannot_be_set_aside(client: Client, advice: str) -> None:
    page = client.post(f"{advice}/findings/{NOTICE}/not-applicable", {"reason": "We do not want to"})

    assert page.status_code == 409
    assert "What is required cannot be set aside here." in text(page)


def test_programs_get_the_same_result(client: Client, advice: str) -> None:
    client.post(f"{advice}/groups/data", {"personal-data": "yes"})

    result = json.loads(client.get(f"{advice}.json").content)

    assert [(one["id"], one["status"]) for one in result["findings"]] == [
        (NOTICE, "required"),
        (CLEAR_OUT, "check"),
    ]
    assert (result["unanswered"], result["pack_version"]) == (["kept-for"], small_tables().version)


def test_anybody_may_read_which_answers_there_are(advice: str) -> None:
    page = Client().get("/advice/facts.schema.json")

    assert page["Content-Type"] == "application/schema+json"
    assert list(json.loads(page.content)["$defs"]["answers"]["properties"]) == ["personal-data", "kept-for"]


def test_more_answers_take_no_more_queries(
    client: Client, advice: str, django_assert_num_queries: CountQueries
) -> None:
    client.post(f"{advice}/groups/data", {"personal-data": "yes"})
    client.post(f"{advice}/groups/data", {"personal-data": "yes", "kept-for": "24"})
    client.get(advice)  # shows what the last form said
    # session, person, cohort, parts in it, answers, results, what does not apply
    with django_assert_num_queries(7):
        client.get(advice)


def test_the_plan_says_what_there_is_to_do_and_whom_to_ask(client: Client, cast: Cast, advice: str) -> None:
    plan = f"/cohorts/{cast.cohort.pk}/plan"
    assert "What the advice says" not in text(client.get(plan))
    client.post(f"{advice}/groups/data", {"personal-data": "yes"})

    shown = text(client.get(plan))

    assert (
        "Required: Tell people. People should know. Who decides: Whoever keeps the data "
        "Ask first, for the rest cannot be told yet For how many months is the information kept? "
        "Who knows: Whoever keeps the data"
    ) in shown


def test_a_reader_gets_the_advice_of_their_own_tables(client: Client, cast: Cast, advice: str) -> None:
    client.post(f"{advice}/groups/data", {"personal-data": "yes"})

    today = timezone.localdate()
    for_governance = advice_in_plan(cast.cohort, "ig-lead", today=today)
    for_safety = advice_in_plan(cast.cohort, "clinical-safety", today=today)

    assert for_governance is not None
    assert [finding.title for gate in for_governance.gates for finding in gate.findings] == ["Tell people"]
    assert for_safety is not None
    assert (for_safety.gates, for_safety.asks) == ((), ())
    assert advice_in_plan(cast.cohort, "board", today=today) is None


def test_files_of_the_plan_hold_it_too(client: Client, cast: Cast, advice: str) -> None:
    client.post(f"{advice}/groups/data", {"personal-data": "yes"})
    said = advice_in_plan(cast.cohort, "whole", today=timezone.localdate())
    assert said is not None

    heading, guidance, _, table, _, asks = advice_blocks(said)

    assert heading == Heading(level=1, text="What the advice says", anchor="advice")
    assert isinstance(guidance, Paragraph)
    assert guidance.text.startswith(GUIDANCE)
    assert isinstance(table, Table)
    assert table.rows == (("Required", "Tell people", "People should know.", "Whoever keeps the data"),)
    assert isinstance(asks, Table)
    assert asks.rows == (("For how many months is the information kept?", "Whoever keeps the data"),)
