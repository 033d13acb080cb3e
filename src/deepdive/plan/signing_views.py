"""Pages of signing."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from deepdive.core.access import Act
from deepdive.core.refused import Refused
from deepdive.core.signing import check_turn
from deepdive.guard.actions import note_kept_in_form
from deepdive.people.sessions import signed_in
from deepdive.plan import signing
from deepdive.plan.forms import DeclineForm, SignersForm, SignForm
from deepdive.plan.models import Signature, Version
from deepdive.plan.versions import find_version, newest_number, to_answer
from deepdive.programme.queries import Access, find_cohort, members_of


@login_required
@require_http_methods(["GET", "POST"])
def signers(request: HttpRequest, cohort_id: UUID) -> HttpResponse:
    """Who signs the plans of the cohort, in which order."""
    access = find_cohort(cohort_id, person=signed_in(request), act=Act.MANAGE_COHORT)
    form = SignersForm(
        request.POST or None,
        members=members_of(access.cohort),
        signers=list(access.cohort.signers.all()),
    )
    status = 422 if form.is_bound else 200
    if form.is_valid():
        try:
            signing.set_signers(access.cohort, form.named())
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            note_kept_in_form(
                form.kept, form="signers", row=cohort_id, by=access.person, workbook_id=cohort_id
            )
            messages.success(request, "Kept. From now on signatures are asked for in this order.")
            return redirect("plan:versions", cohort_id)
    context = {"cohort": access.cohort, "form": form}
    return render(request, "plan/signers.html", context, status=status)


@login_required
@require_POST
def ask(request: HttpRequest, cohort_id: UUID, number: int) -> HttpResponse:
    """Ask for the signatures of a version."""
    access = find_cohort(cohort_id, person=signed_in(request), act=Act.FREEZE_PLAN)
    version = find_version(access.cohort, number)
    try:
        signing.ask_for_signatures(version, by=access.person, now=timezone.now())
    except Refused as refused:
        if refused.code != "asked-already":
            raise
        messages.info(request, refused.message)
    else:
        messages.success(request, "Asked. Whoever signs first has been told by e-mail, then each in turn.")
    return redirect("plan:version", cohort_id, number)


@login_required
@require_http_methods(["GET", "POST"])
def sign(request: HttpRequest, cohort_id: UUID, number: int) -> HttpResponse:
    """Sign a version."""
    try:
        access, version, mine = _mine(request, cohort_id, number)
    except Refused as refused:
        return _done_before(request, refused, cohort_id, number)
    form = SignForm(
        request.POST or None, number=number, part=mine.part, initial={"seen": version.fingerprint}
    )
    if not form.is_valid():
        return _page(request, access, version, mine, sign_form=form, status=422 if form.is_bound else 200)
    signing.sign(version, by=access.person, seen=form.cleaned_data["seen"], now=timezone.now())
    messages.success(request, f"You have signed version {number} as {mine.part}.")
    return redirect("plan:version", cohort_id, number)


@login_required
@require_POST
def decline(request: HttpRequest, cohort_id: UUID, number: int) -> HttpResponse:
    """Decline to sign a version."""
    try:
        access, version, mine = _mine(request, cohort_id, number)
    except Refused as refused:
        return _done_before(request, refused, cohort_id, number)
    form = DeclineForm(request.POST)
    if not form.is_valid():
        return _page(request, access, version, mine, decline_form=form, status=422)
    reason = form.cleaned_data["reason"].replace("\r\n", "\n")
    signing.decline(version, by=access.person, reason=reason, now=timezone.now())
    note_kept_in_form(form.kept, form="decline", row=mine.pk, by=access.person, workbook_id=cohort_id)
    messages.success(request, "Your reason is kept, and those who sign have been told.")
    return redirect("plan:version", cohort_id, number)


def _mine(request: HttpRequest, cohort_id: UUID, number: int) -> tuple[Access, Version, Signature]:
    """What the person is to sign, if it is their turn; refused as check_turn refuses."""
    access = find_cohort(cohort_id, person=signed_in(request), act=Act.READ_PLAN)
    version = find_version(access.cohort, number)
    signatures = list(version.signatures.all())
    place = check_turn(
        [signature.state for signature in signatures],
        by=access.person.pk,
        is_newest=newest_number(cohort_id) == number,
        is_intact=version.is_intact,
    )
    return access, version, next(one for one in signatures if one.place == place.number)


def _done_before(request: HttpRequest, refused: Refused, cohort_id: UUID, number: int) -> HttpResponse:
    """A second press finds done what the first did."""
    if refused.code != "answered-already":
        raise refused
    messages.info(request, refused.message)
    return redirect("plan:version", cohort_id, number)


def _page(
    request: HttpRequest,
    access: Access,
    version: Version,
    mine: Signature,
    *,
    sign_form: SignForm | None = None,
    decline_form: DeclineForm | None = None,
    status: int,
) -> HttpResponse:
    context = {
        "cohort": access.cohort,
        "version": version,
        "mine": mine,
        "signatures": list(version.signatures.all()),
        "turn": mine.state,
        "waiting": to_answer(access.cohort, up_to=version.number),
        # whose faults the summary lists
        "form": decline_form or sign_form,
        "sign_form": sign_form
        or SignForm(number=version.number, part=mine.part, initial={"seen": version.fingerprint}),
        "decline_form": decline_form or DeclineForm(),
    }
    return render(request, "plan/sign.html", context, status=status)
