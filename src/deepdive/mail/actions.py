"""Write letters and send them.

A letter is a row until the mail server has taken it, so a mail server that is down loses nothing:
:func:`send_waiting_letters` tries again.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from smtplib import SMTPException

import structlog
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone

from deepdive.curriculum.current import pack
from deepdive.curriculum.letters import fill
from deepdive.mail.models import OutgoingLetter

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


def send_waiting_letters() -> int:
    """Try again to send what could not be sent; returns how many went out."""
    waiting = OutgoingLetter.objects.filter(sent_at=None, attempts__range=(1, MOST_ATTEMPTS))
    return sum(_send(letter) for letter in waiting.order_by("pk"))


def _send(letter: OutgoingLetter) -> bool:
    message = EmailMessage(subject=letter.subject, body=letter.body, to=[letter.to])
    for file in letter.attachments:
        message.attach(file["name"], file["text"], file["type"])
    letter.attempts += 1
    try:
        message.send()
    except (SMTPException, OSError) as fault:
        letter.save(update_fields=["attempts"])
        log.warning("letter_not_sent", kind=letter.kind, letter=letter.pk, fault=type(fault).__name__)
        return False
    letter.sent_at = timezone.now()
    letter.body, letter.attachments = "", []
    letter.save(update_fields=["attempts", "sent_at", "body", "attachments"])
    return True
