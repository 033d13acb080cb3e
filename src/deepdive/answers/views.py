"""What is sent to an activity. The addresses are the room's, which knows how the activity stands."""

from collections.abc import Callable
from dataclasses import replace

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from deepdive.answers.actions import save_answers, show_hidden_notes, vote, write_hidden_notes
from deepdive.answers.forms import AnswerForm, HiddenNotesForm, VoteForm
from deepdive.answers.opened import Opened, answers_before, notes_before, open_activity
from deepdive.answers.visit import Visit
from deepdive.core.asking import check_taking, hides_notes, takes_votes
from deepdive.core.refused import Refused
from deepdive.curriculum.current import pack
from deepdive.guard.actions import note_kept
from deepdive.web.free_text import FreeTextField
from deepdive.workbook.queries import read_board_now


def activity_page(request: HttpRequest, visit: Visit) -> HttpResponse:
    """An activity on a page of its own, in a session or before it."""
    return _page(request, visit, open_activity(visit))


def answer(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Keep somebody's answers."""
    session, activity, asking = visit.session, visit.activity, visit.asking
    before = answers_before(visit)
    form = AnswerForm(request.POST, activity=activity, before=before)

    def act() -> str:
        save_answers(session, activity, form.answers, voter=visit.voter, round=asking.round)
        note_kept(form.kept, places=form.places, by=None, workbook_id=session.cohort_id)
        return f"We have {visit.whose} answers."

    opened = open_activity(visit)
    return _do(request, visit, replace(opened, form=form) if opened.form else opened, form, act)


def vote_on(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Keep somebody's votes for the notes of a board."""
    session, activity, asking = visit.session, visit.activity, visit.asking
    board = read_board_now(session.cohort_id, activity.id).board
    form = VoteForm(request.POST, activity=activity, board=board)

    def act() -> str:
        if not takes_votes(activity, asking):
            raise Refused("no-vote", "There is no vote on this board now.")
        vote(session, activity, form.chosen, board=board, voter=visit.voter, round=asking.round)
        return (
            f"We have {visit.whose} votes." if form.chosen else f"{visit.whose_first} votes are taken back."
        )

    opened = open_activity(visit)
    return _do(request, visit, replace(opened, vote_form=form) if opened.vote_form else opened, form, act)


def write_notes(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Keep somebody's notes for a silent board."""
    session, activity, asking = visit.session, visit.activity, visit.asking
    own = notes_before(visit)
    form = HiddenNotesForm(request.POST, activity=activity, notes=own)

    def act() -> str:
        if not hides_notes(activity, asking):
            raise Refused("no-hidden-notes", "Notes are not hidden here. Write on the board itself.")
        write_hidden_notes(session, activity, form.notes(), voter=visit.voter)
        note_kept(form.kept, places=form.places, by=None, workbook_id=session.cohort_id)
        return f"{visit.whose_first} notes are kept. Nobody else sees them yet."

    opened = open_activity(visit)
    return _do(request, visit, replace(opened, notes_form=form) if opened.notes_form else opened, form, act)


def show_notes(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Put notes on the board that came too late to be shown with the others."""
    if hides_notes(visit.activity, visit.asking):
        raise Refused("not-shown-yet", "People are still writing. Show the notes of this activity first.")
    shown = show_hidden_notes(visit.session, visit.activity)
    messages.success(request, "1 note is on the board." if shown == 1 else f"{shown} notes are on the board.")
    return redirect(visit.back)


def _do(
    request: HttpRequest,
    visit: Visit,
    opened: Opened,
    form: AnswerForm | VoteForm | HiddenNotesForm,
    act: Callable[[], str],
) -> HttpResponse:
    """Do what the form asks for and say so, or show it again with what is wrong in it."""
    is_valid = form.is_valid()
    try:
        check_taking(visit.asking)
        if is_valid:
            messages.success(request, act())
            return redirect(visit.back)
    except Refused as refused:
        if form not in (opened.form, opened.vote_form, opened.notes_form):
            return _page(request, visit, opened, refused=refused, typed=_typed(form), status=409)
        form.add_error("notes" if isinstance(form, VoteForm) else None, refused.message)
    return _page(request, visit, opened, status=422)


def _typed(form: AnswerForm | VoteForm | HiddenNotesForm) -> list[str]:
    """What somebody wrote in a form that can no longer be sent, so that it is not lost."""
    texts = (
        form.data.get(name, "") for name, field in form.fields.items() if isinstance(field, FreeTextField)
    )
    return [text for text in texts if text.strip()]


def _page(
    request: HttpRequest,
    visit: Visit,
    opened: Opened,
    *,
    refused: Refused | None = None,
    typed: list[str] | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "session": visit.session,
        "cohort": visit.access.cohort,
        "workshop": pack().series.workshop(visit.session.number),
        "activity": visit.activity,
        "opened": opened,
        "back": visit.back,
        "refused": refused,
        "typed": typed or [],
    }
    return render(request, "answers/activity.html", context, status=status)
