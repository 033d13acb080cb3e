"""Pages of a room: what the facilitator sees, what attendees see, and the events that move them."""

import json
from collections.abc import AsyncIterator, Callable
from typing import Any
from uuid import UUID

from asgiref.sync import sync_to_async
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from deepdive.core.access import Act
from deepdive.core.activity import ActivityKind
from deepdive.core.agenda import Agenda, Event, close_room, extend_block, open_room, start_block
from deepdive.core.refused import Refused
from deepdive.curriculum.current import pack
from deepdive.people.models import Person
from deepdive.people.sessions import signed_in
from deepdive.programme.models import Session
from deepdive.programme.queries import Access, find_session
from deepdive.room.actions import command
from deepdive.room.broadcast import lookout
from deepdive.room.forms import ExtendForm
from deepdive.room.queries import read_room
from deepdive.workbook.board_views import open_board
from deepdive.workbook.editor import open_editor
from deepdive.workbook.reading import examples_of

LONGEST_PLACE = 10  # digits, of what a browser claims to have seen


@login_required
@require_GET
def room(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """The room as this person sees it."""
    session, access = find_session(session_id, person=signed_in(request), act=Act.JOIN_ROOM)
    return _page(request, session, access, ExtendForm())


@login_required
@require_POST
def open_session(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Open the room."""
    return _command(request, session_id, open_room)


@login_required
@require_POST
def start(request: HttpRequest, session_id: UUID, index: int) -> HttpResponse:
    """Start a block."""
    return _command(request, session_id, lambda agenda: start_block(agenda, index=index))


@login_required
@require_POST
def extend(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Give the running block more time."""
    form = ExtendForm(request.POST)
    if form.is_valid():
        minutes = form.cleaned_data["minutes"]
        return _command(request, session_id, lambda agenda: extend_block(agenda, minutes=minutes), form=form)
    session, access = find_session(session_id, person=signed_in(request), act=Act.RUN_ROOM)
    return _page(request, session, access, form, status=422)


@login_required
@require_POST
def close(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """End the session."""
    return _command(request, session_id, close_room)


@require_GET
async def events(request: HttpRequest, session_id: UUID) -> HttpResponseBase:
    """Server-sent events: each says that the room has moved on, and to which place.

    A page that lost the connection names the last place it knew (Last-Event-ID) and hears of
    anything after it.
    """
    user = await request.auser()
    if not isinstance(user, Person):
        return HttpResponse(status=401)
    try:
        await sync_to_async(find_session)(session_id, person=user, act=Act.JOIN_ROOM)
    except Refused:
        return HttpResponse(status=403)
    after = request.headers.get("Last-Event-ID") or request.GET.get("after", "0")
    is_place = after.isdecimal() and len(after) < LONGEST_PLACE
    stream = _event_stream(session_id, after=int(after) if is_place else 0)
    return StreamingHttpResponse(
        stream,
        content_type="text/event-stream",
        # nginx and its kind pass events on at once when told so
        headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
    )


async def _event_stream(session_id: UUID, *, after: int) -> AsyncIterator[bytes]:
    yield b"retry: 2000\n\n"
    async for place in lookout.places(session_id, after=after):
        if place is None:
            yield b": still here\n\n"
        else:
            yield f"id: {place}\nevent: moved\ndata: {json.dumps({'place': place})}\n\n".encode()


def _command(
    request: HttpRequest,
    session_id: UUID,
    decide: Callable[[Agenda], Event],
    *,
    form: ExtendForm | None = None,
) -> HttpResponse:
    session, access = find_session(session_id, person=signed_in(request), act=Act.RUN_ROOM)
    try:
        command(session, decide, now=timezone.now())
    except Refused as refused:
        if form:
            form.add_error("minutes", refused.message)
        return _page(request, session, access, form or ExtendForm(), refused=refused, status=409)
    return redirect("room:room", session_id)


def _page(
    request: HttpRequest,
    session: Session,
    access: Access,
    extend_form: ExtendForm,
    *,
    refused: Refused | None = None,
    status: int = 200,
) -> HttpResponse:
    state = read_room(session)
    context = {
        "session": session,
        "cohort": access.cohort,
        "workshop": pack().series.workshop(session.number),
        "agenda": state.agenda,
        "place": state.place,
        "now": timezone.now(),
        "extend_form": extend_form,
        "refused": refused,
        **_open_now(state.agenda, access),
    }
    page = "room/facilitator.html" if access.may(Act.RUN_ROOM) else "room/attendee.html"
    return render(request, page, context, status=status)


def _open_now(agenda: Agenda, access: Access) -> dict[str, Any]:
    """What the running block opens: an artefact's editor, a board, another activity, or nothing."""
    opens = agenda.block.opens if agenda.block else None
    if opens and opens in pack().artefacts:
        artefact = pack().artefacts[opens]
        return {
            "opens": opens,
            "artefact": artefact,
            "form": open_editor(artefact, access),
            "examples": list(examples_of(artefact)),
        }
    activity = pack().activities.get(opens) if opens else None
    is_board = activity is not None and activity.kind is ActivityKind.BOARD
    return {
        "opens": opens,
        "activity": activity,
        "form": open_board(activity, access) if activity and is_board else None,
    }
