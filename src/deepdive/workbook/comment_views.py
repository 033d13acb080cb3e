"""Pages of comments beside a workbook."""

from dataclasses import replace
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from deepdive.comments import actions
from deepdive.comments.forms import AnswerForm, AssignForm, CommentForm, NewCommentForm
from deepdive.comments.models import Comment, Thread
from deepdive.comments.places import address_of, field_at, name_of
from deepdive.comments.queries import Show, how_many, thread_in_full, threads_of_field, threads_to_show
from deepdive.core.access import Act
from deepdive.core.artefact import FieldKind
from deepdive.core.comments import Place, check_change
from deepdive.core.refused import Refused
from deepdive.course.examples import shown
from deepdive.curriculum.current import pack
from deepdive.guard.actions import note_kept_in_form
from deepdive.people.sessions import signed_in
from deepdive.programme.queries import Access, find_cohort, members_of
from deepdive.web.rate_limit import brake
from deepdive.workbook.shown_threads import Beside, show

AN_HOUR = 3600
MOST_AN_HOUR = 120
TITLES = {
    Show.OPEN: "Open",
    Show.MINE: "Assigned to me",
    Show.MENTIONS: "Mention me",
    Show.RESOLVED: "Resolved",
}


@login_required
@require_GET
def comments(request: HttpRequest, workbook_id: UUID) -> HttpResponse:
    """All comments of a cohort, by kind."""
    access = find_cohort(workbook_id, person=signed_in(request), act=Act.READ_WORKBOOK)
    asked = request.GET.get("show", "")
    kind = next((each for each in Show if each.value == asked), Show.OPEN)
    counts = how_many(workbook_id, person=access.person)
    threads = threads_to_show(workbook_id, kind, person=access.person)
    context = {
        "cohort": access.cohort,
        "kinds": [(each.value, TITLES[each], counts[each]) for each in Show],
        "kind": kind.value,
        "title": TITLES[kind],
        "threads": list(show(threads, access, Beside(workbook_id))),
    }
    return render(request, "workbook/comments.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def field_comments(request: HttpRequest, workbook_id: UUID, artefact_id: str) -> HttpResponse:
    """The comments on a field, or on one row of it, and a form to write one."""
    act = Act.COMMENT if request.method == "POST" else Act.READ_WORKBOOK
    access = find_cohort(workbook_id, person=signed_in(request), act=act)
    place = Place(artefact=artefact_id, field=request.GET.get("field", ""), row=request.GET.get("row", ""))
    field = field_at(place)
    if field is None:
        raise Http404
    beside = Beside(workbook_id)
    form = NewCommentForm(
        request.POST or None,
        members=members_of(access.cohort),
        by=access.person,
        rows=beside.rows(place) if field.kind is FieldKind.ROWS else None,
        initial={"row": place.row},
    )
    if not form.is_valid():
        return _field_page(request, access, place, form, beside, status=422 if form.is_bound else 200)
    about = Place(artefact=artefact_id, field=field.id, row=form.cleaned_data.get("row", ""))
    try:
        _brake(access)
        begun = actions.begin_thread(
            access, about, form.words(), assign_to=form.cleaned_data["assign_to"], now=timezone.now()
        )
    except Refused as refused:
        form.add_error(None, refused.message)
        return _field_page(request, access, place, form, beside, status=429)
    _note_kept(form, access, begun.pk)
    messages.success(request, "Your comment has been added.")
    return redirect(request.get_full_path())


@login_required
@require_GET
def thread(request: HttpRequest, workbook_id: UUID, thread_id: int) -> HttpResponse:
    """One comment with its answers, and what can be done with it."""
    access = find_cohort(workbook_id, person=signed_in(request), act=Act.READ_WORKBOOK)
    return _thread_page(request, access, thread_id)


@login_required
@require_POST
def answer(request: HttpRequest, workbook_id: UUID, thread_id: int) -> HttpResponse:
    """Answer a comment."""
    access, found = _thread(request, workbook_id, thread_id)
    form = AnswerForm(request.POST, members=members_of(access.cohort), by=access.person)
    if not form.is_valid():
        return _thread_page(request, access, thread_id, answer_form=form, status=422)
    try:
        _brake(access)
    except Refused as refused:
        form.add_error(None, refused.message)
        return _thread_page(request, access, thread_id, answer_form=form, status=429)
    actions.answer(access, found, form.words(), now=timezone.now())
    _note_kept(form, access, found.pk)
    messages.success(request, "Your answer has been added.")
    return redirect("workbook:thread", workbook_id, thread_id)


@login_required
@require_POST
def assign(request: HttpRequest, workbook_id: UUID, thread_id: int) -> HttpResponse:
    """Give a comment to somebody to see to."""
    access, found = _thread(request, workbook_id, thread_id)
    form = AssignForm(request.POST, members=members_of(access.cohort), by=access.person)
    if not form.is_valid():
        return _thread_page(request, access, thread_id, assign_form=form, status=422)
    actions.assign(access, found, to=form.cleaned_data["assign_to"])
    to = Thread.objects.select_related("assigned_to").get(pk=found.pk).assigned_to
    messages.success(request, f"Assigned to {to}." if to else "Assigned to nobody.")
    return redirect("workbook:thread", workbook_id, thread_id)


@login_required
@require_POST
def resolve(request: HttpRequest, workbook_id: UUID, thread_id: int) -> HttpResponse:
    """Mark a comment as resolved."""
    access, found = _thread(request, workbook_id, thread_id)
    actions.resolve(access, found, now=timezone.now())
    messages.success(request, "Marked as resolved.")
    return redirect("workbook:thread", workbook_id, thread_id)


@login_required
@require_POST
def reopen(request: HttpRequest, workbook_id: UUID, thread_id: int) -> HttpResponse:
    """Open a comment again."""
    _, found = _thread(request, workbook_id, thread_id)
    actions.reopen(found)
    messages.success(request, "Opened again.")
    return redirect("workbook:thread", workbook_id, thread_id)


@login_required
@require_http_methods(["GET", "POST"])
def change_comment(request: HttpRequest, workbook_id: UUID, thread_id: int, comment_id: int) -> HttpResponse:
    """Change one's own comment; the page also offers to remove it."""
    access, found = _own_comment(request, workbook_id, thread_id, comment_id)
    form = CommentForm(
        request.POST or None,
        members=members_of(access.cohort),
        by=access.person,
        initial={"text": found.text, "tell": [person.pk for person in found.mentioned.all()]},
    )
    if form.is_valid():
        actions.change_comment(access, found, form.words(), now=timezone.now())
        _note_kept(form, access, thread_id)
        messages.success(request, "Your comment has been changed.")
        return redirect("workbook:thread", workbook_id, thread_id)
    context = {"cohort": access.cohort, "comment": found, "form": form, "name": name_of(found.thread.place)}
    status = 422 if form.is_bound else 200
    return render(request, "workbook/change-comment.html", context, status=status)


@login_required
@require_POST
def remove_comment(request: HttpRequest, workbook_id: UUID, thread_id: int, comment_id: int) -> HttpResponse:
    """Remove one's own comment."""
    access, found = _own_comment(request, workbook_id, thread_id, comment_id)
    actions.remove_comment(access, found, now=timezone.now())
    messages.success(request, "Your comment has been removed.")
    return redirect("workbook:thread", workbook_id, thread_id)


def _thread(request: HttpRequest, workbook_id: UUID, thread_id: int) -> tuple[Access, Thread]:
    access = find_cohort(workbook_id, person=signed_in(request), act=Act.COMMENT)
    return access, get_object_or_404(Thread, pk=thread_id, cohort=access.cohort)


def _own_comment(
    request: HttpRequest, workbook_id: UUID, thread_id: int, comment_id: int
) -> tuple[Access, Comment]:
    access, thread = _thread(request, workbook_id, thread_id)
    comment = get_object_or_404(Comment, pk=comment_id, thread=thread)
    check_change(comment.author_id, by=access.person.pk, is_removed=comment.is_removed)
    return access, comment


def _note_kept(form: CommentForm, access: Access, thread_id: int) -> None:
    """Note why a comment may say what looks like it points to a real person."""
    note_kept_in_form(
        form.kept, form="comment", row=thread_id, by=access.person, workbook_id=access.cohort.pk
    )


def _brake(access: Access) -> None:
    """Each comment may send letters, so a script is not to write hundreds."""
    brake(f"comments-by:{access.person.pk}", limit=MOST_AN_HOUR, seconds=AN_HOUR)


def _field_page(
    request: HttpRequest,
    access: Access,
    place: Place,
    form: NewCommentForm,
    beside: Beside,
    *,
    status: int,
) -> HttpResponse:
    artefact = pack().artefacts[place.artefact]
    field = artefact.field(place.field)
    threads = threads_of_field(access.cohort.pk, place.artefact, place.field)
    if place.row:
        threads = [thread for thread in threads if thread.row == place.row]
    all_ = list(show(threads, access, beside))
    value = beside.reading.written[place.artefact][place.field]
    resolved = [each for each in all_ if each.thread.is_resolved]
    context = {
        "cohort": access.cohort,
        "artefact": artefact,
        "field": field,
        "row": place.row,
        "now_says": shown(field.title, value, field.columns) if value else None,
        "open": [each for each in all_ if not each.thread.is_resolved],
        "resolved": resolved,
        "resolved_title": f"Resolved comments ({len(resolved)})",
        "form": form,
    }
    return render(request, "workbook/field-comments.html", context, status=status)


def _thread_page(
    request: HttpRequest,
    access: Access,
    thread_id: int,
    *,
    answer_form: AnswerForm | None = None,
    assign_form: AssignForm | None = None,
    status: int = 200,
) -> HttpResponse:
    found = thread_in_full(access.cohort.pk, thread_id)
    if found is None:
        raise Http404
    (only,) = show([found], access, Beside(access.cohort.pk))
    members = members_of(access.cohort)
    form: Form = assign_form or answer_form or AnswerForm(members=members, by=access.person)
    whole_field = address_of(access.cohort.pk, replace(found.place, row=""))
    context = {
        "cohort": access.cohort,
        "shown": only,
        "field_comments": whole_field if field_at(found.place) else None,
        # whose faults the summary lists
        "form": form,
        "answer_form": answer_form or AnswerForm(members=members, by=access.person),
        "assign_form": assign_form
        or AssignForm(members=members, by=access.person, initial={"assign_to": found.assigned_to_id}),
    }
    return render(request, "workbook/thread.html", context, status=status)
