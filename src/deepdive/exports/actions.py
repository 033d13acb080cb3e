"""Reading a plan from a file into a cohort's workbook; the house template of an organisation."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from deepdive.core.refused import Refused
from deepdive.curriculum.current import pack
from deepdive.exports.house_template import house_template
from deepdive.exports.models import HouseTemplate
from deepdive.exports.plan_file import PlanFile, broken_links, everything_in
from deepdive.people.models import Organisation, Person
from deepdive.programme.actions import add_cohort_of_plan
from deepdive.programme.models import Cohort
from deepdive.workbook.actions import fill


@dataclass(frozen=True)
class Imported:
    """What came of it: the cohort, how many links lead to rows that had been removed before, in how many
    places NHS numbers were taken out, and how many places this curriculum does not have."""

    cohort: Cohort
    broken_links: int
    numbers_removed: int
    not_in_the_pack: int

    @property
    def remarks(self) -> list[str]:
        """What whoever reads it in should know, as sentences."""
        counted = (
            (
                "Links to rows that had been removed",
                self.broken_links,
                "They are kept, and show in the annex.",
            ),
            ("Places with a valid NHS number", self.numbers_removed, "It was taken out."),
            (
                "Places that this curriculum does not have",
                self.not_in_the_pack,
                "They are kept, and show in the annex.",
            ),
        )
        return [f"{what}: {count}. {then}" for what, count, then in counted if count]


def import_plan(file: PlanFile, *, into: Cohort, by: Person | None) -> Imported:
    """Read the plan into the cohort's workbook. Refused as :func:`deepdive.workbook.actions.fill`."""
    everything = everything_in(file, pack().artefacts)
    removed = fill(into.pk, everything, author_id=by.pk if by else None)
    return Imported(into, broken_links(file), removed, len(everything.rest))


def import_as_cohort(file: PlanFile, *, by: Person) -> Imported:
    """Make a cohort of the organisation and problem in the file, without sessions, and read the plan into it.

    Refused as :func:`deepdive.programme.actions.add_cohort_of_plan`.
    """
    with transaction.atomic():
        cohort = add_cohort_of_plan(file.organisation, problem=file.problem, by=by)
        return import_plan(file, into=cohort, by=by)


def add_house_template(organisation: Organisation, content: bytes, *, by: Person, now: datetime) -> None:
    """Keep a Word file as the template that waits to be looked at, in place of one that waited before.

    Refused as :func:`deepdive.exports.house_template.house_template`.
    """
    kept = house_template(content)
    with transaction.atomic():
        # a new row, so that nobody puts to use what they have not looked at
        organisation.house_templates.filter(is_used=False).delete()
        HouseTemplate.objects.create(organisation=organisation, content=kept, added_by=by, added_at=now)


def use_house_template(organisation: Organisation, template_id: int) -> None:
    """Build the organisation's Word files on the template that waits. Refused with ``no-such-template`` if
    another has taken its place since somebody looked."""
    with transaction.atomic():
        waiting = (
            organisation.house_templates.select_for_update().filter(pk=template_id, is_used=False).first()
        )
        if waiting is None:
            raise Refused(
                "no-such-template",
                "This template does not wait any more: somebody has used it, or taken it back. Look again.",
            )
        organisation.house_templates.filter(is_used=True).delete()
        waiting.is_used = True
        waiting.save(update_fields=["is_used"])


def remove_house_template(organisation: Organisation, template_id: int) -> None:
    """Take a template back, used or waiting. It may be gone already."""
    organisation.house_templates.filter(pk=template_id).delete()
