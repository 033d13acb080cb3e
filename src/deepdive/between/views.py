"""Pages around a session: what to do before it, who was there, and what came of it."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from deepdive.between.actions import say_prepared, take_prepared_back
from deepdive.between.forms import MoveForm
from deepdive.between.moving import move_session
from deepdive.between.queries import artefacts_used
from deepdive.between.summary import is_live, summary_of
from deepdive.core.access import Act, Role
from deepdive.core.artefact import Used
from deepdive.core.refused import Refused
from deepdive.course.pages import CoursePage
from deepdive.course.queries import closing_task
from deepdive.curriculum.current import pack
from deepdive.people.sessions import signed_in
from deepdive.programme.calendar import LONDON
from deepdive.programme.models import Seat, Session
from deepdive.programme.queries import find_session
from deepdive.room.actions import correct_attendance
from deepdive.room.attendance import attendance_of
from deepdive.room.queries import read_room
from deepdive.workbook.first_look import ShownGate, gate_before
from deepdive.workbook.queries import read_workbook

LONGEST_ID = 10  # digits
# which box of the form a refusal is about
WHERE = {"past-date": "day", "bank-holiday": "day", "out-of-order": "day"}


@login_required
@require_GET
def summary(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """What came of the session."""
    session, access = find_session(session_id, person=signed_in(request), act=Act.SEE_COHORT)
    found = summary_of(session, now=timezone.now())
    context = {
        "summary": found,
        "cohort": access.cohort,
        "is_live": is_live(found),
        "may_lead": access.may(Act.RUN_ROOM),
    }
    return render(request, "between/summary.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def before(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """What to read and do before the session, and the button to say that it is done."""
    session, access = find_session(session_id, person=signed_in(request), act=Act.SEE_COHORT)
    is_attendee = Role.ATTENDEE in access.roles
    if request.method == "POST":
        if not is_attendee:
            raise Refused("wrong-role", "Only those with a seat prepare for a workshop.")
        if request.POST.get("done") == "no":
            take_prepared_back(session, access.person)
        else:
            say_prepared(session, access.person, now=timezone.now())
            messages.success(request, "Thank you. We will not ask you again.")
        return redirect("between:before", session.pk)
    prepared = set(session.preparations.values_list("person_id", flat=True))
    workshop = pack().series.workshop(session.number)
    page = CoursePage(workshop)
    seats = list(access.cohort.seats.select_related("person"))
    context = {
        "session": session,
        "cohort": access.cohort,
        "workshop": workshop,
        "task": page.render(closing_task(session.number), top_heading=3),
        "page": page,
        "artefacts": artefacts_used(session.number, Used.PRE_WORK),
        "gate": _gate(session),
        "is_attendee": is_attendee,
        "is_done": access.person.pk in prepared,
        "sees_names": access.may(Act.RUN_ROOM) or access.may(Act.MANAGE_COHORT),
        "seats": seats,
        "ready": [seat for seat in seats if seat.person_id in prepared],
        "not_ready": [seat for seat in seats if seat.person_id not in prepared],
    }
    return render(request, "between/before.html", context)


def _gate(session: Session) -> ShownGate | None:
    facts = read_workbook(session.cohort_id).facts
    return gate_before(session.number, facts, session.cohort_id)


@login_required
@require_http_methods(["GET", "POST"])
def attendance(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Who was there, for those who lead; they correct what the software got wrong."""
    session, access = find_session(session_id, person=signed_in(request), act=Act.RUN_ROOM)
    if request.method == "POST":
        seat = _seat(access.cohort.seats.select_related("person"), request.POST.get("person", ""))
        was_there = request.POST.get("was_there") == "yes"
        correct_attendance(session, seat.person, was_there=was_there, by=access.person)
        said = "was there" if was_there else "was not there"
        messages.success(request, f"Kept: {seat.person.name} {said}.")
        return redirect("between:attendance", session.pk)
    agenda = read_room(session).agenda
    context = {
        "session": session,
        "cohort": access.cohort,
        "workshop": pack().series.workshop(session.number),
        "agenda": agenda,
        "people": attendance_of(session, agenda, now=timezone.now()),
    }
    return render(request, "between/attendance.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def move(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Give the session another time or length."""
    session, access = find_session(session_id, person=signed_in(request), act=Act.MANAGE_COHORT)
    starts_at = timezone.localtime(session.starts_at, LONDON)
    now_is = {"day": starts_at.date(), "time": f"{starts_at:%H:%M}", "minutes": session.minutes}
    form = MoveForm(request.POST or None, initial=now_is)
    status = 422 if form.is_bound else 200
    if form.is_valid():
        values = form.cleaned_data
        try:
            move_session(
                session,
                day=values["day"],
                at=values["time"],
                minutes=values["minutes"],
                by=access.person,
                now=timezone.now(),
            )
        except Refused as refused:
            form.add_error(WHERE.get(refused.code), refused.message)
            status = 409
        else:
            messages.success(request, "Changed. Everybody has been told by e-mail.")
            return redirect("programme:cohort", access.cohort.pk)
    context = {
        "session": session,
        "cohort": access.cohort,
        "workshop": pack().series.workshop(session.number),
        "form": form,
        "long_break": pack().series.long_break,
    }
    return render(request, "between/move.html", context, status=status)


def _seat(seats: QuerySet[Seat], person: str) -> Seat:
    """The seat of the person with that id."""
    found = (
        seats.filter(person=int(person)).first()
        if person.isascii() and person.isdecimal() and len(person) < LONGEST_ID
        else None
    )
    if found is None:
        raise Http404
    return found
