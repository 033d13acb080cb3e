"""Pages of a room: what the facilitator sees, what attendees see, the shared screen, and how pages hear of
what happens."""

import io
import json
from collections.abc import AsyncGenerator
from typing import Any
from uuid import UUID

import segno
from asgiref.sync import sync_to_async
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from deepdive.core.access import Act
from deepdive.core.refused import Refused
from deepdive.database.threads import close_connections
from deepdive.people.models import Person
from deepdive.people.sessions import signed_in
from deepdive.programme.models import Session
from deepdive.programme.queries import Access, find_session
from deepdive.room.broadcast import lookout
from deepdive.room.forms import CodeForm
from deepdive.room.page import for_attendee, for_facilitator, for_screen, shared
from deepdive.room.presence import note_here, note_page
from deepdive.room.queries import Mark, latest_marks, read_room, stirs_in

LONGEST_PLACE = 10  # digits, of what a browser claims to have seen


@login_required
@require_GET
def room(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """The room as this person sees it. ``?block=3`` shows an attendee another block than the running one."""
    session, access = find_session(session_id, person=signed_in(request), act=Act.JOIN_ROOM)
    return room_page(request, session, access)


def room_page(
    request: HttpRequest, session: Session, access: Access, *, status: int = 200, **more: Any
) -> HttpResponse:
    """The facilitator's page or the attendee's. ``more`` takes the place of what it would show."""
    now = timezone.now()
    # first, so that what happens while the page is made is news to it
    stir = stirs_in(session)
    state = read_room(session)
    if access.may(Act.RUN_ROOM):
        context = for_facilitator(session, state, access, now=now)
        page = "room/facilitator.html"
    else:
        block = _block(request, len(state.agenda.blocks))
        stay = note_page(session, access.person, block=block, now=now)
        context = for_attendee(session, state, access, block=block, stay=stay, now=now)
        page = "room/attendee.html"
    if "X-Page-Part" in request.headers:  # a page that loads its parts again would lose what it does not show
        more["messages"] = ()
    return render(request, page, {**context, "stir": stir, **more}, status=status)


@login_required
@require_GET
def screen(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """What is shown to all in the call: large type, and no private data."""
    session, access = find_session(session_id, person=signed_in(request), act=Act.RUN_ROOM)
    state = read_room(session)
    context = for_screen(session, state, access, now=timezone.now())
    mark = latest_marks({session.pk}).get(session.pk, Mark())
    return render(request, "room/screen.html", {**context, "stir": mark.stir})


@login_required
@require_GET
def code_picture(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """The room's address as a picture for a phone's camera."""
    session, _ = find_session(session_id, person=signed_in(request), act=Act.JOIN_ROOM)
    address = f"{settings.ADDRESS}{reverse('room:join-code', args=[session.code])}"
    svg = io.BytesIO()
    segno.make(address, error="m").save(svg, kind="svg", scale=8, border=4, light="#fff")
    return HttpResponse(svg.getvalue(), content_type="image/svg+xml")


@login_required
@require_http_methods(["GET", "POST"])
def join(request: HttpRequest, code: str = "") -> HttpResponse:
    """Find a room by its code. Who has no part in the cohort finds none."""
    is_sent = bool(code) or request.method == "POST"
    form = CodeForm({"code": code or request.POST.get("code", "")} if is_sent else None)
    if form.is_valid():
        session = Session.objects.filter(code=form.cleaned_data["code"]).first()
        if session is not None:
            find_session(session.pk, person=signed_in(request), act=Act.JOIN_ROOM)
            return redirect("room:room", session.pk)
        form.add_error("code", "No room has this code. Check it, or use the link in your invitation.")
    return render(request, "room/join.html", {"form": form}, status=422 if form.is_bound else 200)


@require_GET
async def events(request: HttpRequest, session_id: UUID) -> HttpResponseBase:
    """Server-sent events: ``moved`` when the room has moved on, with what everybody sees of that,
    ``stirred`` for those who run it when something else happened, and ``here`` as a sign of life.

    A page that lost the connection names the last place it knew (Last-Event-ID) and hears of
    anything after it.
    """
    user = await request.auser()
    if not isinstance(user, Person):
        return HttpResponse(status=401)
    try:
        session, access = await sync_to_async(find_session)(session_id, person=user, act=Act.JOIN_ROOM)
    except Refused:
        return HttpResponse(status=403)
    # the thread that served the request stays until the stream ends, and a connection takes 300 KB
    await sync_to_async(close_connections)()
    after = _mark(request.headers.get("Last-Event-ID") or request.GET.get("after", ""))
    stream = _event_stream(session, user.pk, after=after, watches=access.may(Act.RUN_ROOM))
    return StreamingHttpResponse(
        stream,
        content_type="text/event-stream",
        # nginx and its kind pass events on at once when told so
        headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
    )


@login_required
@require_GET
def mark(request: HttpRequest, session_id: UUID) -> JsonResponse:
    """How far the room has come, for pages behind a proxy that holds events back. They ask every few
    seconds, and so are known to be there."""
    session, access = find_session(session_id, person=signed_in(request), act=Act.JOIN_ROOM)
    note_here(session, access.person, now=timezone.now())
    found = latest_marks({session.pk}).get(session.pk, Mark())
    return JsonResponse({"place": found.place, "stir": found.stir if access.may(Act.RUN_ROOM) else 0})


async def _event_stream(
    session: Session, person: int, *, after: Mark, watches: bool
) -> AsyncGenerator[bytes, None]:
    yield b"retry: 2000\n\nevent: here\ndata: {}\n\n"
    seen = after
    async for mark in lookout.marks(session.pk, person=person, after=after, watches=watches):
        if mark is None:
            yield b"event: here\ndata: {}\n\n"
            continue
        kind = "moved" if mark.place > seen.place else "stirred"
        data: dict[str, object] = {"place": mark.place, "stir": mark.stir}
        if kind == "moved" and not watches:
            data["now"] = await lookout.made_once(session.pk, mark, lambda: _now_html(session))
        seen = mark
        yield f"id: {mark.place}-{mark.stir}\nevent: {kind}\ndata: {json.dumps(data)}\n\n".encode()


def _now_html(session: Session) -> str:
    """The part of the attendees' page that is the same for all of them."""
    return render_to_string("room/_now.html", shared(session, read_room(session), now=timezone.now()))


def _mark(text: str) -> Mark:
    """What a browser claims to have seen, "12-40"; nothing if it is no such thing."""
    numbers = [part if part.isascii() and part.isdecimal() and len(part) < LONGEST_PLACE else "0"
               for part in [*text.split("-"), "0"][:2]]  # fmt: skip
    return Mark(int(numbers[0]), int(numbers[1]))


def _block(request: HttpRequest, count: int) -> int | None:
    """The block that somebody wants to look at, counted from 0; the address counts from 1."""
    asked = request.GET.get("block", "")
    if not (asked.isascii() and asked.isdecimal() and len(asked) < LONGEST_PLACE):
        return None
    return int(asked) - 1 if 1 <= int(asked) <= count else None
