"""Who is in a room, where they look, and how they get on."""

from dataclasses import dataclass
from datetime import datetime

from deepdive.core.agenda import Agenda
from deepdive.core.nudges import Progress
from deepdive.programme.models import Session
from deepdive.room.models import Presence, Sign
from deepdive.room.presence import WRITING_FOR, is_here


@dataclass(frozen=True, kw_only=True)
class PersonHere:
    """Somebody with a seat, as those who run the room see them. ``looks_at`` is the title of another block
    that they look at; empty while they follow. ``beside`` is the id of the person at whose screen they sit,
    and ``at_screen_of`` that person's name; None and empty at a screen of their own."""

    id: int
    name: str
    job: str
    is_here: bool
    has_left: bool
    looks_at: str
    is_writing: bool
    has_begun: bool
    is_done: bool
    is_lost: bool
    beside: int | None = None
    at_screen_of: str = ""


def people_of(session: Session, agenda: Agenda, *, now: datetime) -> tuple[PersonHere, ...]:
    """Everybody with a seat, those who are here first. Who sits at somebody's screen is done, and lost, when
    they are."""
    presences = {presence.person_id: presence for presence in session.presences.all()}
    block = agenda.block.id if agenda.block else ""
    signs = set(session.signs.filter(block=block).values_list("person_id", "kind"))
    seats = list(session.cohort.seats.select_related("person"))
    names = {seat.person_id: seat.person.name for seat in seats}
    people = []
    for seat in seats:
        presence = presences.get(seat.person_id)
        here = presence is not None and is_here(presence, now=now)
        beside = presence.beside_id if presence and here and presence.beside_id in names else None
        signing = beside or seat.person_id
        people.append(
            PersonHere(
                id=seat.person_id,
                name=seat.person.name,
                job=seat.job,
                is_here=here,
                has_left=presence is not None and not here,
                looks_at=_looks_at(presence, agenda) if here else "",
                # one of them types, and only theirs is the page that says so
                is_writing=beside is None and _wrote_since(presence, now - WRITING_FOR),
                has_begun=_wrote_since(presence, agenda.started_at),
                is_done=(signing, Sign.Kind.DONE) in signs,
                is_lost=(signing, Sign.Kind.LOST) in signs,
                beside=beside,
                at_screen_of=names[beside] if beside else "",
            )
        )
    return tuple(sorted(people, key=lambda person: (not person.is_here, person.name.casefold())))


def progress_of(people: tuple[PersonHere, ...], *, answered: int = 0) -> Progress:
    """How those who are here get on. ``answered`` is how many gave an answer to what is open: answers bear no
    names."""
    here = [person for person in people if person.is_here]
    return Progress(
        here=len(here),
        begun=max(sum(person.has_begun or person.is_done for person in here), min(answered, len(here))),
        done=sum(person.is_done for person in here),
        lost=sum(person.is_lost for person in here),
    )


def _looks_at(presence: Presence | None, agenda: Agenda) -> str:
    if presence is None or presence.block is None or presence.block == agenda.index:
        return ""
    return agenda.blocks[presence.block].title if presence.block < len(agenda.blocks) else ""


def _wrote_since(presence: Presence | None, since: datetime | None) -> bool:
    return bool(presence and presence.wrote_at and since and presence.wrote_at >= since)
