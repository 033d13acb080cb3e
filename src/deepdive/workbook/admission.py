"""Who may come into a workbook, by socket or by plain HTTP."""

from collections.abc import Mapping
from importlib import import_module
from urllib.parse import parse_qs
from uuid import UUID

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.http.cookie import parse_cookie

from deepdive.core.access import Act
from deepdive.core.refused import Refused
from deepdive.database.threads import in_thread
from deepdive.people.models import Person
from deepdive.programme.queries import find_cohort
from deepdive.workbook.refusals import Refusal
from deepdive.workbook.tickets import Ticket, unseal


async def admit(workbook_id: UUID, query: str, headers: Mapping[str, str]) -> Ticket | Refusal:
    """Who asks, or why they are not let in. A ticket in the address, else the session cookie together
    with our own origin: a cookie counts only where the browser says which page sent it.

    ``headers`` have names in small letters.
    """
    if not _is_own_origin(headers):
        return Refusal.NOT_ALLOWED
    sealed = parse_qs(query).get("ticket")
    if sealed:
        ticket = unseal(sealed[0])
        if ticket is None:
            return Refusal.NOT_SIGNED_IN
        return ticket if ticket.workbook_id == workbook_id else Refusal.NOT_ALLOWED
    if "origin" not in headers:
        return Refusal.NOT_SIGNED_IN
    return await in_thread(_ticket_from_session, headers.get("cookie", ""), workbook_id)


def ticket_for(person: Person, workbook_id: UUID) -> Ticket | Refusal:
    """The person's ticket for the workbook, or why there is none."""
    try:
        access = find_cohort(workbook_id, person=person, act=Act.READ_WORKBOOK)
    except Refused:
        return Refusal.NOT_ALLOWED
    return Ticket(workbook_id, person.pk, access.may(Act.WRITE_WORKBOOK))


def _is_own_origin(headers: Mapping[str, str]) -> bool:
    """Whether a page of ours asks. Programs outside a browser name no origin."""
    origin = headers.get("origin")
    return origin is None or origin.partition("://")[2] == headers.get("host")


def _ticket_from_session(cookies: str, workbook_id: UUID) -> Ticket | Refusal:
    key = parse_cookie(cookies).get(settings.SESSION_COOKIE_NAME)
    store = import_module(settings.SESSION_ENGINE).SessionStore(key)
    person = Person.objects.filter(pk=store.get(SESSION_KEY), is_active=True).first()
    return ticket_for(person, workbook_id) if person else Refusal.NOT_SIGNED_IN
