"""Writes of versions and of their reviews."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.urls import reverse

from deepdive.core.access import Act, Role
from deepdive.core.frozen import fingerprint, to_plain
from deepdive.core.refused import Refused
from deepdive.core.review import Verdict, check_mark
from deepdive.mail.actions import post_letter
from deepdive.people.actions import link_expiry, make_sign_in_link
from deepdive.people.models import Person
from deepdive.plan.models import Mark, Version
from deepdive.plan.versions import newest_number, plan_now
from deepdive.programme.models import Cohort
from deepdive.programme.queries import Access


def freeze_version(cohort: Cohort, *, after: int, note: str, by: Person, now: datetime) -> Version:
    """Freeze the plan as it stands as the version after the one numbered ``after`` (0: as the first), and ask
    the reviewers to look at it. Signing of an earlier version ends.

    The same form sent again gives the version that it made. Refused with ``frozen-already`` when somebody
    else was faster.
    """
    content = to_plain(plan_now(cohort))
    try:
        with transaction.atomic():
            locked(cohort)
            if newest_number(cohort.pk) != after:
                raise IntegrityError
            version = Version.objects.create(
                cohort=cohort,
                number=after + 1,
                content=content,
                fingerprint=fingerprint(content),
                note=note,
                frozen_by=by,
                frozen_at=now,
            )
            _ask_reviewers(version, by=by, now=now)
    except IntegrityError:
        made = cohort.versions.filter(number=after + 1, frozen_by=by, note=note).first()
        if made is not None:
            return made
        raise Refused(
            "frozen-already",
            f"Somebody else has frozen version {after + 1} in the meantime. Look at it first. If something "
            "is missing in it, come back and freeze another one.",
        ) from None
    return version


@transaction.atomic
def mark_section(
    version: Version,
    section: str,
    *,
    verdict: Verdict,
    words: str,
    asked: Person | None,
    by: Person,
    now: datetime,
) -> Mark:
    """Say what the reviewer thinks of a section, in place of what they said of it before, and ask somebody to
    see to it. That person is told once. What was answered before is asked anew.

    Refused as :func:`~deepdive.core.review.check_mark`.
    """
    locked(version.cohort)
    check_mark(verdict, words, is_newest=newest_number(version.cohort_id) == version.number)
    before = Mark.objects.filter(version=version, section=section, reviewer=by).first()
    if before is not None and (before.verdict, before.words, before.asked) == (verdict.value, words, asked):
        return before
    mark, _ = Mark.objects.update_or_create(
        version=version,
        section=section,
        reviewer=by,
        defaults={
            "verdict": verdict.value,
            "words": words,
            "made_at": now,
            "asked": asked,
            "answer": "",
            "answered_by": None,
            "answered_at": None,
        },
    )
    if asked is not None and asked != by and (before is None or before.asked_id != asked.pk):
        _tell_asked(mark, asked, by=by, now=now)
    return mark


def may_answer(access: Access, mark: Mark) -> bool:
    """Whether somebody may answer a mark: who is asked, and everybody who writes the plan."""
    return mark.asked_id == access.person.pk or access.may(Act.WRITE_WORKBOOK)


def check_answer(access: Access, mark: Mark) -> None:
    """Refused with ``not-yours`` where :func:`may_answer` says no."""
    if not may_answer(access, mark):
        raise Refused(
            "not-yours", "Whoever is asked answers a reviewer, and so does everybody who writes the plan."
        )


def answer_mark(access: Access, mark: Mark, *, answer: str, now: datetime) -> None:
    """Say what was done about a mark, or why nothing was.

    Refused with ``not-yours``, and with ``answered-already`` when somebody else was faster.
    """
    check_answer(access, mark)
    # guarded update: of two answers at the same moment one is kept, and the other person is told
    waiting = Mark.objects.filter(pk=mark.pk, answer="")
    if waiting.update(answer=answer, answered_by=access.person, answered_at=now):
        return
    if not Mark.objects.filter(pk=mark.pk, answer=answer, answered_by=access.person).exists():
        raise Refused("answered-already", "Somebody has answered this in the meantime. Look at their answer.")


def locked(cohort: Cohort) -> None:
    """Let nobody else freeze, review or sign in this cohort until the transaction ends."""
    Cohort.objects.select_for_update().get(pk=cohort.pk)


def _ask_reviewers(version: Version, *, by: Person, now: datetime) -> None:
    reviewers = version.cohort.appointments.filter(role=Role.REVIEWER.value, person__is_active=True)
    for appointment in reviewers.select_related("person").order_by("pk"):
        if appointment.person != by:
            write_letter("version-to-review", version, appointment.person, by=by, now=now)


def _tell_asked(mark: Mark, asked: Person, *, by: Person, now: datetime) -> None:
    section = mark.version.plan.section(mark.section)
    write_letter(
        "review-to-answer",
        mark.version,
        asked,
        by=by,
        now=now,
        section=section.title if section else mark.section,
        then=reverse("plan:answer", args=[mark.version.cohort_id, mark.version.number, mark.pk]),
    )


def write_letter(
    kind: str, version: Version, to: Person, *, by: Person, now: datetime, then: str = "", **more: str
) -> None:
    """A letter about the version. What people said stays out of letters."""
    cohort = version.cohort
    page = then or reverse("plan:version", args=[cohort.pk, version.number])
    values = {
        "name": to.name,
        "author": by.name,
        "organisation": cohort.organisation.name,
        "number": str(version.number),
        "link": make_sign_in_link(to, now=now, then=page),
        "link_expires": link_expiry(now),
    }
    post_letter(kind, to=to.email, attachments=(), **values, **more)
