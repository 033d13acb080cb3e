"""Pages of the workbook."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from deepdive.core.access import Act
from deepdive.course.examples import examples_of
from deepdive.curriculum.current import pack
from deepdive.people.sessions import signed_in
from deepdive.programme.queries import Access, find_cohort
from deepdive.workbook.admission import admit, ticket_for
from deepdive.workbook.contradictions import contradictions_beside
from deepdive.workbook.editor import open_editor, save_editor, sent_editor
from deepdive.workbook.first_look import first_look
from deepdive.workbook.forms import ArtefactForm
from deepdive.workbook.limits import LIMITS
from deepdive.workbook.pictures import picture_in
from deepdive.workbook.polling import exchange
from deepdive.workbook.queries import Reading, read_workbook
from deepdive.workbook.refusals import Refusal, Unavailable
from deepdive.workbook.tickets import Ticket, seal


@login_required
@require_http_methods(["GET", "POST"])
def artefact(request: HttpRequest, workbook_id: UUID, artefact_id: str) -> HttpResponse:
    """An artefact to write in: together and live, or by pressing Save."""
    act = Act.WRITE_WORKBOOK if request.method == "POST" else Act.READ_WORKBOOK
    access = find_cohort(workbook_id, person=signed_in(request), act=act)
    found = pack().artefacts.get(artefact_id)
    if found is None:
        raise Http404
    if request.method == "GET":
        reading = read_workbook(workbook_id)
        return _page(request, access, open_editor(found, access, reading=reading), reading)
    form = sent_editor(request.POST, found, access)
    status = save_editor(form, access)
    if status != 200:
        return _page(request, access, form, read_workbook(workbook_id), status=status)
    messages.success(request, "Saved.")
    return redirect(request.path)


@login_required
@require_GET
def picture(request: HttpRequest, workbook_id: UUID, artefact_id: str) -> HttpResponse:
    """The picture alone, as a part of the artefact's page."""
    access = find_cohort(workbook_id, person=signed_in(request), act=Act.READ_WORKBOOK)
    found = pack().artefacts.get(artefact_id)
    drawing = picture_in(read_workbook(access.cohort.pk), found) if found else None
    if drawing is None:
        raise Http404
    return render(request, "workbook/_picture.html", {"drawing": drawing})


@login_required
@require_GET
def ticket(request: HttpRequest, workbook_id: UUID) -> HttpResponse:
    """A fresh ticket for the websocket, as JSON."""
    made = ticket_for(signed_in(request), workbook_id)
    if not isinstance(made, Ticket):
        return JsonResponse({"message": "You have no access to this workbook."}, status=403)
    return JsonResponse({"ticket": seal(made)})


@csrf_exempt  # a page of ours is known by its origin, as for the websocket
@require_POST
async def updates(request: HttpRequest, workbook_id: UUID) -> HttpResponse:
    """The messages of the sync endpoint by plain HTTP: see :mod:`deepdive.workbook.polling`."""
    headers = {name.lower(): value for name, value in request.headers.items()}
    try:
        ticket = await admit(workbook_id, request.META.get("QUERY_STRING", ""), headers)
        if isinstance(ticket, Refusal):
            return _turned_away(ticket)
        # before it is read; a body that does not tell its length is looked at when it has come
        if int(headers.get("content-length") or 0) > LIMITS.largest_message:
            return _turned_away(Refusal.TOO_LARGE)
        answer = await exchange(ticket, request.GET.get("client", "")[:64], request.body)
    except Unavailable as fault:
        return _turned_away(fault.refusal)
    except DatabaseError:
        return _turned_away(Refusal.TRY_AGAIN)
    return HttpResponse(answer, content_type="application/octet-stream")


def _turned_away(refusal: Refusal) -> HttpResponse:
    body = {"reason": refusal.reason, "message": refusal.message}
    return JsonResponse(body, status=refusal.status)


def _page(
    request: HttpRequest, access: Access, form: ArtefactForm, reading: Reading, *, status: int = 200
) -> HttpResponse:
    artefact = form.artefact
    context = {
        "cohort": access.cohort,
        "form": form,
        "artefact": artefact,
        "examples": list(examples_of(artefact)),
        # a form that was refused is about its own mistakes
        "first_look": first_look(artefact, form.facts, access.cohort.pk) if form.facts else None,
        "contradictions": contradictions_beside(artefact, access.cohort.pk, form.facts)
        if form.facts
        else None,
        "drawing": picture_in(reading, artefact),
    }
    return render(request, "workbook/artefact.html", context, status=status)
