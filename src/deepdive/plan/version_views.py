"""Pages of frozen versions."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from deepdive.comments.places import address_of, field_at
from deepdive.comments.queries import open_threads
from deepdive.core.access import Act
from deepdive.core.comments import Place
from deepdive.core.frozen import FrozenField, FrozenPlan, FrozenSection
from deepdive.core.refused import Refused
from deepdive.core.review import Verdict
from deepdive.core.signing import stage_of, whose_turn
from deepdive.guard.actions import note_kept_in_form
from deepdive.people.sessions import signed_in
from deepdive.plan.actions import freeze_version, may_answer
from deepdive.plan.forms import CompareForm, FreezeForm
from deepdive.plan.models import Mark, Version
from deepdive.plan.versions import (
    compare,
    find_version,
    listed_versions,
    marks_of,
    newest_number,
    plan_now,
    to_answer,
)
from deepdive.programme.models import Cohort
from deepdive.programme.queries import Access, find_cohort

NOW = "now"
LONGEST_NUMBER = 5  # digits


@dataclass(frozen=True)
class ShownField:
    """A field with the page of its comments (empty where the curriculum has it no longer), and how many of
    them are open."""

    field: FrozenField
    comments: str
    open: int


@dataclass(frozen=True)
class ShownSection:
    """A section with what reviewers say of it."""

    section: FrozenSection
    fields: tuple[ShownField, ...]
    marks: tuple[Mark, ...]


@login_required
@require_http_methods(["GET", "POST"])
def versions(request: HttpRequest, cohort_id: UUID) -> HttpResponse:
    """The versions of a cohort's plan, and the form to freeze another."""
    act = Act.FREEZE_PLAN if request.method == "POST" else Act.READ_PLAN
    access = find_cohort(cohort_id, person=signed_in(request), act=act)
    form = FreezeForm(request.POST or None, initial={"after": newest_number(cohort_id)})
    status = 422 if form.is_bound else 200
    if form.is_valid():
        try:
            version = freeze_version(
                access.cohort,
                after=form.cleaned_data["after"],
                note=form.cleaned_data["note"],
                by=access.person,
                now=timezone.now(),
            )
        except Refused as refused:
            form.add_error(None, refused.message)
            status = 409
        else:
            note_kept_in_form(
                form.kept, form="version", row=version.pk, by=access.person, workbook_id=cohort_id
            )
            messages.success(
                request, f"Version {version.number} is frozen. Reviewers have been told by e-mail."
            )
            return redirect("plan:version", cohort_id, version.number)
    listed = listed_versions(access.cohort)
    context = {
        "cohort": access.cohort,
        "versions": listed,
        "form": form,
        "may_freeze": access.may(Act.FREEZE_PLAN),
        "may_manage": access.may(Act.MANAGE_COHORT),
        "signers": list(access.cohort.signers.select_related("person")),
    }
    return render(request, "plan/versions.html", context, status=status)


@login_required
@require_GET
def version(request: HttpRequest, cohort_id: UUID, number: int) -> HttpResponse:
    """One version: what it says, what reviewers say of it, and who has signed it."""
    access = find_cohort(cohort_id, person=signed_in(request), act=Act.READ_PLAN)
    found = find_version(access.cohort, number)
    return render(request, "plan/version.html", _version_context(access, found))


@login_required
@require_GET
def comparison(request: HttpRequest, cohort_id: UUID) -> HttpResponse:
    """Two versions side by side, or a version and the plan as it stands now."""
    access = find_cohort(cohort_id, person=signed_in(request), act=Act.READ_PLAN)
    newest = newest_number(cohort_id)
    if not newest:
        raise Http404
    first = request.GET.get("first") or str(newest)
    second = request.GET.get("second") or NOW
    choices = [*((str(n), _name(str(n))) for n in range(newest, 0, -1)), (NOW, _name(NOW))]
    compared = compare(_plan(access.cohort, first), _plan(access.cohort, second))
    context = {
        "cohort": access.cohort,
        "first": _name(first),
        "second": _name(second),
        "form": CompareForm(choices=choices, initial={"first": first, "second": second}),
        "differing": [one for one in compared if not one.is_same],
        "same": [one for one in compared if one.is_same],
        "words": {
            "first": _name(first),
            "second": _name(second),
            "removed": "removed",
            "added": "added",
        },
    }
    return render(request, "plan/comparison.html", context)


def _version_context(access: Access, found: Version) -> dict[str, object]:
    newest = newest_number(access.cohort.pk)
    signatures = list(found.signatures.all())
    places = [signature.state for signature in signatures]
    turn = whose_turn(places) if found.number == newest else None
    plan, marks, threads = found.plan, marks_of(found), open_threads(access.cohort.pk)
    mine = {mark.section for mark in marks if mark.reviewer_id == access.person.pk}
    waiting = to_answer(access.cohort, up_to=found.number) if found.number == newest else []
    return {
        "cohort": access.cohort,
        "version": found,
        "plan": plan,
        "newest": newest,
        "is_newest": found.number == newest,
        "before": found.number - 1,
        "signatures": signatures,
        "stage": stage_of(places).value,
        "turn": turn,
        "is_my_turn": turn is not None and turn.person == access.person.pk,
        "may_ask": access.may(Act.FREEZE_PLAN) and found.number == newest and not signatures,
        "has_signers": access.cohort.signers.exists() if not signatures else True,
        "may_manage": access.may(Act.MANAGE_COHORT),
        "may_review": access.may(Act.REVIEW_PLAN) and found.number == newest,
        "reviewed": len(mine),
        "next_to_review": next((one.id for one in plan.sections if one.id not in mine), plan.sections[0].id),
        "sections": [_shown(found, section, marks, threads) for section in plan.sections],
        "counts": [(verdict.value, sum(one.verdict == verdict for one in marks)) for verdict in Verdict],
        "marks": marks,
        "waiting": [(one, may_answer(access, one.mark)) for one in waiting],
    }


def _shown(
    version: Version, section: FrozenSection, marks: list[Mark], threads: Mapping[tuple[str, str], int]
) -> ShownSection:
    fields = []
    for field in section.fields:
        place = Place(artefact=field.address.artefact, field=field.address.field)
        address = address_of(version.cohort_id, place) if field_at(place) else ""
        fields.append(ShownField(field, address, threads.get((place.artefact, place.field), 0)))
    return ShownSection(section, tuple(fields), tuple(mark for mark in marks if mark.section == section.id))


def _plan(cohort: Cohort, which: str) -> FrozenPlan:
    if which == NOW:
        return plan_now(cohort)
    if not (which.isascii() and which.isdecimal() and len(which) <= LONGEST_NUMBER):
        raise Http404
    return find_version(cohort, int(which)).plan


def _name(which: str) -> str:
    return "The plan now" if which == NOW else f"Version {which}"
