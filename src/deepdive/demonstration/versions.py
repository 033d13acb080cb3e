"""The versions of the demonstration, with their reviews and signatures. They are put in as if made before, so
no letter goes out; each says what the workbook said before some document was written."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from deepdive.core.frozen import fingerprint, to_plain
from deepdive.core.signing import Answer
from deepdive.people.models import Person
from deepdive.plan.models import Mark, Signature, Signer, Version
from deepdive.plan.versions import plan_now
from deepdive.programme.models import Cohort
from deepdive.workbook.models import JournalEntry

Said = Mapping[str, Any]


def add_versions(cohort: Cohort, versions: Sequence[Said], signers: Sequence[Said], *, now: datetime) -> None:
    """Add the versions as the story tells them; ``now`` is what "days ago" counts from."""
    for place, one in enumerate(signers, 1):
        Signer.objects.create(cohort=cohort, place=place, person=_person(one["person"]), part=one["part"])
    for number, said in enumerate(versions, 1):
        content = to_plain(plan_now(cohort, up_to=_entry_before(cohort, said.get("before", ""))))
        version = Version.objects.create(
            cohort=cohort,
            number=number,
            content=content,
            fingerprint=fingerprint(content),
            note=said["note"].strip(),
            frozen_by=_person(said["by"]),
            frozen_at=_when(said, now),
        )
        for mark in said.get("marks", ()):
            _mark(version, mark, now)
        if "signed" in said:
            _sign(version, said["signed"], now)


def _mark(version: Version, said: Said, now: datetime) -> None:
    answer = said.get("answer", {})
    Mark.objects.create(
        version=version,
        section=said["section"],
        reviewer=_person(said["by"]),
        verdict=said["verdict"],
        words=said.get("words", "").strip(),
        made_at=_when(said, now),
        asked=_person(said["asked"]) if "asked" in said else None,
        answer=answer.get("text", "").strip(),
        answered_by=_person(answer["by"]) if answer else None,
        answered_at=_when(answer, now) if answer else None,
    )


def _sign(version: Version, signed: Sequence[Said], now: datetime) -> None:
    """The first of the order have signed, the others are asked."""
    for place, one in enumerate(version.cohort.signers.select_related("person")):
        done = signed[place] if place < len(signed) else None
        Signature.objects.create(
            version=version,
            place=one.place,
            person=one.person,
            name=one.person.name,
            part=one.part,
            answer=(Answer.SIGNED if done else Answer.WAITING).value,
            answered_at=_when(done, now) if done else None,
            fingerprint=version.fingerprint if done else "",
        )


def _entry_before(cohort: Cohort, artefact: str) -> int | None:
    """The last journal entry before the one in which that artefact was first written; None for now."""
    if not artefact:
        return None
    entries = JournalEntry.objects.filter(workbook_id=cohort.pk).order_by("pk").values_list("pk", "touched")
    last = 0
    for entry, touched in entries:
        if any(name.startswith(f"{artefact}/") for name in touched.split()):
            break
        last = entry
    return last


def _when(said: Said, now: datetime) -> datetime:
    return now - timedelta(days=int(said["days_ago"]))


def _person(email: str) -> Person:
    return Person.objects.get(email=email)
