"""A plan that an organiser brings along as a file."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from deepdive.core.access import Act
from deepdive.core.refused import Refused
from deepdive.exports.actions import import_plan
from deepdive.exports.forms import PlanFileForm
from deepdive.exports.plan_file import MOST_BYTES, read_plan_file
from deepdive.people.sessions import signed_in
from deepdive.programme.queries import find_cohort


@login_required
@require_http_methods(["GET", "POST"])
def import_(request: HttpRequest, cohort_id: UUID) -> HttpResponse:
    """Read the file of a plan into the cohort's workbook, while nothing is written in it."""
    access = find_cohort(cohort_id, person=signed_in(request), act=Act.MANAGE_COHORT)
    is_sent = request.method == "POST"
    form = PlanFileForm(request.POST, request.FILES) if is_sent else PlanFileForm()
    if form.is_valid():
        try:
            # one byte more than there may be is enough to be refused
            file = read_plan_file(form.cleaned_data["file"].read(MOST_BYTES + 1))
            came = import_plan(file, into=access.cohort, by=access.person)
        except Refused as refused:
            form.add_error("file", refused.message)
        else:
            messages.success(request, " ".join(("The plan is read in.", *came.remarks)))
            return redirect("plan:plan", cohort_id)
    context = {"cohort": access.cohort, "form": form}
    return render(request, "exports/import.html", context, status=422 if is_sent else 200)
