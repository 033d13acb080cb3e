"""The page on which an organiser gives Word documents the look of the organisation."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from deepdive.core.access import Act
from deepdive.core.refused import Refused
from deepdive.exports.actions import add_house_template, remove_house_template, use_house_template
from deepdive.exports.docx import to_docx
from deepdive.exports.forms import HouseTemplateForm
from deepdive.exports.house_sample import house_sample
from deepdive.exports.house_template import MOST_BYTES
from deepdive.exports.plan_formats import DRAWN
from deepdive.exports.queries import house_templates
from deepdive.exports.views import download
from deepdive.people.sessions import signed_in
from deepdive.programme.queries import Access, find_cohort


@login_required
@require_http_methods(["GET", "POST"])
def house(request: HttpRequest, cohort_id: UUID) -> HttpResponse:
    """What the organisation has of templates, and a form for another."""
    access = _access(request, cohort_id)
    is_sent = request.method == "POST"
    form = HouseTemplateForm(request.POST, request.FILES) if is_sent else HouseTemplateForm()
    if form.is_valid():
        try:
            # one byte more than there may be is enough to be refused
            content = form.cleaned_data["file"].read(MOST_BYTES + 1)
            add_house_template(access.cohort.organisation, content, by=access.person, now=timezone.now())
        except Refused as refused:
            form.add_error("file", refused.message)
        else:
            messages.success(request, "The template is checked. Look at a sample before you use it.")
            return redirect("exports:house", cohort_id)
    context = {
        "cohort": access.cohort,
        "form": form,
        "templates": house_templates(access.cohort.organisation),
    }
    return render(request, "exports/house.html", context, status=422 if is_sent else 200)


@login_required
@require_GET
def sample(request: HttpRequest, cohort_id: UUID, template_id: int) -> HttpResponse:
    """A page with everything that a plan has, built on the template."""
    organisation = _access(request, cohort_id).cohort.organisation
    template = organisation.house_templates.filter(pk=template_id).first()
    if template is None:
        raise Http404
    document = house_sample(organisation.name, made_on=timezone.localdate())
    content = to_docx(document, house=bytes(template.content))
    return download(content, name="sample.docx", media_type=DRAWN["docx"][0])


@login_required
@require_POST
def use(request: HttpRequest, cohort_id: UUID, template_id: int) -> HttpResponse:
    """Build the organisation's Word documents on the template from now on."""
    try:
        use_house_template(_access(request, cohort_id).cohort.organisation, template_id)
    except Refused as refused:
        if refused.code != "no-such-template":
            raise
        messages.info(request, refused.message)
    else:
        messages.success(request, "From now on your organisation’s Word documents look like this.")
    return redirect("exports:house", cohort_id)


@login_required
@require_POST
def remove(request: HttpRequest, cohort_id: UUID, template_id: int) -> HttpResponse:
    """Take the template back."""
    remove_house_template(_access(request, cohort_id).cohort.organisation, template_id)
    messages.success(request, "The template is taken back.")
    return redirect("exports:house", cohort_id)


def _access(request: HttpRequest, cohort_id: UUID) -> Access:
    return find_cohort(cohort_id, person=signed_in(request), act=Act.MANAGE_COHORT)
