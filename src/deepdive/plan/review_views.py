"""Pages of review: a section of a version to mark, and what reviewers said to answer."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from deepdive.core.access import Act
from deepdive.core.refused import Refused
from deepdive.core.review import Verdict
from deepdive.guard.actions import note_kept_in_form
from deepdive.people.models import Person
from deepdive.people.sessions import signed_in
from deepdive.plan.actions import answer_mark, check_answer, mark_section, may_answer
from deepdive.plan.forms import AnswerForm, MarkForm
from deepdive.plan.models import Mark
from deepdive.plan.versions import find_version, marked_by
from deepdive.programme.queries import find_cohort, members_of


@login_required
@require_http_methods(["GET", "POST"])
def review(request: HttpRequest, cohort_id: UUID, number: int, section_id: str) -> HttpResponse:
    """A section of a version with what the reviewer says of it; saving leads to the next section that they
    have not marked yet."""
    access = find_cohort(cohort_id, person=signed_in(request), act=Act.REVIEW_PLAN)
    version = find_version(access.cohort, number)
    plan = version.plan
    section = plan.section(section_id)
    if section is None:
        raise Http404
    before = version.marks.filter(section=section_id, reviewer=access.person).first()
    said = {"verdict": before.verdict, "words": before.words, "asked": before.asked_id} if before else {}
    form = MarkForm(request.POST or None, members=members_of(access.cohort), initial=said)
    status = 422 if form.is_bound else 200
    if form.is_valid():
        asked = form.cleaned_data["asked"]
        try:
            mark = mark_section(
                version,
                section_id,
                verdict=Verdict(form.cleaned_data["verdict"]),
                words=form.cleaned_data["words"].replace("\r\n", "\n"),
                asked=Person.objects.get(pk=asked) if asked else None,
                by=access.person,
                now=timezone.now(),
            )
        except Refused as refused:
            form.add_error(None, refused.message)
            status = 409
        else:
            note_kept_in_form(form.kept, form="mark", row=mark.pk, by=access.person, workbook_id=cohort_id)
            done = marked_by(version, access.person)
            order = [one.id for one in plan.sections]
            place = order.index(section_id)
            coming = next((one for one in [*order[place:], *order[:place]] if one not in done), None)
            if coming:
                messages.success(request, f'Kept: "{section.title}". {len(done)} of {len(order)} are done.')
                return redirect("plan:review", cohort_id, number, coming)
            messages.success(request, "You have marked every section. Thank you.")
            return redirect("plan:version", cohort_id, number)
    context = {
        "cohort": access.cohort,
        "version": version,
        "section": section,
        "form": form,
        "place": [one.id for one in plan.sections].index(section_id) + 1,
        "count": len(plan.sections),
        "done": marked_by(version, access.person),
        "sections": plan.sections,
    }
    return render(request, "plan/review.html", context, status=status)


@login_required
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, cohort_id: UUID, number: int, mark_id: int) -> HttpResponse:
    """What a reviewer said of a section, and the answer to it."""
    access = find_cohort(cohort_id, person=signed_in(request), act=Act.READ_PLAN)
    version = find_version(access.cohort, number)
    marks = Mark.objects.select_related("reviewer", "asked", "answered_by")
    mark = get_object_or_404(marks, pk=mark_id, version=version)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    status = 422 if form.is_bound else 200
    if request.method == "POST":
        check_answer(access, mark)
    if form.is_valid():
        text = form.cleaned_data["answer"].replace("\r\n", "\n")
        try:
            answer_mark(access, mark, answer=text, now=timezone.now())
        except Refused as refused:
            form.add_error(None, refused.message)
            mark.refresh_from_db()
            status = 409
        else:
            note_kept_in_form(form.kept, form="answer", row=mark.pk, by=access.person, workbook_id=cohort_id)
            messages.success(request, "Your answer is kept.")
            return redirect("plan:version", cohort_id, number)
    context = {
        "cohort": access.cohort,
        "version": version,
        "mark": mark,
        "section": version.plan.section(mark.section),
        "form": form,
        "may_answer": may_answer(access, mark),
    }
    return render(request, "plan/answer.html", context, status=status)
