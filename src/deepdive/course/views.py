"""Pages of the course: what attendees read, what facilitators prepare from, and the library."""

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from deepdive.core.partner import Region
from deepdive.core.refused import Refused
from deepdive.core.series import Workshop
from deepdive.course.examples import example_picture, examples_of
from deepdive.course.forms import CaseFilterForm
from deepdive.course.pages import CoursePage
from deepdive.course.queries import case_parts, leads, matching_cases
from deepdive.curriculum.current import pack
from deepdive.people.sessions import signed_in

Rest = ParamSpec("Rest")
PICTURE_TYPES = {".svg": "image/svg+xml", ".png": "image/png"}


def for_leads(
    view: Callable[Concatenate[HttpRequest, Rest], HttpResponse],
) -> Callable[Concatenate[HttpRequest, Rest], HttpResponse]:
    """A page for those who facilitate or organise; refused with ``wrong-role`` for others."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponse:
        if not leads(signed_in(request)):
            raise Refused("wrong-role", "This page is for facilitators and organisers.")
        return view(request, *args, **kwargs)

    return login_required(require_GET(guarded))


@login_required
@require_GET
def workshop(request: HttpRequest, number: int) -> HttpResponse:
    """What a workshop is about, and what there is to read and prepare."""
    found = _workshop(number)
    cases = matching_cases(words="", setting="", task="", workshop=number)
    context = {"workshop": found, "cases": cases, "leads": leads(signed_in(request))}
    return render(request, "course/workshop.html", context)


@login_required
@require_GET
def reading(request: HttpRequest, number: int) -> HttpResponse:
    """What to read before a workshop."""
    return _text(request, number, "Before the workshop", pack().readings[number].pre_work)


@login_required
@require_GET
def catch_up(request: HttpRequest, number: int) -> HttpResponse:
    """What to read for somebody who missed a workshop."""
    return _text(request, number, "If you missed it", pack().readings[number].catch_up)


@for_leads
def guide(request: HttpRequest, number: int) -> HttpResponse:
    """The facilitator's guide to a workshop, block by block, made to be printed."""
    found = _workshop(number)
    page = CoursePage(found)
    about = pack().guides[number]
    before = page.render(about.before_you_start, top_heading=3)
    blocks = [
        (
            block,
            pack().opened_by(block),
            [(title, page.render(text, top_heading=4)) for title, text in told.parts],
        )
        for block, told in zip(found.blocks, about.blocks, strict=True)
    ]
    context = {"workshop": found, "before": before, "blocks": blocks, "page": page}
    return render(request, "course/guide.html", context)


@login_required
@require_GET
def slides(request: HttpRequest, number: int) -> HttpResponse:
    """A workshop's slides, one below the other or full screen; facilitators see the notes."""
    found = _workshop(number)
    page = CoursePage(found)
    shown = [
        (slide.title, page.render(slide.body, top_heading=4), page.render(slide.notes, top_heading=4))
        for slide in pack().slides[number]
    ]
    context = {"workshop": found, "slides": shown, "page": page, "leads": leads(signed_in(request))}
    return render(request, "course/slides.html", context)


@login_required
@require_GET
def picture(request: HttpRequest, number: int, name: str) -> HttpResponseBase:  # noqa: ARG001
    """A picture of a workshop's texts."""
    found = _workshop(number)
    folder = Path(settings.CURRICULUM_FOLDER) / "workshops" / f"{found.number}-{found.id}" / "pictures"
    file = folder / name
    media_type = PICTURE_TYPES.get(file.suffix)
    if media_type is None or file.parent != folder or not file.is_file():
        raise Http404
    return FileResponse(file.open("rb"), content_type=media_type)


@login_required
@require_GET
def cases(request: HttpRequest) -> HttpResponse:
    """The case library, searched and filtered."""
    form = CaseFilterForm(request.GET or None, cases=pack().cases.values(), workshops=pack().series.workshops)
    wishes = form.wishes()
    found = matching_cases(**wishes)
    return render(request, "course/cases.html", {"form": form, "cases": found, "all": len(pack().cases)})


@login_required
@require_GET
def case(request: HttpRequest, case_id: str) -> HttpResponse:
    """One case card."""
    found = pack().cases.get(case_id)
    if found is None:
        raise Http404
    page = CoursePage()
    parts = [(title, page.render(text, top_heading=3)) for title, text in case_parts(found)]
    page.cite(found.sources)
    context = {"case": found, "parts": parts, "page": page, "today": timezone.localdate()}
    return render(request, "course/case.html", context)


@login_required
@require_GET
def examples(request: HttpRequest) -> HttpResponse:
    """Every artefact by its workshop: each has two worked examples."""
    by_workshop = [
        (workshop, [one for one in pack().artefacts.values() if one.workshop == workshop.number])
        for workshop in pack().series.workshops
    ]
    return render(request, "course/examples.html", {"workshops": by_workshop})


@login_required
@require_GET
def example(request: HttpRequest, artefact_id: str) -> HttpResponse:
    """Both worked examples of an artefact, with their pictures."""
    found = pack().artefacts.get(artefact_id)
    if found is None:
        raise Http404
    drawings = [example_picture(found, one) for one in found.examples]
    shown = list(zip(examples_of(found), drawings, strict=True))
    return render(request, "course/example.html", {"artefact": found, "examples": shown})


@login_required
@require_GET
def glossary(request: HttpRequest) -> HttpResponse:
    """Every term, in the order of the alphabet."""
    terms = sorted(pack().glossary.values(), key=lambda term: term.term.casefold())
    return render(request, "course/glossary.html", {"terms": terms, "glossary": pack().glossary})


@login_required
@require_GET
def partners(request: HttpRequest) -> HttpResponse:
    """Whom to work with, by region, and how to keep up."""
    by_region = sorted(pack().partners.values(), key=lambda partner: list(Region).index(partner.region))
    context = {
        "partners": by_region,
        "following": pack().following.values(),
        "today": timezone.localdate(),
    }
    return render(request, "course/partners.html", context)


def _workshop(number: int) -> Workshop:
    if not 1 <= number <= len(pack().series.workshops):
        raise Http404
    return pack().series.workshop(number)


def _text(request: HttpRequest, number: int, title: str, text: str) -> HttpResponse:
    found = _workshop(number)
    page = CoursePage(found)
    context = {"workshop": found, "heading": title, "text": page.render(text), "page": page}
    return render(request, "course/reading.html", context)
