"""Writes about people: who they are and the links that sign them in."""

import hashlib
import secrets
from datetime import datetime, timedelta
from urllib.parse import quote

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from deepdive.core.refused import Refused
from deepdive.mail.actions import post_letter
from deepdive.people.models import Membership, Organisation, Person, SignInLink

LINK_LIFETIME = timedelta(days=14)


def find_or_add_person(*, email: str, name: str) -> Person:
    """The person with that e-mail; a new one gets the name. A known person keeps their own name."""
    person, _ = Person.objects.get_or_create(email=email.strip().lower(), defaults={"name": name.strip()})
    return person


def find_or_add_organisation(name: str) -> Organisation:
    """The organisation of that name, whatever its capitals."""
    found = Organisation.objects.filter(name__iexact=name.strip()).first()
    return found or Organisation.objects.create(name=name.strip())


def make_organiser(person: Person, *, organisation: Organisation) -> None:
    """Let the person organise for the organisation."""
    Membership.objects.get_or_create(person=person, organisation=organisation)


def make_sign_in_link(person: Person, *, now: datetime, is_reusable: bool = False, then: str = "") -> str:
    """A fresh address that signs the person in, once, within 14 days. ``then`` is the path of our page that
    it leads to; empty: to their work."""
    secret = secrets.token_urlsafe(32)
    SignInLink.objects.create(
        person=person,
        fingerprint=_fingerprint(secret),
        expires_at=now + LINK_LIFETIME,
        is_reusable=is_reusable,
    )
    address: str = settings.ADDRESS + reverse("people:use-link", args=[secret])
    return f"{address}?next={quote(then)}" if then else address


def find_link(secret: str, *, now: datetime) -> SignInLink:
    """The link that can be used now.

    Refused with ``link-unknown``, ``account-closed``, ``link-expired`` or ``link-used``; each message
    says what to do.
    """
    link = SignInLink.objects.select_related("person").filter(fingerprint=_fingerprint(secret)).first()
    if link is not None and link.is_reusable and settings.PRODUCTION:
        link = None  # left over from a demonstration in the same data folder
    if link is None:
        raise Refused(
            "link-unknown",
            "We do not know this sign-in link. Part of it may be missing: copy the whole link from the "
            "e-mail, or ask for a new one.",
        )
    if not link.person.is_active:
        raise Refused(
            "account-closed",
            "The account behind this sign-in link is closed. If it should be open, ask your organiser.",
        )
    if link.expires_at <= now:
        raise Refused(
            "link-expired", "This sign-in link has run out: links work for 14 days. Ask for a new one."
        )
    if link.used_at and not link.is_reusable:
        raise Refused(
            "link-used",
            "This sign-in link has been used. For safety each link works once. Ask for a new one.",
        )
    return link


@transaction.atomic
def use_link(secret: str, *, now: datetime) -> Person:
    """Spend the link and return whom it signs in; refused as in :func:`find_link`."""
    link = find_link(secret, now=now)
    # guarded update: of two clicks at the same moment only one finds the link unused
    unused = SignInLink.objects.filter(pk=link.pk).filter(used_at=link.used_at)
    if not unused.update(used_at=now):
        return use_link(secret, now=now)
    return link.person


def send_sign_in_link(email: str, *, now: datetime, then: str = "") -> None:
    """Send a new link if we know the address. The caller learns nothing either way. ``then`` is the path
    of our page that the person wanted to see and that the link leads to; empty: to their work."""
    person = Person.objects.filter(email=email.strip().lower(), is_active=True).first()
    if person is None:
        return
    with transaction.atomic():
        post_letter(
            "sign-in-link",
            to=person.email,
            name=person.name,
            link=make_sign_in_link(person, now=now, then=then),
            link_expires=link_expiry(now),
        )


def link_expiry(now: datetime) -> str:
    """The day on which a link made now runs out, in words."""
    return f"{timezone.localtime(now + LINK_LIFETIME):%-d %B %Y}"


def _fingerprint(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
