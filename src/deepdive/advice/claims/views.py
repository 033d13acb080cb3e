"""What a claim about a tool means for our people."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from deepdive.advice.claims.forms import ClaimForm, CountsForm, RatesForm
from deepdive.advice.keeping import keep_text, place_of
from deepdive.core.access import Act
from deepdive.core.refused import Refused
from deepdive.people.sessions import signed_in
from deepdive.programme.queries import Access, find_cohort

KEPT_IN = {"artefact": "due-diligence", "field": "what-counts-mean"}
GUIDANCE = "Guidance, not clinical advice: your clinical safety officer decides what proof is enough."
TITLES = {
    "sensitivity": "People with the outcome whom it finds",
    "specificity": "People without it whom it leaves alone",
    "ppv": "Alarms that are right",
}


@dataclass(frozen=True)
class Likely:
    """A share that was counted, and where the true one may lie, in whole per cent."""

    title: str
    count: int
    of: int
    percent: int
    low: int
    high: int


@login_required
@require_http_methods(["GET", "POST"])
def rates(request: HttpRequest, cohort_id: UUID) -> HttpResponse:
    """A claim in percentages."""
    return _claim(request, cohort_id, RatesForm)


@login_required
@require_http_methods(["GET", "POST"])
def counts(request: HttpRequest, cohort_id: UUID) -> HttpResponse:
    """A claim in the four counts."""
    return _claim(request, cohort_id, CountsForm)


def _claim(request: HttpRequest, cohort_id: UUID, form_class: type[ClaimForm]) -> HttpResponse:
    act = Act.WRITE_WORKBOOK if request.method == "POST" else Act.SEE_COHORT
    access = find_cohort(cohort_id, person=signed_in(request), act=act)
    form = form_class(request.POST if request.method == "POST" else request.GET or None)
    if not form.is_bound:
        return _page(request, access, form)
    if not form.is_valid():
        return _page(request, access, form, status=422)
    if request.method == "GET":
        return _page(request, access, form)
    try:
        is_new = keep_text(access, " ".join(form.said), **KEPT_IN)
    except Refused as refused:
        form.add_error(None, refused.message)
        return _page(request, access, form, status=422)
    messages.success(request, "Kept. You can change it here." if is_new else "It stands there already.")
    return redirect("workbook:artefact", access.cohort.pk, KEPT_IN["artefact"])


def _page(request: HttpRequest, access: Access, form: ClaimForm, *, status: int = 200) -> HttpResponse:
    is_valid = form.is_bound and form.is_valid()
    context = {
        "cohort": access.cohort,
        "form": form,
        "by_counts": isinstance(form, CountsForm),
        "is_valid": is_valid,
        "some": form.rates.among() if is_valid else None,
        "ppv": _percent(form.rates.ppv) if is_valid else None,
        "npv": _percent(form.rates.npv) if is_valid else None,
        "likely": tuple(_likely(form)) if is_valid else (),
        "guidance": GUIDANCE,
        "kept_in": place_of(**KEPT_IN) if access.may(Act.WRITE_WORKBOOK) else None,
    }
    return render(request, "advice/claim.html", context, status=status)


def _likely(form: ClaimForm) -> Iterator[Likely]:
    for name, found in form.intervals.items():
        percents = (round(100 * share) for share in (found.share, found.low, found.high))
        yield Likely(TITLES[name], found.count, found.of, *percents)


def _percent(share: float | None) -> str:
    return "none" if share is None else f"{share:.1%}"
