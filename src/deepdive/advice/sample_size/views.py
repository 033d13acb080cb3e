"""How many people does it take? The same numbers as ``deepdive sample-size``, on a page."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from deepdive.advice.keeping import keep_text, place_of
from deepdive.advice.sample_size.forms import SampleSizeForm
from deepdive.advice.sample_size.kinds import KINDS
from deepdive.advice.sample_size.words import GUIDANCE, KIND_QUESTIONS, KIND_TITLES, summary
from deepdive.core.access import Act
from deepdive.core.refused import Refused
from deepdive.people.sessions import signed_in
from deepdive.programme.queries import Access, find_cohort

KEPT_IN = {"artefact": "data-needs", "field": "rarer-kind"}


@login_required
@require_GET
def kinds(request: HttpRequest, cohort_id: UUID) -> HttpResponse:
    """Which kind of study?"""
    access = find_cohort(cohort_id, person=signed_in(request), act=Act.SEE_COHORT)
    listed = [(kind, KIND_TITLES[kind], KIND_QUESTIONS[kind]) for kind in KINDS]
    return render(request, "advice/sample-sizes.html", {"cohort": access.cohort, "kinds": listed})


@login_required
@require_http_methods(["GET", "POST"])
def study(request: HttpRequest, cohort_id: UUID, kind: str) -> HttpResponse:
    """What a study of that kind needs. Sent, it is kept in the workbook."""
    act = Act.WRITE_WORKBOOK if request.method == "POST" else Act.SEE_COHORT
    access = find_cohort(cohort_id, person=signed_in(request), act=act)
    if kind not in KINDS:
        raise Http404
    form = SampleSizeForm(request.POST if request.method == "POST" else request.GET or None, kind=kind)
    if not form.is_bound:
        return _page(request, access, form)
    if not form.is_valid():
        return _page(request, access, form, status=422)
    if request.method == "GET":
        return _page(request, access, form)
    try:
        is_new = keep_text(access, summary(kind, form.study, form.said), **KEPT_IN)
    except Refused as refused:
        form.add_error(None, refused.message)
        return _page(request, access, form, status=422)
    said = "Kept. You can change it here." if is_new else "It stands there already."
    messages.success(request, said)
    return redirect("workbook:artefact", access.cohort.pk, KEPT_IN["artefact"])


def _page(request: HttpRequest, access: Access, form: SampleSizeForm, *, status: int = 200) -> HttpResponse:
    place = place_of(**KEPT_IN)
    context = {
        "cohort": access.cohort,
        "form": form,
        "title": KIND_TITLES[form.kind],
        "question": KIND_QUESTIONS[form.kind],
        "said": form.said if form.is_bound and form.is_valid() else None,
        "guidance": GUIDANCE,
        "kept_in": place if access.may(Act.WRITE_WORKBOOK) else None,
    }
    return render(request, "advice/sample-size.html", context, status=status)
