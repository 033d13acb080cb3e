"""Versions of the cast's plan, reviewed and signed by the real actions."""

from datetime import datetime

from django.utils import timezone

from deepdive.core.access import Act
from deepdive.core.review import Verdict
from deepdive.people.models import Person
from deepdive.plan.actions import freeze_version, mark_section
from deepdive.plan.models import Mark, Version
from deepdive.plan.signing import Named, ask_for_signatures, set_signers
from deepdive.plan.versions import newest_number
from deepdive.programme.queries import Access, find_cohort
from tests.factories import Cast

SECTION = "the-problem"


def freeze(cast: Cast, *, note: str = "", now: datetime | None = None) -> Version:
    """The next version of the cast's plan, frozen by the facilitator."""
    return freeze_version(
        cast.cohort,
        after=newest_number(cast.cohort.pk),
        note=note,
        by=cast.facilitator,
        now=now or timezone.now(),
    )


def name_signers(cast: Cast, *people: Person) -> None:
    """Those who sign, in order, each as their number."""
    set_signers(cast.cohort, [Named(person, f"Signer {n}") for n, person in enumerate(people, 1)])


def freeze_and_ask(cast: Cast, *people: Person) -> Version:
    """A version for which these people are asked to sign; the sponsor where nobody is named."""
    name_signers(cast, *(people or (cast.sponsor,)))
    version = freeze(cast)
    ask_for_signatures(version, by=cast.facilitator, now=timezone.now())
    return version


def add_mark(
    cast: Cast,
    version: Version,
    *,
    verdict: Verdict = Verdict.TO_MEND,
    words: str = "Who counted this, and when?",
    asked: Person | None = None,
    section: str = SECTION,
) -> Mark:
    """A mark of the reviewer's on a section."""
    return mark_section(
        version,
        section,
        verdict=verdict,
        words=words,
        asked=asked,
        by=cast.reviewer,
        now=timezone.now(),
    )


def access(cast: Cast, person: Person) -> Access:
    """What the person may do in the cast's cohort."""
    return find_cohort(cast.cohort.pk, person=person, act=Act.READ_PLAN)
