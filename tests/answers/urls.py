"""Every address, and an activity whose standing a test chooses: the views of answers, without a room."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import include, path, reverse

from deepdive.answers import views
from deepdive.answers.visit import Visit
from deepdive.core.access import Act
from deepdive.core.asking import Asking
from deepdive.people.sessions import signed_in
from deepdive.programme.queries import find_session
from tests.answers.example import ACTIVITIES

# how every activity stands
standing = Asking()


def stand(asking: Asking) -> None:
    """Let every activity stand like this from now on."""
    global standing  # noqa: PLW0603 - what a room would say, for one test at a time
    standing = asking


def _at(view: Callable[[HttpRequest, Visit], HttpResponse]) -> Callable[..., HttpResponse]:
    def visit(request: HttpRequest, session_id: UUID, activity_id: str) -> HttpResponse:
        session, access = find_session(session_id, person=signed_in(request), act=Act.JOIN_ROOM)
        address = reverse("alone", args=[session_id, activity_id])
        return view(
            request,
            Visit(
                activity=ACTIVITIES[activity_id],
                session=session,
                access=access,
                asking=standing,
                address=address,
                back=address,
            ),
        )

    return visit


ALONE = "alone/<uuid:session_id>/<slug:activity_id>"
urlpatterns = [
    path(ALONE, _at(views.activity_page), name="alone"),
    path(f"{ALONE}/answers", _at(views.answer)),
    path(f"{ALONE}/votes", _at(views.vote_on)),
    path(f"{ALONE}/notes", _at(views.write_notes)),
    path(f"{ALONE}/notes/show", _at(views.show_notes)),
    path("", include("deepdive.config.urls")),
]
