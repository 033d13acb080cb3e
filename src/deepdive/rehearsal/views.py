"""Pages of rehearsals."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from deepdive.core.access import Act
from deepdive.curriculum.current import pack
from deepdive.people.sessions import signed_in
from deepdive.programme.queries import find_session
from deepdive.rehearsal.actions import begin_rehearsal, end_rehearsal
from deepdive.rehearsal.forms import RehearseForm
from deepdive.rehearsal.models import Rehearsal


@login_required
@require_http_methods(["GET", "POST"])
def rehearse(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Say what a rehearsal is, and begin one."""
    person = signed_in(request)
    session, access = find_session(session_id, person=person, act=Act.RUN_ROOM)
    form = RehearseForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        made = begin_rehearsal(session, by=person, pace=form.cleaned_data["pace"], now=timezone.now())
        return redirect("room:room", made.pk)
    context = {
        "form": form,
        "session": session,
        "cohort": access.cohort,
        "workshop": pack().series.workshop(session.number),
    }
    return render(request, "rehearsal/begin.html", context, status=422 if form.is_bound else 200)


@login_required
@require_POST
def end(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """End a rehearsal. Everything of it is removed."""
    session, _ = find_session(session_id, person=signed_in(request), act=Act.RUN_ROOM)
    rehearsal = get_object_or_404(Rehearsal.objects.select_related("original"), pk=session.pk)
    end_rehearsal(rehearsal, now=timezone.now())
    messages.success(request, "The rehearsal is over. Everything in it is being removed.")
    return redirect("room:room", rehearsal.original_id)
