"""Who shares a screen with whom."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from deepdive.core.access import Act
from deepdive.core.refused import Refused
from deepdive.people.sessions import signed_in
from deepdive.programme.queries import find_session
from deepdive.room.actions import sit_together
from deepdive.room.forms import BesideForm
from deepdive.room.people_here import people_of
from deepdive.room.queries import read_room


@login_required
@require_http_methods(["GET", "POST"])
def beside(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Say who follows the session at one's own screen."""
    session, access = find_session(session_id, person=signed_in(request), act=Act.ANSWER)
    now = timezone.now()
    me = access.person
    others = [one for one in people_of(session, read_room(session).agenda, now=now) if one.id != me.pk]
    has_own = [one for one in others if one.is_here and one.beside is None]
    form = BesideForm(
        request.POST if request.method == "POST" else None,
        people=[one for one in others if one not in has_own],
        initial={"people": [one.id for one in others if one.beside == me.pk]},
    )
    if form.is_valid():
        people = form.cleaned_data["people"]
        try:
            sit_together(session, people, host=me, now=now)
        except Refused as refused:
            form.add_error("people", refused.message)
        else:
            said = "We have noted who is at your screen." if people else "Nobody else is at your screen now."
            messages.success(request, said)
            return redirect("room:room", session.pk)
    context = {"session": session, "cohort": access.cohort, "form": form, "has_own": has_own}
    return render(request, "room/beside.html", context, status=422 if form.is_bound else 200)
