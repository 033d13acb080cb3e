"""The form to ask for a series says exactly what is wrong and keeps what was typed."""

import html

import pytest
from django.core import mail
from django.test import Client

from deepdive.curriculum.current import pack
from deepdive.guard.models import KeptFinding
from deepdive.programme.forms import RequestForm
from deepdive.programme.models import SeriesRequest
from tests.factories import add_organiser

NHS_NUMBER = "943 476 5919"
NHS_NUMBER_REFUSED = (
    "This looks like an NHS number. Take it out: no patient data belongs here. "
    "Describe the person by role instead, for example 'a patient on the ward'."
)
STATEMENTS = (
    "I understand there is great potential for AI in Health and Care",
    "I want to increase my understanding about the practical application of AI in Health and Care",
    "I understand the variety and quantity of data in my organisation",
    "I'm willing to embrace being experimental and open to learning from experience",
)
TYPED = {
    "organisation_name": "Northvale Hospice",
    "contact_name": "Rosalind Okafor",
    "contact_email": "Rosalind.Okafor@northvale.example",
    "contact_role": "Head of nursing",
    "problem": "Families ring three times to hear when a bed is free",
    "why": "Two nurses spend each morning on the telephone.\nIt wears them out.",
    "people_expected": "8",
    "roles_expected": "Nurses, the bed manager, our data officer",
    "weekday": "1",
    "time": "12.15pm",
    "platform": "meet",
    "access_needs": "",
    **{f"prerequisite_{n}": "on" for n in range(1, 5)},
}


def errors(**typed: str) -> dict[str, list[str]]:
    form = RequestForm({**TYPED, **typed}, series=pack().series)
    return {field: [str(error) for error in found] for field, found in form.errors.items()}


def test_an_empty_form_names_every_question() -> None:
    form = RequestForm({}, series=pack().series)
    assert form.errors == {
        "organisation_name": ["Enter the name of your organisation"],
        "contact_name": ["Enter your name"],
        "contact_email": ["Enter your work e-mail"],
        "contact_role": ["Enter your job"],
        "problem": ["Describe the problem in one line"],
        "why": ["Tell us why"],
        "people_expected": ["Enter how many people will take part"],
        "roles_expected": ["List the jobs of the people who will take part"],
        "weekday": ["Choose a day of the week"],
        "time": ["Enter a start time"],
        "platform": ["Choose Microsoft Teams or Google Meet"],
        **{f"prerequisite_{n}": [f"Confirm: {text}"] for n, text in enumerate(STATEMENTS, 1)},
    }


@pytest.mark.parametrize("people", ["5", "13", "0", "-8", "99999999999999999999"])
def test_a_group_has_6_to_12_people(people: str) -> None:
    assert errors(people_expected=people) == {"people_expected": ["Enter a number from 6 to 12"]}


@pytest.mark.parametrize("people", ["6", "12", " 8 "])
def test_a_group_of_6_or_12_works(people: str) -> None:
    assert errors(people_expected=people) == {}


@pytest.mark.parametrize("people", ["ten", "7.5", "8-10"])
def test_the_number_of_people_is_a_whole_number(people: str) -> None:
    assert errors(people_expected=people) == {"people_expected": ["Enter a whole number, like 10"]}


@pytest.mark.parametrize("time", ["25:00", "noon", "12:75", "13pm"])
def test_a_wrong_time_says_how_to_write_one(time: str) -> None:
    assert errors(time=time) == {"time": ["Enter a time like 12:15, with hours from 0 to 23"]}


@pytest.mark.parametrize(
    "time", ["12:15", "12.15", "1215", "12:15pm", "12:15 PM", "12.15 pm", "12pm", "12 pm"]
)
def test_a_time_may_be_written_as_people_write_times(time: str) -> None:
    assert errors(time=time) == {}


@pytest.mark.parametrize("email", ["rosalind", "rosalind@", "rosalind okafor@northvale.example"])
def test_a_wrong_e_mail_says_how_to_write_one(email: str) -> None:
    assert errors(contact_email=email) == {
        "contact_email": ["Enter an e-mail in the right form, like name@example.nhs.uk"]
    }


@pytest.mark.parametrize(
    ("field", "limit"),
    [
        ("organisation_name", 120),
        ("contact_name", 80),
        ("contact_role", 80),
        ("problem", 200),
        ("why", 2000),
        ("roles_expected", 500),
        ("access_needs", 2000),
    ],
)
def test_a_text_has_a_limit(field: str, limit: int) -> None:
    assert errors(**{field: "x" * limit}) == {}
    assert errors(**{field: "x" * (limit + 1)}) == {
        field: [f"Use {limit} letters or fewer; you have used {limit + 1}"]
    }


@pytest.mark.parametrize(
    "field",
    ["organisation_name", "contact_name", "contact_role", "problem", "why", "roles_expected", "access_needs"],
)
def test_an_nhs_number_is_refused_wherever_it_stands(field: str) -> None:
    assert errors(**{field: f"about {NHS_NUMBER}"}) == {field: [NHS_NUMBER_REFUSED]}


def test_what_may_point_to_somebody_is_asked_about_first() -> None:
    assert errors(why="A man born 12/03/1962 fell") == {
        "why": ["This looks like a date of birth: '12/03/1962'. Change it, or say below why it may stay."]
    }


@pytest.mark.django_db(transaction=True)
def test_with_a_reason_it_is_sent_and_the_reason_is_kept_apart(client: Client) -> None:
    typed = TYPED | {"why": "A man born 12/03/1962 fell", "why--because": "He is made up"}
    assert client.post("/request", typed).status_code == 302
    request = SeriesRequest.objects.get()
    kept = KeptFinding.objects.get()
    assert (kept.root, kept.row, kept.reason) == ("request/why", str(request.pk), "He is made up")
    assert not any("He is made up" in letter.body for letter in mail.outbox)


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_each_statement_is_to_confirm(number: int) -> None:
    assert errors(**{f"prerequisite_{number}": ""}) == {
        f"prerequisite_{number}": [f"Confirm: {STATEMENTS[number - 1]}"]
    }


def test_a_choice_that_is_not_offered_is_refused() -> None:
    assert set(errors(weekday="6", platform="zoom")) == {"weekday", "platform"}


def test_a_form_with_one_mistake_keeps_everything_that_was_typed(client: Client) -> None:
    page = client.post("/request", {**TYPED, "people_expected": "40"})
    text = html.unescape(page.content.decode())
    assert page.status_code == 200
    for field in ("organisation_name", "contact_name", "contact_email", "problem", "why", "roles_expected"):
        assert TYPED[field] in text
    assert 'value="40"' in text
    assert text.count(" checked") == 6  # weekday, platform and the four statements
    assert 'href="#id_people_expected"' in text


@pytest.mark.django_db(transaction=True)
def test_a_request_is_kept_and_its_sender_led_on(client: Client) -> None:
    answer = client.post("/request", TYPED)
    assert (answer.status_code, answer["Location"]) == (302, "/request/sent")
    request = SeriesRequest.objects.get()
    assert request.status == "waiting"
    assert (request.weekday, f"{request.time:%H:%M}", request.platform) == (1, "12:15", "meet")


@pytest.mark.django_db(transaction=True)
def test_the_requester_gets_a_copy_with_every_answer(client: Client) -> None:
    client.post("/request", TYPED)
    (copy,) = mail.outbox
    assert copy.to == ["Rosalind.Okafor@northvale.example"]
    assert copy.subject == "We have your request for AI Deep Dive"
    told = str(copy.body).partition("This is what you told us:\n\n")[2].partition("\n\nWhat happens next")[0]
    assert told == "\n\n".join(
        [
            "Your organisation\nNorthvale Hospice",
            "Your name\nRosalind Okafor",
            "Your work e-mail\nRosalind.Okafor@northvale.example",
            "Your job\nHead of nursing",
            "The problem you want to work on\nFamilies ring three times to hear when a bed is free",
            "Why do you want to do this, and why now?\n"
            "Two nurses spend each morning on the telephone.\nIt wears them out.",
            "How many people will take part?\n8",
            "Which jobs will they have?\nNurses, the bed manager, our data officer",
            "Which day of the week suits you best?\nTuesday",
            "At what time should it start?\n12:15",
            "Where do you hold online meetings?\nGoogle Meet",
            "Does anybody need something to take part? (optional)\n-",
            *(f"{statement}\nConfirmed" for statement in STATEMENTS),
        ]
    )


@pytest.mark.django_db(transaction=True)
def test_every_organiser_is_told_with_a_link_to_the_request(client: Client) -> None:
    for name, organisation in (("Olga Anders", "Northvale"), ("Elsie Where", "Eastmoor")):
        add_organiser(name, organisation=organisation)
    client.post("/request", TYPED)
    told = {letter.to[0]: letter for letter in mail.outbox[1:]}
    assert sorted(told) == ["elsie.where@northvale.example", "olga.anders@northvale.example"]
    letter = told["olga.anders@northvale.example"]
    assert letter.subject == "New request: Northvale Hospice"
    request = SeriesRequest.objects.get()
    assert f"http://127.0.0.1:8000/requests/{request.pk}\n" in str(letter.body)


@pytest.mark.django_db
def test_the_twenty_first_request_from_one_place_in_an_hour_is_refused_and_kept(client: Client) -> None:
    answers = [client.post("/request", TYPED).status_code for _ in range(20)]
    refused = client.post("/request", TYPED)
    assert (set(answers), refused.status_code) == ({302}, 429)
    assert refused.context["form"].non_field_errors() == [
        "That was tried too often in a short time. Wait an hour, then try again."
    ]
    assert TYPED["problem"] in refused.content.decode()
    assert SeriesRequest.objects.count() == 20
