"""Groups for a part of a workshop: how many, how large, and who with whom.

Sizes follow what is known of online groups that nobody leads: three or four people talk best, two are
tense, and with fewer than six people a group is the whole cohort.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from random import Random

SMALLEST_TO_SPLIT = 6
NAMES = "ABCDEF"
_LETTERS = tuple(NAMES.lower())
MOST_GROUPS = len(NAMES)
# people -> sizes, for cohorts of up to twelve
SIZES = {6: (3, 3), 7: (4, 3), 8: (4, 4), 9: (3, 3, 3), 10: (4, 3, 3), 11: (4, 4, 3), 12: (3, 3, 3, 3)}


class Team(StrEnum):
    """Where somebody comes from, so that groups can be mixed."""

    CLINICAL = "clinical"
    TECHNOLOGY = "technology"
    OPERATIONS = "operations"
    PATIENT = "patient"
    OTHER = "other"


@dataclass(frozen=True, kw_only=True)
class Member:
    """Somebody who can be put into a group: a person's id and the ``team`` they come from; empty if nobody
    said. ``beside`` is the id of the person whose screen they share: the two stay together."""

    id: int
    team: str = ""
    beside: int | None = None


@dataclass(frozen=True, kw_only=True)
class Group:
    """A group: its ``id`` (a small letter), its ``name`` on screen, and the ids of its people."""

    id: str
    name: str
    people: tuple[int, ...]


@dataclass(frozen=True, order=True)
class GroupCopy:
    """A group's own copy of what one block opens: the number of the workshop, the id of the block, and the
    letter of the group. So what a group writes in one block is never mixed with another's."""

    workshop: int
    block: str
    letter: str

    @property
    def id(self) -> str:
        """The group's id in the workbook: a slug such as ``3-release-write-b``."""
        return f"{self.workshop}-{self.block}-{self.letter}"

    @property
    def group(self) -> str:
        """What the group is called."""
        return _name(self.letter)

    @property
    def title(self) -> str:
        """What the copy is called where copies of several workshops stand together."""
        return f"{self.group}, workshop {self.workshop}"


def read_copy(group_id: str) -> GroupCopy | None:
    """The copy with that id in the workbook; None if it is no such id."""
    workshop, _, rest = group_id.partition("-")
    block, _, letter = rest.rpartition("-")
    is_one = workshop.isascii() and workshop.isdecimal() and len(workshop) < 3 and block
    return GroupCopy(int(workshop), block, letter) if is_one and letter in _LETTERS else None


def sizes_for(people: int) -> tuple[int, ...]:
    """How large the groups of so many people are to be; none for fewer than six."""
    if people < SMALLEST_TO_SPLIT:
        return ()
    return SIZES.get(people) or _even(people, min(-(-people // 4), MOST_GROUPS))


def mixed(members: Sequence[Member], *, count: int | None = None, seed: int) -> tuple[Group, ...]:
    """Groups in which the teams are spread as evenly as can be. ``count`` groups, or as many as suit."""
    shuffled = _shuffled(members, seed)
    most = Counter(member.team for member in shuffled)
    # the largest team is dealt first, so that the smaller ones fill what is left
    line = sorted(shuffled, key=lambda member: (-most[member.team], member.team))
    return _dealt(line, _sizes(len(members), count), is_mixed=True)


def at_random(members: Sequence[Member], *, count: int | None = None, seed: int) -> tuple[Group, ...]:
    """Groups by lot."""
    return _dealt(_shuffled(members, seed), _sizes(len(members), count), is_mixed=False)


def by_hand(chosen: Iterable[tuple[int, str]]) -> tuple[Group, ...]:
    """Groups as somebody put them together: pairs of a person and the letter of their group. People
    with another letter, or none, are in no group."""
    people: dict[str, list[int]] = {letter: [] for letter in _LETTERS}
    for person, letter in chosen:
        if letter in people:
            people[letter].append(person)
    return tuple(_group(letter, members) for letter, members in people.items() if members)


def with_those(
    groups: Sequence[Group], here: Iterable[int], *, beside: Mapping[int, int] | None = None
) -> tuple[Group, ...]:
    """The groups when just these people are here: who left is taken out, who came joins the smallest,
    and one who is left alone joins the next smallest. Who sits ``beside`` somebody goes where they are.
    People stay where they are otherwise."""
    present = list(dict.fromkeys(here))
    screens = _screens({person: (beside or {}).get(person) for person in present})
    kept = [
        replace(group, people=tuple(one for person in group.people for one in screens.get(person, ())))
        for group in groups
    ]
    kept = [group for group in kept if group.people]
    placed = {person for group in kept for person in group.people}
    newcomers = [person for person in screens if person not in placed]
    alone = [group for group in kept if len(group.people) == 1]
    if alone and len(kept) > 2:
        kept.remove(alone[0])
        newcomers = [*alone[0].people, *newcomers]
    for person in newcomers:
        if not kept:
            break
        smallest = min(range(len(kept)), key=lambda at: (len(kept[at].people), at))
        kept[smallest] = replace(kept[smallest], people=(*kept[smallest].people, *screens[person]))
    return tuple(kept)


def _sizes(people: int, count: int | None) -> tuple[int, ...]:
    if count is None:
        return sizes_for(people)
    return _even(people, max(1, min(count, people, MOST_GROUPS)))


def _even(people: int, count: int) -> tuple[int, ...]:
    smaller, larger = divmod(people, count)
    return tuple(smaller + (at < larger) for at in range(count))


def _shuffled(members: Sequence[Member], seed: int) -> list[Member]:
    shuffled = sorted(members, key=lambda member: member.id)
    Random(seed).shuffle(shuffled)  # noqa: S311 - a lot, not a secret
    return shuffled


def _of_team(group: list[Member], team: str | None) -> int:
    return sum(member.team == team for member in group)


def _screens(beside: Mapping[int, int | None]) -> dict[int, list[int]]:
    """The people at each screen, by whose it is; ``beside`` is whose screen each one shares, None for their
    own. Who sits beside somebody that is not there, or that sits beside another, counts alone."""
    there = {person: host for person, host in beside.items() if host is not None and host in beside}
    follows = {person: host for person, host in there.items() if host not in there}
    screens = {person: [person] for person in beside if person not in follows}
    for person, host in follows.items():
        screens[host].append(person)
    return screens


def _dealt(line: Sequence[Member], sizes: Sequence[int], *, is_mixed: bool) -> tuple[Group, ...]:
    """Groups of these sizes: first those who share a screen, most people first, then the others in line. A
    group is larger than its size only where more people than that share one screen."""
    by_id = {member.id: member for member in line}
    screens = _screens({member.id: member.beside for member in line}).values()
    people: list[list[Member]] = [[] for _ in sizes]
    for screen in sorted(screens, key=len, reverse=True) if sizes else ():
        together = [by_id[person] for person in screen]
        spread = together[0].team if is_mixed and len(together) == 1 else None
        room = [at for at, size in enumerate(sizes) if len(people[at]) < size]
        at = min(room, key=lambda at: (_of_team(people[at], spread), len(people[at]) - sizes[at], at))
        people[at] += together
    return _named([[member.id for member in group] for group in people])


def _named(people: Sequence[Sequence[int]]) -> tuple[Group, ...]:
    return tuple(
        _group(letter, members) for letter, members in zip(_LETTERS, people, strict=False) if members
    )


def _group(letter: str, people: Sequence[int]) -> Group:
    return Group(id=letter, name=_name(letter), people=tuple(people))


def _name(letter: str) -> str:
    return f"Group {letter.upper()}"
