"""What does not fit together, on its pages, beside its document and in the plan; set aside with a reason."""

import html
import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from deepdive.advice.models import AdviceAnswer
from deepdive.contradictions.models import SetAside
from deepdive.guard.models import KeptFinding
from deepdive.workbook.document import KeptRow, RowEdits
from tests.factories import Cast, Page, add_cast
from tests.web.markup import squeezed
from tests.workbook.past import enter

CountQueries = Callable[..., AbstractContextManager[Any]]
pytestmark = pytest.mark.django_db(databases=["default", "journal"])
RULE = "action-without-owner"
FIRST, SECOND = (f"{n}f0c4a0e-51a1-4f0e-9d0a-3a3f6a5d8f11" for n in "ab")
REASON = "Nobody can say before the new manager starts in March."


@pytest.fixture
def cast() -> Cast:
    """A plan with one action that nobody owns."""
    made = add_cast()
    add_action(made, FIRST, "Print the bed list")
    return made


def add_action(cast: Cast, row: str, what: str, **cells: str) -> None:
    rows = (KeptRow(row, {"action": what, **cells}),)
    enter(cast.cohort.pk, "ninety-day-plan", {"actions": RowEdits(rows=rows)})


def address(cast: Cast, name: str, *rest: str) -> str:
    return reverse(f"plan:{name}", args=[cast.cohort.pk, *rest])


def beside(cast: Cast, artefact: str) -> str:
    return reverse("workbook:artefact", args=[cast.cohort.pk, artefact])


def page(client: Client, to: str) -> str:
    answer = client.get(to)
    assert answer.status_code == 200
    return squeezed(html.unescape(answer.content.decode()))


def send(client: Client, cast: Cast, reason: str = REASON, **more: str) -> Page:
    return client.post(address(cast, "set-aside", RULE), {"reason": reason, **more})


def every(client: Client, cast: Cast) -> tuple[str, str]:
    """The page of contradictions: those that are open, and those set aside."""
    shown = re.search(r"<main.*</main>", page(client, address(cast, "contradictions")), re.DOTALL)
    assert shown
    still_open, _, aside = shown[0].partition("<h2>Set aside</h2>")
    return still_open, aside


def test_a_contradiction_says_what_where_why_and_how_to_mend_it(client: Client, cast: Cast) -> None:
    client.force_login(cast.reviewer)
    shown, _ = every(client, cast)
    plan = beside(cast, "ninety-day-plan")
    assert "An action without an owner</h2><p>Something is to be done, and nobody is named" in shown
    assert f'<a href="{plan}#id_actions">' in shown
    assert "row 1: Print the bed list</a>" in shown
    assert "<strong>Why it matters:</strong>What belongs to everybody is done by nobody." in shown
    assert "<strong>How to mend it:</strong>Name one role." in shown
    assert "Set this aside" not in shown


def test_it_stands_beside_its_document_and_no_other(client: Client, cast: Cast) -> None:
    client.force_login(cast.attendee)
    assert "1 thing here does not fit together" in page(client, beside(cast, "ninety-day-plan"))
    assert "fit together" not in page(client, beside(cast, "user-needs"))


def test_what_is_mended_is_gone(client: Client, cast: Cast) -> None:
    client.force_login(cast.attendee)
    add_action(cast, FIRST, "Print the bed list", owner="Ward clerk")
    assert "Nothing was found." in every(client, cast)[0]
    answer = client.get(address(cast, "set-aside", RULE), follow=True)
    assert "there is nothing to set aside" in answer.content.decode()


def test_set_aside_it_stands_in_the_plan_with_reason_and_name(client: Client, cast: Cast) -> None:
    client.force_login(cast.attendee)
    assert send(client, cast).status_code == 302
    row = SetAside.objects.get()
    assert (row.rule, row.places, row.reason, row.by) == (
        RULE,
        [f"ninety-day-plan/actions#{FIRST}"],
        REASON,
        cast.attendee,
    )
    still_open, aside = every(client, cast)
    assert "Nothing was found." in still_open
    assert REASON in aside
    assert "Atul Tandon" in aside
    plan = page(client, reverse("plan:plan", args=[cast.cohort.pk]))
    assert f"<li>An action without an owner: “{REASON}”<span" in plan
    assert "fit together" not in page(client, beside(cast, "ninety-day-plan"))


def test_a_new_place_brings_it_up_again_with_the_earlier_reason(client: Client, cast: Cast) -> None:
    client.force_login(cast.attendee)
    send(client, cast)
    add_action(cast, SECOND, "Ring the families")
    still_open, aside = every(client, cast)
    assert f"The reason then: “{REASON}” (Atul Tandon" in still_open
    assert aside == ""
    send(client, cast, "Nor for this one.")
    assert [(row.reason, row.taken_up_at is None) for row in SetAside.objects.order_by("pk")] == [
        (REASON, False),
        ("Nor for this one.", True),
    ]


def test_taken_up_again_it_is_open_and_the_record_stays(client: Client, cast: Cast) -> None:
    client.force_login(cast.attendee)
    send(client, cast)
    client.force_login(cast.facilitator)
    for _ in range(2):  # a second press does nothing
        client.post(address(cast, "take-up", RULE))
    row = SetAside.objects.get()
    assert (row.reason, row.by, row.taken_up_by) == (REASON, cast.attendee, cast.facilitator)
    assert "An action without an owner</h2>" in every(client, cast)[0]


@pytest.mark.parametrize(
    ("reason", "fault"),
    [
        ("", "Say why this may stay as it is"),
        ("x" * 501, "Use 500 letters or fewer; you have used 501"),
        ("Ring 943 476 5919", "NHS number"),
        ("Ask Mrs Patel, born 12/03/1962", "This looks like a date of birth"),
    ],
)
def test_a_reason_that_cannot_be_taken_is_still_in_its_box(
    client: Client, cast: Cast, reason: str, fault: str
) -> None:
    client.force_login(cast.attendee)
    answer = send(client, cast, reason)
    assert answer.status_code == 422
    assert fault in html.unescape(answer.content.decode())
    assert reason in html.unescape(answer.content.decode())
    assert not SetAside.objects.exists()


def test_why_something_personal_may_stay_is_noted(client: Client, cast: Cast) -> None:
    client.force_login(cast.attendee)
    send(client, cast, "Until the day 12/03/1962 is born again", **{"reason--because": "Made up"})
    assert KeptFinding.objects.get().reason == "Made up"
    assert SetAside.objects.count() == 1


def test_a_rule_that_there_is_not_has_no_page(client: Client, cast: Cast) -> None:
    client.force_login(cast.attendee)
    assert client.get(address(cast, "set-aside", "no-such-rule")).status_code == 404


def test_the_database_holds_one_reason_for_a_rule(cast: Cast) -> None:
    def add() -> None:
        SetAside.objects.create(
            cohort=cast.cohort, rule=RULE, places=[], reason=REASON, by=cast.attendee, at=timezone.now()
        )

    add()
    with pytest.raises(IntegrityError), transaction.atomic():
        add()


def test_more_contradictions_take_no_more_queries(
    client: Client, cast: Cast, django_assert_num_queries: CountQueries
) -> None:
    client.force_login(cast.attendee)
    for what in ("Ring the families", "Count again"):
        # session, person, cohort, parts in it; answers behind the advice; what is set aside
        with django_assert_num_queries(6):
            client.get(address(cast, "contradictions"))
        # and comments, but no answers
        with django_assert_num_queries(6):
            client.get(beside(cast, "ninety-day-plan"))
        add_action(cast, SECOND, what, start="2027-03-01", end="2027-02-01")
        client.get(send(client, cast)["Location"])  # shows the message


def test_what_does_not_fit_with_the_advice_says_so_and_leads_there(client: Client, cast: Cast) -> None:
    client.force_login(cast.attendee)
    for question, value in {"uses-ai": "yes", "identifiability": "coded", "health-data": "yes"}.items():
        AdviceAnswer.objects.create(
            cohort=cast.cohort, question=question, value=value, answered_at=timezone.now()
        )
    row = KeptRow(SECOND, {"approval": "Clinical safety case"})
    enter(cast.cohort.pk, "approvals-checklist", {"approvals": RowEdits(rows=(row,))})

    still_open, _ = every(client, cast)

    advice = reverse("advice:advice", args=[cast.cohort.pk])
    title = "The advice asks for an impact assessment, and it is not among the approvals"
    assert title in still_open
    assert f'<a href="{advice}#ig-dpia">Advice: Data protection impact assessment (DPIA)</a>' in still_open
    assert title in page(client, reverse("plan:plan", args=[cast.cohort.pk]))
    assert title in page(client, address(cast, "set-aside", "advice-impact-assessment-not-listed"))
    # beside the document stands only what the workbook alone shows
    assert title not in page(client, beside(cast, "approvals-checklist"))
