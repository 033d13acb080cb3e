"""Writes of signing: who signs, asking for signatures, signing, declining. Nothing here ever signs for
somebody."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from deepdive.core.refused import Refused
from deepdive.core.signing import (
    Answer,
    Place,
    Stage,
    check_ask,
    check_order,
    check_turn,
    stage_of,
    whose_turn,
)
from deepdive.people.models import Person
from deepdive.plan.actions import locked, write_letter
from deepdive.plan.models import Signature, Signer, Version
from deepdive.plan.versions import newest_number
from deepdive.programme.models import Cohort
from deepdive.programme.queries import members_of


@dataclass(frozen=True)
class Named:
    """Somebody who is to sign, and as what."""

    person: Person
    part: str


@transaction.atomic
def set_signers(cohort: Cohort, named: Sequence[Named]) -> None:
    """Say who signs the cohort's plans, in that order. Versions for which signatures have been asked keep the
    order that they have. Refused as :func:`~deepdive.core.signing.check_order`."""
    locked(cohort)
    members = frozenset(member.person.pk for member in members_of(cohort))
    check_order([one.person.pk for one in named], members=members)
    cohort.signers.all().delete()
    Signer.objects.bulk_create(
        Signer(cohort=cohort, place=place, person=one.person, part=one.part)
        for place, one in enumerate(named, 1)
    )


@transaction.atomic
def ask_for_signatures(version: Version, *, by: Person, now: datetime) -> None:
    """Begin the signing of a version, in the cohort's order, and tell the first whose turn it is.

    Refused as :func:`~deepdive.core.signing.check_ask`.
    """
    locked(version.cohort)
    order = list(version.cohort.signers.select_related("person"))
    places = [signature.state for signature in version.signatures.all()]
    check_ask(places, order, is_newest=_is_newest(version), is_intact=version.is_intact)
    Signature.objects.bulk_create(
        Signature(version=version, place=one.place, person=one.person, name=one.person.name, part=one.part)
        for one in order
    )
    _tell_next(version, by=by, now=now)


@transaction.atomic
def sign(version: Version, *, by: Person, seen: str, now: datetime) -> None:
    """Sign the version. ``seen`` is the fingerprint of what the person had before them. The next person is
    told, or everybody once all have signed.

    Refused as :func:`~deepdive.core.signing.check_turn`, and with ``another-version`` when what they saw is
    not this version.
    """
    mine = _my_turn(version, by=by)
    if seen != version.fingerprint:
        raise Refused("another-version", "What you saw is not this version. Read it, then sign.")
    version.signatures.filter(place=mine.number).update(
        answer=Answer.SIGNED.value, answered_at=now, fingerprint=version.fingerprint
    )
    if stage_of(_places(version)) is Stage.COMPLETE:
        _tell_all("signing-complete", version, by=by, now=now)
    else:
        _tell_next(version, by=by, now=now)


@transaction.atomic
def decline(version: Version, *, by: Person, reason: str, now: datetime) -> None:
    """Decline to sign the version, which ends its signing, and tell everybody who signs and who froze it.

    Refused as :func:`~deepdive.core.signing.check_turn`.
    """
    mine = _my_turn(version, by=by)
    version.signatures.filter(place=mine.number).update(
        answer=Answer.DECLINED.value, answered_at=now, reason=reason
    )
    _tell_all("signing-declined", version, by=by, now=now)


def _my_turn(version: Version, *, by: Person) -> Place:
    locked(version.cohort)
    return check_turn(_places(version), by=by.pk, is_newest=_is_newest(version), is_intact=version.is_intact)


def _places(version: Version) -> list[Place]:
    # asked anew: what was read before the lock may have changed
    return [signature.state for signature in Signature.objects.filter(version=version)]


def _is_newest(version: Version) -> bool:
    return newest_number(version.cohort_id) == version.number


def _tell_next(version: Version, *, by: Person, now: datetime) -> None:
    turn = whose_turn(_places(version))
    assert turn is not None
    found = version.signatures.select_related("person").get(place=turn.number)
    if found.person is not None and found.person != by:
        write_letter("your-turn-to-sign", version, found.person, by=by, now=now, part=found.part)


def _tell_all(kind: str, version: Version, *, by: Person, now: datetime) -> None:
    people = {one.person for one in version.signatures.select_related("person") if one.person}
    people |= {version.frozen_by} if version.frozen_by else set()
    for person in sorted(people - {by} if kind == "signing-declined" else people, key=lambda one: one.pk):
        if person.is_active:
            write_letter(kind, version, person, by=by, now=now)
