"""Where a page says why something that looks like it points to a real person stays in the workbook."""

from uuid import UUID

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_POST

from deepdive.core.access import Act
from deepdive.core.patient_data import Looks
from deepdive.guard.actions import note_kept
from deepdive.guard.place import Place
from deepdive.people.sessions import signed_in
from deepdive.programme.queries import find_cohort
from deepdive.web.free_text import ReasonField
from deepdive.web.guarded_form import Kept
from deepdive.workbook.authorship import may_record_author

_LOOKS = [(looks.value, looks.value) for looks in Looks if looks is not Looks.NHS_NUMBER]


class KeepForm(forms.Form):
    """What stays where, and why. The text itself is not sent."""

    root = forms.RegexField(r"^[a-z0-9:/-]+$", max_length=200)
    row = forms.RegexField(r"^[A-Za-z0-9-]*$", max_length=60, required=False)
    column = forms.RegexField(r"^[a-z0-9-]*$", max_length=60, required=False)
    looks = forms.ChoiceField(choices=_LOOKS)
    count = forms.IntegerField(min_value=1, max_value=1000)
    reason = ReasonField(about="this box", required=True)


@login_required
@require_POST
def keep(request: HttpRequest, workbook_id: UUID) -> JsonResponse:
    """Store why it stays. The answer to a reason that cannot be taken is a message for the person."""
    access = find_cohort(workbook_id, person=signed_in(request), act=Act.WRITE_WORKBOOK)
    form = KeepForm(request.POST)
    if not form.is_valid():
        message = next(iter(form.errors.get("reason", [])), "This page is out of date. Load it again.")
        return JsonResponse({"message": message}, status=422)
    sent = form.cleaned_data
    kept = Kept("box", Looks(sent["looks"]), sent["count"], sent["reason"])
    place = Place(sent["root"], sent["row"], sent["column"])
    writer = access.person if may_record_author([place.root]) else None
    note_kept([kept], places={"box": place}, by=writer, workbook_id=workbook_id)
    return JsonResponse({}, status=201)
