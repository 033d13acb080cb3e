"""The plan, and the facilitator's guide, as files."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_GET

from deepdive.core.access import Act, Role
from deepdive.core.held import held_at
from deepdive.core.refused import Refused
from deepdive.course.views import for_leads
from deepdive.curriculum.current import pack
from deepdive.exports.certificate import certificate
from deepdive.exports.document import Document
from deepdive.exports.docx import to_docx
from deepdive.exports.guide_document import guide_document
from deepdive.exports.plan_file import schema
from deepdive.exports.plan_formats import DRAWN, export_plan
from deepdive.exports.queries import house_of
from deepdive.exports.version_document import version_document
from deepdive.people.sessions import signed_in
from deepdive.plan.versions import find_version
from deepdive.programme.queries import find_cohort
from deepdive.room.attendance import seats_attended
from deepdive.room.queries import read_room


@login_required
@require_GET
def plan_file(request: HttpRequest, cohort_id: UUID, view_id: str, format_name: str) -> HttpResponse:
    """The cohort's plan as it stands now, or a view or draft of it, as a file; with ``comments=yes`` the open
    comments stand in the Word document of the whole plan."""
    access = find_cohort(cohort_id, person=signed_in(request), act=Act.READ_PLAN)
    try:
        made = export_plan(
            access.cohort,
            view_id,
            format_name,
            made_on=timezone.localdate(),
            with_comments=request.GET.get("comments") == "yes",
        )
    except Refused as refused:
        raise Http404(refused.message) from None
    return download(made.content, name=made.name, media_type=made.media_type)


@login_required
@require_GET
def version_file(request: HttpRequest, cohort_id: UUID, number: int, ending: str) -> HttpResponse:
    """A frozen version of the plan, with its signatures, as a Word document or a PDF."""
    access = find_cohort(cohort_id, person=signed_in(request), act=Act.READ_PLAN)
    version = find_version(access.cohort, number)
    document = version_document(version, list(version.signatures.all()))
    name = f"{slugify(access.cohort.organisation.name)}-ai-project-plan-version-{number}"
    if ending == "docx":
        content = to_docx(document, house=house_of(access.cohort.organisation))
        return download(content, name=f"{name}.docx", media_type=DRAWN[ending][0])
    return _file(document, name=name, ending=ending)


@require_GET
def plan_schema(request: HttpRequest) -> JsonResponse:  # noqa: ARG001
    """The JSON Schema of a plan as JSON, for programs that read one."""
    return JsonResponse(schema(), json_dumps_params={"indent": 1}, content_type="application/schema+json")


@for_leads
def guide_file(request: HttpRequest, number: int, ending: str) -> HttpResponse:  # noqa: ARG001
    """The facilitator's guide to a workshop, as a Word document or a PDF."""
    if number not in pack().guides:
        raise Http404
    document = guide_document(pack(), number, made_on=timezone.localdate())
    return _file(document, name=f"workshop-{number}-guide", ending=ending)


@login_required
@require_GET
def certificate_file(request: HttpRequest, cohort_id: UUID, ending: str) -> HttpResponse:
    """The signed-in attendee's certificate, once the last workshop has ended, for the workshops that they
    were at."""
    access = find_cohort(cohort_id, person=signed_in(request), act=Act.JOIN_ROOM)
    if Role.ATTENDEE not in access.roles:
        raise Refused("wrong-role", "Certificates are for attendees.")
    now = timezone.now()
    sessions = list(access.cohort.sessions.all())
    agendas = [(session, read_room(session).agenda) for session in sessions]
    held = [(session, agenda) for session, agenda in agendas if held_at(agenda, now=now)]
    if not held or not all(session.ends_at <= now for session in sessions):
        raise Refused("too-early", "Your certificate is ready when the last workshop has ended.")
    seats = list(access.cohort.seats.filter(person=access.person))
    attended = [
        session
        for session, agenda in held
        if all(one.attended.was_there for one in seats_attended(session, agenda, seats=seats, now=now))
    ]
    if not attended:
        raise Refused(
            "not-there",
            "We did not see you at any of the workshops. If you were there, ask your facilitator to say so.",
        )
    document = certificate(
        name=access.person.name,
        organisation=access.cohort.organisation.name,
        series=pack().series,
        attended=[
            (pack().series.workshop(one.number), timezone.localdate(one.starts_at), one.minutes)
            for one in attended
        ],
        made_on=timezone.localdate(),
    )
    return _file(document, name="certificate", ending=ending)


# the formats of guides and certificates
FORMATS = ("docx", "pdf")


def _file(document: Document, *, name: str, ending: str) -> HttpResponse:
    if ending not in FORMATS:
        raise Http404
    media_type, draw = DRAWN[ending]
    return download(draw(document), name=f"{name}.{ending}", media_type=media_type)


def download(content: bytes, *, name: str, media_type: str) -> HttpResponse:
    """The file, for the browser to keep."""
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=media_type, headers=disposition)
