"""The plan on screen."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from deepdive.advice.for_plan import advice_in_plan
from deepdive.core.access import Act
from deepdive.core.plan import WHOLE_PLAN
from deepdive.curriculum.current import pack
from deepdive.people.sessions import signed_in
from deepdive.plan.queries import read_plan
from deepdive.programme.queries import find_cohort


@login_required
@require_GET
def annex(request: HttpRequest, cohort_id: UUID) -> HttpResponse:
    """Whatever was written and stands in no section of the plan."""
    access = find_cohort(cohort_id, person=signed_in(request), act=Act.READ_PLAN)
    context = {"cohort": access.cohort, "parts": read_plan(access.cohort).annex()}
    return render(request, "plan/annex.html", context)


@login_required
@require_GET
def plan(request: HttpRequest, cohort_id: UUID, view_id: str = WHOLE_PLAN) -> HttpResponse:
    """The plan as it stands, or a view or draft of it, with what is open named first."""
    access = find_cohort(cohort_id, person=signed_in(request), act=Act.READ_PLAN)
    reading = read_plan(access.cohort)
    shown = reading.view(view_id)
    if shown is None:
        raise Http404
    context = {
        "cohort": access.cohort,
        "plan": shown,
        "pictures": reading.pictures(shown),
        "views": pack().plan.views,
        "drafts": pack().drafts.values(),
        "advice": advice_in_plan(access.cohort, view_id, today=timezone.localdate()),
        "contradictions": reading.contradictions() if view_id == WHOLE_PLAN else None,
        "may_write": access.may(Act.WRITE_WORKBOOK),
        "may_manage": access.may(Act.MANAGE_COHORT),
    }
    return render(request, "plan/plan.html", context)
