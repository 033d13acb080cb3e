"""Groups' own copies of what a block opens: to write in, and to bring together."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods

from deepdive.core.access import Act
from deepdive.core.agenda import Agenda
from deepdive.core.artefact import Artefact
from deepdive.core.groups import NAMES, GroupCopy
from deepdive.core.refused import Refused
from deepdive.core.series import Block
from deepdive.people.sessions import signed_in
from deepdive.programme.models import Session
from deepdive.programme.queries import Access, find_session
from deepdive.room import actions
from deepdive.room.grouping import artefact_for_groups
from deepdive.room.people_here import people_of
from deepdive.room.queries import read_room
from deepdive.workbook.document import YDoc
from deepdive.workbook.editor import open_editor, save_editor, sent_editor
from deepdive.workbook.forms import ArtefactForm
from deepdive.workbook.group_copies import Taken, copies_in, results_of
from deepdive.workbook.parts import address_then
from deepdive.workbook.queries import read_workbook

_DONE = (
    '<p class="nhsuk-notification-banner__heading">What you chose is in the common document. '
    '<a class="nhsuk-notification-banner__link" href="{}">Take this back</a></p>'
)
_STATUS = {"too-long": 422, "moved-on": 409}


@login_required
@require_http_methods(["GET", "POST"])
def group_copy(request: HttpRequest, session_id: UUID, block_id: str, letter: str) -> HttpResponse:
    """A group's own copy: for the people of the group, and for those who run the room."""
    session, access = find_session(session_id, person=signed_in(request), act=Act.JOIN_ROOM)
    block, artefact = _block(session, block_id)
    if len(letter) != 1 or letter.upper() not in NAMES:
        raise Http404
    agenda = read_room(session).agenda
    copy = GroupCopy(session.number, block.id, letter)
    problem = _why_not(agenda, access, copy)
    if problem and request.method == "GET":
        raise problem
    has_group = any(group.id == letter for group in agenda.groups)
    if not (problem or has_group or copy in _copies(session, block)):
        raise Refused("no-such-group", f"There is no {copy.group} in this session.")
    if request.method == "GET":
        return _copy_page(request, session, access, copy, open_editor(artefact, access, group=copy.id))
    form = sent_editor(request.POST, artefact, access, group=copy.id)
    if problem:
        # on the page, so that the words are still there to be copied
        form.is_valid()
        form.add_error(None, problem.message)
        return _copy_page(request, session, access, copy, form, status=403)
    status = save_editor(form, access)
    if status != 200:
        return _copy_page(request, session, access, copy, form, status=status)
    messages.success(request, "Saved.")
    return redirect(request.path)


@login_required
@require_http_methods(["GET", "POST"])
def together(request: HttpRequest, session_id: UUID, block_id: str) -> HttpResponse:
    """What the groups wrote, field by field. Those who run the room bring it into the common document."""
    act = Act.RUN_ROOM if request.method == "POST" else Act.READ_WORKBOOK
    session, access = find_session(session_id, person=signed_in(request), act=act)
    block, artefact = _block(session, block_id)
    if request.method == "GET":
        return _together_page(request, session, access, block, artefact)
    taken = _taken(request.POST, artefact)
    try:
        before = actions.bring_together(session, artefact, _copies(session, block), taken, by=access.person)
    except Refused as refused:
        return _together_page(request, session, access, block, artefact, taken=taken, refused=refused)
    if before is None:
        messages.info(request, "Nothing had to change: choose something, or it stands there already.")
    else:
        address = address_then("workbook:put-back", session.cohort_id, before, artefact.id)
        messages.success(request, format_html(_DONE, address))
    return redirect(request.path)


def _block(session: Session, block_id: str) -> tuple[Block, Artefact]:
    """The block and what groups have copies of in it."""
    agenda = read_room(session).agenda
    block = next((block for block in agenda.blocks if block.id == block_id), None)
    artefact = artefact_for_groups(block)
    if block is None or artefact is None:
        raise Http404
    return block, artefact


def _why_not(agenda: Agenda, access: Access, copy: GroupCopy) -> Refused | None:
    """Why the person may not open the copy, if so."""
    if access.may(Act.RUN_ROOM):
        return None
    group = agenda.group_of(access.person.pk)
    if group is not None and group.id == copy.letter:
        return None
    mine = f"You are in {group.name} now." if group else "You are in no group now."
    return Refused(
        "not-your-group",
        f"This belongs to {copy.group}. {mine} Go back to the room to write with the people you are with.",
    )


def _copies(session: Session, block: Block) -> tuple[GroupCopy, ...]:
    return _copies_in(read_workbook(session.cohort_id).document, session, block)


def _copies_in(document: YDoc, session: Session, block: Block) -> tuple[GroupCopy, ...]:
    return copies_in(document, workshop=session.number, block=block.id)


def _copy_page(
    request: HttpRequest,
    session: Session,
    access: Access,
    copy: GroupCopy,
    form: ArtefactForm,
    *,
    status: int = 200,
) -> HttpResponse:
    agenda = read_room(session).agenda
    group = next((group for group in agenda.groups if group.id == copy.letter), None)
    people = {person.id: person for person in people_of(session, agenda, now=timezone.now())}
    context = {
        "session": session,
        "cohort": access.cohort,
        "form": form,
        "artefact": form.artefact,
        "copy": copy,
        "names": [people[one].name for one in group.people if one in people] if group else [],
        "others": agenda.groups if access.may(Act.RUN_ROOM) else (),
        "save_to": request.path,
        "may_run": access.may(Act.RUN_ROOM),
    }
    return render(request, "room/group-copy.html", context, status=status)


def _taken(sent: QueryDict, artefact: Artefact) -> dict[str, Taken]:
    """What was ticked, by field id."""
    return {
        field.id: Taken(
            letters=tuple(sent.getlist(f"take__{field.id}")),
            instead=f"instead__{field.id}" in sent,
            rows=frozenset(sent.getlist(f"rows__{field.id}")),
        )
        for field in artefact.fields
    }


def _together_page(
    request: HttpRequest,
    session: Session,
    access: Access,
    block: Block,
    artefact: Artefact,
    *,
    taken: dict[str, Taken] | None = None,
    refused: Refused | None = None,
) -> HttpResponse:
    document = read_workbook(session.cohort_id).document
    copies = _copies_in(document, session, block)
    agenda = read_room(session).agenda
    chosen = taken or {}
    results = [one for one in results_of(document, artefact, copies) if not one.is_empty]
    wrote = {copy.letter for copy in copies}
    context = {
        "session": session,
        "cohort": access.cohort,
        "task": block.title,
        "artefact": artefact,
        "copies": copies,
        "results": [(one, chosen.get(one.field.id, Taken())) for one in results],
        "silent": [group.name for group in agenda.groups if group.id not in wrote]
        if agenda.block == block
        else [],
        "may_run": access.may(Act.RUN_ROOM),
        "may_join": access.may(Act.JOIN_ROOM),
        "is_apart": agenda.block == block and agenda.apart_at(timezone.now()),
        "refused": refused,
    }
    status = 200 if refused is None else _STATUS.get(refused.code, 503)
    return render(request, "room/together.html", context, status=status)
