"""Where findings stand in the plan: as rows of its actions."""

from uuid import UUID, uuid5

from deepdive.core.artefact import Artefact, Field
from deepdive.curriculum.current import pack
from deepdive.programme.models import Cohort
from deepdive.workbook.document import rows_of
from deepdive.workbook.entries import stored

ARTEFACT, FIELD = "ninety-day-plan", "actions"


def actions_field() -> tuple[Artefact, Field]:
    """The artefact and the field that hold the actions of a plan."""
    artefact = pack().artefacts[ARTEFACT]
    return artefact, artefact.field(FIELD)


def action_id(cohort: Cohort, rule: str) -> str:
    """The id of the row that a finding becomes: always the same, so that it becomes one row only."""
    return str(uuid5(UUID(str(cohort.pk)), f"advice/{rule}"))


def planned_rows(cohort: Cohort) -> frozenset[str]:
    """The ids of all actions in the cohort's plan."""
    artefact, field = actions_field()
    return frozenset(row.id for row in rows_of(stored(cohort.pk).document(), artefact.id, field))
