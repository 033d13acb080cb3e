"""Signing a version of the plan: named people, one after the other, in an order that nobody can skip.

Somebody signs, or declines with a reason; who declines ends the signing of that version. What is signed is
one frozen version: a change needs a new version, and new signatures.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from deepdive.core.refused import Refused

MOST_SIGNERS = 8


class Answer(StrEnum):
    """What somebody who is to sign has said."""

    WAITING = "waiting"
    SIGNED = "signed"
    DECLINED = "declined"


class Stage(StrEnum):
    """How far the signing of a version has come."""

    NOT_ASKED = "not asked"
    OPEN = "open"
    DECLINED = "declined"
    COMPLETE = "complete"


@dataclass(frozen=True, kw_only=True)
class Place:
    """A place in the order, with what the person in it has said. ``person`` is None once that person is no
    longer known here."""

    number: int
    person: int | None
    name: str
    answer: Answer = Answer.WAITING


def stage_of(places: Sequence[Place]) -> Stage:
    """How far the signing has come."""
    if not places:
        return Stage.NOT_ASKED
    if any(place.answer is Answer.DECLINED for place in places):
        return Stage.DECLINED
    if all(place.answer is Answer.SIGNED for place in places):
        return Stage.COMPLETE
    return Stage.OPEN


def whose_turn(places: Sequence[Place]) -> Place | None:
    """The place whose turn it is: the first that has not signed; None when signing is not going on."""
    if stage_of(places) is not Stage.OPEN:
        return None
    return min((place for place in places if place.answer is Answer.WAITING), key=lambda place: place.number)


def check_order(people: Sequence[int], *, members: frozenset[int]) -> None:
    """Refused with ``no-signers``, ``too-many-signers``, ``signs-twice`` or ``not-in-cohort``. ``people`` are
    those who are to sign, in order; ``members`` those with a part in the cohort."""
    if not people:
        raise Refused("no-signers", "Choose at least one person who signs.")
    if len(people) > MOST_SIGNERS:
        raise Refused("too-many-signers", f"At most {MOST_SIGNERS} people sign a plan.")
    if len(set(people)) < len(people):
        raise Refused(
            "signs-twice",
            "Each person signs once. Choose another person, or name both parts in one line, such as "
            '"Problem owner and sponsor".',
        )
    if not set(people) <= members:
        raise Refused(
            "not-in-cohort",
            "Only people with a part in this cohort sign. Give them one, or take them out.",
        )


def check_ask(places: Sequence[Place], order: Sequence[object], *, is_newest: bool, is_intact: bool) -> None:
    """Whether signatures may be asked for. Refused with ``asked-already``, ``no-signers``, ``superseded`` or
    ``version-altered``."""
    if places:
        raise Refused("asked-already", "Signatures for this version have been asked for already.")
    _check_version(is_newest=is_newest, is_intact=is_intact)
    if not order:
        raise Refused("no-signers", "Nobody is named to sign yet. An organiser says first who signs.")


def check_turn(places: Sequence[Place], *, by: int, is_newest: bool, is_intact: bool) -> Place:
    """The place in which that person may sign or decline now.

    Refused with ``not-a-signer``, ``answered-already``, ``superseded``, ``version-altered``, ``declined`` or
    ``not-your-turn``.
    """
    mine = next((place for place in places if place.person == by), None)
    if mine is None:
        raise Refused("not-a-signer", "You are not among those who are to sign this version of the plan.")
    if mine.answer is not Answer.WAITING:
        done = "signed" if mine.answer is Answer.SIGNED else "declined to sign"
        raise Refused("answered-already", f"You have {done} this version already.")
    _check_version(is_newest=is_newest, is_intact=is_intact)
    for place in places:
        if place.answer is Answer.DECLINED:
            raise Refused(
                "declined", f"{place.name} has declined to sign this version. A new version is needed first."
            )
    turn = whose_turn(places)
    if turn != mine:
        before = turn.name if turn else ""
        raise Refused(
            "not-your-turn",
            f"It is {before}'s turn to sign. You will get an e-mail when it is yours.",
        )
    return mine


def _check_version(*, is_newest: bool, is_intact: bool) -> None:
    if not is_newest:
        raise Refused(
            "superseded", "There is a newer version of the plan, so this one can no longer be signed."
        )
    if not is_intact:
        raise Refused(
            "version-altered",
            "Something was removed from this version for good after it was frozen, so it can no longer be "
            "signed. Freeze a new version.",
        )
