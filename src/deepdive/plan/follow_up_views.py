"""The page of a follow-up."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from deepdive.core.access import Act
from deepdive.core.follow_up import FOLLOW_UP_DAYS, due_on
from deepdive.core.refused import Refused
from deepdive.guard.actions import note_kept
from deepdive.people.sessions import signed_in
from deepdive.plan.follow_up import happened, read_follow_up, write_follow_up
from deepdive.plan.follow_up_form import LARGEST_ENTRY, FollowUpForm
from deepdive.programme.queries import find_cohort


@login_required
@require_http_methods(["GET", "POST"])
def follow_up(request: HttpRequest, cohort_id: UUID, days: int) -> HttpResponse:
    """What became of the actions and the experiment, so many days after the series."""
    act = Act.WRITE_WORKBOOK if request.method == "POST" else Act.READ_PLAN
    access = find_cohort(cohort_id, person=signed_in(request), act=act)
    artefact = happened()
    if artefact is None or days not in FOLLOW_UP_DAYS:
        raise Http404
    shown = read_follow_up(cohort_id, days, up_to=_as_of(request))
    form = FollowUpForm(request.POST or None, artefact=artefact, shown=shown)
    status = 422 if form.is_bound else 200
    if form.is_valid():
        try:
            write_follow_up(access, shown, form.typed())
        except Refused as refused:
            # the next time that it is sent, they have seen what stands there now
            form = form.again(read_follow_up(cohort_id, days))
            form.add_error(None, refused.message)
            status = 409
        else:
            note_kept(form.kept, places=form.places, by=access.person, workbook_id=cohort_id)
            messages.success(request, "Saved. It stands in the plan under “What happened afterwards”.")
            return redirect("plan:follow-up", cohort_id, days)
    last = access.cohort.sessions.last()
    context = {
        "cohort": access.cohort,
        "days": days,
        "all_days": FOLLOW_UP_DAYS,
        "due": due_on(timezone.localdate(last.starts_at), days) if last else None,
        "today": timezone.localdate(),
        "form": form,
        "has_actions": len(shown.items) > 1,
        "may_write": access.may(Act.WRITE_WORKBOOK),
        "artefact": artefact,
    }
    return render(request, "plan/follow-up.html", context, status=status)


def _as_of(request: HttpRequest) -> int | None:
    """The journal entry up to which the page that was sent showed the workbook; None for a page to show."""
    sent = request.POST.get("as_of", "")
    known = sent.isascii() and sent.isdecimal() and len(sent) <= len(str(LARGEST_ENTRY))
    return int(sent) if known else None
