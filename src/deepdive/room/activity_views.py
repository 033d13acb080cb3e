"""An activity of a session on its own page, and what is sent to it from there or from the room."""

from collections.abc import Callable
from http import HTTPStatus
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET, require_POST

from deepdive.answers import views
from deepdive.answers.visit import Visit
from deepdive.core.access import Act
from deepdive.core.refused import Refused
from deepdive.curriculum.current import pack
from deepdive.people.models import Person
from deepdive.people.sessions import signed_in
from deepdive.programme.models import Session
from deepdive.programme.queries import Access, find_session
from deepdive.room.actions import stir
from deepdive.room.asking import visit_to
from deepdive.room.queries import person_beside, read_room


@login_required
@require_GET
def activity(request: HttpRequest, session_id: UUID, activity_id: str) -> HttpResponse:
    """The activity, in a session or before it."""
    return _visit(request, session_id, activity_id, Act.JOIN_ROOM, views.activity_page)


@login_required
@require_POST
def answers(request: HttpRequest, session_id: UUID, activity_id: str) -> HttpResponse:
    """Answer the questions."""
    return _visit(request, session_id, activity_id, Act.ANSWER, views.answer)


@login_required
@require_POST
def votes(request: HttpRequest, session_id: UUID, activity_id: str) -> HttpResponse:
    """Vote for notes."""
    return _visit(request, session_id, activity_id, Act.ANSWER, views.vote_on)


@login_required
@require_POST
def notes(request: HttpRequest, session_id: UUID, activity_id: str) -> HttpResponse:
    """Write notes that nobody else sees yet."""
    return _visit(request, session_id, activity_id, Act.ANSWER, views.write_notes)


@login_required
@require_POST
def show_notes(request: HttpRequest, session_id: UUID, activity_id: str) -> HttpResponse:
    """Put notes on the board that came too late."""
    return _visit(request, session_id, activity_id, Act.RUN_ROOM, views.show_notes)


def _visit(
    request: HttpRequest,
    session_id: UUID,
    activity_id: str,
    act: Act,
    view: Callable[[HttpRequest, Visit], HttpResponse],
) -> HttpResponse:
    session, access = find_session(session_id, person=signed_in(request), act=act)
    found = pack().activities.get(activity_id)
    blocks = pack().series.workshop(session.number).blocks
    if found is None or not any(block.opens == activity_id for block in blocks):
        raise Http404
    beside = _who_answers(request, session, access)
    page = view(request, visit_to(found, session, access, read_room(session).agenda, beside=beside))
    if request.method == "POST" and page.status_code == HTTPStatus.FOUND:
        stir(session)  # whoever leads sees how many have answered
    return page


def _who_answers(request: HttpRequest, session: Session, access: Access) -> Person | None:
    """The person at the visitor's screen whom ``for`` names; None if it names nobody. Refused with
    ``not-beside`` for anybody else."""
    asked = (request.POST if request.method == "POST" else request.GET).get("for")
    if asked is None:
        return None
    person = person_beside(session, access.person, asked)
    if person is None:
        raise Refused(
            "not-beside",
            "You wanted to answer for somebody who is not at your screen, as far as we know. They may have "
            "opened the room themselves. Go back to the room, and say there who is at your screen.",
        )
    return person
