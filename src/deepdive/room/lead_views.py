"""What those who run a room can do with it."""

from collections.abc import Callable
from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from deepdive.answers.actions import show_hidden_notes
from deepdive.core import leading as rules
from deepdive.core.access import Act
from deepdive.core.agenda import Agenda, Event
from deepdive.core.refused import Refused
from deepdive.core.timing import minutes_for
from deepdive.curriculum.current import pack
from deepdive.guard.actions import note_kept_in_form
from deepdive.people.sessions import signed_in
from deepdive.programme.models import Session
from deepdive.programme.queries import Access, find_session
from deepdive.room import actions
from deepdive.room.forms import AnswerForm, DecisionForm, ExtendForm, TellForm
from deepdive.room.page import RIGHT_DAY, Question, people_to_confirm
from deepdive.room.people_here import people_of
from deepdive.room.queries import open_questions, other_leads, read_room
from deepdive.room.views import room_page

LONGEST_NUMBER = 4  # digits


@login_required
@require_POST
def open_session(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Open the room. On another day than planned it asks first."""
    session, access = _found(request, session_id)
    if abs(timezone.now() - session.starts_at) > RIGHT_DAY and not _is_sure(request):
        day = timezone.localtime(session.starts_at)
        question = Question(
            text=f"This session is planned for {day:%A} {day.day} {day:%B}. Do you want to open it now?",
            button="Open it now",
            action=request.path,
        )
        return room_page(request, session, access, confirm=question, status=409)
    return run(request, session, access, lambda agenda: rules.open_room(agenda, by=access.person.pk))


@login_required
@require_POST
def start(request: HttpRequest, session_id: UUID, index: int) -> HttpResponse:
    """Start a block, for as long as there is time. While people write it asks first."""
    session, access = _found(request, session_id)
    now = timezone.now()
    writing = people_to_confirm(people_of(session, read_room(session).agenda, now=now))
    if writing and not _is_sure(request):
        question = Question(
            text=f"{writing} Do you want to go on? What they write is kept.",
            button="Go on now",
            action=request.path,
        )
        return room_page(request, session, access, confirm=question, status=409)

    def decide(agenda: Agenda) -> Event:
        known = 0 <= index < len(agenda.blocks)
        minutes = minutes_for(agenda, index, now=now) if known else None
        return rules.start_block(agenda, index=index, minutes=minutes)

    return run(request, session, access, decide)


@login_required
@require_POST
def skip(request: HttpRequest, session_id: UUID, index: int) -> HttpResponse:
    """Leave out a block that is still to come."""
    return _command(request, session_id, lambda agenda: rules.skip_block(agenda, index=index))


@login_required
@require_POST
def extend(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Give the running block more time."""
    session, access = _found(request, session_id)
    form = ExtendForm(request.POST)
    if not form.is_valid():
        return room_page(request, session, access, extend_form=form, faulty=form, status=422)
    minutes = form.cleaned_data["minutes"]
    try:
        _do(session, access, lambda agenda: rules.extend_block(agenda, minutes=minutes))
    except Refused as refused:
        form.add_error("minutes", refused.message)
        return room_page(request, session, access, extend_form=form, faulty=form, status=409)
    return redirect("room:room", session.pk)


@login_required
@require_POST
def pause(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Stop the clock."""
    return _command(request, session_id, rules.pause)


@login_required
@require_POST
def resume(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Let the clock go on."""
    return _command(request, session_id, rules.resume)


@login_required
@require_POST
def undo(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Take back the last step."""
    return _command(request, session_id, lambda agenda: rules.undo(agenda, now=timezone.now()))


@login_required
@require_POST
def hand_over(request: HttpRequest, session_id: UUID, to: int) -> HttpResponse:
    """Let somebody else lead, or take over: it never happens by itself."""
    session, access = _found(request, session_id)
    if to != access.person.pk and to not in {person.pk for person in other_leads(session, access.person)}:
        raise Http404
    return run(request, session, access, lambda agenda: rules.hand_over(agenda, to=to))


@login_required
@require_POST
def reveal(request: HttpRequest, session_id: UUID, activity_id: str) -> HttpResponse:
    """Show everybody the answers to an activity. Notes that were hidden come to the board."""
    _known(activity_id)
    session, access = _found(request, session_id)
    page = run(request, session, access, lambda agenda: rules.reveal(agenda, activity=activity_id))
    if page.status_code == HTTPStatus.FOUND:
        # afterwards, so that nobody can write another
        show_hidden_notes(session, pack().activities[activity_id])
    return page


@login_required
@require_POST
def ask_again(request: HttpRequest, session_id: UUID, activity_id: str) -> HttpResponse:
    """Take answers once more, after a talk about the first."""
    _known(activity_id)
    return _command(request, session_id, lambda agenda: rules.ask_again(agenda, activity=activity_id))


@login_required
@require_POST
def turn(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Turn to another slide of the running block."""
    asked = request.POST.get("number", "")
    number = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < LONGEST_NUMBER else -1

    def decide(agenda: Agenda) -> Event:
        shown = [slide for slide in pack().slides[session.number] if slide.block == _running(agenda)]
        return rules.show_slide(agenda, number=number, of=len(shown))

    session, access = _found(request, session_id)
    return run(request, session, access, decide)


@login_required
@require_POST
def tell(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Show everybody a message."""
    session, access = _found(request, session_id)
    form = TellForm(request.POST)
    if not form.is_valid():
        return room_page(request, session, access, tell_form=form, faulty=form, status=422)
    message = form.cleaned_data["message"].strip()
    answer = run(request, session, access, lambda agenda: rules.tell(agenda, message=message))
    note_kept_in_form(
        form.kept, form="room-message", row=session.pk, by=access.person, workbook_id=session.cohort_id
    )
    return answer


@login_required
@require_POST
def decide(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Note what was decided."""
    session, access = _found(request, session_id)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return room_page(request, session, access, decision_form=form, faulty=form, status=422)
    made = actions.note_decision(session, form.cleaned_data["text"], by=access.person, now=timezone.now())
    note_kept_in_form(
        form.kept, form="decision", row=made.pk, by=access.person, workbook_id=session.cohort_id
    )
    messages.success(request, "The decision is noted.")
    return redirect(f"{reverse('room:room', args=[session.pk])}#decisions")


@login_required
@require_POST
def answer(request: HttpRequest, session_id: UUID, question_id: int) -> HttpResponse:
    """Answer a question that was parked."""
    session, access = _found(request, session_id)
    question = get_object_or_404(open_questions(session), pk=question_id)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return room_page(
            request, session, access, answer_form=form, answered=question, faulty=form, status=422
        )
    actions.answer_question(question, form.cleaned_data["answer"].strip(), now=timezone.now())
    note_kept_in_form(
        form.kept, form="parked-answer", row=question.pk, by=access.person, workbook_id=session.cohort_id
    )
    messages.success(request, "The answer is kept.")
    return redirect(f"{reverse('room:room', args=[session.pk])}#questions")


@login_required
@require_POST
def close(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """End the session."""
    return _command(request, session_id, rules.close_room)


def run(
    request: HttpRequest, session: Session, access: Access, decide: Callable[[Agenda], Event]
) -> HttpResponse:
    """Do it and go back to the room; or say on the room's page why not."""
    try:
        _do(session, access, decide)
    except Refused as refused:
        return room_page(request, session, access, refused=refused, status=409)
    return redirect("room:room", session.pk)


def _found(request: HttpRequest, session_id: UUID) -> tuple[Session, Access]:
    return find_session(session_id, person=signed_in(request), act=Act.RUN_ROOM)


def _known(activity_id: str) -> None:
    if activity_id not in pack().activities:
        raise Http404


def _running(agenda: Agenda) -> str:
    return agenda.block.id if agenda.block else ""


def _is_sure(request: HttpRequest) -> bool:
    return request.POST.get("sure") == "yes"


def _command(request: HttpRequest, session_id: UUID, decide: Callable[[Agenda], Event]) -> HttpResponse:
    session, access = _found(request, session_id)
    return run(request, session, access, decide)


def _do(session: Session, access: Access, decide: Callable[[Agenda], Event]) -> None:
    actions.command(session, decide, by=access.person, now=timezone.now())
