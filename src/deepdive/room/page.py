"""What the three views of a room show: the facilitator's, the attendee's, and the shared screen."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.urls import reverse

from deepdive.answers.opened import open_activity
from deepdive.core.access import Act
from deepdive.core.activity import ShowsDone
from deepdive.core.agenda import Agenda, Phase
from deepdive.core.groups import GroupCopy
from deepdive.core.nudges import nudges
from deepdive.core.series import Block
from deepdive.core.timing import BREAK_ID, minutes_late, still_to_come
from deepdive.course.examples import examples_of
from deepdive.course.pages import CoursePage
from deepdive.curriculum.current import pack
from deepdive.people.models import Person
from deepdive.programme.models import Session
from deepdive.programme.queries import Access
from deepdive.room.asking import visit_to
from deepdive.room.forms import (
    DecisionForm,
    ExtendForm,
    GroupsByHandForm,
    MakeGroupsForm,
    QuestionForm,
    TellForm,
)
from deepdive.room.grouping import artefact_for_groups, grouping_of, names_beside, own_copy
from deepdive.room.models import Sign
from deepdive.room.people_here import PersonHere, people_of, progress_of
from deepdive.room.presence import Stay
from deepdive.room.queries import Room, my_questions, open_questions, other_leads
from deepdive.room.slides import slides_of
from deepdive.workbook.editor import open_editor

# of the guide's eleven parts, those that somebody needs while they lead
WHILE_LEADING = (
    "Say",
    "Ask",
    "Show and do",
    "Questions you may get",
    "If early",
    "If late",
    "Co-facilitator",
)
RIGHT_DAY = timedelta(hours=12)
# what the facilitator is told changes with the time
REFRESH_SECONDS = 15


@dataclass(frozen=True)
class Question:
    """Asked before something that could be a mistake: what is asked, and where the answer goes."""

    text: str
    button: str
    action: str


def shared(session: Session, room: Room, *, now: datetime) -> dict[str, Any]:
    """What is the same for everybody in the room."""
    shown = slides_of(session, room.agenda.block)
    return {
        "slides": shown,
        "slide": shown[min(room.agenda.slide, len(shown) - 1)] if shown else None,
        "session": session,
        "cohort": session.cohort,
        "workshop": pack().series.workshop(session.number),
        "agenda": room.agenda,
        "place": room.place,
        "now": now,
        "is_apart": room.agenda.apart_at(now),
        "has_copies": artefact_for_groups(room.agenda.block) is not None,
    }


def for_attendee(
    session: Session, room: Room, access: Access, *, block: int | None, stay: Stay, now: datetime
) -> dict[str, Any]:
    """The attendee's page: what runs, or the block that they chose to look at."""
    agenda = room.agenda
    looked_at = agenda.blocks[block] if block is not None and block != agenda.index else None
    signs = _signs(session, agenda, access.person)
    copy = None if looked_at else own_copy(session, agenda, access.person.pk, now=now)
    return {
        **shared(session, room, now=now),
        **open_now(session, agenda, looked_at or agenda.block, access, copy=copy),
        **_my_group(agenda, access),
        "save_to": _address_of(session, copy) if copy else "",
        "group_results": results_of_blocks(session, agenda),
        "looked_at": looked_at,
        "is_done": Sign.Kind.DONE in signs,
        "is_lost": Sign.Kind.LOST in signs,
        "missed": missed(agenda, stay, now=now),
        "question_form": QuestionForm(),
        "questions": my_questions(session, access.person),
        "beside": stay.beside,
        "may_share": agenda.is_live and access.may(Act.ANSWER),
        "may_sign": agenda.phase is Phase.RUNNING and access.may(Act.WRITE_WORKBOOK),
    }


def for_facilitator(session: Session, room: Room, access: Access, *, now: datetime) -> dict[str, Any]:
    """The facilitator's page: script, next, clocks, who is here and how they get on."""
    agenda = room.agenda
    people = people_of(session, agenda, now=now)
    open_here = open_now(session, agenda, agenda.block, access)
    opened = open_here.get("opened")
    progress = progress_of(people, answered=opened.answered if opened else 0)
    return {
        **shared(session, room, now=now),
        **open_here,
        **groups_panel(session, agenda, people),
        "people": people,
        "progress": progress,
        "by_name": _is_by_name(agenda),
        "nudges": nudges(agenda, progress, now=now),
        "ran": [(ran, agenda.blocks[ran.index]) for ran in agenda.ran],
        "slots": still_to_come(agenda, now=now),
        "late": minutes_late(agenda, now=now),
        "script": script(session, agenda.block),
        "leads": agenda.lead in (None, access.person.pk),
        "lead_name": _name(agenda.lead),
        "others": other_leads(session, access.person),
        "refresh_seconds": max(2, round(REFRESH_SECONDS / agenda.sheet.pace)),
        "may_undo": agenda.undo_until is not None and now <= agenda.undo_until,
        "is_right_day": abs(now - session.starts_at) <= RIGHT_DAY,
        "parked": open_questions(session),
        "decisions": session.decisions.all(),
        "extend_form": ExtendForm(),
        "tell_form": TellForm(initial={"message": agenda.message}),
        "decision_form": DecisionForm(),
    }


def for_screen(session: Session, room: Room, access: Access, *, now: datetime) -> dict[str, Any]:
    """The shared screen: large, and nothing that is not for all eyes. Answers are, once they are shown."""
    people = people_of(session, room.agenda, now=now)
    return {
        **shared(session, room, now=now),
        "progress": progress_of(people),
        "opened": open_now(session, room.agenda, room.agenda.block, access).get("opened"),
        "join_address": settings.ADDRESS + reverse("room:join"),
    }


def groups_panel(session: Session, agenda: Agenda, people: tuple[PersonHere, ...]) -> dict[str, Any]:
    """The groups as those who run the room see them, and the forms to make others."""
    block = agenda.block
    copies = (
        [GroupCopy(session.number, block.id, group.id) for group in agenda.groups]
        if block and artefact_for_groups(block)
        else []
    )
    now_in = {person: group.id for group in agenda.groups for person in group.people}
    return {
        "grouping": grouping_of(agenda, people, {copy.letter: _address_of(session, copy) for copy in copies}),
        "group_results": results_of_blocks(session, agenda),
        "make_form": MakeGroupsForm(),
        "hand_form": GroupsByHandForm(people=people, now_in=now_in),
    }


def results_of_blocks(session: Session, agenda: Agenda) -> list[tuple[str, str]]:
    """The blocks in which groups wrote in their own copies: titles, and where to read what they wrote."""
    blocks = [agenda.blocks[index] for index in sorted(agenda.grouped) if index < len(agenda.blocks)]
    return [
        (block.title, reverse("room:together", args=[session.pk, block.id]))
        for block in blocks
        if artefact_for_groups(block)
    ]


def open_now(
    session: Session,
    agenda: Agenda,
    block: Block | None,
    access: Access,
    *,
    copy: GroupCopy | None = None,
) -> dict[str, Any]:
    """What a block opens: an artefact's editor, an activity, or nothing. With a ``copy``, the group's own of
    the artefact."""
    opens = block.opens if block else None
    if opens and opens in pack().artefacts:
        artefact = pack().artefacts[opens]
        return {
            "opens": opens,
            "artefact": artefact,
            "copy": copy,
            "form": open_editor(artefact, access, group=copy.id if copy else ""),
            "examples": list(examples_of(artefact)),
        }
    activity = pack().activities.get(opens) if opens else None
    if activity is None:
        return {"opens": opens}
    opened = open_activity(visit_to(activity, session, access, agenda))
    return {"opens": opened.state, "activity": activity, "opened": opened}


def script(session: Session, block: Block | None) -> list[tuple[str, str]]:
    """What the guide says about a block: headings and what stands under them, as HTML. It says nothing about
    the break of a long session."""
    if block is None or block.id == BREAK_ID:
        return []
    page = CoursePage(pack().series.workshop(session.number))
    parts = pack().guides[session.number].block(block.id).parts
    return [(title, page.render(text, top_heading=5)) for title, text in parts if title in WHILE_LEADING]


def missed(agenda: Agenda, stay: Stay, *, now: datetime) -> tuple[Block, ...]:
    """The blocks that ran, and are over, while somebody was not there, for whoever has come just now."""
    if not stay.is_new or not agenda.is_live or not agenda.ran:
        return ()
    since = stay.missed_since
    ends = [*(ran.at for ran in agenda.ran[1:]), now]
    return tuple(
        agenda.blocks[ran.index]
        for ran, end in zip(agenda.ran, ends, strict=True)
        if ran.index != agenda.index and (since is None or end > since)
    )


def _my_group(agenda: Agenda, access: Access) -> dict[str, Any]:
    group = agenda.group_of(access.person.pk) if agenda.is_live else None
    return {"my_group": group, "beside_me": names_beside(group, access.person.pk) if group else ""}


def _address_of(session: Session, copy: GroupCopy) -> str:
    return reverse("room:group-copy", args=[session.pk, copy.block, copy.letter])


def _signs(session: Session, agenda: Agenda, person: Person) -> set[str]:
    if agenda.block is None:
        return set()
    return set(session.signs.filter(person=person, block=agenda.block.id).values_list("kind", flat=True))


def _is_by_name(agenda: Agenda) -> bool:
    activity = pack().activities.get(agenda.block.opens or "") if agenda.block else None
    return activity is None or activity.shows_done is ShowsDone.BY_NAME


def _name(person_id: int | None) -> str:
    if person_id is None:
        return ""
    return Person.objects.filter(pk=person_id).values_list("name", flat=True).first() or ""


def people_to_confirm(people: tuple[PersonHere, ...]) -> str:
    """How many write at this moment, in words, and not who: what is open may be anonymous. Empty if nobody
    does."""
    writing = sum(person.is_here and person.is_writing and not person.is_done for person in people)
    if not writing:
        return ""
    return "1 person is writing." if writing == 1 else f"{writing} people are writing."
