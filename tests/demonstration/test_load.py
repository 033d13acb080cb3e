"""The demonstration: made-up people in two cohorts, whatever the day."""

from datetime import UTC, datetime, time, timedelta

import pytest
from django.apps import apps
from django.test import Client
from django.utils import timezone

from deepdive.comments.models import Thread
from deepdive.comments.places import field_at
from deepdive.core.board import Heading
from deepdive.core.links import traces
from deepdive.core.plan import Readiness
from deepdive.curriculum.current import pack
from deepdive.demonstration.load import load_demonstration, starts_around
from deepdive.mail.models import OutgoingLetter
from deepdive.people.models import Person
from deepdive.plan.models import Mark, Version
from deepdive.plan.queries import plan_of
from deepdive.plan.versions import compare, to_answer
from deepdive.programme.models import Cohort, SeriesRequest
from deepdive.room.queries import read_room
from deepdive.workbook.contradictions import contradictions_shown
from deepdive.workbook.facts import facts_in
from deepdive.workbook.queries import read_board_now, read_workbook

TUESDAY, WEDNESDAY = 1, 2
NOW = datetime(2026, 12, 22, 9, 0, tzinfo=UTC)
needs_databases = pytest.mark.django_db(transaction=True, databases=["default", "journal"])


def noon_of_every_day() -> list[datetime]:
    """Nine years of days, with every place in the week that Christmas can have."""
    return [datetime(2024, 1, 1, 12, tzinfo=UTC) + timedelta(days=n) for n in range(9 * 366)]


@pytest.mark.parametrize("weekday", [TUESDAY, WEDNESDAY])
def test_on_every_day_three_workshops_are_over_and_the_fourth_is_to_come(weekday: int) -> None:
    for now in noon_of_every_day():
        starts = starts_around(now, held=3, weekday=weekday, at=time(12, 15))
        assert starts[2] < now < starts[3], now
        assert starts[3] - now < timedelta(weeks=4), now


@pytest.mark.parametrize("weekday", [TUESDAY, WEDNESDAY])
def test_on_every_day_the_other_series_is_about_to_begin(weekday: int) -> None:
    for now in noon_of_every_day():
        first = starts_around(now, held=0, weekday=weekday, at=time(12, 15))[0]
        assert timedelta(0) < first - now < timedelta(weeks=4), now


@needs_databases
@pytest.mark.parametrize("days", range(7))
def test_the_demonstration_loads_in_the_week_of_christmas(days: int) -> None:
    now = NOW + timedelta(days=days)
    load_demonstration(now=now)
    larkfield = Cohort.objects.get(organisation__name="Larkfield Home Care")
    held = [session for session in larkfield.sessions.all() if session.starts_at < now]
    assert [session.number for session in held] == [1, 2, 3]
    assert {read_room(session).agenda.phase for session in held} == {"closed"}


@needs_databases
def test_loading_again_doubles_nothing_but_the_links() -> None:
    def counts() -> dict[str, int]:
        models = (model for model in apps.get_models() if model.__name__ != "SignInLink")
        return {model.__name__: model._default_manager.count() for model in models}

    load_demonstration(now=NOW)
    before = counts()
    load_demonstration(now=NOW + timedelta(days=1))
    assert counts() == before


@needs_databases
def test_what_is_loaded() -> None:
    load_demonstration(now=NOW)
    assert {str(c.organisation): c.seats.count() for c in Cohort.objects.all()} == {
        "Larkfield Home Care": 11,
        "Westmarch Hospitals NHS Foundation Trust": 11,
    }
    assert {r.organisation_name: r.status for r in SeriesRequest.objects.all()} == {
        "Larkfield Home Care": "accepted",
        "Westmarch Hospitals NHS Foundation Trust": "accepted",
        "Fernbrook Community Care": "waiting",
    }
    assert all(email.endswith(".example") for email in Person.objects.values_list("email", flat=True))
    addresses = SeriesRequest.objects.values_list("contact_email", flat=True)
    assert all(email.endswith(".example") for email in addresses)


@needs_databases
def test_the_cohort_that_has_met_has_something_in_its_plan_and_the_other_nothing() -> None:
    load_demonstration(now=NOW)
    readiness = {
        str(cohort.organisation).split()[0]: {section.readiness for section in plan_of(cohort).sections}
        for cohort in Cohort.objects.all()
    }
    assert Readiness.READY in readiness["Larkfield"]
    assert readiness["Westmarch"] == {Readiness.MISSING}


@needs_databases
def test_a_board_has_notes_under_its_prompts_and_under_headings_that_people_made() -> None:
    load_demonstration(now=timezone.now())
    larkfield = Cohort.objects.get(organisation__name="Larkfield Home Care")
    board = read_board_now(larkfield.pk, "problem-board").board
    prompts = [Heading(item.id, item.text) for item in pack().activities["problem-board"].items]
    assert [len(pile.notes) for pile in board.piles(prompts)] == [1, 2, 1, 1, 0, 0, 2, 1]
    assert [heading.title for heading in board.headings] == ["Two that belong together", "Not for us to mend"]


@needs_databases
def test_a_reviewer_has_asked_something_and_somebody_is_to_see_to_something() -> None:
    load_demonstration(now=NOW)
    threads = Thread.objects.select_related("cohort__organisation", "begun_by", "assigned_to").order_by("pk")
    assert [
        (str(t.begun_by), t.place.artefact, t.comments.count(), str(t.assigned_to or ""), t.is_resolved)
        for t in threads
    ] == [
        ("Jerome Haldane-Iqbal", "press-release", 1, "", False),
        ("Jerome Haldane-Iqbal", "stakeholder-map", 2, "Shabnam Crowther", False),
        ("Winifred Ballantyne-Cole", "criteria-matrix", 2, "", True),
        ("Leroy Pemberthy", "shortlist", 2, "", False),
    ]
    assert {str(thread.cohort.organisation) for thread in threads} == {"Larkfield Home Care"}
    assert all(field_at(thread.place) for thread in threads)
    assert not OutgoingLetter.objects.exists()


@needs_databases
def test_a_version_was_reviewed_and_the_next_is_being_signed() -> None:
    load_demonstration(now=NOW)
    first, second = Version.objects.order_by("number")
    assert [mark.verdict for mark in first.marks.all()] == ["fine", "to mend", "could be better"]
    assert {mark.section for mark in Mark.objects.all()} <= {section.id for section in pack().plan.sections}
    assert [signature.answer for signature in second.signatures.all()] == ["signed", "waiting", "waiting"]
    assert [len(to_answer(second.cohort, up_to=number)) for number in (1, 2)] == [1, 1]
    differing = [one.title for one in compare(first.plan, second.plan) if not one.is_same]
    assert "In short" in differing
    assert "The problem" not in differing
    assert (first.is_intact, second.is_intact) == (True, True)
    assert not OutgoingLetter.objects.exists()


@needs_databases
def test_needs_lead_on_one_thing_does_not_fit_together_and_one_is_set_aside() -> None:
    load_demonstration(now=NOW)
    larkfield = Cohort.objects.get(organisation__name="Larkfield Home Care")
    facts = facts_in(read_workbook(larkfield.pk).document)
    found = traces(pack().trace, kinds=facts.kinds.values(), links=facts.links, rows=facts.rows)
    reached = [[step.step.at.artefact for step in one.steps if step.reached] for one in found]
    assert reached == [
        ["as-is-journey", "shortlist", "benefit-hypothesis"],
        ["as-is-journey", "shortlist", "benefit-hypothesis"],
        ["as-is-journey"],
    ]
    shown = contradictions_shown(larkfield.pk, facts)
    assert [one.rule.id for one in shown.open] == ["benefit-without-measure"]
    assert [(one.rule.id, one.aside.by) for one in shown.aside if one.aside] == [
        ("decision-not-recorded", "Parminder Scholes")
    ]


@needs_databases
def test_each_role_has_a_link_that_works_again_and_again() -> None:
    links = load_demonstration(now=timezone.now())
    roles = ["organiser", "facilitator", "co-facilitator", "attendee", "sponsor", "reviewer"]
    assert [link.role for link in links] == roles * 2
    for link in links:
        for _ in range(2):
            assert Client().post(link.address).status_code == 302
