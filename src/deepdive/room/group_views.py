"""What those who run a room do with groups: make them, mend them, send them out, call them back."""

from collections.abc import Callable
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from deepdive.core import leading as rules
from deepdive.core.access import Act
from deepdive.core.agenda import Agenda
from deepdive.core.groups import Group, Member, by_hand
from deepdive.people.sessions import signed_in
from deepdive.programme.models import Session
from deepdive.programme.queries import Access, find_session
from deepdive.room.forms import GroupsByHandForm, MakeGroupsForm
from deepdive.room.grouping import grouping_of, make_groups, mended
from deepdive.room.lead_views import run
from deepdive.room.people_here import people_of
from deepdive.room.queries import read_room
from deepdive.room.views import room_page


@login_required
@require_GET
def group_list(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Who is in which group, to print, or to copy into the call."""
    session, access = _found(request, session_id)
    agenda = read_room(session).agenda
    people = people_of(session, agenda, now=timezone.now())
    context = {"session": session, "cohort": access.cohort, "grouping": grouping_of(agenda, people, {})}
    return render(request, "room/groups.html", context)


@login_required
@require_POST
def make(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Make new groups, mixed by team or by lot."""
    session, access = _found(request, session_id)
    form = MakeGroupsForm(request.POST)
    if not form.is_valid():
        return room_page(request, session, access, make_form=form, faulty=form, status=422)
    wanted = form.cleaned_data

    def decide(agenda: Agenda) -> tuple[Group, ...]:
        people = people_of(session, agenda, now=timezone.now())
        teams = dict(session.cohort.seats.values_list("person", "team"))
        members = [
            Member(id=person.id, team=teams[person.id], beside=person.beside)
            for person in people
            if person.is_here or wanted["who"] == "seats"
        ]
        return make_groups(members, is_mixed=wanted["how"] == "mixed", count=wanted["count"])

    return _regroup(request, session, access, decide)


@login_required
@require_POST
def make_by_hand(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Have the groups that somebody put together."""
    session, access = _found(request, session_id)
    people = people_of(session, read_room(session).agenda, now=timezone.now())
    form = GroupsByHandForm(request.POST, people=people, now_in={})
    if not form.is_valid():
        return room_page(request, session, access, hand_form=form, faulty=form, status=422)
    return _regroup(request, session, access, lambda _: by_hand(form.chosen()))


@login_required
@require_POST
def mend(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Take out of the groups who has gone, and put in who has come."""
    session, access = _found(request, session_id)
    return _regroup(
        request,
        session,
        access,
        lambda agenda: mended(agenda, people_of(session, agenda, now=timezone.now())),
    )


@login_required
@require_POST
def out(request: HttpRequest, session_id: UUID) -> HttpResponse:
    """Let the groups go apart."""
    session, access = _found(request, session_id)
    return run(request, session, access, rules.send_out)


@login_required
@require_POST
def back(request: HttpRequest, session_id: UUID, seconds: int) -> HttpResponse:
    """Call the groups back, in so many seconds."""
    session, access = _found(request, session_id)
    return run(request, session, access, lambda agenda: rules.call_back(agenda, seconds=seconds))


def _found(request: HttpRequest, session_id: UUID) -> tuple[Session, Access]:
    return find_session(session_id, person=signed_in(request), act=Act.RUN_ROOM)


def _regroup(
    request: HttpRequest, session: Session, access: Access, decide: Callable[[Agenda], tuple[Group, ...]]
) -> HttpResponse:
    return run(request, session, access, lambda agenda: rules.regroup(agenda, groups=decide(agenda)))
