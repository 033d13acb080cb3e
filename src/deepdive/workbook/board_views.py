"""The page of a board."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from deepdive.core.access import Act
from deepdive.core.activity import Activity, ActivityKind
from deepdive.core.refused import Refused
from deepdive.curriculum.current import pack
from deepdive.guard.actions import note_kept
from deepdive.guard.queries import kept_in
from deepdive.people.sessions import signed_in
from deepdive.programme.queries import Access, find_cohort
from deepdive.workbook.actions import write_board
from deepdive.workbook.board_form import BoardForm
from deepdive.workbook.queries import read_board_now


@login_required
@require_http_methods(["GET", "POST"])
def board(request: HttpRequest, workbook_id: UUID, activity_id: str) -> HttpResponse:
    """A board to write on and to sort: together and live, or by forms."""
    act = Act.WRITE_WORKBOOK if request.method == "POST" else Act.READ_WORKBOOK
    access = find_cohort(workbook_id, person=signed_in(request), act=act)
    activity = pack().activities.get(activity_id)
    if activity is None or activity.kind is not ActivityKind.BOARD:
        raise Http404
    if request.method == "GET":
        return _page(request, access, open_board(activity, access))
    form = BoardForm(
        request.POST,
        activity=activity,
        may_write=True,
        board_as_of=lambda as_of: read_board_now(workbook_id, activity_id, up_to=as_of).board,
    )
    if not form.is_valid():
        return _page(request, access, form, status=422)
    try:
        write_board(
            workbook_id,
            activity_id,
            form.wanted,
            as_of=form.cleaned_data["as_of"],
            author_id=access.person.pk,
        )
    except Refused as refused:
        form.add_error(None, refused.message)
        return _page(request, access, form, status=409 if refused.code == "moved-on" else 503)
    writer = None if activity.is_anonymous else access.person
    note_kept(form.kept, places=form.places, by=writer, workbook_id=workbook_id)
    said = _said(form)
    messages.success(request, said.words)
    return redirect(f"{request.path}{said.place}")


def open_board(activity: Activity, access: Access) -> BoardForm:
    """The board's form, filled with what the workbook says now."""
    reading = read_board_now(access.cohort.pk, activity.id)
    return BoardForm(
        activity=activity,
        may_write=access.may(Act.WRITE_WORKBOOK),
        board=reading.board,
        kept_before=lambda: kept_in(access.cohort.pk),
        initial={"as_of": reading.as_of},
    )


@dataclass(frozen=True)
class _Said:
    """What somebody is told after the form, and the place on the page where they go on."""

    words: str
    place: str = ""


def _said(form: BoardForm) -> _Said:
    asked = form.asked()
    if asked is None:
        return _Said("Saved.")
    if asked.act == "add":
        return _Said("Saved.", f"#pile-{asked.id}")
    if asked.kind == "heading":
        return _Said("Saved. The heading moved.", f"#pile-{asked.id}")
    if asked.act == "move":
        title = form.title_of(form.goes_to(asked.id))
        return _Said(f"Saved. The note is under “{title}”.", f"#note-{asked.id}")
    return _Said(f"Saved. The note moved {asked.act}.", f"#note-{asked.id}")


def _page(request: HttpRequest, access: Access, form: BoardForm, *, status: int = 200) -> HttpResponse:
    context: dict[str, Any] = {"cohort": access.cohort, "form": form, "activity": form.activity}
    return render(request, "workbook/board.html", context, status=status)
