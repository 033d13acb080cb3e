"""The groups of a room: who is in which, who is in none, and which copy of what is open is whose."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from secrets import randbits

from deepdive.core.agenda import Agenda
from deepdive.core.artefact import Artefact
from deepdive.core.groups import Group, GroupCopy, Member, at_random, mixed, with_those
from deepdive.core.refused import Refused
from deepdive.core.series import Block, Method
from deepdive.curriculum.current import pack
from deepdive.people.models import Person
from deepdive.programme.models import Session
from deepdive.room.people_here import PersonHere


@dataclass(frozen=True)
class ShownGroup:
    """A group with its people, as pages show it. ``address`` is where its copy of what is open can be read;
    empty where there is none."""

    name: str
    people: tuple[PersonHere, ...]
    address: str = ""


@dataclass(frozen=True)
class Grouping:
    """The groups, who is here and in none, who is in one and not here, and who is in another than the person
    at whose screen they sit."""

    groups: tuple[ShownGroup, ...]
    without: tuple[PersonHere, ...]
    away: tuple[PersonHere, ...]
    parted: tuple[PersonHere, ...]

    @property
    def needs_mending(self) -> bool:
        """Whether somebody has come or gone, or sat down with others, since the groups were made."""
        return bool(self.groups) and bool(self.without or self.away or self.parted)


def grouping_of(agenda: Agenda, people: Sequence[PersonHere], addresses: dict[str, str]) -> Grouping:
    """The groups as they are now; ``addresses`` of their copies by letter."""
    by_id = {person.id: person for person in people}
    groups = tuple(
        ShownGroup(
            group.name,
            tuple(by_id[one] for one in group.people if one in by_id),
            addresses.get(group.id, ""),
        )
        for group in agenda.groups
    )
    grouped = {person.id: group.name for group in groups for person in group.people}
    return Grouping(
        groups=groups,
        without=tuple(person for person in people if person.is_here and person.id not in grouped),
        away=tuple(person for person in people if not person.is_here and person.id in grouped),
        parted=tuple(
            person
            for person in people
            if person.beside in grouped and grouped.get(person.id) not in (None, grouped[person.beside])
        ),
    )


def artefact_for_groups(block: Block | None) -> Artefact | None:
    """What groups have copies of while the block runs, if it is of that kind."""
    if block is None or block.method is not Method.GROUP:
        return None
    return pack().artefacts.get(block.opens or "")


def own_copy(session: Session, agenda: Agenda, person: int, *, now: datetime) -> GroupCopy | None:
    """The copy in which the person writes now; None for the common document."""
    group = agenda.group_of(person)
    if agenda.block is None or group is None or not agenda.apart_at(now):
        return None
    if artefact_for_groups(agenda.block) is None:
        return None
    return GroupCopy(session.number, agenda.block.id, group.id)


def names_beside(group: Group, person: int) -> str:
    """Who else is in the group, in one phrase; empty if nobody is."""
    found = Person.objects.filter(pk__in=group.people).exclude(pk=person)
    names = sorted(found.values_list("name", flat=True), key=str.casefold)
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def make_groups(members: Sequence[Member], *, is_mixed: bool, count: int | None) -> tuple[Group, ...]:
    """Groups of the members, mixed by team or by lot. Refused with ``too-few`` where as many as suit are
    asked for and there are too few people to split."""
    make = mixed if is_mixed else at_random
    groups = make(members, count=count, seed=randbits(32))
    if not groups:
        said = "Nobody is here yet." if not members else f"Only {len(members)} of them are here."
        raise Refused(
            "too-few", f"{said} With fewer than six people, say how many groups you want, or stay together."
        )
    return groups


def mended(agenda: Agenda, people: Sequence[PersonHere]) -> tuple[Group, ...]:
    """The groups when just those are in them who are here. Refused with ``no-groups``, or with ``one-left``
    where only one group would be left."""
    if not agenda.groups:
        raise Refused("no-groups", "Make the groups first.")
    beside = {person.id: person.beside for person in people if person.beside is not None}
    groups = with_those(agenda.groups, [person.id for person in people if person.is_here], beside=beside)
    if len(groups) < 2:
        raise Refused("one-left", "Only one group would be left. Call everybody back, or make new groups.")
    return groups
