"""The plan on screen."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from deepdive.core.access import Act
from deepdive.people.sessions import signed_in
from deepdive.plan.queries import plan_of
from deepdive.programme.queries import find_cohort


@login_required
@require_GET
def plan(request: HttpRequest, cohort_id: UUID) -> HttpResponse:
    """The plan as it stands, with what is missing named first."""
    access = find_cohort(cohort_id, person=signed_in(request), act=Act.READ_PLAN)
    context = {
        "cohort": access.cohort,
        "plan": plan_of(access.cohort),
        "may_write": access.may(Act.WRITE_WORKBOOK),
    }
    return render(request, "plan/plan.html", context)
