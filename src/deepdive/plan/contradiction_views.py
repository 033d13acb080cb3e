"""Pages of what does not fit together: all of it, and setting one aside with a reason."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from deepdive.contradictions import actions
from deepdive.contradictions.forms import ReasonForm
from deepdive.core.access import Act
from deepdive.curriculum.current import pack
from deepdive.guard.actions import note_kept_in_form
from deepdive.people.sessions import signed_in
from deepdive.plan.queries import facts_of
from deepdive.programme.queries import find_cohort
from deepdive.workbook.contradictions import contradictions_shown, found_in
from deepdive.workbook.queries import read_workbook


@login_required
@require_GET
def contradictions(request: HttpRequest, cohort_id: UUID) -> HttpResponse:
    """Everything that does not fit together, and what has been set aside."""
    access = find_cohort(cohort_id, person=signed_in(request), act=Act.READ_WORKBOOK)
    facts = facts_of(access.cohort, read_workbook(cohort_id))
    context = {
        "cohort": access.cohort,
        "contradictions": contradictions_shown(cohort_id, facts),
        "looked_for": len(pack().contradictions),
        "may_write": access.may(Act.WRITE_WORKBOOK),
    }
    return render(request, "plan/contradictions.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def set_aside(request: HttpRequest, cohort_id: UUID, rule_id: str) -> HttpResponse:
    """Say why a contradiction may stay."""
    access = find_cohort(cohort_id, person=signed_in(request), act=Act.WRITE_WORKBOOK)
    if rule_id not in {rule.id for rule in pack().contradictions}:
        raise Http404
    facts = facts_of(access.cohort, read_workbook(cohort_id))
    found = next((one for one in found_in(facts) if one.rule.id == rule_id), None)
    if found is None:
        messages.success(request, "This has been mended in the meantime: there is nothing to set aside.")
        return redirect("plan:contradictions", cohort_id)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        reason = form.cleaned_data["reason"].replace("\r\n", "\n")
        row = actions.set_aside(access, found, reason=reason, now=timezone.now())
        note_kept_in_form(form.kept, form="set-aside", row=row.pk, by=access.person, workbook_id=cohort_id)
        messages.success(request, "Set aside. Your reason stands in the plan.")
        return redirect("plan:contradictions", cohort_id)
    shown = contradictions_shown(cohort_id, facts)
    context = {
        "cohort": access.cohort,
        "shown": next(one for one in (*shown.open, *shown.aside) if one.rule.id == rule_id),
        "form": form,
    }
    return render(request, "plan/set-aside.html", context, status=422 if form.is_bound else 200)


@login_required
@require_POST
def take_up(request: HttpRequest, cohort_id: UUID, rule_id: str) -> HttpResponse:
    """Take up again what was set aside."""
    access = find_cohort(cohort_id, person=signed_in(request), act=Act.WRITE_WORKBOOK)
    if actions.take_up(access, rule_id, now=timezone.now()):
        messages.success(request, "Taken up again: it is no longer set aside.")
    return redirect("plan:contradictions", cohort_id)
