"""Comments beside a workbook: what they stand on, who may do what with them, and who hears of them.

Persons are named by their ids. *Keepers* of a thread are whoever began it, whoever it is assigned to,
and those who lead the cohort.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from deepdive.core.refused import Refused

LONGEST_COMMENT = 2000


@dataclass(frozen=True, kw_only=True)
class Place:
    """What a thread is about: a field of an artefact, or one row of it. ``row`` is "" for the field."""

    artefact: str
    field: str
    row: str = ""


@dataclass(frozen=True, kw_only=True)
class ThreadState:
    """How a thread stands. ``starter`` is None when that person is no longer known here."""

    starter: int | None
    assignee: int | None = None
    is_resolved: bool = False


class Reason(StrEnum):
    """Why somebody hears of a comment, the weightiest reason first."""

    ASSIGNED = "assigned"
    MENTIONED = "mentioned"
    ANSWERED = "answered"


def may_change(author: int | None, *, by: int, is_removed: bool) -> bool:
    """Whether somebody may change or remove a comment: only its author, while it is there."""
    return author == by and not is_removed


def check_change(author: int | None, *, by: int, is_removed: bool) -> None:
    """Refused with ``not-yours`` or ``comment-removed`` where :func:`may_change` says no."""
    if author != by:
        raise Refused("not-yours", "Only the person who wrote a comment can change or remove it.")
    if is_removed:
        raise Refused("comment-removed", "This comment has been removed already.")


def may_resolve(thread: ThreadState, *, by: int, leads: bool) -> bool:
    """Whether somebody may resolve the thread: its keepers may. Opening it again is for everybody who
    may comment, because it only asks for another look."""
    return leads or by in (thread.starter, thread.assignee)


def check_resolve(thread: ThreadState, *, by: int, leads: bool) -> None:
    """Refused with ``not-yours`` where :func:`may_resolve` says no."""
    if not may_resolve(thread, by=by, leads=leads):
        raise Refused(
            "not-yours",
            "A comment is marked as resolved by the person who wrote it, the person it is assigned to, or "
            "somebody who leads. Write an answer to say that you think it is settled.",
        )


def may_assign(thread: ThreadState, *, by: int, leads: bool, to: int | None) -> bool:
    """Whether somebody may assign the open thread to ``to``, or to nobody: keepers may, and anybody may
    take on what nobody has yet."""
    if thread.is_resolved:
        return False
    return may_resolve(thread, by=by, leads=leads) or (thread.assignee is None and to == by)


def check_assign(
    thread: ThreadState, *, by: int, leads: bool, to: int | None, people: Collection[int]
) -> None:
    """Refused with ``thread-resolved``, ``not-in-cohort`` or ``not-yours``. ``people`` are those who may
    comment here."""
    if thread.is_resolved:
        raise Refused("thread-resolved", "This comment is resolved. Open it again before you assign it.")
    if to is not None and to not in people:
        raise Refused("not-in-cohort", "Choose somebody from the list: only people of this cohort can do it.")
    if not may_assign(thread, by=by, leads=leads, to=to):
        raise Refused(
            "not-yours",
            "A comment is assigned by the person who wrote it, the person who has it, or somebody who leads. "
            "You can take it on yourself while nobody has it.",
        )


def named_in(text: str, names: Mapping[int, str]) -> frozenset[int]:
    """Who of ``names`` (person id -> name) the text names as "@" and the full name, in any capitals.

    Of two names that both fit the longer one counts. Namesakes are all meant.
    """
    of_name: dict[str, set[int]] = {}
    for person, name in names.items():
        if name.strip():
            of_name.setdefault(name.strip().casefold(), set()).add(person)
    if not of_name:
        return frozenset()
    longest_first = sorted(of_name, key=len, reverse=True)
    # not inside an e-mail address, and not the beginning of a longer or double-barrelled name
    pattern = rf"(?<!\w)@({'|'.join(map(re.escape, longest_first))})(?!\w|-\w)"
    found = re.findall(pattern, text.casefold())
    return frozenset(person for name in found for person in of_name[name])


def to_tell(
    *,
    author: int,
    assignee: int | None,
    mentioned: Collection[int],
    starter: int | None,
    people: Collection[int],
) -> Mapping[int, Reason]:
    """Who hears of one event, each for one reason: the new assignee, who is mentioned, and whose thread
    was answered. Authors do not hear of what they do themselves, nor people outside the cohort."""
    reasons: dict[int, Reason] = {}
    if starter is not None:
        reasons[starter] = Reason.ANSWERED
    reasons.update(dict.fromkeys(mentioned, Reason.MENTIONED))
    if assignee is not None:
        reasons[assignee] = Reason.ASSIGNED
    return {person: why for person, why in reasons.items() if person != author and person in people}
