"""Reading a plan from a file into a cohort's workbook."""

from dataclasses import dataclass

from django.db import transaction

from deepdive.curriculum.current import pack
from deepdive.exports.plan_file import PlanFile, broken_links, everything_in
from deepdive.people.models import Person
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
