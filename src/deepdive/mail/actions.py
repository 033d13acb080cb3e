"""Write letters and send them.

A letter is a row until the mail server has taken it, so neither a mail server that is down nor a
server process that is killed loses it: :func:`send_waiting_letters` tries again.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from smtplib import SMTPException

import structlog
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone

from deepdive.curriculum.current import pack
from deepdive.curriculum.letters import fill
from deepdive.mail.models import OutgoingLetter

# With waits that grow as the square of the attempts, 50 of them span nearly two days of outage.
MOST_ATTEMPTS = 50
log = structlog.get_logger()


@dataclass(frozen=True)
class Attachment:
    """A file that goes with a letter."""

    name: str
    type: str
    text: str


def post_letter(kind: str, *, to: str, attachments: Sequence[Attachment] = (), **values: str) -> None:
    """Write the pack's letter of that kind and send it once the current transaction has committed.

    ``values`` fill the letter's places; a missing one is a KeyError.
    """
    subject, body = fill(pack().letters[kind], **values)
    letter = OutgoingLetter.objects.create(
        kind=kind, to=to, subject=subject, body=body, attachments=[asdict(file) for file in attachments]
    )
    transaction.on_commit(lambda: _send(letter))


def send_waiting_letters(*, now: datetime) -> int:
    """Try to send what has not gone out yet and is due by ``now``; returns how many went out.

    A letter waits a minute for its next attempt at first, then longer and longer.
    """
    waiting = OutgoingLetter.objects.filter(sent_at=None, attempts__lt=MOST_ATTEMPTS).order_by("pk")
    return sum(_send(letter) for letter in waiting if _due_at(letter) <= now)


def _due_at(letter: OutgoingLetter) -> datetime:
    # no attempt yet: whoever wrote it is about to send it, or was killed before that
    return letter.written_at + timedelta(minutes=max(1, letter.attempts) ** 2)


def _send(letter: OutgoingLetter) -> bool:
    # guarded update: of two that are about to send it one goes on
    mine = OutgoingLetter.objects.filter(pk=letter.pk, attempts=letter.attempts, sent_at=None)
    if not mine.update(attempts=letter.attempts + 1):
        return False
    message = EmailMessage(subject=letter.subject, body=letter.body, to=[letter.to])
    for file in letter.attachments:
        message.attach(file["name"], file["text"], file["type"])
    try:
        message.send()
    # ValueError: an address that no mail server can be told, such as one with too long a domain
    except (SMTPException, OSError, ValueError) as fault:
        log.warning("letter_not_sent", kind=letter.kind, letter=letter.pk, fault=type(fault).__name__)
        return False
    letter.sent_at = timezone.now()
    letter.body, letter.attachments = "", []
    letter.save(update_fields=["sent_at", "body", "attachments"])
    return True
