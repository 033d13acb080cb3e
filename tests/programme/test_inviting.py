"""Seats: at most twelve, one a person, all of an invitation or none."""

import html
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from threading import Barrier

import pytest
from django.core import mail
from django.db import IntegrityError, connections
from django.test import Client
from django.utils import timezone

from deepdive.core.refused import Refused
from deepdive.mail.models import OutgoingLetter
from deepdive.people.models import Person
from deepdive.programme.actions import Invitee, give_back_seat, invite
from deepdive.programme.forms import PeopleForm
from deepdive.programme.models import Cohort, Seat
from tests.factories import TEAMS_LINK, Page, add_cohort, add_person, invitee

OnCommit = Callable[..., AbstractContextManager[list[Callable[[], object]]]]
pytestmark = pytest.mark.django_db


def organiser() -> Person:
    return Person.objects.get(email="olga.anders@northvale.example")


def seat(cohort: Cohort, *names: str) -> list[Seat]:
    return invite(cohort, [invitee(name) for name in names], by=organiser(), now=timezone.now())


def line_errors(typed: str) -> list[str]:
    return [str(error) for error in PeopleForm({"people": typed}).errors.get("people", [])]


def test_seats_are_numbered_from_the_first_free_one() -> None:
    cohort = add_cohort()
    seat(cohort, "Ann One", "Ben Two", "Cem Three")
    give_back_seat(cohort.seats.get(number=2))
    assert [(s.number, s.person.name) for s in seat(cohort, "Dee Two", "Eva Four")] == [
        (2, "Dee Two"),
        (4, "Eva Four"),
    ]


def test_an_invitation_has_a_link_and_five_calendar_files(
    django_capture_on_commit_callbacks: OnCommit,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        cohort = add_cohort()
        mail.outbox.clear()
        invite(cohort, [invitee("Atul Tandon", job="Ward sister")], by=organiser(), now=timezone.now())
    letter = mail.outbox[-1]
    assert letter.to == ["atul.tandon@northvale.example"]
    assert letter.subject == "You are invited to AI Deep Dive at Northvale Hospice"
    assert [file[0] for file in letter.attachments] == [f"workshop-{n}.ics" for n in range(1, 6)]
    assert "Your part in it: attendee (Ward sister)." in str(letter.body)
    assert f"\n{TEAMS_LINK}\n" in str(letter.body)
    assert re.search(r"\nhttp://127\.0\.0\.1:8000/sign-in/\S{43}\n", str(letter.body))


def test_the_link_in_an_invitation_leads_into_the_cohort(
    client: Client, django_capture_on_commit_callbacks: OnCommit
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        cohort = add_cohort(seats=1)
    found = re.search(r"http\S+/sign-in/\S+", str(mail.outbox[-1].body))
    assert found
    client.post(found.group())
    assert client.get(f"/cohorts/{cohort.pk}").status_code == 200


def test_a_thirteenth_seat_is_refused() -> None:
    cohort = add_cohort(seats=12)
    with pytest.raises(Refused) as refused:
        seat(cohort, "Mel Thirteen")
    assert refused.value == Refused(
        "cohort-full",
        "This cohort has 12 seats and no seat is left. "
        "Remove somebody who cannot come, or start a second cohort.",
    )


def test_all_of_an_invitation_or_none() -> None:
    cohort = add_cohort(seats=11)
    letters = OutgoingLetter.objects.count()
    with pytest.raises(Refused, match="This cohort has 12 seats and 1 seat is left"):
        seat(cohort, "Mel Twelve", "Ned Thirteen")
    assert cohort.seats.count() == 11
    assert OutgoingLetter.objects.count() == letters
    assert not Person.objects.filter(name="Mel Twelve").exists()


def test_nobody_has_two_seats() -> None:
    cohort = add_cohort()
    seat(cohort, "Ann One")
    with pytest.raises(Refused) as refused:
        invite(
            cohort,
            [invitee("Ben Two"), Invitee("Ann", "ANN.ONE@northvale.example", "Nurse")],
            by=organiser(),
            now=timezone.now(),
        )
    assert refused.value == Refused(
        "seated-already", "Each person has one seat, and Ann One would have two. Take the line out."
    )
    assert cohort.seats.count() == 1


def test_nobody_is_twice_in_one_invitation() -> None:
    with pytest.raises(Refused) as refused:
        seat(add_cohort(), "Ann One", "Ann One")
    assert refused.value.code == "seated-already"


def test_a_person_may_have_a_seat_in_two_cohorts() -> None:
    first, second = add_cohort(), add_cohort()
    seat(first, "Ann One")
    seat(second, "Ann One")
    assert Seat.objects.filter(person__name="Ann One").count() == 2


def test_the_database_itself_refuses_seat_13() -> None:
    with pytest.raises(IntegrityError, match="seat_is_1_to_12"):
        Seat.objects.create(cohort=add_cohort(), person=add_person("Mel"), number=13, job="Nurse")


def test_the_database_itself_refuses_two_people_on_a_seat() -> None:
    cohort = add_cohort(seats=1)
    with pytest.raises(IntegrityError):
        Seat.objects.create(cohort=cohort, person=add_person("Mel"), number=1, job="Nurse")


def test_the_database_itself_refuses_a_person_on_two_seats() -> None:
    cohort = add_cohort(seats=1)
    person = cohort.seats.get().person
    with pytest.raises(IntegrityError):
        Seat.objects.create(cohort=cohort, person=person, number=2, job="Nurse")


def test_the_database_itself_refuses_a_cohort_of_13() -> None:
    cohort = add_cohort()
    with pytest.raises(IntegrityError, match="capacity_is_1_to_12"):
        Cohort.objects.filter(pk=cohort.pk).update(capacity=13)


def together(cohort: Cohort, groups: list[list[Invitee]]) -> list[str]:
    """What each organiser is answered when all invite their group at the same moment."""
    start, by = Barrier(len(groups)), organiser()

    def ask(group: list[Invitee]) -> str:
        try:
            start.wait()
            return f"{len(invite(cohort, group, by=by, now=timezone.now()))} seated"
        except Refused as refused:
            return refused.code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(groups)) as pool:
        return sorted(pool.map(ask, groups))


@pytest.mark.django_db(transaction=True)
def test_twenty_organisers_at_once_fill_exactly_twelve_seats() -> None:
    cohort = add_cohort()
    answers = together(cohort, [[invitee(f"Nurse {n}")] for n in range(20)])
    assert answers == ["1 seated"] * 12 + ["cohort-full"] * 8
    assert list(cohort.seats.values_list("number", flat=True)) == list(range(1, 13))
    assert OutgoingLetter.objects.filter(to__startswith="nurse").count() == 12


@pytest.mark.django_db(transaction=True)
def test_groups_at_once_are_seated_whole_or_not_at_all() -> None:
    cohort = add_cohort()
    groups = [[invitee(f"Nurse {n} {m}") for m in range(5)] for n in range(6)]
    assert together(cohort, groups) == ["5 seated"] * 2 + ["cohort-full"] * 4
    assert cohort.seats.count() == 10


@pytest.mark.django_db(transaction=True)
def test_the_same_person_invited_by_many_at_once_has_one_seat() -> None:
    cohort = add_cohort()
    answers = together(cohort, [[invitee("Ann One")]] * 8)
    assert answers == ["1 seated"] + ["seated-already"] * 7
    assert Person.objects.filter(email="ann.one@northvale.example").count() == 1


@pytest.mark.parametrize(
    "typed",
    [
        "Ann One, ann@x.example, Nurse",
        "Ann One; ann@x.example; Nurse",
        "Ann One\tann@x.example\tNurse",
        "\n\n  Ann One ,ann@x.example , Nurse\n\n",
    ],
)
def test_people_can_be_pasted_as_lines(typed: str) -> None:
    form = PeopleForm({"people": typed})
    assert form.is_valid()
    assert form.cleaned_data["people"] == [Invitee("Ann One", "ann@x.example", "Nurse")]


def test_a_job_may_have_commas() -> None:
    form = PeopleForm({"people": "Ann One, ann@x.example, Nurse, nights"})
    assert form.is_valid()
    assert form.cleaned_data["people"] == [Invitee("Ann One", "ann@x.example", "Nurse, nights")]


def test_every_faulty_line_is_named() -> None:
    assert line_errors(
        "Ann One, ann@x.example, Nurse\n\nBen Two\nCem, cem@x, Nurse\n"
        f"Dee, dee@x.example, {'x' * 81}\nEva, eva@x.example, about 943 476 5919\n , f@x.example, Nurse"
    ) == [
        "Line 3: write the name, the e-mail and the job, with commas between them",
        "Line 4: 'cem@x' is not an e-mail; write it like name@example.nhs.uk",
        "Line 5: name and job have 80 letters at most",
        "Line 6: This looks like an NHS number. Take it out: no patient data belongs here. "
        "Describe the person by role instead, for example 'a patient on the ward'.",
        "Line 7: write the name, the e-mail and the job, with commas between them",
    ]


@pytest.mark.parametrize("typed", ["", "  \n "])
def test_no_line_at_all_is_told(typed: str) -> None:
    assert line_errors(typed) == ["Enter at least one person"]


def send(client: Client, cohort: Cohort, typed: str) -> Page:
    client.force_login(organiser())
    return client.post(f"/cohorts/{cohort.pk}/people", {"people": typed})


def test_the_page_says_how_many_were_invited(client: Client) -> None:
    cohort = add_cohort()
    answer = send(client, cohort, "Ann One, a@x.example, Nurse\nBen Two, b@x.example, Nurse")
    assert (answer.status_code, answer["Location"]) == (302, f"/cohorts/{cohort.pk}/people")
    page = html.unescape(client.get(answer["Location"]).content.decode())
    assert "Invited 2 people. Each gets an e-mail with a personal sign-in link." in page
    assert "2 of 12 seats are taken." in page


@pytest.mark.parametrize("seats", [11, 12])
def test_lines_that_find_no_seat_stay_on_the_page(client: Client, seats: int) -> None:
    cohort = add_cohort(seats=seats)
    typed = "Ann One, a@x.example, Nurse\nBen Two, b@x.example, Nurse"
    page = send(client, cohort, typed)
    assert typed in page.content.decode().replace("\r\n", "\n")
    assert cohort.seats.count() == seats


def test_a_seat_given_back_closes_the_cohort_at_once(client: Client) -> None:
    cohort = add_cohort(seats=1)
    (given,) = cohort.seats.all()
    attendee = Client()
    attendee.force_login(given.person)
    assert attendee.get(f"/cohorts/{cohort.pk}").status_code == 200
    client.force_login(organiser())
    client.post(f"/cohorts/{cohort.pk}/seats/1/give-back")
    page = attendee.get(f"/cohorts/{cohort.pk}")
    assert page.status_code == 404
    assert "your seat may have been given back" in page.content.decode()
    assert cohort.problem not in attendee.get("/work").content.decode()


@pytest.mark.parametrize("number", ["2", "99999999999999999999999"])
def test_giving_back_a_seat_that_nobody_has_changes_nothing(client: Client, number: str) -> None:
    cohort = add_cohort(seats=1)
    client.force_login(organiser())
    answer = client.post(f"/cohorts/{cohort.pk}/seats/{number}/give-back")
    assert (answer.status_code, cohort.seats.count()) == (302, 1)
