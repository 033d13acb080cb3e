"""Who may do what in a cohort: one table, read by every page and connection."""

from collections.abc import Iterable
from enum import StrEnum


class Role(StrEnum):
    """What a person is to a cohort. One person may be several things."""

    ORGANISER = "organiser"
    FACILITATOR = "facilitator"
    CO_FACILITATOR = "co-facilitator"
    ATTENDEE = "attendee"
    SPONSOR = "sponsor"
    REVIEWER = "reviewer"


class Act(StrEnum):
    """Something a person may want to do in a cohort."""

    SEE_COHORT = "see the cohort"
    MANAGE_COHORT = "manage the cohort"
    SEE_ADDRESSES = "see e-mail addresses"
    RUN_ROOM = "run the room"
    JOIN_ROOM = "join the room"
    ANSWER = "answer or vote"
    READ_WORKBOOK = "read the workbook"
    WRITE_WORKBOOK = "write in the workbook"
    COMMENT = "comment on the workbook"
    READ_PLAN = "read the plan"
    FREEZE_PLAN = "freeze a version of the plan"
    REVIEW_PLAN = "review the plan"


# what every part in a cohort brings: whoever may read may also say something about it
_READ = frozenset({Act.SEE_COHORT, Act.READ_WORKBOOK, Act.COMMENT, Act.READ_PLAN})
_LEAD = _READ | {
    *(Act.SEE_ADDRESSES, Act.RUN_ROOM, Act.JOIN_ROOM, Act.WRITE_WORKBOOK, Act.FREEZE_PLAN),
}

ALLOWED: dict[Role, frozenset[Act]] = {
    Role.ORGANISER: _READ | {Act.MANAGE_COHORT, Act.SEE_ADDRESSES, Act.FREEZE_PLAN},
    Role.FACILITATOR: _LEAD,
    Role.CO_FACILITATOR: _LEAD,
    Role.ATTENDEE: _READ | {Act.JOIN_ROOM, Act.ANSWER, Act.WRITE_WORKBOOK},
    Role.SPONSOR: _READ | {Act.JOIN_ROOM},
    Role.REVIEWER: _READ | {Act.REVIEW_PLAN},
}


def may(roles: Iterable[Role], act: Act) -> bool:
    """Whether somebody with these roles may do that. No role, no rights."""
    return any(act in ALLOWED[role] for role in roles)
