"""Whether a cohort is ready for a workshop."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from deepdive.core.access import Act
from deepdive.curriculum.current import pack
from deepdive.people.sessions import signed_in
from deepdive.programme.queries import find_cohort
from deepdive.workbook.first_look import gate_before
from deepdive.workbook.queries import read_workbook


@login_required
@require_GET
def ready(request: HttpRequest, workbook_id: UUID, number: int) -> HttpResponse:
    """What helps to have before the workshop, and what of it is there. It stops nobody."""
    access = find_cohort(workbook_id, person=signed_in(request), act=Act.READ_WORKBOOK)
    if number not in {workshop.number for workshop in pack().series.workshops}:
        raise Http404
    facts = read_workbook(workbook_id).facts
    context = {
        "cohort": access.cohort,
        "number": number,
        "gate": gate_before(number, facts, workbook_id),
    }
    return render(request, "workbook/ready.html", context)
