"""Letters reach people once, and outlive a mail server that is down."""

import socket
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import datetime, timedelta

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone
from pytest_django import Settings

from deepdive.mail.actions import MOST_ATTEMPTS, Attachment, post_letter, send_waiting_letters
from deepdive.mail.models import OutgoingLetter

OnCommit = Callable[..., AbstractContextManager[list[Callable[[], object]]]]
MINUTE = timedelta(minutes=1)
pytestmark = pytest.mark.django_db


@pytest.fixture
def closed_port() -> Iterator[int]:
    """A port of this computer where nobody listens, kept so that nobody else takes it."""
    with socket.socket() as kept:
        kept.bind(("127.0.0.1", 0))
        yield kept.getsockname()[1]


@pytest.fixture
def mail_server_is_down(settings: Settings, closed_port: int) -> None:
    """Letters go to a real SMTP client, whose connection is refused."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", closed_port, 2


def post(to: str = "amina.yusuf@example.nhs.uk", *attachments: Attachment) -> OutgoingLetter:
    post_letter(
        "sign-in-link",
        to=to,
        attachments=attachments,
        name="Amina Yusuf",
        link="https://x.example/1",
        link_expires="1 May 2027",
    )
    return OutgoingLetter.objects.latest("pk")


def written_at(letter: OutgoingLetter) -> datetime:
    letter.refresh_from_db()
    return letter.written_at


def test_a_letter_says_what_the_pack_says(django_capture_on_commit_callbacks: OnCommit) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        post()
    (sent,) = mail.outbox
    assert sent.subject == "Your link to sign in to AI Deep Dive"
    assert str(sent.body).splitlines()[:5] == [
        "Hello Amina Yusuf,",
        "",
        "Here is the link that you asked for:",
        "",
        "https://x.example/1",
    ]


def test_a_letter_waits_for_the_commit(django_capture_on_commit_callbacks: OnCommit) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        post()
        assert mail.outbox == []
    assert [sent.to for sent in mail.outbox] == [["amina.yusuf@example.nhs.uk"]]


@pytest.mark.django_db(transaction=True)
def test_what_is_rolled_back_sends_nothing() -> None:
    with transaction.atomic():
        post()
        transaction.set_rollback(True)
    assert mail.outbox == []
    assert not OutgoingLetter.objects.exists()


def test_a_sent_letter_keeps_neither_body_nor_files(django_capture_on_commit_callbacks: OnCommit) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        letter = post("a@x.example", Attachment("day.ics", "text/calendar", "BEGIN:VCALENDAR"))
    letter.refresh_from_db()
    assert (letter.body, letter.attachments, letter.attempts) == ("", [], 1)
    assert letter.sent_at is not None
    assert letter.subject == "Your link to sign in to AI Deep Dive"


def test_a_letter_brings_its_files(django_capture_on_commit_callbacks: OnCommit) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        post("a@x.example", Attachment("day.ics", "text/calendar", "BEGIN:VCALENDAR"))
    assert mail.outbox[0].attachments == [("day.ics", "BEGIN:VCALENDAR", "text/calendar")]


def test_a_value_that_is_missing_is_a_fault_of_ours() -> None:
    with pytest.raises(KeyError):
        post_letter("sign-in-link", to="a@x.example", name="Amina Yusuf")


@pytest.mark.usefixtures("mail_server_is_down")
def test_a_letter_is_kept_while_the_mail_server_is_down(django_capture_on_commit_callbacks: OnCommit) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        letter = post()
    letter.refresh_from_db()
    assert (letter.sent_at, letter.attempts) == (None, 1)
    assert "https://x.example/1" in letter.body


def test_it_goes_out_when_the_mail_server_is_back(
    mail_server_is_down: None, settings: Settings, django_capture_on_commit_callbacks: OnCommit
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        letter = post()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert send_waiting_letters(now=written_at(letter) + MINUTE) == 1
    letter.refresh_from_db()
    assert (letter.body, letter.attempts, len(mail.outbox)) == ("", 2, 1)
    assert send_waiting_letters(now=letter.written_at + timedelta(days=1)) == 0


@pytest.mark.usefixtures("mail_server_is_down")
def test_attempts_come_further_and_further_apart_for_nearly_two_days(
    django_capture_on_commit_callbacks: OnCommit,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        letter = post()
    begun = written_at(letter)
    for minute in range(1, 101):
        send_waiting_letters(now=begun + minute * MINUTE)
    letter.refresh_from_db()
    assert letter.attempts == 11  # after 0, 1, 4, 9, ... 100 minutes
    for _ in range(MOST_ATTEMPTS):
        send_waiting_letters(now=begun + timedelta(days=2))
    letter.refresh_from_db()
    assert (letter.attempts, letter.sent_at) == (50, None)


def test_a_letter_whose_server_was_killed_before_sending_goes_out_a_minute_later() -> None:
    letter = post()  # its transaction's consequences never happen
    assert send_waiting_letters(now=letter.written_at) == 0
    assert send_waiting_letters(now=letter.written_at + MINUTE) == 1
    assert [sent.to for sent in mail.outbox] == [["amina.yusuf@example.nhs.uk"]]


def test_a_letter_that_somebody_else_has_sent_is_not_sent_twice(
    django_capture_on_commit_callbacks: OnCommit,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        letter = post()
        send_waiting_letters(now=timezone.now() + MINUTE)
    letter.refresh_from_db()
    assert (len(mail.outbox), letter.attempts) == (1, 1)


def test_an_address_that_cannot_be_mailed_holds_up_nobody_else(
    monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: OnCommit
) -> None:
    real_send = EmailMessage.send

    def send(message: EmailMessage, fail_silently: bool = False) -> int:
        message.message()  # as the SMTP client does first
        return real_send(message, fail_silently)

    monkeypatch.setattr(EmailMessage, "send", send)
    with django_capture_on_commit_callbacks(execute=True):
        post(f"a@{'ü' * 60}.example")
        post("b@x.example")
    assert [sent.to for sent in mail.outbox] == [["b@x.example"]]
