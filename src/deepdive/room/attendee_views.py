"""What people in a room do besides writing: say that they are done or lost, and ask."""

import json
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from deepdive.core.access import Act
from deepdive.core.refused import Refused
from deepdive.guard.actions import note_kept_in_form
from deepdive.people.sessions import signed_in
from deepdive.programme.models import Session
from deepdive.programme.queries import Access, find_session
from deepdive.room import actions
from deepdive.room.forms import QuestionForm
from deepdive.room.models import Sign
from deepdive.room.presence import note_doing
from deepdive.room.queries import read_room
from deepdive.room.views import room_page

NOT_NOW = Refused("other-block", "The session has gone on to another block. The page shows what runs now.")


@login_required
@require_POST
def done(request: HttpRequest, session_id: UUID, block_id: str) -> HttpResponse:
    """Say that one is done with the running block; pressed again, that one is not."""
    return _sign(request, session_id, block_id, Sign.Kind.DONE)


@login_required
@require_POST
def lost(request: HttpRequest, session_id: UUID, block_id: str) -> HttpResponse:
    """Tell the facilitators, and nobody else, that one is lost; or found again."""
    return _sign(request, session_id, block_id, Sign.Kind.LOST)


@login_required
@require_POST
def ask(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Park a question for later."""
    session, access = _found(request, session_id)
    form = QuestionForm(request.POST)
    if not form.is_valid():
        return room_page(request, session, access, question_form=form, faulty=form, status=422)
    by = None if form.cleaned_data["is_unnamed"] else access.person
    question = actions.park_question(session, form.cleaned_data["text"], by=by, now=timezone.now())
    note_kept_in_form(form.kept, form="question", row=question.pk, by=by, workbook_id=session.cohort_id)
    messages.success(request, "Your question is parked. The facilitators see it.")
    return redirect(f"{reverse('room:room', args=[session.pk])}#questions")


@login_required
@require_POST
def doing(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """A page says where its person looks and whether they write: ``{"block": 2, "writes": true}``."""
    session, access = find_session(session_id, person=signed_in(request), act=Act.JOIN_ROOM)
    try:
        said = json.loads(request.body)
        block, writes = said.get("block"), said.get("writes") is True
    except (ValueError, AttributeError):
        return HttpResponse(status=400)
    is_block = isinstance(block, int) and not isinstance(block, bool) and 0 <= block < 1000
    now = timezone.now()
    if note_doing(session, access.person, block=block if is_block else None, is_writing=writes, now=now):
        actions.stir(session)
    return HttpResponse(status=204)


def _found(request: HttpRequest, session_id: UUID) -> tuple[Session, Access]:
    return find_session(session_id, person=signed_in(request), act=Act.JOIN_ROOM)


def _sign(request: HttpRequest, session_id: UUID, block_id: str, kind: Sign.Kind) -> HttpResponse:
    session, access = _found(request, session_id)
    block = read_room(session).agenda.block
    if block is None or block.id != block_id:
        return room_page(request, session, access, refused=NOT_NOW, status=409)
    if request.POST.get("back") == "yes":
        actions.take_sign_back(session, kind, person=access.person, block=block_id)
    else:
        actions.give_sign(session, kind, person=access.person, block=block_id, now=timezone.now())
    return redirect("room:room", session.pk)
