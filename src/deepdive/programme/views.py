"""Pages of the programme: the series, booking, and a cohort's home."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from deepdive.core.access import Act, Role
from deepdive.core.activity import Activity, ActivityKind
from deepdive.core.artefact import Artefact
from deepdive.core.refused import Refused
from deepdive.core.seats import free_seats
from deepdive.curriculum.current import pack
from deepdive.guard.actions import note_kept_in_form
from deepdive.people.actions import find_or_add_person
from deepdive.people.queries import is_organiser
from deepdive.people.sessions import signed_in
from deepdive.programme import actions, queries
from deepdive.programme.forms import AcceptForm, DeclineForm, PartForm, PeopleForm, RequestForm, TeamsForm
from deepdive.programme.models import Appointment, SeriesRequest
from deepdive.web.rate_limit import brake

AN_HOUR = 3600


@require_GET
def playbook(request: HttpRequest) -> HttpResponse:
    """The public page of the series."""
    return render(request, "programme/playbook.html", {"series": pack().series})


@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """The request form."""
    form = RequestForm(request.POST or None, series=pack().series)
    if form.is_valid():
        try:
            brake(f"request-from:{request.META.get('REMOTE_ADDR')}", limit=20, seconds=AN_HOUR)
        except Refused as refused:
            form.add_error(None, refused.message)
            context = {"form": form, "series": pack().series}
            return render(request, "programme/request.html", context, status=429)
        else:
            wish = actions.ask_for_series(form.answers(), summary=form.summary(), now=timezone.now())
            note_kept_in_form(form.kept, form="request", row=wish.pk, by=None)
            return redirect("programme:asked")
    return render(request, "programme/request.html", {"form": form, "series": pack().series})


@require_GET
def asked(request: HttpRequest) -> HttpResponse:
    """Say that the request has arrived and what happens next."""
    return render(request, "programme/asked.html")


@login_required
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Your work: your cohorts, and for organisers the requests that wait."""
    person = signed_in(request)
    may_decide = is_organiser(person)
    context = {
        "cohorts": queries.cohorts_of(person),
        "may_decide": may_decide,
        "requests": queries.waiting_requests() if may_decide else (),
    }
    return render(request, "programme/home.html", context)


@login_required
@require_GET
def decide(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """One request, with the forms to accept and to decline it."""
    wish = _request_for_organiser(request, request_id)
    return _decide_page(request, wish, accept=_empty_accept_form(request, wish), decline=DeclineForm())


@login_required
@require_POST
def accept(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Accept the request and make its cohort."""
    wish = _request_for_organiser(request, request_id)
    form = AcceptForm(request.POST, request=wish)
    if form.is_valid():
        values = form.cleaned_data
        try:
            cohort = actions.accept_request(
                wish,
                by=signed_in(request),
                first=values["first"],
                at=values["time"],
                join_link=values["join_link"],
                facilitator_name=values["facilitator_name"],
                facilitator_email=values["facilitator_email"],
                minutes=values["minutes"],
                now=timezone.now(),
            )
        except Refused as refused:
            where = {"past-date": "first", "bank-holiday": "first", "unknown-link": "join_link"}
            form.add_error(where.get(refused.code), refused.message)
        else:
            note_kept_in_form(form.kept, form="accept", row=wish.pk, by=signed_in(request))
            messages.success(request, "Accepted. The requester and the facilitator have been told by e-mail.")
            return redirect("programme:people", cohort.pk)
    return _decide_page(request, wish, accept=form, decline=DeclineForm())


@login_required
@require_POST
def decline(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Decline the request with a reason."""
    wish = _request_for_organiser(request, request_id)
    form = DeclineForm(request.POST)
    if form.is_valid():
        try:
            actions.decline_request(
                wish, by=signed_in(request), reason=form.cleaned_data["reason"], now=timezone.now()
            )
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            note_kept_in_form(form.kept, form="decline", row=wish.pk, by=signed_in(request))
            messages.success(request, "Declined. The requester has been told by e-mail.")
            return redirect("programme:home")
    return _decide_page(request, wish, accept=_empty_accept_form(request, wish), decline=form)


@login_required
@require_GET
def cohort(request: HttpRequest, cohort_id: UUID) -> HttpResponse:
    """A cohort's home: the next session, its artefacts and its people."""
    access = queries.find_cohort(cohort_id, person=signed_in(request), act=Act.SEE_COHORT)
    sessions = list(access.cohort.sessions.all())
    now = timezone.now()
    context = {
        "now": now,
        "access": access,
        "cohort": access.cohort,
        "sessions": [
            (
                session,
                pack().series.workshop(session.number),
                _artefacts_of(session.number),
                _boards_of(session.number),
            )
            for session in sessions
        ],
        "next": queries.next_session(sessions, now=now),
        "seats": access.cohort.seats.select_related("person"),
        "appointments": access.cohort.appointments.select_related("person"),
        "may_manage": access.may(Act.MANAGE_COHORT),
        "may_join": access.may(Act.JOIN_ROOM),
        "is_attendee": Role.ATTENDEE in access.roles,
        "may_lead": access.may(Act.RUN_ROOM),
        "may_see_addresses": access.may(Act.SEE_ADDRESSES),
    }
    return render(request, "programme/cohort.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def people(request: HttpRequest, cohort_id: UUID) -> HttpResponse:
    """Who has a seat, and the form to invite more."""
    access = queries.find_cohort(cohort_id, person=signed_in(request), act=Act.MANAGE_COHORT)
    form = PeopleForm(request.POST or None)
    if form.is_valid():
        try:
            new = actions.invite(
                access.cohort, form.cleaned_data["people"], by=access.person, now=timezone.now()
            )
        except Refused as refused:
            form.add_error("people", refused.message)
        else:
            note_kept_in_form(form.kept, form="people", row=cohort_id, by=access.person)
            count = "1 person" if len(new) == 1 else f"{len(new)} people"
            messages.success(request, f"Invited {count}. Each gets an e-mail with a personal sign-in link.")
            return redirect("programme:people", cohort_id)
    return _people_page(request, access, form=form)


@login_required
@require_POST
def teams(request: HttpRequest, cohort_id: UUID) -> HttpResponse:
    """Say which team each person comes from."""
    access = queries.find_cohort(cohort_id, person=signed_in(request), act=Act.MANAGE_COHORT)
    form = TeamsForm(request.POST, seats=access.cohort.seats.select_related("person"))
    if not form.is_valid():
        return _people_page(request, access, teams_form=form, faulty=form, status=422)
    actions.set_teams(access.cohort, form.teams())
    messages.success(request, "The teams are kept. Groups can be mixed by them.")
    return redirect("programme:people", cohort_id)


@login_required
@require_POST
def appoint(request: HttpRequest, cohort_id: UUID) -> HttpResponse:
    """Give somebody a part in the cohort."""
    access = queries.find_cohort(cohort_id, person=signed_in(request), act=Act.MANAGE_COHORT)
    form = PartForm(request.POST)
    if not form.is_valid():
        return _people_page(request, access, part_form=form, faulty=form, status=422)
    values = form.cleaned_data
    person = find_or_add_person(email=values["email"], name=values["name"])
    actions.appoint(access.cohort, person, role=Role(values["role"]), by=access.person, now=timezone.now())
    note_kept_in_form(form.kept, form="part", row=cohort_id, by=access.person, workbook_id=cohort_id)
    messages.success(
        request, f"{person.name} has a part as {values['role']}, and gets an e-mail with a link."
    )
    return redirect("programme:people", cohort_id)


@login_required
@require_POST
def end_part(request: HttpRequest, cohort_id: UUID, appointment_id: int) -> HttpResponse:
    """Take a part away."""
    access = queries.find_cohort(cohort_id, person=signed_in(request), act=Act.MANAGE_COHORT)
    parts = access.cohort.appointments.filter(role__in=Appointment.CHANGEABLE).select_related("person")
    appointment = parts.filter(pk=appointment_id).first()
    if appointment:
        actions.end_part(appointment)
        messages.success(
            request, f"{appointment.person.name} no longer has that part. What they wrote stays."
        )
    return redirect("programme:people", cohort_id)


@login_required
@require_POST
def give_back_seat(request: HttpRequest, cohort_id: UUID, number: int) -> HttpResponse:
    """Free a seat."""
    access = queries.find_cohort(cohort_id, person=signed_in(request), act=Act.MANAGE_COHORT)
    seat = access.cohort.seats.select_related("person").filter(number=number).first()
    if seat:
        actions.give_back_seat(seat)
        messages.success(request, f"{seat.person.name} no longer has a seat. What they wrote stays.")
    return redirect("programme:people", cohort_id)


@login_required
@require_GET
def calendar(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """The calendar file of a session."""
    session, _ = queries.find_session(session_id, person=signed_in(request), act=Act.SEE_COHORT)
    file = actions.calendar_file(session, now=timezone.now())
    disposition = {"Content-Disposition": f'attachment; filename="{file.name}"'}
    return HttpResponse(file.text, content_type="text/calendar; charset=utf-8", headers=disposition)


def _artefacts_of(workshop: int) -> list[Artefact]:
    return [artefact for artefact in pack().artefacts.values() if artefact.workshop == workshop]


def _boards_of(workshop: int) -> list[Activity]:
    opened = (pack().activities.get(block.opens or "") for block in pack().series.workshop(workshop).blocks)
    return [activity for activity in opened if activity and activity.kind is ActivityKind.BOARD]


def _request_for_organiser(request: HttpRequest, request_id: UUID) -> SeriesRequest:
    if not is_organiser(signed_in(request)):
        raise Refused("wrong-role", "Only an organiser can decide on requests.")
    wish = get_object_or_404(SeriesRequest, pk=request_id)
    if not queries.may_read_request(wish, person=signed_in(request)):
        raise Http404
    return wish


def _people_page(
    request: HttpRequest, access: queries.Access, *, status: int = 200, **more: object
) -> HttpResponse:
    """The page of a cohort's people. ``more`` takes the place of what it would show."""
    seats = list(access.cohort.seats.select_related("person"))
    context = {
        "cohort": access.cohort,
        "form": PeopleForm(),
        "teams_form": TeamsForm(seats=seats),
        "part_form": PartForm(),
        "appointments": access.cohort.appointments.select_related("person").order_by("pk"),
        "changeable": Appointment.CHANGEABLE,
        "seats": seats,
        "free": len(free_seats({seat.number for seat in seats}, capacity=access.cohort.capacity)),
        **more,
    }
    return render(request, "programme/people.html", {"faulty": context["form"], **context}, status=status)


def _empty_accept_form(request: HttpRequest, wish: SeriesRequest) -> AcceptForm:
    """The form with what we can guess: the time that was asked for, and you as the facilitator."""
    person = signed_in(request)
    initial = {
        "time": f"{wish.time:%H:%M}",
        "facilitator_name": person.name,
        "facilitator_email": person.email,
        "minutes": pack().series.minutes,
    }
    return AcceptForm(initial=initial, request=wish)


def _decide_page(
    request: HttpRequest, wish: SeriesRequest, *, accept: AcceptForm, decline: DeclineForm
) -> HttpResponse:
    context = {"wish": wish, "accept": accept, "decline": decline}
    return render(request, "programme/decide.html", context)
